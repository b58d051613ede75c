//! Taking what is due: by index, so that it costs the same whatever waits.

use bytes::Bytes;
use model::{CaptureId, DeliveryId, DeliveryState, EndpointId, EventId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{LANE_BEHIND, LANE_FIRST, change, get, turn};
use crate::error::Fault;
use crate::table::delivery_totals::Tally;
use crate::table::delivery_words::{state_of, trigger_of};
use crate::table::endpoints::{self, Working};
use crate::{Claimed, Claiming, DueDelivery};

/// Rows that one claim sets aside at most because it is not their turn; the next goes on.
const SET_ASIDE: usize = 500;

/// Leases what is due and tells whether anything was written.
pub(crate) fn claim(
    connection: &Connection,
    claiming: &Claiming,
) -> Result<(Claimed, bool), Fault> {
    let mut claimed = Claimed::default();
    let mut tally = Tally::default();
    let mut wrote = false;
    for &(endpoint, room) in &claiming.rooms {
        let Some(working) = endpoints::working(connection, endpoint)? else {
            continue;
        };
        let desk = Desk {
            connection,
            claiming,
            endpoint,
            working: &working,
        };
        wrote |= desk.fill(room, &mut claimed.taken, &mut tally)?;
        let next = next(connection, endpoint)?;
        claimed.next.extend(next.map(|due_at| (endpoint, due_at)));
    }
    tally.flush(connection)?;
    Ok((claimed, wrote))
}

/// One endpoint at which something may be due.
struct Desk<'a> {
    connection: &'a Connection,
    claiming: &'a Claiming,
    endpoint: EndpointId,
    working: &'a Working,
}

impl Desk<'_> {
    /// Takes what there is room for; tells whether anything was written.
    fn fill(
        &self,
        room: u32,
        taken: &mut Vec<DueDelivery>,
        tally: &mut Tally,
    ) -> Result<bool, Fault> {
        let (mut left, mut aside) = (room, 0);
        for lane in [LANE_FIRST, LANE_BEHIND] {
            // Again while some were set aside: others may be due behind them.
            while left > 0 && aside <= SET_ASIDE {
                let due = self.due(lane, left)?;
                let (looked_at, before) = (due.len(), taken.len());
                self.sort_out(due, taken, tally)?;
                let took = taken.len() - before;
                left = left.saturating_sub(u32::try_from(took).unwrap_or(left));
                aside += looked_at - took;
                if looked_at == took {
                    break;
                }
            }
        }
        Ok(aside > 0 || left < room)
    }

    /// Takes those whose turn it is, and sets the others aside.
    fn sort_out(
        &self,
        due: Vec<(DeliveryId, Option<String>)>,
        taken: &mut Vec<DueDelivery>,
        tally: &mut Tally,
    ) -> Result<(), Fault> {
        for (id, key) in due {
            match self.must_wait(id, key.as_deref())? {
                true => turn::hold(self.connection, id)?,
                false => taken.push(self.take(id, tally)?),
            }
        }
        Ok(())
    }

    fn due(&self, lane: u8, limit: u32) -> Result<Vec<(DeliveryId, Option<String>)>, Fault> {
        let mut statement = self.connection.prepare_cached(DUE)?;
        let values = params![self.endpoint.0, lane, self.claiming.now.0, limit];
        let rows = statement.query_map(values, |row| Ok((DeliveryId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn must_wait(&self, id: DeliveryId, key: Option<&str>) -> Result<bool, Fault> {
        match key {
            Some(key) if self.working.by_key => {
                Ok(turn::must_wait(self.connection, self.endpoint, key, id.0)?)
            }
            _ => Ok(false),
        }
    }

    fn take(&self, id: DeliveryId, tally: &mut Tally) -> Result<DueDelivery, Fault> {
        let connection = self.connection;
        let mut statement = connection.prepare_cached(TAKEN)?;
        let (due, state) = statement.query_row([id.0], |row| self.read(id, row))?;
        let values = params![id.0, self.claiming.owner, self.claiming.lease_until.0];
        connection.prepare_cached(LEASE)?.execute(values)?;
        tally.moved(self.endpoint, state, DeliveryState::Running);
        Ok(due)
    }

    fn read(
        &self,
        id: DeliveryId,
        row: &Row<'_>,
    ) -> rusqlite::Result<(DueDelivery, DeliveryState)> {
        let bytes = |column| -> rusqlite::Result<Option<Bytes>> {
            let blob = row.get_ref(column)?.as_blob_or_null()?;
            Ok(blob.map(Bytes::copy_from_slice))
        };
        let capture: Option<i64> = row.get(4)?;
        let resign: Option<bool> = row.get(5)?;
        let due = DueDelivery {
            delivery: id,
            endpoint: self.endpoint,
            event: EventId(row.get(0)?),
            message_id: row.get(1)?,
            event_type: row.get(2)?,
            content_type: row.get(3)?,
            capture: capture.map(CaptureId),
            resign: resign.unwrap_or(true),
            body: bytes(6)?.unwrap_or_default(),
            head: bytes(7)?,
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

pub(super) const DUE: &str = "SELECT id, ordering_key FROM deliveries INDEXED BY deliveries_due
    WHERE endpoint = ?1 AND lane = ?2 AND due_at <= ?3 ORDER BY due_at, id LIMIT ?4";

pub(super) const TAKEN: &str = "SELECT d.event, e.message_id, e.event_type, e.content_type,
        e.capture, d.resign,
        CASE WHEN e.body IS NULL AND e.capture IS NOT NULL
            THEN (SELECT body FROM capture_bodies WHERE id = e.capture) ELSE e.body END,
        CASE WHEN e.body IS NULL AND e.capture IS NOT NULL
            THEN (SELECT head FROM capture_heads WHERE id = e.capture) ELSE e.head END,
        d.trigger, d.attempts, d.scheduled, d.due_at, d.created_at, e.created_at, d.ordering_key,
        d.state
    FROM deliveries d JOIN events e ON e.id = d.event WHERE d.id = ?1";

pub(super) const LEASE: &str = "UPDATE deliveries SET state = 'running', due_at = NULL,
    held_due_at = due_at, lease_owner = ?2, lease_until = ?3 WHERE id = ?1";

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
    let mut statement = connection.prepare_cached(LEFT_BEHIND)?;
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
    Ok(found.len() as u64)
}

pub(super) const LEFT_BEHIND: &str = "SELECT id FROM deliveries INDEXED BY deliveries_leased
    WHERE lease_owner IS NOT NULL AND lease_owner <> ?1";
