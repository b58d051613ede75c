//! `captures`, with `capture_heads` and `capture_evidence`, which are written with it.

use std::collections::HashMap;
use std::time::Duration;

use model::{
    Answer, Capture, CaptureFlag, CaptureId, HttpVersion, Origin, Reason, Timestamp, Verification,
};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::arrivals::Arrivals;
use super::delivery_totals::Tally;
use super::facets::{self, Facet};
use super::paths::{self, Target};
use super::{attempts, bodies, events, imports, routed};
use crate::error::{Error, Fault};
use crate::{CaptureRecord, Labels, NewCapture};

/// Ids that are remembered; beyond it the memory starts anew.
const REMEMBERED: usize = 10_000;

/// Stores captures and remembers the ids of their facets and paths.
///
/// Totals are gathered and written once a transaction by [`Inserter::flush`].
#[derive(Default)]
pub(crate) struct Inserter {
    facets: HashMap<Facet, i64>,
    paths: HashMap<String, i64>,
    facet_totals: HashMap<i64, (i64, Timestamp)>,
    path_totals: HashMap<i64, i64>,
    deliveries: Tally,
    arrivals: Arrivals,
}

impl Inserter {
    pub(crate) fn insert(
        &mut self,
        connection: &Connection,
        row: &NewCapture,
    ) -> Result<CaptureId, Fault> {
        if let Some(from) = &row.imported
            && let Some(known) = imports::find(connection, from)?
        {
            return Ok(known);
        }
        let id = self.insert_new(connection, row)?;
        if let Some(from) = &row.imported {
            imports::insert(connection, from, (id, row.received_at))?;
        }
        self.arrivals.note(connection, id, row)?;
        Ok(id)
    }

    /// Whether something arrived that was asked for, since this was asked last.
    pub(crate) fn take_arrived(&mut self) -> bool {
        self.arrivals.take_found()
    }

    /// Others changed the database in this transaction, and maybe what is awaited.
    pub(crate) fn look_anew(&mut self) {
        self.arrivals.forget();
    }

    fn insert_new(
        &mut self,
        connection: &Connection,
        row: &NewCapture,
    ) -> Result<CaptureId, Fault> {
        let facet = self.facet(connection, row)?;
        let target = Target::cut(&row.target);
        let path = self.path(connection, target.path)?;
        let id = insert_row(connection, row, (facet, path, target.query))?;
        insert_head(connection, id, row)?;
        bodies::insert(connection, id, &row.body)?;
        insert_evidence(connection, id, row)?;
        let total = self.facet_totals.entry(facet).or_insert((0, Timestamp(0)));
        *total = (total.0 + 1, total.1.max(row.received_at));
        *self.path_totals.entry(path).or_default() += 1;
        if !row.routed.is_empty() {
            routed::insert(connection, (CaptureId(id), row), &mut self.deliveries)?;
        }
        Ok(CaptureId(id))
    }

    /// Writes the totals of what was inserted since the last flush.
    pub(crate) fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.arrivals.forget();
        for (facet, (captures, last)) in self.facet_totals.drain() {
            facets::add(connection, facet, captures, last)?;
        }
        for (path, captures) in self.path_totals.drain() {
            paths::add(connection, path, captures)?;
        }
        self.deliveries.flush(connection)
    }

    /// Forgets everything, after a transaction that was undone.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    fn facet(&mut self, connection: &Connection, row: &NewCapture) -> rusqlite::Result<i64> {
        let facet = Facet {
            source: row.source,
            verdict: row.verification.verdict,
            reason: row.verification.reason,
            method: row.method.clone(),
            provider: row.provider.clone(),
            event_type: row.event_type.clone(),
        };
        if let Some(&id) = self.facets.get(&facet) {
            return Ok(id);
        }
        let id = facets::id_of(connection, &facet)?;
        remember(&mut self.facets, facet, id);
        Ok(id)
    }

    fn path(&mut self, connection: &Connection, path: &str) -> rusqlite::Result<i64> {
        if let Some(&id) = self.paths.get(path) {
            return Ok(id);
        }
        let id = paths::id_of(connection, path)?;
        remember(&mut self.paths, path.to_owned(), id);
        Ok(id)
    }
}

