//! `organizations` and `emulation_keys`: whom an emulated provider serves, and what lets them in.

use model::{ApiKeyId, Organization, OrganizationId, Secret, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::{Error, Fault};
use crate::keeper::Keys;
use crate::seal::{Place, SealingKey};

/// An API key of an emulation, with whom it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmulationKey {
    /// Its id.
    pub id: ApiKeyId,
    /// Whose it is.
    pub organization: OrganizationId,
    /// The id that the provider would have given them.
    pub organization_name: String,
    /// What it may be used for, in the provider's words; empty: for everything.
    pub scopes: Vec<String>,
    /// What the user calls it; may be empty.
    pub label: String,
    /// See [`Secret::hint`].
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it lets nobody in.
    pub revoked_at: Option<Timestamp>,
    /// The key; `None` when this process cannot open it.
    pub key: Option<Secret>,
}

/// A key to be made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// The key.
    pub key: Secret,
    /// What it may be used for, in the provider's words; empty: for everything.
    pub scopes: Vec<String>,
    /// What the user calls it; may be empty.
    pub label: String,
}

impl From<Secret> for NewKey {
    /// A key for everything, without a label.
    fn from(key: Secret) -> Self {
        Self {
            key,
            scopes: Vec::new(),
            label: String::new(),
        }
    }
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
    let organization = add_organization(connection, (provider, &first.organization_name), now)?;
    let key = NewKey::from(first.key.clone());
    insert(connection, keys, (organization, &key), now).map(drop)
}

/// Makes an organization; its name must be free.
pub(crate) fn add_organization(
    connection: &Connection,
    (provider, name): (&str, &str),
    now: Timestamp,
) -> Result<OrganizationId, Fault> {
    let sql = "INSERT INTO organizations (provider, name, created_at) VALUES (?1, ?2, ?3)
        ON CONFLICT DO NOTHING";
    let values = params![provider, name, now.0];
    match connection.prepare_cached(sql)?.execute(values)? {
        0 => Err(Error::OrganizationTaken {
            name: name.to_owned(),
        }
        .into()),
        _ => Ok(OrganizationId(connection.last_insert_rowid())),
    }
}

/// A provider's organizations, oldest first.
pub(crate) fn organizations(
    connection: &Connection,
    provider: &str,
) -> rusqlite::Result<Vec<Organization>> {
    let sql = "SELECT id, name, created_at FROM organizations WHERE provider = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([provider], |row| {
        Ok(Organization {
            id: OrganizationId(row.get(0)?),
            name: row.get(1)?,
            created_at: Timestamp(row.get(2)?),
        })
    })?;
    rows.collect()
}

/// Seals a key of an organization.
pub(crate) fn insert(
    connection: &Connection,
    keys: &Keys,
    (organization, new): (OrganizationId, &NewKey),
    now: Timestamp,
) -> Result<ApiKeyId, Fault> {
    if !is_organization(connection, organization)? {
        return Err(Error::not_found("organization", &organization).into());
    }
    let sealing = keys.for_sealing(connection, now)?;
    // The row's number is part of what is sealed, so the row comes first.
    let sql = "INSERT INTO emulation_keys (organization, hint, sealed, created_at, scopes, label)
        VALUES (?1, ?2, x'', ?3, ?4, ?5)";
    let scopes = serde_json::Value::from(new.scopes.clone()).to_string();
    let values = params![organization.0, new.key.hint(), now.0, scopes, new.label];
    connection.prepare_cached(sql)?.execute(values)?;
    let row = connection.last_insert_rowid();
    let sealed = sealing.seal(&new.key, Place::EmulationKey(row));
    let sql = "UPDATE emulation_keys SET sealed = ?2 WHERE id = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![row, sealed])?;
    Ok(ApiKeyId(row))
}

fn is_organization(connection: &Connection, id: OrganizationId) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM organizations WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.exists([id.0])
}

/// Lets a key let nobody in any more; one that was revoked before stays as it is.
pub(crate) fn revoke(
    connection: &Connection,
    (provider, id): (&str, ApiKeyId),
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "SELECT 1 FROM emulation_keys k JOIN organizations o ON o.id = k.organization
        WHERE o.provider = ?1 AND k.id = ?2";
    let found = connection
        .prepare_cached(sql)?
        .query_row(params![provider, id.0], |_| Ok(()))
        .optional()?;
    found.ok_or_else(|| Error::not_found("API key", &id))?;
    let sql = "UPDATE emulation_keys SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
    connection
        .prepare_cached(sql)?
        .execute(params![id.0, now.0])?;
    Ok(())
}

const LIST: &str = "SELECT k.id, k.organization, o.name, k.hint, k.sealed, k.created_at, k.scopes,
        k.label, k.revoked_at
    FROM emulation_keys k JOIN organizations o ON o.id = k.organization
    WHERE o.provider = ?1 ORDER BY k.id";

/// All keys of a provider's emulation, revoked ones included, oldest first.
pub(crate) fn list(
    connection: &Connection,
    provider: &str,
    sealing: Option<&SealingKey>,
) -> rusqlite::Result<Vec<EmulationKey>> {
    let mut statement = connection.prepare_cached(LIST)?;
    let rows = statement.query_map([provider], |row| read(row, sealing))?;
    rows.collect()
}

fn read(row: &Row<'_>, sealing: Option<&SealingKey>) -> rusqlite::Result<EmulationKey> {
    let id = row.get(0)?;
    let sealed = row.get_ref(4)?.as_blob()?;
    let scopes = serde_json::from_str(row.get_ref(6)?.as_str()?);
    Ok(EmulationKey {
        id: ApiKeyId(id),
        organization: OrganizationId(row.get(1)?),
        organization_name: row.get(2)?,
        // A list that cannot be read must not let in everywhere.
        scopes: scopes.unwrap_or_else(|_| vec!["unreadable".to_owned()]),
        label: row.get(7)?,
        hint: row.get(3)?,
        created_at: Timestamp(row.get(5)?),
        revoked_at: row.get::<_, Option<i64>>(8)?.map(Timestamp),
        key: sealing.and_then(|sealing| sealing.open(sealed, Place::EmulationKey(id))),
    })
}
