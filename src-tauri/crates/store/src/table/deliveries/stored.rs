//! A row of `deliveries` as changes read and write it.

use model::{AttemptId, DeliveryId, EndpointId, EventId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::standing::Standing;
use crate::error::Fault;
use crate::table::attempts;
use crate::table::delivery_words::{Wish, state_of, trigger_of, trigger_word};

/// A row as changes need it.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) id: DeliveryId,
    pub(crate) event: EventId,
    pub(crate) endpoint: EndpointId,
    pub(crate) ordering_key: Option<String>,
    /// The last attempt, from which those before it are found.
    pub(crate) last_attempt: Option<AttemptId>,
    pub(crate) standing: Standing,
}

/// Reads a row; `None` when there is none.
pub(crate) fn get(connection: &Connection, id: DeliveryId) -> rusqlite::Result<Option<Stored>> {
    let mut statement = connection.prepare_cached(GET)?;
    let read = |row: &Row<'_>| {
        Ok(Stored {
            id,
            event: EventId(row.get(0)?),
            endpoint: EndpointId(row.get(1)?),
            ordering_key: row.get(2)?,
            last_attempt: row.get::<_, Option<i64>>(16)?.map(AttemptId),
            standing: read_standing(row)?,
        })
    };
    statement.query_row([id.0], read).optional()
}

/// The last attempt of a delivery.
pub(super) fn last_attempt(
    connection: &Connection,
    id: DeliveryId,
) -> rusqlite::Result<Option<AttemptId>> {
    let sql = "SELECT last_attempt FROM deliveries WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let found: Option<Option<i64>> = statement.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(found.flatten().map(AttemptId))
}

pub(super) const GET: &str =
    "SELECT event, endpoint, ordering_key, state, lane, trigger, attempts, scheduled,
            due_at, held_due_at, speed, wish, before_state, before_due_at, lease_owner, ended_at,
            last_attempt
        FROM deliveries WHERE id = ?1";

/// Of the columns from the fourth on.
fn read_standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    let time = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(Timestamp));
    let wish = row.get_ref(11)?.as_str_or_null()?;
    let before = row.get_ref(12)?.as_str_or_null()?;
    Ok(Standing {
        state: state_of(row.get_ref(3)?.as_str()?),
        lane: row.get(4)?,
        trigger: trigger_of(row.get_ref(5)?.as_str()?),
        attempts: row.get(6)?,
        scheduled: row.get(7)?,
        due_at: time(8)?,
        held_due_at: time(9)?,
        speed: row.get(10)?,
        wish: wish.map(Wish::of),
        before: match before {
            Some(state) => Some((state_of(state), time(13)?)),
            None => None,
        },
        lease_owner: row.get(14)?,
        ended_at: time(15)?,
        made: None,
    })
}

/// Writes what may change about a delivery.
pub(super) fn write(
    connection: &Connection,
    id: DeliveryId,
    after: &Standing,
) -> Result<(), Fault> {
    let time = |at: Option<Timestamp>| at.map(|at| at.0);
    let failure = after.made.and_then(|made| made.failure);
    let failure = failure.map(attempts::failure_word);
    let values = params![
        id.0,
        after.state.as_str(),
        after.lane,
        trigger_word(after.trigger),
        after.attempts,
        after.scheduled,
        time(after.due_at),
        time(after.held_due_at),
        after.speed,
        after.wish.map(Wish::word),
        after.before.map(|(state, _)| state.as_str()),
        after.before.and_then(|(_, due_at)| time(due_at)),
        after.lease_owner,
        time(after.ended_at),
        after.made.map(|made| made.attempt.0),
        after.made.and_then(|made| made.status),
        failure,
    ];
    connection.prepare_cached(WRITE)?.execute(values)?;
    Ok(())
}

pub(super) const WRITE: &str =
    "UPDATE deliveries SET state = ?2, lane = ?3, trigger = ?4, attempts = ?5,
            scheduled = ?6, due_at = ?7, held_due_at = ?8, speed = ?9, wish = ?10,
            before_state = ?11, before_due_at = ?12, lease_owner = ?13,
            lease_until = iif(?13 IS NULL, NULL, lease_until), ended_at = ?14,
            last_attempt = coalesce(?15, last_attempt),
            last_status = iif(?15 IS NULL, last_status, ?16),
            last_failure = iif(?15 IS NULL, last_failure, ?17)
        WHERE id = ?1";