fn remember<K: std::hash::Hash + Eq>(ids: &mut HashMap<K, i64>, key: K, id: i64) {
    if ids.len() >= REMEMBERED {
        ids.clear();
    }
    ids.insert(key, id);
}

fn insert_row(
    connection: &Connection,
    row: &NewCapture,
    (facet, path, query): (i64, i64, Option<&str>),
) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO captures (received_at, facet, path, query, http_version, size,
        event_id, response_status, took_micros, flags, origin)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let took = row.started.elapsed() + row.delay;
    let values = params![
        row.received_at.0,
        facet,
        path,
        query,
        version_code(row.http_version),
        row.body.len(),
        row.event_id,
        row.answer.as_ref().map(|answer| answer.status),
        i64::try_from(took.as_micros()).unwrap_or(i64::MAX),
        flag_words(&row.flags),
        origin_code(row.origin),
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(connection.last_insert_rowid())
}

fn insert_head(connection: &Connection, id: i64, row: &NewCapture) -> rusqlite::Result<()> {
    let sql = "INSERT INTO capture_heads (id, head, remote) VALUES (?1, ?2, ?3)";
    let values = params![id, row.head.as_ref(), row.remote];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn insert_evidence(connection: &Connection, id: i64, row: &NewCapture) -> Result<(), Fault> {
    let evidence = row.verification.evidence.is_some();
    let evidence = evidence.then(|| json(&row.verification)).transpose()?;
    let answer = row.answer.as_ref();
    let headers = answer.map(|answer| json(&answer.headers)).transpose()?;
    let handshake = row.handshake.as_ref().map(json).transpose()?;
    if evidence.is_none() && headers.is_none() && handshake.is_none() {
        return Ok(());
    }
    let sql = "INSERT INTO capture_evidence (id, evidence, answer_headers, answer_body, handshake)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    let body = answer.and_then(|answer| answer.body.as_deref());
    let values = params![id, evidence, headers, body, handshake];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::unreadable("a value", &error))
}

const fn version_code(version: HttpVersion) -> i64 {
    match version {
        HttpVersion::Http10 => 10,
        HttpVersion::Http11 => 11,
        HttpVersion::Http2 => 20,
    }
}

const fn version_of(code: i64) -> HttpVersion {
    match code {
        10 => HttpVersion::Http10,
        20 => HttpVersion::Http2,
        _ => HttpVersion::Http11,
    }
}

const fn origin_code(origin: Origin) -> i64 {
    match origin {
        Origin::Received => 0,
        Origin::Imported => 1,
        Origin::Test => 2,
    }
}

const fn origin_of(code: i64) -> Origin {
    match code {
        1 => Origin::Imported,
        2 => Origin::Test,
        _ => Origin::Received,
    }
}

