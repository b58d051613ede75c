//! `secret_key`: which key this file's secrets were made with. Never the key itself.

use model::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

/// Who keeps the key, and which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// The word of a keeper; one from a newer program may be unknown.
    pub(crate) keeper: String,
    pub(crate) key_id: String,
}

/// The key on record; `None` until the first secret is stored.
pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Option<Recorded>> {
    let sql = "SELECT keeper, key_id FROM secret_key";
    let mut statement = connection.prepare_cached(sql)?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Recorded {
            keeper: row.get(0)?,
            key_id: row.get(1)?,
        })
    };
    statement.query_row([], read).optional()
}

/// Records the key. There is one and it never changes.
pub(crate) fn record(
    connection: &Connection,
    key: &Recorded,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO secret_key (id, keeper, key_id, created_at) VALUES (1, ?1, ?2, ?3)";
    let values = params![key.keeper, key.key_id, now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}
