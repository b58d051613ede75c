//! `sources`: who sends to us. A removed one keeps its row for its captures' sake.

use model::{ForwardMode, FuturePolicy, Source, SourceId, SourceName, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{handshake_values, schemes, secrets};
use crate::error::{Error, Fault};
use crate::seal::SealingKey;
use crate::{LiveSource, NewSource, SourceEdit};

/// Stores a source without its secrets.
pub(crate) fn insert(
    connection: &Connection,
    source: &NewSource,
    now: Timestamp,
) -> Result<SourceId, Fault> {
    let name = SourceName::new(&source.name).map_err(Error::from)?;
    refuse_taken(connection, name.as_str(), None)?;
    let sql = "INSERT INTO sources (name, scheme, tolerance_seconds, public_url, forward_to,
        response, allow_browser, paused, created_at, handshake, future,
        fetch_keys, forward_mode)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    let values = params![
        name.as_str(),
        source.scheme,
        source.tolerance_seconds,
        source.public_url,
        json(&source.forward_to)?,
        json(&source.response)?,
        source.allow_browser,
        source.paused,
        now.0,
        source.handshake,
        source.future.map(FuturePolicy::as_str),
        source.fetch_keys,
        source.forward_mode.as_str(),
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(SourceId(connection.last_insert_rowid()))
}

fn refuse_taken(connection: &Connection, name: &str, but: Option<SourceId>) -> Result<(), Fault> {
    match id_of(connection, name)? {
        Some(id) if Some(id) != but => Err(Error::NameTaken {
            name: name.to_owned(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// The source of this name.
pub(crate) fn id_of(connection: &Connection, name: &str) -> rusqlite::Result<Option<SourceId>> {
    let sql = "SELECT id FROM sources WHERE name = ?1 AND removed_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([name], |row| row.get(0)).optional()?;
    Ok(found.map(SourceId))
}

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::unreadable("a source", &error))
}

const COLUMNS: &str = "id, name, scheme, tolerance_seconds, public_url, forward_to, response,
    allow_browser, paused, created_at, rule_revision, handshake, future, fetch_keys,
    forward_mode";

/// All sources that were not removed, by name.
pub(crate) fn list(
    connection: &Connection,
    key: Option<&SealingKey>,
) -> Result<Vec<LiveSource>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM sources WHERE removed_at IS NULL ORDER BY name");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next()? {
        sources.push(complete(connection, row, key)?);
    }
    Ok(sources)
}

/// One source that was not removed.
pub(crate) fn get(
    connection: &Connection,
    id: SourceId,
    key: Option<&SealingKey>,
) -> Result<LiveSource, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM sources WHERE id = ?1 AND removed_at IS NULL");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    match rows.next()? {
        Some(row) => complete(connection, row, key),
        None => Err(Error::not_found("source", &id).into()),
    }
}

fn complete(
    connection: &Connection,
    row: &Row<'_>,
    key: Option<&SealingKey>,
) -> Result<LiveSource, Fault> {
    let mut source = read_row(row)?;
    let secrets = secrets::of_source(connection, source.id, key)?;
    let signing = match key {
        Some(key) => secrets::signing_halves(connection, source.id, key)?,
        None => Vec::new(),
    };
    let (values, handshake_values) = handshake_values::of_source(connection, source.id, key)?;
    source.handshake_values = values;
    source.secrets = secrets.iter().map(|(info, _)| info.clone()).collect();
    let custom_scheme = match &source.scheme {
        Some(scheme) => schemes::get(connection, scheme)?,
        None => None,
    };
    Ok(LiveSource {
        source,
        secrets,
        signing,
        handshake_values,
        custom_scheme,
        rule_revision: row.get(10)?,
    })
}

fn read_row(row: &Row<'_>) -> Result<Source, Fault> {
    let name: String = row.get(1)?;
    let parse = |error| Error::unreadable(&format!("the source {name}"), &error);
    let (forward_to, response): (String, String) = (row.get(5)?, row.get(6)?);
    let future: Option<String> = row.get(12)?;
    Ok(Source {
        id: SourceId(row.get(0)?),
        scheme: row.get(2)?,
        secrets: Vec::new(),
        tolerance_seconds: row.get(3)?,
        public_url: row.get(4)?,
        forward_to: serde_json::from_str(&forward_to).map_err(parse)?,
        // A mode of a newer program's is the careful one here: the rule answers.
        forward_mode: ForwardMode::from_word(row.get_ref(14)?.as_str()?).unwrap_or_default(),
        response: serde_json::from_str(&response).map_err(parse)?,
        allow_browser: row.get(7)?,
        paused: row.get(8)?,
        created_at: Timestamp(row.get(9)?),
        fetch_keys: row.get(13)?,
        handshake: row.get(11)?,
        future: future.as_deref().and_then(FuturePolicy::from_word),
        handshake_values: Vec::new(),
        name,
    })
}

/// Changes what the edit names. A new response rule starts at its first step.
pub(crate) fn edit(connection: &Connection, id: SourceId, edit: &SourceEdit) -> Result<(), Fault> {
    let before = get(connection, id, None)?;
    let after = edit.applied_to(before.source.clone());
    let name = SourceName::new(&after.name).map_err(Error::from)?;
    refuse_taken(connection, name.as_str(), Some(id))?;
    let sql = "UPDATE sources SET name = ?2, scheme = ?3, tolerance_seconds = ?4, public_url = ?5,
        forward_to = ?6, response = ?7, allow_browser = ?8, paused = ?9,
        rule_revision = rule_revision + ?10, handshake = ?11, future = ?12,
        fetch_keys = ?13, forward_mode = ?14 WHERE id = ?1";
    let values = params![
        id.0,
        name.as_str(),
        after.scheme,
        after.tolerance_seconds,
        after.public_url,
        json(&after.forward_to)?,
        json(&after.response)?,
        after.allow_browser,
        after.paused,
        after.response != before.source.response,
        after.handshake,
        after.future.map(FuturePolicy::as_str),
        after.fetch_keys,
        after.forward_mode.as_str(),
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Gives the sources of a scheme that scheme's new id.
pub(crate) fn follow_scheme(connection: &Connection, old: &str, new: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE sources SET scheme = ?2 WHERE scheme = ?1";
    connection.prepare_cached(sql)?.execute([old, new])?;
    Ok(())
}

/// Removes a source and its secrets; its captures stay and keep its name.
pub(crate) fn remove(connection: &Connection, id: SourceId, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE sources SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL";
    if connection.prepare_cached(sql)?.execute([id.0, now.0])? == 0 {
        return Err(Error::not_found("source", &id).into());
    }
    handshake_values::remove_of(connection, id)?;
    Ok(secrets::remove_of(connection, id)?)
}
