//! `settings`: one row a setting, its value as JSON.

use rusqlite::{Connection, OptionalExtension as _};

/// A setting's JSON.
pub(crate) fn get(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT value FROM settings WHERE name = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([name], |row| row.get(0)).optional()
}

/// Sets a setting.
pub(crate) fn set(connection: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute([name, value])?;
    Ok(())
}
