//! `emulation_troubles`: what befalls the next calls of emulated providers on purpose.

use model::{Timestamp, Trouble, TroubleKind};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

/// Stores a trouble.
pub(crate) fn insert(
    connection: &Connection,
    (provider, trouble): (&str, &Trouble),
    now: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO emulation_troubles (provider, kind, operation, times, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    let kind = trouble.kind.to_string();
    let values = params![provider, kind, trouble.operation, trouble.times, now.0];
    connection.prepare_cached(sql)?.execute(values).map(drop)
}

/// A provider's troubles, in the order they befall, with how many times are left.
pub(crate) fn list(connection: &Connection, provider: &str) -> rusqlite::Result<Vec<Trouble>> {
    let sql =
        "SELECT kind, operation, times FROM emulation_troubles WHERE provider = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    statement
        .query_map([provider], |row| read(row, 0))?
        .collect()
}

/// The oldest trouble for a call of this operation, with its row.
pub(crate) fn next(
    connection: &Connection,
    provider: &str,
    operation: Option<&str>,
) -> rusqlite::Result<Option<(i64, Trouble)>> {
    let sql = "SELECT id, kind, operation, times FROM emulation_troubles
        WHERE provider = ?1 AND (operation IS NULL OR operation = ?2) ORDER BY id LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row(params![provider, operation], |row| {
        Ok((row.get(0)?, read(row, 1)?))
    });
    found.optional()
}

/// Counts one time down; the last one removes the row.
pub(crate) fn count_down(connection: &Connection, row: i64) -> rusqlite::Result<()> {
    let sql = "UPDATE emulation_troubles SET times = times - 1 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([row])?;
    let sql = "DELETE FROM emulation_troubles WHERE id = ?1 AND times <= 0";
    connection.prepare_cached(sql)?.execute([row]).map(drop)
}

/// Removes all of a provider; tells how many there were.
pub(crate) fn clear(connection: &Connection, provider: &str) -> rusqlite::Result<usize> {
    let sql = "DELETE FROM emulation_troubles WHERE provider = ?1";
    connection.prepare_cached(sql)?.execute([provider])
}

fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Trouble> {
    let kind: String = row.get(first)?;
    Ok(Trouble {
        // What another version wrote is closest to an answer that never comes.
        kind: TroubleKind::from_word(&kind).unwrap_or(TroubleKind::Cut),
        operation: row.get(first + 1)?,
        times: row.get(first + 2)?,
    })
}
