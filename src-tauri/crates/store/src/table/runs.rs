//! `runs`, with `run_exchanges`, which holds what a run sends.

use model::{CaptureId, Run, RunId, RunPlan, RunState, Timestamp};
use ring::digest::{Context, SHA256};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Fault};
use crate::{Changes, ListedRun, NewRun, RunExchange, RunProgress};

/// Bytes of one exchange.
const EXCHANGE: usize = 14;
const COLUMNS: &str = "id, plan, chosen, captures, state, total, done, succeeded, exact, problem,
    again_of, started_at, ended_at, elapsed_micros";

/// Stores a run with what it sends.
pub(crate) fn insert(
    connection: &Connection,
    run: &NewRun,
    started_at: Timestamp,
) -> Result<RunId, Fault> {
    let sql = "INSERT INTO runs (plan, chosen, set_key, captures, state, carrier, total, again_of, started_at)
        VALUES (?1, ?2, ?3, ?4, 'running', ?5, ?6, ?7, ?8)";
    let set_key = set_key(run);
    let values = params![
        json(&run.plan)?,
        run.chosen,
        set_key.as_ref(),
        captures(&run.exchanges),
        run.carrier,
        run.exchanges.len(),
        run.again_of.map(|id| id.0),
        started_at.0,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    let id = connection.last_insert_rowid();
    let sql = "INSERT INTO run_exchanges (run, exchanges) VALUES (?1, ?2)";
    let values = params![id, packed(&run.exchanges)];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(RunId(id))
}

fn captures(exchanges: &[RunExchange]) -> usize {
    let mut ids: Vec<i64> = exchanges.iter().map(|one| one.capture.0).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// The same for the same captures to the same targets, in whatever order and however often.
fn set_key(run: &NewRun) -> ring::digest::Digest {
    let pair = |one: &RunExchange| (one.capture.0, one.target);
    let mut pairs: Vec<_> = run.exchanges.iter().map(pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut context = Context::new(&SHA256);
    for target in &run.plan.targets {
        context.update(target.as_bytes());
        context.update(&[0]);
    }
    for (capture, target) in pairs {
        context.update(&capture.to_le_bytes());
        context.update(&target.to_le_bytes());
    }
    context.finish()
}

fn packed(exchanges: &[RunExchange]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(exchanges.len() * EXCHANGE);
    for one in exchanges {
        bytes.extend(one.capture.0.to_le_bytes());
        bytes.extend(one.target.to_le_bytes());
        bytes.extend(one.time.to_le_bytes());
    }
    bytes
}

fn unpacked(bytes: &[u8; EXCHANGE]) -> RunExchange {
    let [a, b, c, d, e, f, g, h, target @ .., i, j, k, l] = *bytes;
    RunExchange {
        capture: CaptureId(i64::from_le_bytes([a, b, c, d, e, f, g, h])),
        target: u16::from_le_bytes(target),
        time: u32::from_le_bytes([i, j, k, l]),
    }
}

/// What a run sends, in the order of sending.
pub(crate) fn exchanges(connection: &Connection, run: RunId) -> Result<Vec<RunExchange>, Fault> {
    let sql = "SELECT exchanges FROM run_exchanges WHERE run = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let bytes: Option<Vec<u8>> = statement.query_row([run.0], |row| row.get(0)).optional()?;
    let bytes = bytes.unwrap_or_default();
    Ok(bytes.as_chunks().0.iter().map(unpacked).collect())
}

/// One run.
pub(crate) fn get(connection: &Connection, run: RunId) -> Result<Option<Run>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM runs WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([run.0])?;
    rows.next()?.map(read_row).transpose()
}

/// A page, newest first, from an id on (itself included).
pub(crate) fn page(
    connection: &Connection,
    from: Option<RunId>,
    limit: u32,
) -> Result<Vec<ListedRun>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS}, against, fixed, regressed FROM runs WHERE id <= ?1
        ORDER BY id DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![from.map_or(i64::MAX, |from| from.0), limit])?;
    let mut runs = Vec::new();
    while let Some(row) = rows.next()? {
        let against: Option<i64> = row.get(14)?;
        let run = read_row(row)?;
        let changes = |against| {
            Ok::<_, rusqlite::Error>(Changes {
                against: RunId(against),
                fixed: row.get(15)?,
                regressed: row.get(16)?,
            })
        };
        let changes = against.map(changes).transpose()?;
        runs.push(ListedRun { run, changes });
    }
    Ok(runs)
}

