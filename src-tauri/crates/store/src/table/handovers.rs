//! `handovers`: deliveries that somebody else was given.

use model::{DeliveryId, EndpointId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::leases::NAMED;
use crate::Handover;
use crate::error::{Error, Fault};

/// What is known of one; `None` when nobody was given it.
pub(crate) fn get(connection: &Connection, id: DeliveryId) -> Result<Option<Handover>, Fault> {
    let sql = "SELECT message, seen, looks, ended FROM handovers WHERE delivery = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found = statement.query_row([id.0], read).optional()?;
    let Some((message, seen, looks, ended)) = found else {
        return Ok(None);
    };
    let seen: String = seen;
    Ok(Some(Handover {
        message,
        seen: serde_json::from_str(&seen).map_err(|error| unreadable(&error))?,
        looks,
        ended,
    }))
}

fn unreadable(error: &serde_json::Error) -> Error {
    Error::unreadable("a delivery that was handed over", error)
}

/// Writes what is known of one.
pub(crate) fn put(
    connection: &Connection,
    id: DeliveryId,
    handover: &Handover,
) -> Result<(), Fault> {
    let sql = "INSERT INTO handovers (delivery, message, seen, looks, ended)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET message = ?2, seen = ?3, looks = ?4, ended = ?5";
    let seen = serde_json::to_string(&handover.seen).map_err(|error| unreadable(&error))?;
    let values = params![id.0, handover.message, seen, handover.looks, handover.ended];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// How many deliveries of an endpoint are under way there, or about to be.
pub(crate) fn under_way(connection: &Connection, endpoint: EndpointId) -> rusqlite::Result<u64> {
    let sql = format!(
        "SELECT count(*) FROM (
        SELECT d.id FROM handovers h JOIN deliveries d ON d.id = h.delivery
            WHERE d.endpoint = ?1 AND d.ended_at IS NULL AND h.ended = 0
        UNION SELECT id FROM deliveries
            WHERE id IN {NAMED} AND +endpoint = ?1 AND lease_owner IS NOT NULL)"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([endpoint.0], |row| row.get(0))
}

/// Forgets one.
pub(crate) fn remove(connection: &Connection, id: DeliveryId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM handovers WHERE delivery = ?1";
    connection.prepare_cached(sql)?.execute([id.0])?;
    Ok(())
}
