//! `handshake_values`: what sources have agreed on with their providers.

use std::collections::BTreeMap;

use model::{HandshakeValueInfo, Secret, SourceId, Timestamp};
use rusqlite::{Connection, Row, params};

use crate::HandshakeValue;
use crate::error::Fault;
use crate::keeper::Keys;
use crate::seal::{Place, SealingKey};

/// Sets a value, or takes it away where it is empty.
pub(crate) fn put(
    connection: &Connection,
    keys: &Keys,
    (source, value): (SourceId, &HandshakeValue),
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "DELETE FROM handshake_values WHERE source = ?1 AND name = ?2";
    let named = params![source.0, value.name];
    connection.prepare_cached(sql)?.execute(named)?;
    if value.value.expose().is_empty() {
        return Ok(());
    }
    match value.is_secret {
        true => insert_sealed(connection, keys, (source, value), now),
        false => insert_text(connection, (source, value), now),
    }
}

fn insert_text(
    connection: &Connection,
    (source, value): (SourceId, &HandshakeValue),
    now: Timestamp,
) -> Result<(), Fault> {
    let text = String::from_utf8_lossy(value.value.expose());
    let sql = "INSERT INTO handshake_values (source, name, text, hint, created_at)
        VALUES (?1, ?2, ?3, ?3, ?4)";
    let values = params![source.0, value.name, text, now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn insert_sealed(
    connection: &Connection,
    keys: &Keys,
    (source, value): (SourceId, &HandshakeValue),
    now: Timestamp,
) -> Result<(), Fault> {
    let key = keys.for_sealing(connection, now)?;
    // The id is part of what is sealed, so the row comes first.
    let sql = "INSERT INTO handshake_values (source, name, hint, created_at)
        VALUES (?1, ?2, ?3, ?4)";
    let values = params![source.0, value.name, value.value.hint(), now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    let row = connection.last_insert_rowid();
    let sealed = key.seal(&value.value, Place::HandshakeValue(row));
    let sql = "UPDATE handshake_values SET sealed = ?2 WHERE id = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![row, sealed])?;
    Ok(())
}

/// A source's values by name, as lists tell them and as far as they can be opened.
pub(crate) fn of_source(
    connection: &Connection,
    source: SourceId,
    key: Option<&SealingKey>,
) -> rusqlite::Result<(Vec<HandshakeValueInfo>, BTreeMap<String, Secret>)> {
    let sql = "SELECT id, name, text, hint, sealed FROM handshake_values
        WHERE source = ?1 ORDER BY name";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([source.0])?;
    let (mut infos, mut opened) = (Vec::new(), BTreeMap::new());
    while let Some(row) = rows.next()? {
        let (info, value) = read_row(row, key)?;
        if let Some(value) = value {
            opened.insert(info.name.clone(), value);
        }
        infos.push(info);
    }
    Ok((infos, opened))
}

fn read_row(
    row: &Row<'_>,
    key: Option<&SealingKey>,
) -> rusqlite::Result<(HandshakeValueInfo, Option<Secret>)> {
    let text: Option<String> = row.get(2)?;
    let place = Place::HandshakeValue(row.get(0)?);
    let sealed: Option<Vec<u8>> = row.get(4)?;
    let value = match (&text, sealed) {
        (Some(text), _) => Some(Secret::new(text.as_str())),
        (None, Some(sealed)) => key.and_then(|key| key.open(&sealed, place)),
        (None, None) => None,
    };
    let info = HandshakeValueInfo {
        name: row.get(1)?,
        text,
        hint: row.get(3)?,
        locked: value.is_none(),
    };
    Ok((info, value))
}

/// Removes all values of a source.
pub(crate) fn remove_of(connection: &Connection, source: SourceId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM handshake_values WHERE source = ?1";
    connection.prepare_cached(sql)?.execute([source.0])?;
    Ok(())
}
