//! Storing attempts, several with one statement: to begin and end one, and to look up the last id,
//! costs about as much as a row.

use std::sync::LazyLock;

use model::{AttemptDecision, AttemptId, DeliveryId, Headers};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::words::{failure_word, headers_json, mode_word, unreadable};
use crate::NewAttempt;
use crate::error::{Error, Fault};
use crate::table::bodies;
use crate::table::delivery_words::trigger_word;

/// The delivery that an attempt belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) delivery: DeliveryId,
    /// The attempt of the delivery before this one.
    pub(crate) previous: Option<AttemptId>,
    pub(crate) sends_event: bool,
    pub(crate) decision: &'a AttemptDecision,
}

/// An attempt, and what it is of its delivery.
pub(crate) type New<'a> = (&'a NewAttempt, Option<Part<'a>>);

/// Attempts that are stored with one statement.
const TOGETHER: usize = 8;

/// Stores attempts and counts each on its capture; gives their ids in the same order.
pub(crate) fn all(connection: &Connection, new: &[New<'_>]) -> Result<Vec<AttemptId>, Fault> {
    let mut ids = Vec::with_capacity(new.len());
    let lots = new.chunks_exact(TOGETHER);
    let rest = lots.remainder();
    if new.len() >= TOGETHER {
        let mut many = Statements::new(connection, &MANY)?;
        for lot in lots {
            many.insert(lot, &mut ids)?;
        }
    }
    if !rest.is_empty() {
        let mut one = Statements::new(connection, &ONE)?;
        for lot in rest.chunks(1) {
            one.insert(lot, &mut ids)?;
        }
    }
    Ok(ids)
}

/// Stores one.
pub(super) fn one(connection: &Connection, new: New<'_>) -> Result<AttemptId, Fault> {
    let mut ids = Vec::with_capacity(1);
    Statements::new(connection, &ONE)?.insert(&[new], &mut ids)?;
    Ok(ids[0])
}

/// What stores a number of attempts at once.
struct Sql {
    rows: String,
    bytes: String,
}

impl Sql {
    fn of(count: usize) -> Self {
        let values = |columns: usize| {
            let row = format!("({})", vec!["?"; columns].join(", "));
            vec![row; count].join(", ")
        };
        Self {
            rows: format!("{INTO_ATTEMPTS} VALUES {}", values(COLUMNS)),
            bytes: format!("{INTO_BYTES} VALUES {}", values(BYTES_COLUMNS)),
        }
    }
}

static ONE: LazyLock<Sql> = LazyLock::new(|| Sql::of(1));
static MANY: LazyLock<Sql> = LazyLock::new(|| Sql::of(TOGETHER));

// Who fails has the whole transaction undone: no statement of several rows has to be able to undo
// itself, for which SQLite would keep a copy of each page.
const INTO_ATTEMPTS: &str = "INSERT OR FAIL INTO attempts (capture, trigger, mode, method, target,
    started_at, lookup_micros, connect_micros, first_byte_micros, total_micros, status,
    failure_kind, failure_message, exact, request_size, response_size, delivery, decision, previous)";
const COLUMNS: usize = 19;

const INTO_BYTES: &str =
    "INSERT OR FAIL INTO attempt_bytes (id, head, exceptions, as_captured, body,
    answer_status, answer_headers, answer_truncated, answer_body)";
const BYTES_COLUMNS: usize = 9;

struct Statements<'c, 'n> {
    connection: &'c Connection,
    rows: CachedStatement<'c>,
    bytes: CachedStatement<'c>,
    decisions: Alike<'n, AttemptDecision>,
    headers: Alike<'n, Headers>,
}

/// The JSON of what is mostly the same as the one before: what followed, and the fields of answers.
struct Alike<'n, T>(Option<(&'n T, String)>);

impl<'n, T: PartialEq> Alike<'n, T> {
    fn json(
        &mut self,
        value: &'n T,
        write: impl FnOnce(&T) -> Result<String, Error>,
    ) -> Result<&str, Error> {
        let (of, json) = match self.0.take() {
            Some(same) if same.0 == value => same,
            Some(_) | None => (value, write(value)?),
        };
        Ok(&self.0.insert((of, json)).1)
    }
}

impl<'c, 'n> Statements<'c, 'n> {
    fn new(connection: &'c Connection, sql: &Sql) -> rusqlite::Result<Self> {
        Ok(Self {
            connection,
            rows: connection.prepare_cached(&sql.rows)?,
            bytes: connection.prepare_cached(&sql.bytes)?,
            decisions: Alike(None),
            headers: Alike(None),
        })
    }