/// Keeps what a run has changed.
pub(crate) fn settle(connection: &Connection, run: RunId, changes: Changes) -> Result<(), Fault> {
    let sql = "UPDATE runs SET against = ?2, fixed = ?3, regressed = ?4 WHERE id = ?1";
    let values = params![run.0, changes.against.0, changes.fixed, changes.regressed];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Earlier runs of the same set, and the one whose failures it sends again, newest first.
pub(crate) fn comparable(
    connection: &Connection,
    run: RunId,
    limit: u32,
) -> Result<Vec<Run>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM runs WHERE id IN (
            SELECT other.id FROM runs this JOIN runs other
                ON other.set_key = this.set_key AND other.id < this.id WHERE this.id = ?1
            UNION SELECT again_of FROM runs WHERE id = ?1)
        ORDER BY id DESC LIMIT ?2"
    );
    read_all(connection, &sql, params![run.0, limit])
}

fn read_all(
    connection: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Run>, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut runs = Vec::new();
    while let Some(row) = rows.next()? {
        runs.push(read_row(row)?);
    }
    Ok(runs)
}

fn read_row(row: &Row<'_>) -> Result<Run, Fault> {
    Ok(Run {
        id: RunId(row.get(0)?),
        plan: of_json::<RunPlan>(row.get_ref(1)?.as_str()?)?,
        chosen: row.get(2)?,
        captures: row.get(3)?,
        state: of_word(row.get_ref(4)?.as_str()?)?,
        total: row.get(5)?,
        done: row.get(6)?,
        succeeded: row.get(7)?,
        exact: row.get(8)?,
        problem: row.get(9)?,
        again_of: row.get::<_, Option<i64>>(10)?.map(RunId),
        started_at: Timestamp(row.get(11)?),
        ended_at: row.get::<_, Option<i64>>(12)?.map(Timestamp),
        elapsed_ms: row.get::<_, u64>(13)? / 1000,
    })
}

/// Adds what ended to a run's counts; the first problem stays.
pub(crate) fn add(
    connection: &Connection,
    run: RunId,
    progress: &RunProgress,
) -> Result<(), Fault> {
    let sql = "UPDATE runs SET done = done + ?2, succeeded = succeeded + ?3, exact = exact + ?4,
        elapsed_micros = elapsed_micros + ?5, problem = coalesce(problem, ?6) WHERE id = ?1";
    let values = params![
        run.0,
        progress.done,
        progress.succeeded,
        progress.exact,
        i64::try_from(progress.elapsed.as_micros()).unwrap_or(i64::MAX),
        progress.problem,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Takes a run from one of some states to another; says whether it was in one of them.
pub(crate) fn move_on(
    connection: &Connection,
    run: RunId,
    (from, to): (&[RunState], RunState),
    (carrier, ended_at): (Option<i64>, Option<Timestamp>),
) -> Result<bool, Fault> {
    let sql = "UPDATE runs SET state = ?2, carrier = ?3, ended_at = ?4
        WHERE id = ?1 AND state IN (SELECT value FROM json_each(?5))";
    let ended_at = ended_at.map(|at| at.0);
    let values = params![run.0, word(to)?, carrier, ended_at, json(&from)?];
    Ok(connection.prepare_cached(sql)?.execute(values)? > 0)
}

/// The processes that carry out runs.
pub(crate) fn carriers(connection: &Connection) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT DISTINCT carrier FROM runs WHERE state = 'running' AND carrier IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let carriers = statement.query_map([], |row| row.get(0))?;
    Ok(carriers.collect::<Result<_, _>>()?)
}

/// Marks the runs of a process that is gone; counts them.
pub(crate) fn interrupt(connection: &Connection, carrier: i64) -> Result<u64, Fault> {
    let sql = "UPDATE runs SET state = 'interrupted', carrier = NULL
        WHERE state = 'running' AND carrier = ?1";
    Ok(connection.prepare_cached(sql)?.execute([carrier])? as u64)
}

/// When captures were received, in the order asked for; `None` for those that are not there.
pub(crate) fn received_at(
    connection: &Connection,
    captures: &[CaptureId],
) -> Result<Vec<Option<Timestamp>>, Fault> {
    let sql = "SELECT received_at FROM captures WHERE id = ?1 AND deleted_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let mut times = Vec::with_capacity(captures.len());
    for capture in captures {
        let time = statement.query_row([capture.0], |row| row.get(0));
        times.push(time.optional()?.map(Timestamp));
    }
    Ok(times)
}

fn word(state: RunState) -> Result<String, Error> {
    let json = serde_json::to_value(state).map_err(|error| unreadable(&error))?;
    Ok(json.as_str().unwrap_or_default().to_owned())
}

fn of_word(word: &str) -> Result<RunState, Error> {
    serde_json::from_value(word.into()).map_err(|error| unreadable(&error))
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| unreadable(&error))
}

fn of_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> Error {
    Error::unreadable("a run", error)
}
