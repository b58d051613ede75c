//! Attempts of the deliveries that records stand for, as one list over all of them.

use model::{Attempt, AttemptDecision, AttemptId, RecordId, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};

use super::{COLUMNS, Record, RecordFilter, conditions, read};
use crate::error::Fault;
use crate::table::attempts;

/// Which attempts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttemptedFilter {
    /// Of which records; `limit` counts attempts.
    pub records: RecordFilter,
    /// Begun at this time or later.
    pub since: Option<Timestamp>,
    /// Begun before this time.
    pub until: Option<Timestamp>,
    /// Answered with this status or a greater one.
    pub status_min: Option<u16>,
    /// Answered with this status or a smaller one.
    pub status_max: Option<u16>,
    /// After this one in the list.
    pub after: Option<AttemptedPlace>,
}

/// Where in the list one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptedPlace {
    /// When it began; of what waits for its first attempt, when its record was made.
    pub at: Timestamp,
    /// Its record.
    pub record: RecordId,
    /// The attempt; none of what waits for its first one.
    pub attempt: Option<AttemptId>,
}

/// An attempt, and the record whose delivery it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempted {
    /// Where in the list it stands.
    pub place: AttemptedPlace,
    /// The record.
    pub record: Record,
    /// Its number among those of the delivery, counted from 1.
    pub number: usize,
    /// The attempt with what followed; none of what waits for its first one.
    pub attempt: Option<(Attempt, Option<AttemptDecision>)>,
}

/// The attempts that match, the latest first; what has none stands for itself.
pub(crate) fn attempted(
    connection: &Connection,
    provider: &str,
    filter: &AttemptedFilter,
) -> Result<Vec<Attempted>, Fault> {
    let (records, mut values) = conditions(provider, &filter.records);
    let (narrowed, more) = narrowed(filter);
    values.extend(more);
    let limit = filter.records.limit;
    let sql = format!(
        "WITH RECURSIVE made (record, attempt, created_at) AS (
            SELECT r.id, d.last_attempt, r.created_at
            FROM (SELECT id, delivery, created_at FROM emulation_records WHERE {records}) r
                LEFT JOIN deliveries d ON d.id = r.delivery
            UNION ALL SELECT m.record, a.previous, m.created_at
            FROM made m CROSS JOIN attempts a ON a.id = m.attempt WHERE a.previous < a.id
        ) SELECT * FROM (
            SELECT m.record AS record, a.id AS attempt, a.status AS status,
                coalesce(a.started_at, m.created_at) AS at
            FROM made m LEFT JOIN attempts a ON a.id = m.attempt
        ) WHERE true{narrowed} ORDER BY at DESC, record DESC, attempt DESC LIMIT {limit}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let places: Result<Vec<_>, _> = statement
        .query_map(params_from_iter(values), place)?
        .collect();
    let mut found = Vec::new();
    for place in places? {
        found.extend(at(connection, place)?);
    }
    Ok(found)
}

fn narrowed(filter: &AttemptedFilter) -> (String, Vec<Value>) {
    let (mut sql, mut values) = (String::new(), Vec::<Value>::new());
    let mut narrow = |condition: &str, value: Option<i64>| {
        if let Some(value) = value {
            sql.push_str(condition);
            values.push(value.into());
        }
    };
    narrow(" AND at >= ?", filter.since.map(|at| at.0));
    narrow(" AND at < ?", filter.until.map(|at| at.0));
    narrow(" AND status >= ?", filter.status_min.map(i64::from));
    narrow(" AND status <= ?", filter.status_max.map(i64::from));
    if let Some(after) = filter.after {
        sql.push_str(" AND (at, record, coalesce(attempt, 0)) < (?, ?, ?)");
        let attempt = after.attempt.map_or(0, |attempt| attempt.0);
        values.extend([after.at.0, after.record.0, attempt].map(Value::from));
    }
    (sql, values)
}

fn place(row: &Row<'_>) -> rusqlite::Result<AttemptedPlace> {
    Ok(AttemptedPlace {
        record: RecordId(row.get(0)?),
        attempt: row.get::<_, Option<i64>>(1)?.map(AttemptId),
        at: Timestamp(row.get(3)?),
    })
}

fn at(connection: &Connection, place: AttemptedPlace) -> Result<Option<Attempted>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM emulation_records WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let record = statement.query_row([place.record.0], read).optional()?;
    let Some(record) = record else {
        return Ok(None);
    };
    let attempts = match record.delivery {
        Some(delivery) => attempts::of_delivery(connection, delivery)?,
        None => Vec::new(),
    };
    let mut numbered = (1..).zip(attempts);
    let found = numbered.find(|(_, (attempt, _))| Some(attempt.id) == place.attempt);
    let (number, attempt) = found.map_or((1, None), |(number, attempt)| (number, Some(attempt)));
    Ok(Some(Attempted {
        place,
        record,
        number,
        attempt,
    }))
}
