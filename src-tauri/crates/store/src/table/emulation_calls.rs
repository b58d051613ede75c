//! `emulation_calls`: what emulated providers were asked and what they answered, the newest of each.

use model::{CallId, EmulatedCall, OrganizationId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

/// Calls that are kept of each provider.
const KEPT: u32 = 1_000;
/// Most of a body that is kept.
const KEPT_BYTES: usize = 64 * 1024;

/// A call to be kept; credentials have been taken out of it.
#[derive(Debug, Clone)]
pub struct NewCall {
    /// The provider, by its id.
    pub provider: &'static str,
    /// Whose key the caller had.
    pub organization: Option<OrganizationId>,
    /// What was called, in the provider's words.
    pub operation: Option<String>,
    /// Method of the request.
    pub method: String,
    /// Path and query, from the emulation's root on.
    pub target: String,
    /// Status of the answer; `None` when there was none.
    pub status: Option<u16>,
    /// What befell it on purpose.
    pub trouble: Option<String>,
    /// Microseconds until it was answered.
    pub took_micros: u64,
    /// When it came.
    pub at: Timestamp,
    /// The request's head.
    pub request_head: Vec<u8>,
    /// The request's body; cut when it is stored.
    pub request_body: Vec<u8>,
    /// The answer's head; empty when there was none.
    pub response_head: Vec<u8>,
    /// The answer's body; cut when it is stored.
    pub response_body: Vec<u8>,
}

/// A call with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRecord {
    /// What lists show.
    pub call: EmulatedCall,
    /// The request's head.
    pub request_head: Vec<u8>,
    /// The beginning of the request's body.
    pub request_body: Vec<u8>,
    /// The answer's head; empty when there was none.
    pub response_head: Vec<u8>,
    /// The beginning of the answer's body.
    pub response_body: Vec<u8>,
}

/// Stores a call, and removes the oldest of its provider beyond those kept.
pub(crate) fn insert(connection: &Connection, call: &NewCall) -> rusqlite::Result<CallId> {
    let sql = "INSERT INTO emulation_calls (provider, organization, operation, method, target,
            status, trouble, took_micros, created_at, request_head, request_body, response_head,
            response_body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    let values = params![
        call.provider,
        call.organization.map(|id| id.0),
        call.operation,
        call.method,
        call.target,
        call.status,
        call.trouble,
        call.took_micros,
        call.at.0,
        call.request_head,
        beginning(&call.request_body),
        call.response_head,
        beginning(&call.response_body),
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    let id = connection.last_insert_rowid();
    trim(connection, call.provider)?;
    Ok(CallId(id))
}

fn beginning(body: &[u8]) -> &[u8] {
    &body[..body.len().min(KEPT_BYTES)]
}

fn trim(connection: &Connection, provider: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM emulation_calls WHERE provider = ?1 AND id <= (
        SELECT id FROM emulation_calls WHERE provider = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(params![provider, KEPT]).map(drop)
}

const COLUMNS: &str = "c.id, c.provider, o.name, c.operation, c.method, c.target, c.status,
    c.trouble, c.took_micros, c.created_at";
const FROM: &str = "emulation_calls c LEFT JOIN organizations o ON o.id = c.organization";

/// A provider's calls, newest first.
pub(crate) fn page(
    connection: &Connection,
    provider: &str,
    before: Option<CallId>,
    limit: u32,
) -> rusqlite::Result<Vec<EmulatedCall>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE c.provider = ?1 AND c.id < ?2
        ORDER BY c.id DESC LIMIT ?3"
    );
    let before = before.map_or(i64::MAX, |id| id.0);
    let mut statement = connection.prepare_cached(&sql)?;
    statement
        .query_map(params![provider, before, limit], read)?
        .collect()
}

/// How many calls of a provider are kept.
pub(crate) fn count(connection: &Connection, provider: &str) -> rusqlite::Result<u64> {
    let sql = "SELECT count(*) FROM emulation_calls WHERE provider = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([provider], |row| row.get(0))
}

/// One call with its bytes.
pub(crate) fn get(connection: &Connection, id: CallId) -> rusqlite::Result<Option<CallRecord>> {
    let sql = format!(
        "SELECT {COLUMNS}, c.request_head, c.request_body, c.response_head, c.response_body
        FROM {FROM} WHERE c.id = ?1"
    );
    let whole = |row: &Row<'_>| {
        Ok(CallRecord {
            call: read(row)?,
            request_head: row.get(10)?,
            request_body: row.get(11)?,
            response_head: row.get(12)?,
            response_body: row.get(13)?,
        })
    };
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([id.0], whole).optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<EmulatedCall> {
    Ok(EmulatedCall {
        id: CallId(row.get(0)?),
        provider: row.get(1)?,
        organization: row.get(2)?,
        operation: row.get(3)?,
        method: row.get(4)?,
        target: row.get(5)?,
        status: row.get(6)?,
        trouble: row.get(7)?,
        took_micros: row.get(8)?,
        at: Timestamp(row.get(9)?),
    })
}
