//! `provider_calls`: what providers were asked through profiles, each with its attempt.

use model::{AttemptId, ProviderCallId, ProviderCallKind, RedeliveryId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::attempts::{of_word, word};
use super::{attempts, redelivered, redeliveries};
use crate::NewAttempt;
use crate::error::Fault;
use crate::provider_calls::{
    KEPT_CALL_BYTES, KEPT_CALLS, NewProviderCall, ProviderCallFilter, StoredProviderCall,
};
use crate::redeliveries::NewRedelivery;

/// Stores a call with its exchange, and removes the oldest of its profile and kind beyond
/// those kept.
pub(crate) fn insert(
    connection: &Connection,
    mut call: NewProviderCall,
) -> Result<ProviderCallId, Fault> {
    let request_cut = cut(&mut call.attempt);
    let kind = call.operation.kind().as_str();
    let attempt = attempts::insert(connection, &call.attempt)?;
    let sql = "INSERT INTO provider_calls
            (profile, provider, kind, operation, subject, attempt, request_cut, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        call.profile,
        call.provider,
        kind,
        word(&call.operation)?,
        call.subject,
        attempt.0,
        request_cut,
        call.attempt.started_at.0,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    let id = connection.last_insert_rowid();
    trim(connection, (&call.profile, kind))?;
    Ok(ProviderCallId(id))
}

/// Leaves the beginnings of bodies; whether the request's was longer.
fn cut(attempt: &mut NewAttempt) -> bool {
    let request_cut = attempt.request_body.len() > KEPT_CALL_BYTES;
    attempt.request_body.truncate(KEPT_CALL_BYTES);
    if let Some(answer) = &mut attempt.answer {
        answer.truncated |= answer.body.len() > KEPT_CALL_BYTES;
        answer.body.truncate(KEPT_CALL_BYTES);
    }
    request_cut
}

fn trim(connection: &Connection, (profile, kind): (&str, &str)) -> rusqlite::Result<()> {
    let parts = parts(connection, BEYOND, params![profile, kind, KEPT_CALLS])?;
    parts.iter().try_for_each(|part| part.remove(connection))
}

const BEYOND: &str = "SELECT id, attempt, redelivery FROM provider_calls
    WHERE profile = ?1 AND kind = ?2 AND redelivery IS NULL ORDER BY id DESC LIMIT -1 OFFSET ?3";

/// Stores that something is asked to be sent again; its exchange follows with [`answered`].
pub(crate) fn insert_redelivery(
    connection: &Connection,
    (id, new): (RedeliveryId, &NewRedelivery),
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO provider_calls
            (profile, provider, kind, operation, subject, redelivery, created_at)
        VALUES (?1, ?2, 'redelivery', 'redeliver', ?3, ?4, ?5)";
    let values = params![new.profile, new.provider, new.asked, id.0, now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Notes the exchange of a redelivery.
pub(crate) fn answered(
    connection: &Connection,
    id: RedeliveryId,
    attempt: AttemptId,
) -> rusqlite::Result<()> {
    let sql = "UPDATE provider_calls SET attempt = ?2 WHERE redelivery = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute([id.0, attempt.0]).map(drop)
}

const COLUMNS: &str = "id, profile, provider, operation, subject, attempt, redelivery,
    request_cut, created_at";

/// A page, newest first.
pub(crate) fn page(
    connection: &Connection,
    filter: &ProviderCallFilter,
) -> Result<Vec<StoredProviderCall>, Fault> {
    let kind = filter.kind.map(ProviderCallKind::as_str);
    let of_profile = filter.profile.as_ref();
    let of_profile = of_profile.map_or("?3 IS NULL", |_| "profile = ?3");
    let of_kind = kind.map_or("?4 IS NULL", |_| "kind = ?4");
    let sql = format!(
        "SELECT {COLUMNS} FROM provider_calls
        WHERE id <= ?1 AND {of_profile} AND {of_kind} ORDER BY id DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let from = filter.from.map_or(i64::MAX, |from| from.0);
    let mut rows = statement.query(params![from, filter.limit, filter.profile, kind])?;
    let mut calls = Vec::new();
    while let Some(row) = rows.next()? {
        calls.push(read(connection, row)?);
    }
    Ok(calls)
}

/// One of them.
pub(crate) fn get(
    connection: &Connection,
    id: ProviderCallId,
) -> Result<Option<StoredProviderCall>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM provider_calls WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    let row = rows.next()?;
    row.map(|row| read(connection, row)).transpose()
}

/// A row with its exchange, and what became of it.
fn read(connection: &Connection, row: &Row<'_>) -> Result<StoredProviderCall, Fault> {
    let attempt = row.get::<_, Option<i64>>(5)?.map(AttemptId);
    let attempt = attempt.map(|id| attempts::row(connection, id));
    let redelivery = row.get::<_, Option<i64>>(6)?.map(RedeliveryId);
    let redelivery = redelivery.map(|id| redelivered::get(connection, id));
    Ok(StoredProviderCall {
        id: ProviderCallId(row.get(0)?),
        profile: row.get(1)?,
        provider: row.get(2)?,
        operation: of_word(row.get_ref(3)?.as_str()?)?,
        subject: row.get(4)?,
        attempt: attempt.transpose()?.flatten(),
        redelivery: redelivery.transpose()?.flatten(),
        request_cut: row.get(7)?,
        created_at: Timestamp(row.get(8)?),
    })
}

/// Removes all calls of a profile, with their exchanges and what became of them.
pub(crate) fn remove_of_profile(connection: &Connection, profile: &str) -> rusqlite::Result<()> {
    let sql = "SELECT id, attempt, redelivery FROM provider_calls WHERE profile = ?1";
    let parts = parts(connection, sql, params![profile])?;
    parts.iter().try_for_each(|part| part.remove(connection))
}

/// Removes calls from before a time, the oldest first, at most `budget`; says how many.
pub(crate) fn remove_before(
    connection: &Connection,
    before: Timestamp,
    budget: u32,
) -> Result<u64, Fault> {
    let sql = "SELECT id, attempt, redelivery FROM provider_calls
        WHERE created_at < ?1 ORDER BY created_at LIMIT ?2";
    let parts = parts(connection, sql, params![before.0, budget])?;
    for part in &parts {
        part.remove(connection)?;
    }
    Ok(parts.len() as u64)
}

/// The rows of a call.
struct Parts {
    call: i64,
    attempt: Option<i64>,
    redelivery: Option<i64>,
}

fn parts(
    connection: &Connection,
    sql: &str,
    values: &[&dyn rusqlite::ToSql],
) -> rusqlite::Result<Vec<Parts>> {
    let mut statement = connection.prepare_cached(sql)?;
    let read = |row: &Row<'_>| {
        Ok(Parts {
            call: row.get(0)?,
            attempt: row.get(1)?,
            redelivery: row.get(2)?,
        })
    };
    statement.query_map(values, read)?.collect()
}

impl Parts {
    fn remove(&self, connection: &Connection) -> rusqlite::Result<()> {
        if let Some(attempt) = self.attempt {
            attempts::remove_of_no_delivery(connection, attempt)?;
        }
        if let Some(redelivery) = self.redelivery {
            redeliveries::remove(connection, RedeliveryId(redelivery))?;
        }
        let sql = "DELETE FROM provider_calls WHERE id = ?1";
        connection
            .prepare_cached(sql)?
            .execute([self.call])
            .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_beyond_the_bound_is_found_in_an_index_that_holds_no_redeliveries() {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut connection).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {BEYOND}");
        let plan = connection.query_row(&sql, params!["p", "list", 9], |row| row.get(3));
        let plan: String = plan.unwrap();
        assert!(plan.contains("provider_calls_bounded"), "{plan}");
    }
}
