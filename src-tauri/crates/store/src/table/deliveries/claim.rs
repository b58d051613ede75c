//! Taking what is due: by index, so that it costs the same whatever waits.

use bytes::Bytes;
use compact_str::CompactString;
use model::{CaptureId, DeliveryId, DeliveryState, EndpointId, EventId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::shelf::Shelf;
use super::{LANE_BEHIND, LANE_FIRST, change, get, turn};
use crate::error::Fault;
use crate::table::delivery_totals::Tally;
use crate::table::delivery_words::{state_of, trigger_of};
use crate::table::endpoints::{self, Working};
use crate::table::leases::{self, Lots, NAMED};
use crate::{Claimed, Claiming, DueDelivery};

/// Rows that one claim sets aside at most because it is not their turn; the next goes on.
const SET_ASIDE: usize = 500;

/// Rows that are read before they are leased. As many as are claimed at most would each time be
/// memory that the system has to give anew.
const PIECE: usize = 128;

/// Bytes of bodies that one claim takes for an endpoint, and the one behind them.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Leases what is due and tells whether anything was written.
pub(crate) fn claim(
    connection: &Connection,
    claiming: &Claiming,
    lots: &mut Lots,
) -> Result<(Claimed, bool), Fault> {
    let mut claimed = Claimed::default();
    let mut tally = Tally::default();
    let mut wrote = false;
    for &(endpoint, room) in &claiming.rooms {
        let Some(working) = endpoints::working(connection, endpoint)? else {
            continue;
        };
        let mut desk = Desk {
            connection,
            claiming,
            endpoint,
            working,
            room: room as usize,
            bytes: 0,
            shelf: Shelf::default(),
            taken: &mut claimed.taken,
            tally: &mut tally,
        };
        wrote |= desk.fill()?;
        let next = next(connection, endpoint)?;
        claimed.next.extend(next.map(|due_at| (endpoint, due_at)));
    }
    tally.flush(connection)?;
    let ids: Vec<i64> = claimed.taken.iter().map(|due| due.delivery.0).collect();
    if !ids.is_empty() {
        lots.note(connection, claiming.owner, &ids)?;
    }
    Ok((claimed, wrote))
}

/// One endpoint at which something may be due.
struct Desk<'a> {
    connection: &'a Connection,
    claiming: &'a Claiming,
    endpoint: EndpointId,
    working: Working,
    /// How many more may be taken.
    room: usize,
    /// Of the bodies taken.
    bytes: usize,
    shelf: Shelf,
    taken: &'a mut Vec<DueDelivery>,
    tally: &'a mut Tally,
}

impl Desk<'_> {
    /// Takes what there is room for; tells whether anything was written.
    fn fill(&mut self) -> Result<bool, Fault> {
        let (mut aside, before) = (0, self.taken.len());
        for lane in [LANE_FIRST, LANE_BEHIND] {
            // Again while there was a whole piece, or some were set aside: others may be due behind.
            while self.has_room() && aside <= SET_ASIDE {
                let piece = PIECE.min(self.room);
                let first = self.taken.len();
                let states = self.due(lane, piece)?;
                let is_whole = states.len() == piece;
                let held = self.sort_out(first, states)?;
                aside += held;
                if held == 0 && !is_whole {
                    break;
                }
            }
        }
        Ok(aside > 0 || self.taken.len() > before)
    }

    fn has_room(&self) -> bool {
        self.room > 0 && self.bytes < MOST_BYTES
    }

    /// Takes what is due in a lane, no more than a piece; gives in which state each was.
    fn due(&mut self, lane: u8, piece: usize) -> Result<Vec<DeliveryState>, Fault> {
        let mut statement = self.connection.prepare_cached(DUE)?;
        let values = params![self.endpoint.0, lane, self.claiming.now.0, piece];
        let mut rows = statement.query(values)?;
        let (mut states, mut bytes) = (Vec::with_capacity(piece), self.bytes);
        self.taken.reserve(piece);
        while bytes < MOST_BYTES
            && let Some(row) = rows.next()?
        {
            let (due, state) = self.read(row)?;
            bytes += due.body.len();
            self.taken.push(due);
            states.push(state);
        }
        Ok(states)
    }

    /// Keeps those from the first on whose turn it is, sets the others aside and tells how many
    /// those are.
    fn sort_out(&mut self, first: usize, states: Vec<DeliveryState>) -> Result<usize, Fault> {
        let found = states.len();
        let states = match self.working.by_key {
            true => self.set_aside(first, states)?,
            false => states,
        };
        let kept = &self.taken[first..];
        let ids: Vec<i64> = kept.iter().map(|due| due.delivery.0).collect();
        self.bytes += kept.iter().map(|due| due.body.len()).sum::<usize>();
        self.room -= ids.len();
        self.lease(&ids)?;
        for same in states.chunk_by(|one, next| one == next) {
            let to = DeliveryState::Running;
            self.tally.moved(self.endpoint, (same[0], to), same.len());
        }
        Ok(found - states.len())
    }

    /// Sets aside whose turn it is not; gives in which state each of the others was.
    fn set_aside(
        &mut self,
        first: usize,
        states: Vec<DeliveryState>,
    ) -> Result<Vec<DeliveryState>, Fault> {
        let mut kept = Vec::new();
        for (due, state) in self.taken.split_off(first).into_iter().zip(states) {
            if self.must_wait(&due)? {
                turn::hold(self.connection, due.delivery)?;
            } else {
                self.taken.push(due);
                kept.push(state);
            }
        }
        Ok(kept)
    }

    /// Leases ids that follow each other with one statement, each of which costs about as much to
    /// begin as a row. A list of ids would have SQLite make and drop two tables each time.
    fn lease(&self, ids: &[i64]) -> rusqlite::Result<()> {
        let mut lease = self.connection.prepare_cached(LEASE)?;
        let (owner, until) = (self.claiming.owner, self.claiming.lease_until.0);
        for run in ids.chunk_by(|one, next| one + 1 == *next) {
            lease.execute(params![run[0], run[run.len() - 1], owner, until])?;
        }
        Ok(())
    }

    fn must_wait(&self, due: &DueDelivery) -> Result<bool, Fault> {
        let Some(key) = due.ordering_key.as_deref() else {
            return Ok(false);
        };
        let id = due.delivery.0;
        Ok(turn::must_wait(self.connection, self.endpoint, key, id)?)
    }

    fn read(&mut self, row: &Row<'_>) -> rusqlite::Result<(DueDelivery, DeliveryState)> {
        let body = row.get_ref(6)?.as_blob_or_null()?;
        let head = row.get_ref(7)?.as_blob_or_null()?;
        let text = |column| -> rusqlite::Result<CompactString> {
            Ok(row.get_ref(column)?.as_str()?.into())
        };
        let capture: Option<i64> = row.get(4)?;
        let resign: Option<bool> = row.get(5)?;
        let due = DueDelivery {
            delivery: DeliveryId(row.get(16)?),
            endpoint: self.endpoint,
            event: EventId(row.get(0)?),
            message_id: text(1)?,
            event_type: text(2)?,
            content_type: text(3)?,
            capture: capture.map(CaptureId),
            resign: resign.unwrap_or(true),
            body: body.map_or_else(Bytes::new, |body| self.shelf.put(body)),
            head: head.map(|head| self.shelf.put(head)),
            trigger: trigger_of(row.get_ref(8)?.as_str()?),
            number: row.get::<_, u32>(9)? + 1,
            scheduled: row.get(10)?,
            due_at: Timestamp(row.get(11)?),
            created_at: Timestamp(row.get(12)?),
            event_created_at: Timestamp(row.get(13)?),
            ordering_key: row.get(14)?,
            failing_since: self.working.failing_since,
            failures_in_a_row: self.working.failures_in_a_row,
        };
        Ok((due, state_of(row.get_ref(15)?.as_str()?)))
    }
}

