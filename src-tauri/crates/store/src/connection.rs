//! One connection to the database: how it is opened and what is set on it.
//!
//! Knows pragmas, not tables.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::Durability;

/// How long a writer waits for another process that writes.
const WRITE_PATIENCE: Duration = Duration::from_secs(10);
/// Statements kept prepared; more than the crate has on one connection.
const PREPARED: usize = 256;
/// Page cache of the writer in KiB: the inner pages of every tree it appends to.
const WRITER_CACHE: i64 = 16 * 1024;
const READER_CACHE: i64 = 4 * 1024;
/// Of a new file. Measured with 1 KB and 1 MB bodies: small captures cost the same
/// CPU as with 4 KiB pages, large ones a fifth less. 16 KiB would save large ones
/// another fifth, but a lone capture then writes a log three times as long.
const PAGE_SIZE: i64 = 8 * 1024;

const BASE: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX.union(OpenFlags::SQLITE_OPEN_EXRESCODE);

/// Opens the one connection that writes, making the file if there is none.
pub(crate) fn writer(path: &Path, durability: Durability) -> rusqlite::Result<Connection> {
    let flags = BASE | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = Connection::open_with_flags(path, flags)?;
    // Until the schema is known to be ours, closing must not touch the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(WRITE_PATIENCE)?;
    keep_statements(&connection)?;
    connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE)?;
    connection.pragma_update(None, "synchronous", durability.pragma())?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    full_sync(&connection)?;
    Ok(connection)
}

/// Turns a file into one of ours for good: write-ahead log, checkpoint on close.
pub(crate) fn adopt(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// Opens the connection that copies the log into the file.
pub(crate) fn checkpointer(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, BASE | OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(WRITE_PATIENCE)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    full_sync(&connection)?;
    Ok(connection)
}

/// Opens a connection that can only read.
pub(crate) fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, BASE | OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(WRITE_PATIENCE)?;
    keep_statements(&connection)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE)?;
    Ok(connection)
}

/// Prepares each statement once, whatever values it is run with.
///
/// SQLite would otherwise plan many of them anew for every value, since a value can make another
/// plan the better one. Ours are written for one plan.
fn keep_statements(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// A plain fsync on macOS does not reach the platter.
#[cfg(target_os = "macos")]
fn full_sync(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)
}

#[cfg(not(target_os = "macos"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the macOS branch of the same name can fail"
)]
const fn full_sync(_: &Connection) -> rusqlite::Result<()> {
    Ok(())
}

/// A number that changes when any other connection has committed.
pub(crate) fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    let mut statement = connection.prepare_cached("PRAGMA data_version")?;
    statement.query_row([], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_statement_is_not_planned_anew_for_other_values() {
        let folder = tempfile::tempdir().unwrap();
        let connection = writer(&folder.path().join("x.db"), Durability::Normal).unwrap();
        connection
            .execute_batch("CREATE TABLE t (a, b); CREATE INDEX t_a ON t (a) WHERE b IS NOT NULL;")
            .unwrap();
        let sql = "SELECT a FROM t WHERE a = ?1 AND b = ?2 LIMIT ?3";
        let mut statement = connection.prepare(sql).unwrap();
        for value in 0..10 {
            assert!(!statement.exists([value, value + 1, value + 2]).unwrap());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
