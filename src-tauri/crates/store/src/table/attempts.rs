//! `attempts`, with `attempt_bytes`, which holds what was sent and answered.
//!
//! Bytes that an event or a capture has are not kept twice.

use model::{
    Attempt, AttemptAnswer, AttemptDecision, AttemptFailure, AttemptId, CaptureId, DeliveryId,
    EventId, SourceId, Timestamp, Timing,
};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{bodies, events};
use crate::error::{Error, Fault};
use crate::{AttemptRecord, NewAttempt};

mod insert;
mod removal;
mod words;

pub(crate) use insert::{Part, all as insert_all};
pub(crate) use removal::{purge, remove_of_delivery, remove_of_no_delivery};
use words::unreadable;
pub(super) use words::{failure_word, of_word, word};

/// Stores an attempt and counts it on its capture.
pub(crate) fn insert(connection: &Connection, attempt: &NewAttempt) -> Result<AttemptId, Fault> {
    insert_part(connection, attempt, None)
}

/// Stores an attempt of a delivery, or of none.
pub(crate) fn insert_part(
    connection: &Connection,
    attempt: &NewAttempt,
    part: Option<Part<'_>>,
) -> Result<AttemptId, Fault> {
    insert::one(connection, (attempt, part))
}

/// Makes an attempt one of no delivery: its delivery is gone, and its bytes are its own.
pub(crate) fn detach(
    connection: &Connection,
    id: AttemptId,
    attempt: &NewAttempt,
) -> rusqlite::Result<()> {
    let sql = "UPDATE attempts SET delivery = NULL, decision = NULL, previous = NULL WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id.0])?;
    let sql = "UPDATE attempt_bytes SET as_captured = 0, body = ?2 WHERE id = ?1";
    let values = params![id.0, attempt.request_body.as_ref()];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Says which attempt of its delivery was before one.
pub(crate) fn relink(
    connection: &Connection,
    id: AttemptId,
    previous: Option<AttemptId>,
) -> rusqlite::Result<()> {
    let sql = "UPDATE attempts SET previous = ?2 WHERE id = ?1";
    let values = params![id.0, previous.map(|previous| previous.0)];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

const COLUMNS: &str = "id, capture, trigger, mode, method, target, started_at, lookup_micros,
    connect_micros, first_byte_micros, total_micros, status, failure_kind, failure_message,
    exact, request_size, response_size";

/// A page, newest first, from an id on (itself included); of one capture or of all. Questions to
/// providers stand in a list of their own.
pub(crate) fn page(
    connection: &Connection,
    capture: Option<CaptureId>,
    from: Option<AttemptId>,
    limit: u32,
) -> Result<Vec<Attempt>, Fault> {
    let of_one = capture.map_or("AND trigger <> 'call'", |_| "AND capture = ?3");
    let sql =
        format!("SELECT {COLUMNS} FROM attempts WHERE id <= ?1 {of_one} ORDER BY id DESC LIMIT ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    let from = from.map_or(i64::MAX, |from| from.0);
    let mut rows = match capture {
        Some(capture) => statement.query(params![from, limit, capture.0])?,
        None => statement.query(params![from, limit])?,
    };
    let mut attempts = Vec::new();
    while let Some(row) = rows.next()? {
        attempts.push(read_row(row)?);
    }
    Ok(attempts)
}

fn read_row(row: &Row<'_>) -> Result<Attempt, Fault> {
    Ok(Attempt {
        id: AttemptId(row.get(0)?),
        capture: row.get::<_, Option<i64>>(1)?.map(CaptureId),
        trigger: of_word(row.get_ref(2)?.as_str()?)?,
        mode: of_word(row.get_ref(3)?.as_str()?)?,
        method: row.get(4)?,
        target: row.get(5)?,
        started_at: Timestamp(row.get(6)?),
        timing: Timing {
            lookup_micros: row.get(7)?,
            connect_micros: row.get(8)?,
            first_byte_micros: row.get(9)?,
            total_micros: row.get(10)?,
        },
        status: row.get(11)?,
        failure: read_failure(row.get(12)?, row.get(13)?)?,
        exact: row.get(14)?,
        request_size: row.get(15)?,
        response_size: row.get(16)?,
    })
}

fn read_failure(
    kind: Option<String>,
    message: Option<String>,
) -> Result<Option<AttemptFailure>, Error> {
    let Some(kind) = kind else { return Ok(None) };
    Ok(Some(AttemptFailure {
        kind: of_word(&kind)?,
        message: message.unwrap_or_default(),
    }))
}

/// An attempt as lists show it.
pub(crate) fn row(connection: &Connection, id: AttemptId) -> Result<Option<Attempt>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM attempts WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    rows.next()?.map(read_row).transpose()
}

/// An attempt with its request's head and its answer.
pub(crate) fn record(
    connection: &Connection,
    id: AttemptId,
) -> Result<Option<AttemptRecord>, Fault> {
    let Some(attempt) = row(connection, id)? else {
        return Ok(None);
    };
    let sql = "SELECT head, exceptions FROM attempt_bytes WHERE id = ?1";
    let request: Option<(Vec<u8>, Option<String>)> = connection
        .prepare_cached(sql)?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (request_head, exceptions) = request.unwrap_or_default();
    let exceptions = exceptions.map(|json| serde_json::from_str(&json));
    let exceptions = exceptions.transpose().map_err(|error| unreadable(&error))?;
    Ok(Some(AttemptRecord {
        attempt,
        request_head,
        exceptions: exceptions.unwrap_or_default(),
        answer: answer(connection, id)?,
    }))
}

fn answer(connection: &Connection, id: AttemptId) -> Result<Option<AttemptAnswer>, Fault> {
    let sql = "SELECT answer_status, answer_headers, answer_truncated, answer_body
        FROM attempt_bytes WHERE id = ?1 AND answer_status IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.0])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let headers = row.get_ref(1)?.as_str()?;
    Ok(Some(AttemptAnswer {
        status: row.get(0)?,
        headers: serde_json::from_str(headers).map_err(|error| unreadable(&error))?,
        truncated: row.get(2)?,
        body: row.get(3)?,
    }))
}