pub(super) const DUE: &str = "SELECT d.event, e.message_id, e.event_type, e.content_type,
        e.capture, d.resign,
        CASE WHEN e.body IS NULL AND e.capture IS NOT NULL
            THEN (SELECT body FROM capture_bodies WHERE id = e.capture) ELSE e.body END,
        CASE WHEN e.body IS NULL AND e.capture IS NOT NULL
            THEN (SELECT head FROM capture_heads WHERE id = e.capture) ELSE e.head END,
        d.trigger, d.attempts, d.scheduled, d.due_at, d.created_at, e.created_at, d.ordering_key,
        d.state, d.id
    FROM deliveries d INDEXED BY deliveries_due CROSS JOIN events e ON e.id = d.event
    WHERE d.endpoint = ?1 AND d.lane = ?2 AND d.due_at <= ?3 ORDER BY d.due_at, d.id LIMIT ?4";

pub(super) const LEASE: &str = "UPDATE OR FAIL deliveries NOT INDEXED
    SET state = 'running', due_at = NULL, held_due_at = due_at, lease_owner = ?3, lease_until = ?4
    WHERE id BETWEEN ?1 AND ?2";

/// When the next one of an endpoint is due.
fn next(connection: &Connection, endpoint: EndpointId) -> Result<Option<Timestamp>, Fault> {
    let mut statement = connection.prepare_cached(NEXT)?;
    let mut earliest = None;
    for lane in [LANE_FIRST, LANE_BEHIND] {
        let values = params![endpoint.0, lane];
        let found: Option<i64> = statement.query_row(values, |row| row.get(0)).optional()?;
        earliest = earliest.into_iter().chain(found).min();
    }
    Ok(earliest.map(Timestamp))
}

pub(super) const NEXT: &str = "SELECT due_at FROM deliveries INDEXED BY deliveries_due
    WHERE endpoint = ?1 AND lane = ?2 AND due_at IS NOT NULL ORDER BY due_at LIMIT 1";

/// Makes what a worker took and did not send due as it was; tells how many.
pub(crate) fn give_back(
    connection: &Connection,
    (owner, ids): (i64, &[DeliveryId]),
    now: Timestamp,
) -> Result<u64, Fault> {
    let mut tally = Tally::default();
    let mut given = 0;
    for &id in ids {
        let Some(stored) = get(connection, id)? else {
            continue;
        };
        if stored.standing.lease_owner != Some(owner) {
            continue;
        }
        let mut after = stored.standing.clone();
        after.give_back(now);
        change(connection, &stored, after, &mut tally)?;
        given += 1;
    }
    tally.flush(connection)?;
    Ok(given)
}

/// Frees what other workers had under way; tells how many.
pub(crate) fn take_over(connection: &Connection, owner: i64, now: Timestamp) -> Result<u64, Fault> {
    let mut statement = connection.prepare_cached(&left_behind())?;
    let found = statement.query_map([owner], |row| row.get(0))?;
    let found: Vec<i64> = found.collect::<Result<_, _>>()?;
    let mut tally = Tally::default();
    for &id in &found {
        let Some(stored) = get(connection, DeliveryId(id))? else {
            continue;
        };
        let mut after = stored.standing.clone();
        after.take_over(now);
        change(connection, &stored, after, &mut tally)?;
    }
    tally.flush(connection)?;
    leases::forget_others(connection, owner)?;
    Ok(found.len() as u64)
}

pub(super) fn left_behind() -> String {
    format!("SELECT id FROM deliveries WHERE id IN {NAMED} AND lease_owner <> ?1")
}
