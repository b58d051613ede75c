//! `secrets`: the sealed secrets of sources.

use model::{Secret, SecretId, SecretInfo, SourceId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::KeyPair;
use crate::error::{Error, Fault};
use crate::keeper::Keys;
use crate::seal::{Place, SealingKey};

/// Seals and stores a secret, with the half that signs where it is one of a pair.
pub(crate) fn insert(
    connection: &Connection,
    keys: &Keys,
    (source, pair): (SourceId, &KeyPair),
    now: Timestamp,
) -> Result<SecretId, Fault> {
    let key = keys.for_sealing(connection, now)?;
    // The id is part of what is sealed, so the row comes first.
    let sql = "INSERT INTO secrets (source, hint, sealed, created_at) VALUES (?1, ?2, x'', ?3)";
    let values = params![source.0, pair.verifying.hint(), now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    let secret = SecretId(connection.last_insert_rowid());
    let sealed = key.seal(&pair.verifying, Place::Source { source, secret });
    let seal_half = |half| key.seal(half, Place::Signing { source, secret });
    let signing_sealed = pair.signing.as_ref().map(seal_half);
    let sql = "UPDATE secrets SET sealed = ?2, signing_sealed = ?3 WHERE id = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![secret.0, sealed, signing_sealed])?;
    Ok(secret)
}

/// A source's secrets, oldest first; without the key they are locked.
pub(crate) fn of_source(
    connection: &Connection,
    source: SourceId,
    key: Option<&SealingKey>,
) -> rusqlite::Result<Vec<(SecretInfo, Option<Secret>)>> {
    let sql = "SELECT id, hint, sealed, created_at, learned FROM secrets
        WHERE source = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([source.0], |row| {
        let id = SecretId(row.get(0)?);
        let sealed = row.get_ref(2)?.as_blob()?;
        let secret = key.and_then(|key| key.open(sealed, Place::Source { source, secret: id }));
        let info = SecretInfo {
            id,
            hint: row.get(1)?,
            created_at: Timestamp(row.get(3)?),
            locked: secret.is_none(),
            learned: row.get(4)?,
        };
        Ok((info, secret))
    })?;
    rows.collect()
}

/// Marks a secret as one that a handshake brought.
pub(crate) fn mark_learned(connection: &Connection, id: SecretId) -> rusqlite::Result<()> {
    let sql = "UPDATE secrets SET learned = 1 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id.0])?;
    Ok(())
}

/// The signing halves of a source's key pairs, oldest first, as far as they can be opened.
pub(crate) fn signing_halves(
    connection: &Connection,
    source: SourceId,
    key: &SealingKey,
) -> rusqlite::Result<Vec<Secret>> {
    let sql = "SELECT id, signing_sealed FROM secrets
        WHERE source = ?1 AND signing_sealed IS NOT NULL ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([source.0], |row| {
        let secret = SecretId(row.get(0)?);
        let sealed = row.get_ref(1)?.as_blob()?;
        Ok(key.open(sealed, Place::Signing { source, secret }))
    })?;
    rows.filter_map(Result::transpose).collect()
}

/// The value of one secret, opened.
pub(crate) fn reveal(connection: &Connection, keys: &Keys, id: SecretId) -> Result<Secret, Fault> {
    let sql = "SELECT source, sealed FROM secrets WHERE id = ?1";
    let found: Option<(i64, Vec<u8>)> = connection
        .prepare_cached(sql)?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (source, sealed) = found.ok_or_else(|| Error::not_found("secret", &id))?;
    let place = Place::Source {
        source: SourceId(source),
        secret: id,
    };
    let key = keys.for_opening(connection)?;
    let opened = key.and_then(|key| key.open(&sealed, place));
    opened.ok_or_else(|| {
        let remedy =
            format!("{id} does not open with this folder's key; remove it and add it again");
        Error::Locked { remedy }.into()
    })
}

/// Removes a secret; `false` when there is none of this id.
pub(crate) fn remove(connection: &Connection, id: SecretId) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM secrets WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.execute([id.0])? > 0)
}

/// Removes all secrets of a source.
pub(crate) fn remove_of(connection: &Connection, source: SourceId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM secrets WHERE source = ?1";
    connection.prepare_cached(sql)?.execute([source.0])?;
    Ok(())
}
