//! `deliveries`: one event on its way to one endpoint.
//!
//! Every change of one goes through [`change()`], which keeps the totals and
//! the turns of ordering keys true with it.

use model::{CaptureId, Delivery, DeliveryId, DeliveryState, EndpointId, EventId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::attempts;
use super::delivery_totals::Tally;
use super::delivery_words::state_of;
use super::{endpoints, events};
use crate::DeliveryRecord;
use crate::error::Fault;

pub(crate) mod act;
mod change;
pub(crate) mod claim;
pub(crate) mod finish;
pub(crate) mod handover;
#[cfg(test)]
mod plans;
pub(crate) mod purge;
pub(crate) mod select;
mod shelf;
mod standing;
mod stored;
pub(crate) mod sweep;
mod turn;

pub(crate) use change::change;
pub(crate) use standing::{LANE_BEHIND, LANE_FIRST, Standing};
pub(crate) use stored::{Stored, get};

/// A delivery to be made.
pub(crate) struct Fresh<'a> {
    pub(crate) event: EventId,
    pub(crate) endpoint: EndpointId,
    /// Whether the capture's bytes are signed afresh; `None` for an event of its own.
    pub(crate) resign: Option<bool>,
    pub(crate) ordering_key: Option<&'a str>,
    pub(crate) due_at: Timestamp,
    pub(crate) created_at: Timestamp,
}

/// Stores a delivery; `None` when its endpoint is gone.
pub(crate) fn insert(
    connection: &Connection,
    fresh: &Fresh<'_>,
    tally: &mut Tally,
) -> Result<Option<DeliveryId>, Fault> {
    let Some(by_key) = endpoints::is_by_key(connection, fresh.endpoint)? else {
        return Ok(None);
    };
    let waits = match fresh.ordering_key {
        Some(key) if by_key => turn::must_wait(connection, fresh.endpoint, key, i64::MAX)?,
        _ => false,
    };
    let due_at = Some(fresh.due_at.0);
    let (due_at, held_due_at) = if waits {
        (None, due_at)
    } else {
        (due_at, None)
    };
    let sql = "INSERT INTO deliveries (event, endpoint, state, lane, trigger, resign, due_at,
            held_due_at, ordering_key, created_at)
        VALUES (?1, ?2, 'pending', ?3, 'scheduled', ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        fresh.event.0,
        fresh.endpoint.0,
        LANE_BEHIND,
        fresh.resign,
        due_at,
        held_due_at,
        fresh.ordering_key,
        fresh.created_at.0,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    tally.add(fresh.endpoint, DeliveryState::Pending, 1);
    Ok(Some(DeliveryId(connection.last_insert_rowid())))
}

/// One row as lists show it.
pub(crate) fn row(connection: &Connection, id: DeliveryId) -> Result<Option<Delivery>, Fault> {
    let sql = "SELECT d.event, e.message_id, e.event_type, d.endpoint, p.name, e.capture, d.state,
            d.attempts, d.due_at, d.last_status, d.last_failure, d.last_attempt, d.created_at,
            d.ended_at
        FROM deliveries d JOIN events e ON e.id = d.event JOIN endpoints p ON p.id = d.endpoint
        WHERE d.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.0])?;
    rows.next()?.map(|row| read_row(id, row)).transpose()
}

fn read_row(id: DeliveryId, row: &Row<'_>) -> Result<Delivery, Fault> {
    let number = |column| row.get::<_, Option<i64>>(column);
    let failure = row.get_ref(10)?.as_str_or_null()?;
    Ok(Delivery {
        id,
        event: EventId(row.get(0)?),
        message_id: row.get(1)?,
        event_type: row.get(2)?,
        endpoint: EndpointId(row.get(3)?),
        endpoint_name: row.get(4)?,
        capture: number(5)?.map(CaptureId),
        state: state_of(row.get_ref(6)?.as_str()?),
        attempts: row.get(7)?,
        attempts_planned: 0,
        due_at: number(8)?.map(Timestamp),
        last_status: row.get(9)?,
        last_failure: failure.map(attempts::of_word).transpose()?,
        last_attempt: number(11)?.map(model::AttemptId),
        created_at: Timestamp(row.get(12)?),
        ended_at: number(13)?.map(Timestamp),
    })
}

/// A delivery with its event and its attempts.
pub(crate) fn record(
    connection: &Connection,
    id: DeliveryId,
) -> Result<Option<DeliveryRecord>, Fault> {
    let Some(delivery) = row(connection, id)? else {
        return Ok(None);
    };
    let Some(event) = events::get(connection, delivery.event)? else {
        return Ok(None);
    };
    let sql = "SELECT resign, scheduled FROM deliveries WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let (resign, scheduled) = statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Some(DeliveryRecord {
        delivery,
        event,
        resign,
        scheduled,
        attempts: attempts::of_delivery(connection, id)?,
    }))
}
