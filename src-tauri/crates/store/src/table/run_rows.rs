//! `run_rows`: how each exchange of a run ended, and how the same one ended in another run.

use std::collections::HashMap;

use model::{AttemptId, CaptureId, FailureKind, RunId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::attempts::{failure_word, of_word};
use super::captures;
use crate::error::{Error, Fault};
use crate::runs::{AnswerTally, Ending, RunRecord, Tally};
use crate::{RunExchange, RunOutcome};

/// Answers that are told apart; what is beyond is counted by status alone.
const KINDS: usize = 1000;

/// Stores how one exchange ended.
pub(crate) fn insert(
    connection: &Connection,
    run: RunId,
    outcome: &RunOutcome,
    attempt: AttemptId,
) -> Result<(), Fault> {
    let sql = "INSERT OR IGNORE INTO run_rows (run, position, capture, target, time, attempt, status, failure,
        took_micros, exact, begins) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let (made, exchange) = (&outcome.attempt, outcome.exchange);
    let failure = made
        .failure
        .as_ref()
        .map(|failure| failure_word(failure.kind));
    let values = params![
        run.0,
        outcome.position,
        exchange.capture.0,
        exchange.target,
        exchange.time,
        attempt.0,
        made.status,
        failure,
        made.timing.total_micros,
        made.exact,
        outcome.begins,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The positions that have an outcome, in order.
pub(crate) fn ended(connection: &Connection, run: RunId) -> Result<Vec<u32>, Fault> {
    let sql = "SELECT position FROM run_rows WHERE run = ?1 ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let positions = statement.query_map([run.0], |row| row.get(0))?;
    Ok(positions.collect::<Result<_, _>>()?)
}

/// The exchanges that were not answered with 2xx, in the order of sending.
pub(crate) fn failed(connection: &Connection, run: RunId) -> Result<Vec<RunExchange>, Fault> {
    let sql = format!(
        "SELECT r.capture, r.target, r.time FROM run_rows r WHERE r.run = ?1 AND NOT {}
        ORDER BY r.position",
        succeeded("r")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let exchange = |row: &Row<'_>| {
        Ok(RunExchange {
            capture: CaptureId(row.get(0)?),
            target: row.get(1)?,
            time: row.get(2)?,
        })
    };
    let exchanges = statement.query_map([run.0], exchange)?;
    Ok(exchanges.collect::<Result<_, _>>()?)
}

/// Each row beside that of the same exchange in another run (`p`), if there is one.
///
/// The index is named, since without statistics SQLite takes the primary key for as good.
const BESIDE: &str = "FROM run_rows r LEFT JOIN run_rows p INDEXED BY run_rows_exchange
    ON p.run = ?2 AND p.capture = r.capture AND p.target = r.target AND p.time = r.time
    WHERE r.run = ?1";

/// How a row ended, then how the one beside it did.
const ENDINGS: &str = "r.status, r.failure, r.took_micros, r.begins, r.attempt,
    p.status, p.failure, p.took_micros, p.begins, p.attempt";

/// Whether a row was answered with 2xx, in SQL.
pub(crate) fn succeeded(row: &str) -> String {
    format!("coalesce({row}.status BETWEEN 200 AND 299, 0)")
}

/// The positions of a page in the order of sending, by the key alone: what is left out at its
/// beginning is not compared with anything.
pub(crate) fn positions(
    connection: &Connection,
    run: RunId,
    failed_only: bool,
    (from, limit): (u64, u32),
) -> Result<Vec<u32>, Fault> {
    let shown = match failed_only {
        true => format!("NOT {}", succeeded("r")),
        false => "1".to_owned(),
    };
    let sql = format!(
        "SELECT r.position FROM run_rows r WHERE r.run = ?1 AND {shown}
        ORDER BY r.position LIMIT ?2 OFFSET ?3"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let positions = statement.query_map(params![run.0, limit, from], |row| row.get(0))?;
    Ok(positions.collect::<Result<_, _>>()?)
}

fn at_sql() -> String {
    format!(
        "SELECT {ENDINGS}, r.position, r.capture, r.target, r.time, r.exact {BESIDE} AND r.position = ?3"
    )
}

/// The rows at these positions, beside those of another run.
pub(crate) fn at(
    connection: &Connection,
    (run, against): (RunId, Option<RunId>),
    positions: &[u32],
) -> Result<Vec<RunRecord>, Fault> {
    let mut statement = connection.prepare_cached(&at_sql())?;
    let against = against.map(|run| run.0);
    let mut records = Vec::with_capacity(positions.len());
    for position in positions {
        let mut rows = statement.query(params![run.0, against, position])?;
        // One that was removed meanwhile is missed by nobody.
        let Some(row) = rows.next()? else { continue };
        records.push(with_what_is_there(connection, read_row(row)?)?);
    }
    Ok(records)
}

fn with_what_is_there(connection: &Connection, mut record: RunRecord) -> Result<RunRecord, Fault> {
    record.captured = captures::row(connection, record.exchange.capture)?;
    let endings = [Some(&mut record.now), record.then.as_mut()];
    for ending in endings.into_iter().flatten() {
        ending.attempt = still_there(connection, ending.attempt)?;
    }
    Ok(record)
}

/// Attempts go with their captures; what came of them stays.
fn still_there(
    connection: &Connection,
    attempt: Option<AttemptId>,
) -> rusqlite::Result<Option<AttemptId>> {
    let sql = "SELECT id FROM attempts WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let id = attempt.map(|attempt| attempt.0);
    statement
        .query_row([id], |row| Ok(AttemptId(row.get(0)?)))
        .optional()
}

fn read_row(row: &Row<'_>) -> Result<RunRecord, Fault> {
    Ok(RunRecord {
        now: ending(row, 0)?.ok_or_else(|| unreadable("no ending"))?,
        then: ending(row, 5)?,
        position: row.get(10)?,
        exchange: RunExchange {
            capture: CaptureId(row.get(11)?),
            target: row.get(12)?,
            time: row.get(13)?,
        },
        exact: row.get(14)?,
        captured: None,
    })
}

/// Five columns from one on; `None` when the other run has no such row.
fn ending(row: &Row<'_>, from: usize) -> Result<Option<Ending>, Fault> {
    let Some(took_micros) = row.get(from + 2)? else {
        return Ok(None);
    };
    let failure: Option<String> = row.get(from + 1)?;
    Ok(Some(Ending {
        status: row.get(from)?,
        failure: failure.as_deref().map(of_word).transpose()?,
        took_micros,
        begins: row.get(from + 3)?,
        attempt: Some(AttemptId(row.get(from + 4)?)),
    }))
}

/// Everything about a run that is counted, in one pass over its rows.
pub(crate) fn tally(
    connection: &Connection,
    run: RunId,
    against: Option<RunId>,
) -> Result<Tally, Fault> {
    let sql = format!("SELECT {ENDINGS} {BESIDE}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![run.0, against.map(|run| run.0)])?;
    let (mut tally, mut kinds) = (Tally::default(), Kinds::default());
    while let Some(row) = rows.next()? {
        let (now, then) = (ending(row, 0)?, ending(row, 5)?);
        let now = now.ok_or_else(|| unreadable("no ending"))?;
        tally.count(&now, then.as_ref());
        let compared = i64::from(then.is_some());
        kinds.add(now, 1, compared);
        if let Some(then) = then {
            kinds.add(then, 0, -1);
        }
    }
    tally.answers = kinds.most_frequent_first();
    Ok(tally)
}

#[derive(Hash, PartialEq, Eq, Clone)]
struct Kind(Option<u16>, Option<FailureKind>, Option<String>);

/// How many answers of each kind there are, and how many more than in the other run.
#[derive(Default)]
struct Kinds(HashMap<Kind, (u64, i64)>);

impl Kinds {
    fn add(&mut self, ending: Ending, count: u64, change: i64) {
        let mut kind = Kind(ending.status, ending.failure, Some(ending.begins));
        if self.0.len() >= KINDS && !self.0.contains_key(&kind) {
            kind.2 = None;
        }
        let sums = self.0.entry(kind).or_default();
        *sums = (sums.0 + count, sums.1 + change);
    }

    fn most_frequent_first(self) -> Vec<AnswerTally> {
        let tally = |(Kind(status, failure, begins), (count, change))| AnswerTally {
            status,
            failure,
            begins,
            count,
            change,
        };
        let mut answers: Vec<AnswerTally> = self.0.into_iter().map(tally).collect();
        answers.sort_by(|a, b| {
            let place = |answer: &AnswerTally| (std::cmp::Reverse(answer.count), answer.status);
            place(a)
                .cmp(&place(b))
                .then_with(|| a.begins.cmp(&b.begins))
        });
        answers
    }
}

fn unreadable(detail: &str) -> Error {
    Error::Unreadable {
        what: "a row of a run".to_owned(),
        detail: detail.to_owned(),
    }
}

/// How SQLite finds a row and the one beside it.
#[cfg(test)]
pub(crate) fn query_plan(connection: &Connection) -> Result<String, Fault> {
    let sql = format!("EXPLAIN QUERY PLAN {}", at_sql());
    let mut statement = connection.prepare(&sql)?;
    let steps = statement.query_map(params![1, 2, 3], |row| row.get::<_, String>(3))?;
    Ok(steps.collect::<Result<Vec<_>, _>>()?.join("\n"))
}