/// Words with spaces between; most captures have none and store nothing.
fn flag_words(flags: &[CaptureFlag]) -> Option<String> {
    let words: Vec<_> = flags.iter().map(|flag| flag.as_str()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn flags_of(words: Option<&str>) -> Vec<CaptureFlag> {
    let words = words.unwrap_or_default().split_whitespace();
    words.filter_map(CaptureFlag::from_word).collect()
}

/// One row as lists show it; `None` when there is none or it is marked as deleted.
pub(crate) fn row(connection: &Connection, id: CaptureId) -> rusqlite::Result<Option<Capture>> {
    let sql = "SELECT c.id, c.received_at, s.name, f.method, p.path, c.query, c.http_version,
            c.size, f.verdict, f.reason, f.provider, f.event_type, c.event_id,
            c.response_status, c.took_micros, c.pinned, c.flags, c.origin, c.attempts
        FROM captures c JOIN facets f ON f.id = c.facet JOIN sources s ON s.id = f.source
            JOIN paths p ON p.id = c.path
        WHERE c.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.0], read_row).optional()
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<Capture> {
    let text = |text: String| (!text.is_empty()).then_some(text);
    Ok(Capture {
        id: CaptureId(row.get(0)?),
        received_at: Timestamp(row.get(1)?),
        source: row.get(2)?,
        method: row.get(3)?,
        target: Target::join(row.get(4)?, row.get_ref(5)?.as_str_or_null()?),
        http_version: version_of(row.get(6)?),
        size: row.get(7)?,
        verdict: facets::verdict(row.get_ref(8)?.as_str()?),
        reason: Reason::from_code(row.get_ref(9)?.as_str()?),
        provider: text(row.get(10)?),
        event_type: text(row.get(11)?),
        event_id: row.get(12)?,
        response_status: row.get(13)?,
        took_micros: row.get(14)?,
        pinned: row.get(15)?,
        flags: flags_of(row.get_ref(16)?.as_str_or_null()?),
        origin: origin_of(row.get(17)?),
        attempts: row.get(18)?,
    })
}

/// A capture with all but its body.
pub(crate) fn record(
    connection: &Connection,
    id: CaptureId,
) -> Result<Option<CaptureRecord>, Fault> {
    let Some(capture) = row(connection, id)? else {
        return Ok(None);
    };
    let sql = "SELECT head, remote FROM capture_heads WHERE id = ?1";
    let head = connection
        .prepare_cached(sql)?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (head, remote) = head.unwrap_or_default();
    let mut record = CaptureRecord {
        capture,
        head,
        remote,
        evidence: None,
        handshake: None,
        answer: None,
    };
    add_evidence(connection, &mut record)?;
    Ok(Some(record))
}

fn add_evidence(connection: &Connection, record: &mut CaptureRecord) -> Result<(), Fault> {
    let capture = &record.capture;
    let sql = "SELECT evidence, answer_headers, answer_body, handshake FROM capture_evidence
        WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([capture.id.0])?;
    let Some(row) = rows.next()? else {
        return Ok(());
    };
    let parse = |error| Error::unreadable(&format!("the evidence of {}", capture.id), &error);
    let evidence = row.get_ref(0)?.as_str_or_null()?;
    record.evidence = evidence
        .map(serde_json::from_str)
        .transpose()
        .map_err(parse)?;
    let handshake = row.get_ref(3)?.as_str_or_null()?;
    record.handshake = handshake
        .map(serde_json::from_str)
        .transpose()
        .map_err(parse)?;
    record.answer = match (row.get_ref(1)?.as_str_or_null()?, capture.response_status) {
        (Some(headers), Some(status)) => Some(Answer {
            status,
            headers: serde_json::from_str(headers).map_err(parse)?,
            body: row.get(2)?,
        }),
        _ => None,
    };
    Ok(())
}

/// Notes what the sender was answered, when that was not known yet; `false` when the capture is gone.
pub(crate) fn answered(
    connection: &Connection,
    id: CaptureId,
    answer: &Answer,
    took: Duration,
) -> Result<bool, Fault> {
    let sql = "UPDATE captures SET response_status = ?2, took_micros = ?3 WHERE id = ?1";
    let took = i64::try_from(took.as_micros()).unwrap_or(i64::MAX);
    let values = params![id.0, answer.status, took];
    if connection.prepare_cached(sql)?.execute(values)? == 0 {
        return Ok(false);
    }
    let sql = "INSERT INTO capture_evidence (id, answer_headers, answer_body) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET answer_headers = excluded.answer_headers,
            answer_body = excluded.answer_body";
    let values = params![id.0, json(&answer.headers)?, answer.body];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(true)
}

/// Pins captures, or unpins them.
pub(crate) fn pin(
    connection: &Connection,
    ids: &[CaptureId],
    pinned: bool,
) -> rusqlite::Result<()> {
    let sql = "UPDATE captures SET pinned = ?2 WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    for id in ids {
        statement.execute(params![id.0, pinned])?;
    }
    Ok(())
}

