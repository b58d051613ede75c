//! `endpoint_secrets`: the sealed secrets of endpoints.

use model::{EndpointId, Secret, SecretId, SecretInfo, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::EndpointSecret;
use crate::error::{Error, Fault};
use crate::keeper::Keys;
use crate::seal::{Place, SealingKey};

/// Seals and stores a secret, with the half that verifies where it is one of a pair.
pub(crate) fn insert(
    connection: &Connection,
    keys: &Keys,
    (endpoint, pair): (EndpointId, &EndpointSecret),
    now: Timestamp,
) -> Result<SecretId, Fault> {
    let key = keys.for_sealing(connection, now)?;
    // The id is part of what is sealed, so the row comes first.
    let sql = "INSERT INTO endpoint_secrets (endpoint, hint, sealed, created_at)
        VALUES (?1, ?2, x'', ?3)";
    let shown = pair.verifying.as_ref().unwrap_or(&pair.signing);
    let values = params![endpoint.0, shown.hint(), now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    let secret = SecretId(connection.last_insert_rowid());
    let sealed = key.seal(&pair.signing, Place::Endpoint { endpoint, secret });
    let seal_half = |half| key.seal(half, Place::Verifying { endpoint, secret });
    let verifying_sealed = pair.verifying.as_ref().map(seal_half);
    let sql = "UPDATE endpoint_secrets SET sealed = ?2, verifying_sealed = ?3 WHERE id = ?1";
    let values = params![secret.0, sealed, verifying_sealed];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(secret)
}

/// An endpoint's secrets, oldest first, with what signs; without the key they are locked.
pub(crate) fn of_endpoint(
    connection: &Connection,
    endpoint: EndpointId,
    key: Option<&SealingKey>,
) -> rusqlite::Result<Vec<(SecretInfo, Option<Secret>)>> {
    let sql = "SELECT id, hint, sealed, created_at FROM endpoint_secrets
        WHERE endpoint = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([endpoint.0], |row| {
        let id = SecretId(row.get(0)?);
        let sealed = row.get_ref(2)?.as_blob()?;
        let place = Place::Endpoint {
            endpoint,
            secret: id,
        };
        let secret = key.and_then(|key| key.open(sealed, place));
        let info = SecretInfo {
            id,
            hint: row.get(1)?,
            created_at: Timestamp(row.get(3)?),
            locked: secret.is_none(),
            learned: false,
        };
        Ok((info, secret))
    })?;
    rows.collect()
}

/// What the receiver is to be given, opened.
pub(crate) fn reveal(
    connection: &Connection,
    keys: &Keys,
    (endpoint, secret): (EndpointId, SecretId),
) -> Result<Secret, Fault> {
    let sql = "SELECT sealed, verifying_sealed FROM endpoint_secrets
        WHERE id = ?1 AND endpoint = ?2";
    let found: Option<(Vec<u8>, Option<Vec<u8>>)> = connection
        .prepare_cached(sql)?
        .query_row([secret.0, endpoint.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (signing, verifying) = found.ok_or_else(|| Error::not_found("secret", &secret))?;
    let (sealed, place) = match verifying {
        Some(verifying) => (verifying, Place::Verifying { endpoint, secret }),
        None => (signing, Place::Endpoint { endpoint, secret }),
    };
    let key = keys.for_opening(connection)?;
    let opened = key.and_then(|key| key.open(&sealed, place));
    opened.ok_or_else(|| {
        let remedy =
            format!("{secret} does not open with this folder's key; remove it and add it again");
        Error::Locked { remedy }.into()
    })
}

/// Removes a secret of an endpoint.
pub(crate) fn remove(
    connection: &Connection,
    endpoint: EndpointId,
    secret: SecretId,
) -> Result<(), Fault> {
    let sql = "DELETE FROM endpoint_secrets WHERE id = ?1 AND endpoint = ?2";
    match connection
        .prepare_cached(sql)?
        .execute([secret.0, endpoint.0])?
    {
        0 => Err(Error::not_found("secret", &secret).into()),
        _ => Ok(()),
    }
}

/// Removes all secrets of an endpoint.
pub(crate) fn remove_of(connection: &Connection, endpoint: EndpointId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM endpoint_secrets WHERE endpoint = ?1";
    connection.prepare_cached(sql)?.execute([endpoint.0])?;
    Ok(())
}
