//! `capture_bodies`: the bytes of bodies, read by range so that the beginning
//! of a large one costs no more than that of a small one.

use std::ops::Range;

use model::CaptureId;
use rusqlite::{Connection, MAIN_DB, OptionalExtension as _, params};

/// Stores a body; one without bytes needs no row.
pub(crate) fn insert(connection: &Connection, id: i64, body: &[u8]) -> rusqlite::Result<()> {
    if body.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO capture_bodies (id, body) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![id, body])?;
    Ok(())
}

/// Bytes of a body; an end beyond the body's is cut. `None` when there is no such capture.
pub(crate) fn range(
    connection: &Connection,
    capture: CaptureId,
    range: Range<u64>,
) -> rusqlite::Result<Option<Vec<u8>>> {
    let sql = "SELECT size FROM captures WHERE id = ?1";
    let size: Option<u64> = connection
        .prepare_cached(sql)?
        .query_row([capture.0], |row| row.get(0))
        .optional()?;
    let Some(size) = size else { return Ok(None) };
    let end = range.end.min(size);
    let start = range.start.min(end);
    read(connection, capture, start..end).map(Some)
}

/// Bytes that are known to be there.
fn read(
    connection: &Connection,
    capture: CaptureId,
    range: Range<u64>,
) -> rusqlite::Result<Vec<u8>> {
    if range.is_empty() {
        return Ok(Vec::new());
    }
    let blob = connection.blob_open(MAIN_DB, "capture_bodies", "body", capture.0, true)?;
    let length = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
    let mut bytes = vec![0; length(range.end - range.start)];
    blob.read_at_exact(&mut bytes, length(range.start))?;
    Ok(bytes)
}

/// Bytes compared at a time.
const CHUNK: usize = 64 * 1024;

/// Whether a capture's body is just these bytes, without holding it in memory.
pub(crate) fn equals(
    connection: &Connection,
    capture: CaptureId,
    bytes: &[u8],
) -> rusqlite::Result<bool> {
    let sql = "SELECT size FROM captures WHERE id = ?1";
    let size: Option<usize> = connection
        .prepare_cached(sql)?
        .query_row([capture.0], |row| row.get(0))
        .optional()?;
    if size != Some(bytes.len()) || bytes.is_empty() {
        return Ok(size == Some(bytes.len()));
    }
    let blob = connection.blob_open(MAIN_DB, "capture_bodies", "body", capture.0, true)?;
    let mut buffer = vec![0; CHUNK.min(bytes.len())];
    for (index, chunk) in bytes.chunks(CHUNK).enumerate() {
        let stored = &mut buffer[..chunk.len()];
        blob.read_at_exact(stored, index * CHUNK)?;
        if stored != chunk {
            return Ok(false);
        }
    }
    Ok(true)
}