/// Marks captures as deleted and takes them out of the indexes and totals.
pub(crate) fn delete(
    connection: &Connection,
    ids: &[CaptureId],
    now: Timestamp,
) -> rusqlite::Result<u64> {
    let sql = "UPDATE captures SET deleted_at = ?2, facet = -facet, path = -path
        WHERE id = ?1 AND deleted_at IS NULL RETURNING -facet, -path, received_at";
    let mut marked = 0;
    for id in ids {
        marked += u64::from(turn(connection, sql, (*id, Some(now)), -1)?);
    }
    Ok(marked)
}

/// Undoes [`delete`].
pub(crate) fn restore(connection: &Connection, ids: &[CaptureId]) -> rusqlite::Result<()> {
    let sql = "UPDATE captures SET deleted_at = ?2, facet = -facet, path = -path
        WHERE id = ?1 AND deleted_at IS NOT NULL RETURNING facet, path, received_at";
    for id in ids {
        turn(connection, sql, (*id, None), 1)?;
    }
    Ok(())
}

/// Turns one row's mark and moves the totals along; `false` when nothing was to be done.
fn turn(
    connection: &Connection,
    sql: &str,
    (id, at): (CaptureId, Option<Timestamp>),
    by: i64,
) -> rusqlite::Result<bool> {
    let turned = connection
        .prepare_cached(sql)?
        .query_row(params![id.0, at.map(|at| at.0)], |row| {
            Ok((row.get(0)?, row.get(1)?, Timestamp(row.get(2)?)))
        })
        .optional()?;
    let Some((facet, path, received_at)) = turned else {
        return Ok(false);
    };
    facets::add(connection, facet, by, received_at)?;
    paths::add(connection, path, by)?;
    Ok(true)
}

/// Removes what was marked as deleted before a time, with all that belongs to it; what is still
/// to be delivered of it is kept by its event.
pub(crate) fn purge(connection: &Connection, older_than: Timestamp) -> rusqlite::Result<u64> {
    let marked = "SELECT id FROM captures WHERE deleted_at < ?1";
    attempts::purge(connection, marked, older_than)?;
    events::keep_captured(connection, marked, older_than)?;
    for table in ["capture_heads", "capture_bodies", "capture_evidence"] {
        let sql = format!("DELETE FROM {table} WHERE id IN ({marked})");
        connection.prepare_cached(&sql)?.execute([older_than.0])?;
    }
    let sql = "DELETE FROM captures WHERE deleted_at < ?1";
    let gone = connection.prepare_cached(sql)?.execute([older_than.0])?;
    Ok(gone as u64)
}

/// Replaces the outcome of a check.
pub(crate) fn verify_again(
    connection: &Connection,
    id: CaptureId,
    verification: &Verification,
    labels: &Labels,
) -> Result<(), Fault> {
    let Some(before) = row(connection, id)? else {
        return Err(Error::not_found("capture", &id).into());
    };
    let (old, facet) = facets::of_capture(connection, id)?;
    let facet = Facet {
        verdict: verification.verdict,
        reason: verification.reason,
        provider: labels.provider.clone(),
        event_type: labels.event_type.clone(),
        ..facet
    };
    let new = facets::id_of(connection, &facet)?;
    facets::add(connection, old, -1, before.received_at)?;
    facets::add(connection, new, 1, before.received_at)?;
    let sql = "UPDATE captures SET facet = ?2, event_id = ?3 WHERE id = ?1";
    let values = params![id.0, new, labels.event_id];
    connection.prepare_cached(sql)?.execute(values)?;
    let sql = "INSERT INTO capture_evidence (id, evidence) VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET evidence = excluded.evidence";
    let evidence = verification.evidence.is_some();
    let evidence = evidence.then(|| json(verification)).transpose()?;
    let values = params![id.0, evidence];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}
