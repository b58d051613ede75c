//! `profiles`: providers as the user reaches them, with a sealed credential each.

use std::collections::BTreeMap;

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
    /// What the provider needs beside it, such as a repository, by name.
    pub settings: BTreeMap<String, String>,
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
    /// What the provider needs beside it, such as a repository, by name.
    pub settings: BTreeMap<String, String>,
    /// The credential.
    pub key: Secret,
}

/// What changes of a profile; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct ProfileEdit {
    /// Where its API begins.
    pub base_url: Option<String>,
    /// All settings.
    pub settings: Option<BTreeMap<String, String>>,
    /// The credential.
    pub key: Option<Secret>,
}

const COLUMNS: &str = "id, name, provider, base_url, hint, sealed, created_at, settings";

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
    let sql = "INSERT INTO profiles (name, provider, base_url, hint, sealed, created_at, settings)
        VALUES (?1, ?2, ?3, ?4, x'', ?5, ?6)";
    let values = params![
        profile.name,
        profile.provider,
        profile.base_url,
        profile.key.hint(),
        now.0,
        settings_text(&profile.settings)?
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    seal(
        connection,
        &sealing,
        (connection.last_insert_rowid(), &profile.key),
    )
}

fn seal(
    connection: &Connection,
    sealing: &SealingKey,
    (row, key): (i64, &Secret),
) -> Result<(), Fault> {
    let sql = "UPDATE profiles SET sealed = ?2, hint = ?3 WHERE id = ?1";
    let sealed = sealing.seal(key, Place::Profile(row));
    let values = params![row, sealed, key.hint()];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn settings_text(settings: &BTreeMap<String, String>) -> Result<String, Error> {
    serde_json::to_string(settings).map_err(|error| Error::unreadable("settings", &error))
}

/// Changes a profile; `false` when there is none of this name.
pub(crate) fn edit(
    connection: &Connection,
    keys: &Keys,
    (name, edit): (&str, &ProfileEdit),
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE profiles SET base_url = coalesce(?2, base_url),
        settings = coalesce(?3, settings) WHERE name = ?1 RETURNING id";
    let settings = edit.settings.as_ref().map(settings_text).transpose()?;
    let values = params![name, edit.base_url, settings];
    let mut statement = connection.prepare_cached(sql)?;
    let row = statement.query_row(values, |row| row.get(0)).optional()?;
    if let (Some(row), Some(key)) = (row, &edit.key) {
        seal(connection, &*keys.for_sealing(connection, now)?, (row, key))?;
    }
    Ok(row.is_some())
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
        // A form of another version is shown as none, and the profile can be edited.
        settings: serde_json::from_str(row.get_ref(7)?.as_str()?).unwrap_or_default(),
        locked: key.is_none(),
    };
    Ok((profile, key))
}

/// Removes a profile; `false` when there is none of this name.
pub(crate) fn remove(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM profiles WHERE name = ?1";
    Ok(connection.prepare_cached(sql)?.execute([name])? > 0)
}
