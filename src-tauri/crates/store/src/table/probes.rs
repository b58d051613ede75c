//! `probes`: what handlers were found to accept; the report as JSON, what lists show in columns.

use model::{CheckResult, ProbeId, ProbeReport, ProbeRow, Severity, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::{Error, Fault};

const COLUMNS: &str =
    "id, target, scheme, started_at, requests, critical, high, medium, passed, finished";

/// Stores a report and gives its row.
pub(crate) fn insert(connection: &Connection, report: &ProbeReport) -> Result<ProbeRow, Fault> {
    let json =
        serde_json::to_string(report).map_err(|error| Error::unreadable("a report", &error))?;
    let sql = "INSERT INTO probes
        (target, scheme, started_at, requests, critical, high, medium, passed, finished, report)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let row = row_of(report);
    let values = params![
        row.target,
        row.scheme,
        row.started_at.0,
        row.requests,
        row.critical,
        row.high,
        row.medium,
        row.passed,
        row.finished,
        json
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(ProbeRow {
        id: ProbeId(connection.last_insert_rowid()),
        ..row
    })
}

/// What lists show of a report.
fn row_of(report: &ProbeReport) -> ProbeRow {
    let count = |result: CheckResult, severity: Option<Severity>| {
        let findings = report.findings.iter();
        let counted = findings.filter(|finding| {
            finding.result == result && severity.is_none_or(|severity| finding.severity == severity)
        });
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    };
    ProbeRow {
        id: ProbeId(0),
        target: report.target.clone(),
        scheme: report.scheme.clone(),
        started_at: report.started_at,
        requests: u32::try_from(report.exchanges.len()).unwrap_or(u32::MAX),
        critical: count(CheckResult::Fail, Some(Severity::Critical)),
        high: count(CheckResult::Fail, Some(Severity::High)),
        medium: count(CheckResult::Fail, Some(Severity::Medium)),
        passed: count(CheckResult::Pass, None),
        finished: report.finished,
    }
}

/// Rows from `from` on, newest first.
pub(crate) fn page(
    connection: &Connection,
    from: Option<ProbeId>,
    limit: u32,
) -> rusqlite::Result<Vec<ProbeRow>> {
    let sql = format!("SELECT {COLUMNS} FROM probes WHERE id <= ?1 ORDER BY id DESC LIMIT ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    let from = from.map_or(i64::MAX, |from| from.0);
    let rows = statement.query_map(params![from, limit], read)?;
    rows.collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<ProbeRow> {
    Ok(ProbeRow {
        id: ProbeId(row.get(0)?),
        target: row.get(1)?,
        scheme: row.get(2)?,
        started_at: Timestamp(row.get(3)?),
        requests: row.get(4)?,
        critical: row.get(5)?,
        high: row.get(6)?,
        medium: row.get(7)?,
        passed: row.get(8)?,
        finished: row.get(9)?,
    })
}

/// A report as it was stored.
pub(crate) fn report(connection: &Connection, id: ProbeId) -> Result<Option<ProbeReport>, Fault> {
    let sql = "SELECT report FROM probes WHERE id = ?1";
    let text: Option<String> = connection
        .prepare_cached(sql)?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let read = |text: String| {
        serde_json::from_str(&text).map_err(|error| Error::unreadable(&id.to_string(), &error))
    };
    Ok(text.map(read).transpose()?)
}

/// Removes reports that were begun before a time, oldest first, at most `budget` of them and none of
/// the newest `kept`; counts them.
pub(crate) fn remove_begun(
    connection: &Connection,
    before: Timestamp,
    (kept, budget): (u32, u32),
) -> Result<u64, Fault> {
    let sql = "DELETE FROM probes WHERE id IN (SELECT id FROM probes WHERE started_at < ?1
        AND id NOT IN (SELECT id FROM probes ORDER BY id DESC LIMIT ?2) ORDER BY id LIMIT ?3)";
    let values = params![before.0, kept, budget];
    Ok(connection.prepare_cached(sql)?.execute(values)? as u64)
}
