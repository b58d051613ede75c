//! `organizations` and `emulation_keys`: whom an emulated provider serves, and what lets them in.

use model::{OrganizationId, Secret, Timestamp};
use rusqlite::{Connection, params};

use crate::error::Fault;
use crate::keeper::Keys;
use crate::seal::{Place, SealingKey};

/// An API key of an emulation, with whom it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmulationKey {
    /// Whose it is.
    pub organization: OrganizationId,
    /// The id that the provider would have given them.
    pub organization_name: String,
    /// See [`Secret::hint`].
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// The key; `None` when this process cannot open it.
    pub key: Option<Secret>,
}

/// What an emulation begins with.
#[derive(Debug, Clone)]
pub struct FirstUse {
    /// The organization, by the id that the provider would have given it.
    pub organization_name: String,
    /// Its first key.
    pub key: Secret,
}

/// Makes an organization with its first key.
pub(crate) fn settle(
    connection: &Connection,
    keys: &Keys,
    (provider, first): (&str, &FirstUse),
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO organizations (provider, name, created_at) VALUES (?1, ?2, ?3)";
    let values = params![provider, first.organization_name, now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    let organization = OrganizationId(connection.last_insert_rowid());
    insert(connection, keys, (organization, &first.key), now)
}

fn insert(
    connection: &Connection,
    keys: &Keys,
    (organization, key): (OrganizationId, &Secret),
    now: Timestamp,
) -> Result<(), Fault> {
    let sealing = keys.for_sealing(connection, now)?;
    // The row's number is part of what is sealed, so the row comes first.
    let sql = "INSERT INTO emulation_keys (organization, hint, sealed, created_at)
        VALUES (?1, ?2, x'', ?3)";
    let values = params![organization.0, key.hint(), now.0];
    connection.prepare_cached(sql)?.execute(values)?;
    let row = connection.last_insert_rowid();
    let sealed = sealing.seal(key, Place::EmulationKey(row));
    let sql = "UPDATE emulation_keys SET sealed = ?2 WHERE id = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![row, sealed])?;
    Ok(())
}

/// All keys of a provider's emulation, oldest first.
pub(crate) fn list(
    connection: &Connection,
    provider: &str,
    sealing: Option<&SealingKey>,
) -> rusqlite::Result<Vec<EmulationKey>> {
    let sql = "SELECT k.id, k.organization, o.name, k.hint, k.sealed, k.created_at
        FROM emulation_keys k JOIN organizations o ON o.id = k.organization
        WHERE o.provider = ?1 ORDER BY k.id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([provider], |row| {
        let place = Place::EmulationKey(row.get(0)?);
        let sealed = row.get_ref(4)?.as_blob()?;
        Ok(EmulationKey {
            organization: OrganizationId(row.get(1)?),
            organization_name: row.get(2)?,
            hint: row.get(3)?,
            created_at: Timestamp(row.get(5)?),
            key: sealing.and_then(|sealing| sealing.open(sealed, place)),
        })
    })?;
    rows.collect()
}
