//! `redeliveries`: what providers were asked to send again, and what became of it.

use model::{AttemptId, CaptureId, MatchedBy, RedeliveryId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::awaited::Awaited;
use crate::error::{Error, Fault};
use crate::redeliveries::{Arrival, NewRedelivery, StoredRedelivery};

/// One that is awaited.
pub(crate) struct Waiting {
    pub(crate) id: RedeliveryId,
    pub(crate) awaited: Awaited,
    pub(crate) created_at: Timestamp,
    /// Whether something came that may be it.
    pub(crate) found: bool,
}

/// Stores a question before it is asked, and gives up what is awaited in vain.
pub(crate) fn insert(
    connection: &Connection,
    new: &NewRedelivery,
    now: Timestamp,
) -> Result<RedeliveryId, Fault> {
    let sql = "UPDATE redeliveries SET awaited_until = NULL WHERE awaited_until < ?1";
    connection.prepare_cached(sql)?.execute([now.0])?;
    let sql = "INSERT INTO redeliveries
            (profile, provider, asked, awaited, target_url, awaited_until, url_until, since, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
            coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'captures'), 0), ?8)";
    let awaited = &new.awaited;
    let values = params![
        new.profile,
        new.provider,
        new.asked,
        ids_text(&awaited.ids)?,
        awaited.url,
        awaited.until.0,
        awaited.url_until.0,
        now.0
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(RedeliveryId(connection.last_insert_rowid()))
}

fn ids_text(ids: &[String]) -> Result<String, Error> {
    serde_json::to_string(ids).map_err(|error| Error::unreadable("a list of ids", &error))
}

/// Notes what came of the question; `awaited` is what is known of it by now, `None` when
/// nothing will come. `false` when there is no such redelivery.
pub(crate) fn answered(
    connection: &Connection,
    id: RedeliveryId,
    (attempt, outcome): (AttemptId, &str),
    awaited: Option<&Awaited>,
) -> Result<bool, Fault> {
    let sql = "UPDATE redeliveries SET attempt = ?2, outcome = ?3, awaited = coalesce(?4, awaited),
            target_url = coalesce(?5, target_url),
            awaited_until = CASE WHEN matched_by = 'id' THEN NULL ELSE ?6 END
        WHERE id = ?1";
    let ids = awaited.map(|awaited| ids_text(&awaited.ids)).transpose()?;
    let url = awaited.and_then(|awaited| awaited.url.as_deref());
    let until = awaited.map(|awaited| awaited.until.0);
    let values = params![id.0, attempt.0, outcome, ids, url, until];
    Ok(connection.prepare_cached(sql)?.execute(values)? > 0)
}

/// Notes that a capture is what was asked for.
pub(crate) fn arrived(
    connection: &Connection,
    id: RedeliveryId,
    (capture, by): (CaptureId, MatchedBy),
) -> rusqlite::Result<()> {
    let sql = "UPDATE redeliveries SET capture = ?2, matched_by = ?3,
            awaited_until = CASE WHEN ?3 = 'id' THEN NULL ELSE awaited_until END
        WHERE id = ?1";
    let values = params![id.0, capture.0, by.as_str()];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// All that is awaited, the oldest first.
pub(crate) fn waiting(connection: &Connection) -> Result<Vec<Waiting>, Fault> {
    let mut statement = connection.prepare_cached(WAITING)?;
    let mut rows = statement.query([])?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        waiting.push(read_waiting(row)?);
    }
    waiting.sort_by_key(|one| one.id);
    Ok(waiting)
}

const WAITING: &str =
    "SELECT id, awaited, target_url, awaited_until, url_until, created_at, capture
    FROM redeliveries WHERE awaited_until IS NOT NULL";

fn read_waiting(row: &Row<'_>) -> Result<Waiting, Fault> {
    let parse = |error| Error::unreadable("what is awaited", &error);
    Ok(Waiting {
        id: RedeliveryId(row.get(0)?),
        awaited: Awaited {
            ids: serde_json::from_str(row.get_ref(1)?.as_str()?).map_err(parse)?,
            url: row.get(2)?,
            until: Timestamp(row.get(3)?),
            url_until: Timestamp(row.get(4)?),
        },
        created_at: Timestamp(row.get(5)?),
        found: row.get::<_, Option<i64>>(6)?.is_some(),
    })
}

const COLUMNS: &str = "id, profile, provider, asked, target_url, awaited_until, attempt, outcome,
    capture, matched_by, created_at";

/// One of them, without its capture.
pub(crate) fn get(
    connection: &Connection,
    id: RedeliveryId,
) -> rusqlite::Result<Option<StoredRedelivery>> {
    let sql = format!("SELECT {COLUMNS} FROM redeliveries WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([id.0], read).optional()
}

/// A page without captures, newest first, from an id on (itself included); of one profile or of all.
pub(crate) fn page(
    connection: &Connection,
    profile: Option<&str>,
    from: Option<RedeliveryId>,
    limit: u32,
) -> rusqlite::Result<Vec<StoredRedelivery>> {
    let of_profile = if profile.is_some() {
        "profile = ?3 AND"
    } else {
        "?3 IS NULL AND"
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM redeliveries WHERE {of_profile} id <= ?1 ORDER BY id DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let from = from.map_or(i64::MAX, |id| id.0);
    let rows = statement.query_map(params![from, limit, profile], read)?;
    rows.collect()
}

/// Removes one, whatever became of it.
pub(crate) fn remove(connection: &Connection, id: RedeliveryId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM redeliveries WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id.0]).map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredRedelivery> {
    let capture: Option<i64> = row.get(8)?;
    let matched_by = match row.get_ref(9)?.as_str_or_null()? {
        Some("id") => MatchedBy::Id,
        _ => MatchedBy::Url,
    };
    Ok(StoredRedelivery {
        id: RedeliveryId(row.get(0)?),
        profile: row.get(1)?,
        provider: row.get(2)?,
        asked: row.get(3)?,
        target_url: row.get(4)?,
        awaited_until: row.get::<_, Option<i64>>(5)?.map(Timestamp),
        attempt: row.get::<_, Option<i64>>(6)?.map(AttemptId),
        outcome: row.get(7)?,
        arrival: capture.map(|capture| Arrival {
            capture: CaptureId(capture),
            matched_by,
            row: None,
        }),
        created_at: Timestamp(row.get(10)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_awaited_is_read_from_an_index_that_holds_nothing_else() {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut connection).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {WAITING}");
        let plan = connection.query_row(&sql, [], |row| row.get::<_, String>(3));
        let plan = plan.unwrap();
        assert!(plan.contains("redeliveries_awaited"), "{plan}");
    }
}
