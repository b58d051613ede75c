//! `schemes`: signature schemes that the user wrote, as written.

use model::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::CustomScheme;

/// All of them, by id.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<CustomScheme>> {
    let sql = "SELECT id, definition FROM schemes ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(CustomScheme {
            id: row.get(0)?,
            definition: row.get(1)?,
        })
    })?;
    rows.collect()
}

/// One definition.
pub(crate) fn get(connection: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT definition FROM schemes WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id], |row| row.get(0)).optional()
}

/// Adds a definition, or replaces it.
pub(crate) fn put(
    connection: &Connection,
    scheme: &CustomScheme,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO schemes (id, definition, created_at) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET definition = excluded.definition";
    let values = params![scheme.id, scheme.definition, now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Removes a definition; `false` when there was none.
pub(crate) fn remove(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM schemes WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.execute([id])? > 0)
}
