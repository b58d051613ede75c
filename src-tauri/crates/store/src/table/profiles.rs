//! `profiles`: providers as the user reaches them, with a sealed credential each.

use model::{Secret, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::{Error, Fault};
use crate::keeper::Keys;
use crate::seal::{Place, SealingKey};

/// A provider as the user reaches it, without its credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The name the user chose.
    pub name: String,
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins.
    pub base_url: String,
    /// See [`Secret::hint`].
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// True when this process cannot open its credential.
    pub locked: bool,
}

/// A profile to be made.
#[derive(Debug, Clone)]
pub struct NewProfile {
    /// The name the user chose.
    pub name: String,
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins.
    pub base_url: String,
    /// The credential.
    pub key: Secret,
}

const COLUMNS: &str = "id, name, provider, base_url, hint, sealed, created_at";

/// Seals and stores a profile.
pub(crate) fn insert(
    connection: &Connection,
    keys: &Keys,
    profile: &NewProfile,
    now: Timestamp,
) -> Result<(), Fault> {
    if get(connection, &profile.name, None)?.is_some() {
        let name = profile.name.clone();
        return Err(Error::ProfileTaken { name }.into());
    }
    let sealing = keys.for_sealing(connection, now)?;
    // The row's number is part of what is sealed, so the row comes first.
    let sql = "INSERT INTO profiles (name, provider, base_url, hint, sealed, created_at)
        VALUES (?1, ?2, ?3, ?4, x'', ?5)";
    let values = params![
        profile.name,
        profile.provider,
        profile.base_url,
        profile.key.hint(),
        now.0
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    let row = connection.last_insert_rowid();
    let sealed = sealing.seal(&profile.key, Place::Profile(row));
    let sql = "UPDATE profiles SET sealed = ?2 WHERE id = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![row, sealed])?;
    Ok(())
}

/// One profile and its credential, when it can be opened.
pub(crate) fn get(
    connection: &Connection,
    name: &str,
    sealing: Option<&SealingKey>,
) -> rusqlite::Result<Option<(Profile, Option<Secret>)>> {
    let sql = format!("SELECT {COLUMNS} FROM profiles WHERE name = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    statement
        .query_row([name], |row| read(row, sealing))
        .optional()
}

/// All profiles, by name.
pub(crate) fn list(
    connection: &Connection,
    sealing: Option<&SealingKey>,
) -> rusqlite::Result<Vec<Profile>> {
    let sql = format!("SELECT {COLUMNS} FROM profiles ORDER BY name");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], |row| Ok(read(row, sealing)?.0))?;
    rows.collect()
}

fn read(
    row: &Row<'_>,
    sealing: Option<&SealingKey>,
) -> rusqlite::Result<(Profile, Option<Secret>)> {
    let sealed = row.get_ref(5)?.as_blob()?;
    let place = Place::Profile(row.get(0)?);
    let key = sealing.and_then(|sealing| sealing.open(sealed, place));
    let profile = Profile {
        name: row.get(1)?,
        provider: row.get(2)?,
        base_url: row.get(3)?,
        hint: row.get(4)?,
        created_at: Timestamp(row.get(6)?),
        locked: key.is_none(),
    };
    Ok((profile, key))
}

/// Removes a profile; `false` when there is none of this name.
pub(crate) fn remove(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM profiles WHERE name = ?1";
    Ok(connection.prepare_cached(sql)?.execute([name])? > 0)
}
