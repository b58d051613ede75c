//! `imports`: captures that were read out of a provider's log.

use model::{CaptureId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

/// A delivery in a provider's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFrom {
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins: another account's server may count from one, too.
    pub base_url: String,
    /// The delivery, by the provider's id.
    pub delivery: String,
}

/// The capture that a delivery was imported as, unless it was removed for good since.
pub(crate) fn find(
    connection: &Connection,
    from: &ImportedFrom,
) -> rusqlite::Result<Option<CaptureId>> {
    let sql = "SELECT i.capture FROM imports i JOIN captures c ON c.id = i.capture
        WHERE i.provider = ?1 AND i.base_url = ?2 AND i.delivery = ?3";
    let values = params![from.provider, from.base_url, from.delivery];
    let mut statement = connection.prepare_cached(sql)?;
    statement
        .query_row(values, |row| Ok(CaptureId(row.get(0)?)))
        .optional()
}

/// Notes where a capture comes from.
pub(crate) fn insert(
    connection: &Connection,
    from: &ImportedFrom,
    (capture, now): (CaptureId, Timestamp),
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO imports (provider, base_url, delivery, capture, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET capture = excluded.capture, created_at = excluded.created_at";
    let values = params![
        from.provider,
        from.base_url,
        from.delivery,
        capture.0,
        now.0
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Where a capture comes from, when it was imported.
pub(crate) fn of_capture(
    connection: &Connection,
    capture: CaptureId,
) -> rusqlite::Result<Option<ImportedFrom>> {
    let sql = "SELECT provider, base_url, delivery FROM imports WHERE capture = ?1";
    let read = |row: &rusqlite::Row<'_>| {
        Ok(ImportedFrom {
            provider: row.get(0)?,
            base_url: row.get(1)?,
            delivery: row.get(2)?,
        })
    };
    connection
        .prepare_cached(sql)?
        .query_row([capture.0], read)
        .optional()
}
