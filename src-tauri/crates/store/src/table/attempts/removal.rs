//! Removing attempts with their bytes: those of a delivery, or of captures that go.

use model::{DeliveryId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _};

use super::{CHAIN, OF_DELIVERY};
use crate::table::handovers;

/// Removes the attempts of a delivery, which its captures no longer count, and what is known of
/// those that somebody else made.
pub(crate) fn remove_of_delivery(
    connection: &Connection,
    delivery: DeliveryId,
) -> rusqlite::Result<()> {
    let sql = format!("{CHAIN} SELECT id, capture {OF_DELIVERY}");
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map([delivery.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<(i64, Option<i64>)> = found.collect::<Result<_, _>>()?;
    for (id, capture) in found {
        remove(connection, (id, capture))?;
    }
    handovers::remove(connection, delivery)
}

/// Removes an attempt of no delivery, if it is still there.
pub(crate) fn remove_of_no_delivery(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    let sql = "SELECT capture FROM attempts WHERE id = ?1 AND delivery IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    match statement.query_row([id], |row| row.get(0)).optional()? {
        Some(capture) => remove(connection, (id, capture)),
        None => Ok(()),
    }
}

fn remove(connection: &Connection, (id, capture): (i64, Option<i64>)) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM attempt_bytes WHERE id = ?1",
        "DELETE FROM attempts WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([id])?;
    }
    let sql = "UPDATE captures SET attempts = attempts - 1 WHERE id = ?1 AND attempts > 0";
    connection.prepare_cached(sql)?.execute([capture])?;
    Ok(())
}

/// Removes the attempts of captures that go; `marked` selects their ids by `?1`. Those of
/// deliveries stay as long as their deliveries do.
pub(crate) fn purge(
    connection: &Connection,
    marked: &str,
    older_than: Timestamp,
) -> rusqlite::Result<()> {
    let theirs =
        format!("SELECT id FROM attempts WHERE delivery IS NULL AND capture IN ({marked})");
    for table in ["attempt_bytes", "attempts"] {
        let sql = format!("DELETE FROM {table} WHERE id IN ({theirs})");
        connection.prepare_cached(&sql)?.execute([older_than.0])?;
    }
    Ok(())
}