    /// Stores a lot, of as many as the statements are for.
    fn insert(&mut self, lot: &[New<'n>], ids: &mut Vec<AttemptId>) -> Result<(), Fault> {
        for (place, &new) in lot.iter().enumerate() {
            self.bind_row(place, new)?;
        }
        self.rows.raw_execute()?;
        // Nobody else writes meanwhile: the ids of a statement follow each other.
        let mut id = self.connection.last_insert_rowid();
        for (place, &new) in lot.iter().enumerate().rev() {
            self.bind_bytes(place, id, new)?;
            id -= 1;
        }
        self.bytes.raw_execute()?;
        for (new, _) in lot {
            id += 1;
            ids.push(AttemptId(id));
            count_on_capture(self.connection, new)?;
        }
        Ok(())
    }
}

fn count_on_capture(connection: &Connection, new: &NewAttempt) -> rusqlite::Result<()> {
    if let Some(capture) = new.capture {
        let sql = "UPDATE captures SET attempts = attempts + 1 WHERE id = ?1";
        connection.prepare_cached(sql)?.execute([capture.0])?;
    }
    Ok(())
}

/// Binds the values of the row at a place, one column after the other. Each by its own type:
/// what is bound most often is not looked up in a table of functions each time.
struct Columns<'a, 'c> {
    statement: &'a mut CachedStatement<'c>,
    next: usize,
}

impl<'a, 'c> Columns<'a, 'c> {
    /// The row at a place, in a statement of rows with so many columns.
    const fn of(statement: &'a mut CachedStatement<'c>, place: usize, columns: usize) -> Self {
        Self {
            statement,
            next: place * columns + 1,
        }
    }

    fn put(&mut self, value: impl ToSql) -> rusqlite::Result<&mut Self> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.next += 1;
        Ok(self)
    }
}

impl<'n> Statements<'_, 'n> {
    fn bind_row(&mut self, place: usize, (attempt, part): New<'n>) -> Result<(), Fault> {
        let decision = part.map(|part| self.decisions.json(part.decision, decision_json));
        let decision = decision.transpose()?;
        let failure = attempt.failure.as_ref();
        let answer = attempt.answer.as_ref();
        let previous = part.and_then(|part| part.previous);
        Columns::of(&mut self.rows, place, COLUMNS)
            .put(attempt.capture.map(|capture| capture.0))?
            .put(trigger_word(attempt.trigger))?
            .put(mode_word(attempt.mode))?
            .put(attempt.method.as_str())?
            .put(&*attempt.target)?
            .put(attempt.started_at.0)?
            .put(attempt.timing.lookup_micros)?
            .put(attempt.timing.connect_micros)?
            .put(attempt.timing.first_byte_micros)?
            .put(attempt.timing.total_micros)?
            .put(attempt.status)?
            .put(failure.map(|failure| failure_word(failure.kind)))?
            .put(failure.map(|failure| failure.message.as_str()))?
            .put(attempt.exact)?
            .put(attempt.request_body.len())?
            .put(answer.map_or(0, |answer| answer.body.len()))?
            .put(part.map(|part| part.delivery.0))?
            .put(decision)?
            .put(previous.map(|previous| previous.0))?;
        Ok(())
    }

    fn bind_bytes(&mut self, place: usize, id: i64, (attempt, part): New<'n>) -> Result<(), Fault> {
        let body = &attempt.request_body;
        let as_captured = match (part, attempt.capture) {
            (Some(part), _) => part.sends_event,
            (None, Some(capture)) => bodies::equals(self.connection, capture, body)?,
            (None, None) => false,
        };
        let own = (!as_captured).then_some(body.as_ref());
        let answer = attempt.answer.as_ref();
        let headers = answer.map(|answer| self.headers.json(&answer.headers, headers_json));
        Columns::of(&mut self.bytes, place, BYTES_COLUMNS)
            .put(id)?
            .put(attempt.request_head.as_ref())?
            .put(exceptions_json(&attempt.exceptions)?.as_deref())?
            .put(as_captured)?
            .put(own)?
            .put(answer.map(|answer| answer.status))?
            .put(headers.transpose()?)?
            .put(answer.map(|answer| answer.truncated))?
            .put(answer.map(|answer| &*answer.body))?;
        Ok(())
    }
}

fn decision_json(decision: &AttemptDecision) -> Result<String, Error> {
    serde_json::to_string(decision).map_err(|error| unreadable(&error))
}

fn exceptions_json(exceptions: &[String]) -> Result<Option<String>, Error> {
    let json = || serde_json::to_string(exceptions).map_err(|error| unreadable(&error));
    (!exceptions.is_empty()).then(json).transpose()
}
