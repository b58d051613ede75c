//! Whose turn it is among deliveries of one endpoint with the same ordering key.
//!
//! The first that has not ended has it, unless another is under way. Whoever
//! takes work asks; whoever frees the way passes the turn on.

use model::{DeliveryId, EndpointId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::stored::get;

/// Whether a delivery has to wait: an earlier one has not ended, or another is under way.
pub(super) fn must_wait(
    connection: &Connection,
    endpoint: EndpointId,
    key: &str,
    delivery: i64,
) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(MUST_WAIT)?;
    let values = params![endpoint.0, key, delivery];
    statement.query_row(values, |row| row.get(0))
}

pub(super) const MUST_WAIT: &str = "SELECT
    EXISTS (SELECT 1 FROM deliveries INDEXED BY deliveries_key WHERE endpoint = ?1
        AND ordering_key = ?2 AND ended_at IS NULL AND id < ?3)
    OR EXISTS (SELECT 1 FROM deliveries INDEXED BY deliveries_leased WHERE endpoint = ?1
        AND ordering_key = ?2 AND lease_owner IS NOT NULL AND id <> ?3)";

/// Makes the first one due that has not ended, if it waits and none is under way.
pub(super) fn pass_on(
    connection: &Connection,
    endpoint: EndpointId,
    key: &str,
) -> rusqlite::Result<()> {
    let found: Option<i64> = connection
        .prepare_cached(FIRST)?
        .query_row(params![endpoint.0, key], |row| row.get(0))
        .optional()?;
    let Some(first) = found.map(DeliveryId) else {
        return Ok(());
    };
    let stored = get(connection, first)?;
    if stored.is_none_or(|stored| !stored.standing.waits_for_its_turn())
        || must_wait(connection, endpoint, key, first.0)?
    {
        return Ok(());
    }
    release(connection, first)
}

pub(super) const FIRST: &str = "SELECT id FROM deliveries INDEXED BY deliveries_key
    WHERE endpoint = ?1 AND ordering_key = ?2 AND ended_at IS NULL ORDER BY id LIMIT 1";

/// Makes one due that waited for its turn.
pub(super) fn release(connection: &Connection, delivery: DeliveryId) -> rusqlite::Result<()> {
    let sql = "UPDATE deliveries SET due_at = held_due_at, held_due_at = NULL WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([delivery.0])?;
    Ok(())
}

/// Makes one wait for its turn.
pub(super) fn hold(connection: &Connection, delivery: DeliveryId) -> rusqlite::Result<()> {
    let sql = "UPDATE deliveries SET held_due_at = due_at, due_at = NULL WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([delivery.0])?;
    Ok(())
}
