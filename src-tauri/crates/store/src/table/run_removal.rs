//! Removing runs that ended long ago, with what they sent and what came of it.
//!
//! Rows go first, a part in each transaction, and the run last: one of a million rows never holds
//! up who else writes.

use model::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::attempts;
use crate::error::Fault;

/// Removes at most `budget` rows of runs that were left before a time, with their attempts, and
/// the run with its last row. Says how many of both went; 0 when there is nothing left to remove.
///
/// The newest runs stay, `kept` of them, and those that sent a pinned capture. One that was
/// interrupted counts from its beginning on.
pub(crate) fn left_before(
    connection: &Connection,
    before: Timestamp,
    (kept, budget): (u32, u32),
) -> Result<u64, Fault> {
    let Some(run) = oldest(connection, before, kept)? else {
        return Ok(0);
    };
    let sql = "SELECT position, attempt FROM run_rows WHERE run = ?1 LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![run, budget], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(u32, i64)> = rows.collect::<Result<_, _>>()?;
    for (position, attempt) in &rows {
        attempts::remove_of_no_delivery(connection, *attempt)?;
        let sql = "DELETE FROM run_rows WHERE run = ?1 AND position = ?2";
        connection
            .prepare_cached(sql)?
            .execute(params![run, position])?;
    }
    let gone = rows.len() as u64;
    if gone == u64::from(budget) {
        return Ok(gone);
    }
    for sql in [
        "DELETE FROM run_exchanges WHERE run = ?1",
        "DELETE FROM runs WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([run])?;
    }
    Ok(gone + 1)
}

fn oldest(connection: &Connection, before: Timestamp, kept: u32) -> Result<Option<i64>, Fault> {
    let sql = "SELECT id FROM runs WHERE coalesce(ended_at, started_at) < ?1
            AND state NOT IN ('running', 'paused')
            AND id NOT IN (SELECT id FROM runs ORDER BY id DESC LIMIT ?2)
            AND NOT EXISTS (SELECT 1 FROM captures c
                JOIN run_rows r INDEXED BY run_rows_exchange
                    ON r.run = runs.id AND r.capture = c.id WHERE c.pinned = 1)
        ORDER BY id LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row(params![before.0, kept], |row| row.get(0));
    Ok(found.optional()?)
}