/// The body that was sent, from the event or the capture when it was theirs.
pub(crate) fn request_body(
    connection: &Connection,
    id: AttemptId,
) -> rusqlite::Result<Option<Vec<u8>>> {
    let sql = "SELECT r.as_captured, r.body, a.capture, d.event FROM attempt_bytes r
        JOIN attempts a ON a.id = r.id LEFT JOIN deliveries d ON d.id = a.delivery
        WHERE r.id = ?1";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found = connection
        .prepare_cached(sql)?
        .query_row([id.0], read)
        .optional()?;
    let (as_captured, body, capture, event): (bool, Option<Vec<u8>>, _, _) = match found {
        Some(found) => found,
        None => return Ok(None),
    };
    match (as_captured, capture, event) {
        (true, _, Some(event)) => events::body(connection, EventId(event)),
        (true, Some(capture), None) => bodies::range(connection, CaptureId(capture), 0..u64::MAX),
        _ => Ok(Some(body.unwrap_or_default())),
    }
}

/// The body of the answer, as far as it was kept.
pub(crate) fn response_body(
    connection: &Connection,
    id: AttemptId,
) -> rusqlite::Result<Option<Vec<u8>>> {
    let sql = "SELECT answer_body FROM attempt_bytes
        WHERE id = ?1 AND answer_status IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.0], |row| row.get(0)).optional()
}

/// The targets used last, newest first, each once.
///
/// Looks at the latest attempts only: a list to choose from, not a history.
pub(crate) fn recent_targets(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<String>> {
    // A redelivery goes to a provider's API, or where a provider was told to send, and a call
    // there, too; a test delivery comes to us.
    let sql = "SELECT target FROM
        (SELECT id, target, trigger FROM attempts ORDER BY id DESC LIMIT 2000)
        WHERE trigger NOT IN ('redelivery', 'test', 'call')
        GROUP BY target ORDER BY max(id) DESC LIMIT ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([limit], |row| row.get(0))?;
    rows.collect()
}

/// The last capture of a source that was passed on, whether it arrived or not.
pub(crate) fn last_forward(
    connection: &Connection,
    source: SourceId,
) -> Result<Option<Attempt>, Fault> {
    let sql = "SELECT a.id FROM attempts a INDEXED BY attempts_forward
        JOIN captures c ON c.id = a.capture JOIN facets f ON f.id = abs(c.facet)
        WHERE a.trigger = 'forward' AND f.source = ?1 ORDER BY a.id DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let found: Option<i64> = statement
        .query_row([source.0], |row| row.get(0))
        .optional()?;
    let Some(id) = found.map(AttemptId) else {
        return Ok(None);
    };
    Ok(page(connection, None, Some(id), 1)?.pop())
}

/// The ids of a delivery's attempts, from its last one back. One is always before the next, so that
/// no damage makes a ring of them.
pub(super) const CHAIN: &str = "WITH RECURSIVE chain (link) AS (
        SELECT last_attempt FROM deliveries WHERE id = ?1
        UNION ALL SELECT previous FROM chain CROSS JOIN attempts ON id = link WHERE previous < id)";

/// The rows of [`CHAIN`].
pub(super) const OF_DELIVERY: &str = "FROM chain CROSS JOIN attempts ON id = link";

/// The attempts of a delivery, oldest first, with what followed each.
pub(crate) fn of_delivery(
    connection: &Connection,
    delivery: DeliveryId,
) -> Result<Vec<(Attempt, Option<AttemptDecision>)>, Fault> {
    let sql = format!("{CHAIN} SELECT {COLUMNS}, decision {OF_DELIVERY}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([delivery.0])?;
    let mut attempts = Vec::new();
    while let Some(row) = rows.next()? {
        let decision = row.get_ref(17)?.as_str_or_null()?;
        let decision = decision.map(serde_json::from_str).transpose();
        let decision = decision.map_err(|error| unreadable(&error))?;
        attempts.push((read_row(row)?, decision));
    }
    attempts.sort_unstable_by_key(|(attempt, _)| attempt.id.0);
    Ok(attempts)
}
