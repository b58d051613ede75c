//! `emulation_records`: what emulated providers keep, as their own JSON.

use model::{OrganizationId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

/// Something that an emulated provider keeps: a run, a delivery, an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Whose it is.
    pub organization: OrganizationId,
    /// The id that the provider gave it.
    pub name: String,
    /// What the provider knows of it, JSON.
    pub document: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its document changed last.
    pub modified_at: Timestamp,
}

/// A record to be made.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// The provider, by its id.
    pub provider: &'static str,
    /// Whose it is.
    pub organization: OrganizationId,
    /// The id that the provider gives it, once among all of its records.
    pub name: String,
    /// What the provider knows of it, JSON.
    pub document: String,
}

const COLUMNS: &str = "organization, name, document, created_at, modified_at";

/// Stores a record.
pub(crate) fn insert(
    connection: &Connection,
    record: &NewRecord,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO emulation_records
        (provider, organization, name, document, created_at, modified_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5)";
    let values = params![
        record.provider,
        record.organization.0,
        record.name,
        record.document,
        now.0,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// One record.
pub(crate) fn get(
    connection: &Connection,
    provider: &str,
    name: &str,
) -> rusqlite::Result<Option<Record>> {
    let sql = format!("SELECT {COLUMNS} FROM emulation_records WHERE provider = ?1 AND name = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([provider, name], read).optional()
}

/// A provider's records, newest first.
pub(crate) fn list(
    connection: &Connection,
    provider: &str,
    limit: u32,
) -> rusqlite::Result<Vec<Record>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM emulation_records WHERE provider = ?1 ORDER BY id DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement
        .query_map(params![provider, limit], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        organization: OrganizationId(row.get(0)?),
        name: row.get(1)?,
        document: row.get(2)?,
        created_at: Timestamp(row.get(3)?),
        modified_at: Timestamp(row.get(4)?),
    })
}

/// Gives a record another document; `false` when there is none of this name.
pub(crate) fn rewrite(
    connection: &Connection,
    (provider, name): (&str, &str),
    document: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let sql = "UPDATE emulation_records SET document = ?3, modified_at = ?4
        WHERE provider = ?1 AND name = ?2";
    let values = params![provider, name, document, now.0];
    Ok(connection.prepare_cached(sql)?.execute(values)? > 0)
}
