//! `endpoints`: where we deliver to. A removed one keeps its row for its deliveries' sake.

use model::{Endpoint, EndpointId, HandedTo, Manner, Ordering, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{endpoint_secrets, handovers, schemes};
use crate::error::{Error, Fault};
use crate::seal::SealingKey;
use crate::{EndpointEdit, EndpointOutcome, LiveEndpoint, NewEndpoint};

/// Characters that a name may have.
const LONGEST_NAME: usize = 100;

/// Stores an endpoint without its secrets.
pub(crate) fn insert(
    connection: &Connection,
    endpoint: &NewEndpoint,
    now: Timestamp,
) -> Result<EndpointId, Fault> {
    let name = name_of(&endpoint.name)?;
    refuse_taken(connection, name, None)?;
    let sql = "INSERT INTO endpoints (name, url, scheme, manner, speed, by_key, created_at,
            emulation, handed_to)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let values = params![
        name,
        endpoint.url,
        endpoint.scheme,
        json(&endpoint.manner)?,
        endpoint.manner.speed,
        endpoint.manner.ordering == Ordering::ByKey,
        now.0,
        endpoint.emulation,
        handed_json(endpoint.handed_to.as_ref())?,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(EndpointId(connection.last_insert_rowid()))
}

fn name_of(text: &str) -> Result<&str, Error> {
    let name = text.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
    match fits && !name.chars().any(char::is_control) {
        true => Ok(name),
        false => Err(Error::EndpointName {
            name: text.to_owned(),
        }),
    }
}

fn refuse_taken(connection: &Connection, name: &str, but: Option<EndpointId>) -> Result<(), Fault> {
    match id_of(connection, name)? {
        Some(id) if Some(id) != but => Err(Error::EndpointTaken {
            name: name.to_owned(),
        }
        .into()),
        _ => Ok(()),
    }
}

fn json(manner: &Manner) -> Result<String, Error> {
    serde_json::to_string(manner).map_err(|error| Error::unreadable("an endpoint", &error))
}

fn handed_json(to: Option<&HandedTo>) -> Result<Option<String>, Error> {
    let json = to.map(serde_json::to_string).transpose();
    json.map_err(|error| Error::unreadable("an endpoint", &error))
}

/// The endpoint of this name.
pub(crate) fn id_of(connection: &Connection, name: &str) -> rusqlite::Result<Option<EndpointId>> {
    let sql = "SELECT id FROM endpoints WHERE name = ?1 AND removed_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([name], |row| row.get(0)).optional()?;
    Ok(found.map(EndpointId))
}

const COLUMNS: &str =
    "id, name, url, scheme, manner, enabled, disabled_because, created_at, emulation, handed_to";

/// All endpoints that were not removed, by name.
pub(crate) fn list(
    connection: &Connection,
    key: Option<&SealingKey>,
) -> Result<Vec<LiveEndpoint>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM endpoints WHERE removed_at IS NULL ORDER BY name");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut endpoints = Vec::new();
    while let Some(row) = rows.next()? {
        endpoints.push(complete(connection, row, key)?);
    }
    Ok(endpoints)
}

/// One endpoint that was not removed.
pub(crate) fn get(
    connection: &Connection,
    id: EndpointId,
    key: Option<&SealingKey>,
) -> Result<LiveEndpoint, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM endpoints WHERE id = ?1 AND removed_at IS NULL");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    match rows.next()? {
        Some(row) => complete(connection, row, key),
        None => Err(missing(id)),
    }
}

fn missing(id: EndpointId) -> Fault {
    Error::not_found("endpoint", &id).into()
}

fn complete(
    connection: &Connection,
    row: &Row<'_>,
    key: Option<&SealingKey>,
) -> Result<LiveEndpoint, Fault> {
    let mut endpoint = read_row(row)?;
    let secrets = endpoint_secrets::of_endpoint(connection, endpoint.id, key)?;
    endpoint.secrets = secrets.iter().map(|(info, _)| info.clone()).collect();
    let custom_scheme = match &endpoint.scheme {
        Some(scheme) => schemes::get(connection, scheme)?,
        None => None,
    };
    Ok(LiveEndpoint {
        endpoint,
        signing: secrets
            .into_iter()
            .filter_map(|(_, secret)| secret)
            .collect(),
        custom_scheme,
    })
}

fn read_row(row: &Row<'_>) -> Result<Endpoint, Fault> {
    let name: String = row.get(1)?;
    let parse = |error| Error::unreadable(&format!("the endpoint {name}"), &error);
    let manner = serde_json::from_str(row.get_ref(4)?.as_str()?).map_err(parse)?;
    let handed_to = row.get_ref(9)?.as_str_or_null()?;
    let handed_to = handed_to.map(serde_json::from_str).transpose();
    Ok(Endpoint {
        id: EndpointId(row.get(0)?),
        url: row.get(2)?,
        scheme: row.get(3)?,
        secrets: Vec::new(),
        manner,
        enabled: row.get(5)?,
        disabled_because: row.get(6)?,
        created_at: Timestamp(row.get(7)?),
        emulation: row.get(8)?,
        handed_to: handed_to.map_err(parse)?,
        name,
    })
}

/// Changes what the edit names, secrets excepted, and returns what it was and what it is.
pub(crate) fn edit(
    connection: &Connection,
    id: EndpointId,
    edit: &EndpointEdit,
) -> Result<(Manner, Manner), Fault> {
    let before = get(connection, id, None)?.endpoint;
    let (manner, profile) = (before.manner.clone(), profile_of(&before));
    let after = edit.applied_to(before);
    if profile.is_some() && profile != profile_of(&after) {
        refuse_under_way(connection, id)?;
    }
    let name = name_of(&after.name)?;
    refuse_taken(connection, name, Some(id))?;
    let sql = "UPDATE endpoints SET name = ?2, url = ?3, scheme = ?4, manner = ?5, speed = ?6,
        by_key = ?7, handed_to = ?8 WHERE id = ?1";
    let values = params![
        id.0,
        name,
        after.url,
        after.scheme,
        json(&after.manner)?,
        after.manner.speed,
        after.manner.ordering == Ordering::ByKey,
        handed_json(after.handed_to.as_ref())?,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok((manner, after.manner))
}

fn profile_of(endpoint: &Endpoint) -> Option<String> {
    endpoint.handed_to.as_ref().map(|to| to.profile.clone())
}

/// What somebody else has under way would be delivered twice.
fn refuse_under_way(connection: &Connection, id: EndpointId) -> Result<(), Fault> {
    match handovers::under_way(connection, id)? {
        0 => Ok(()),
        count => Err(Error::HandedOver { count }.into()),
    }
}

/// Notes what an endpoint is at whoever delivers to it; nothing when somebody else does by now.
pub(crate) fn note_handed(
    connection: &Connection,
    id: EndpointId,
    to: &HandedTo,
) -> Result<(), Fault> {
    let sql = "UPDATE endpoints SET handed_to = ?2
        WHERE id = ?1 AND handed_to ->> 'profile' = ?3 AND handed_to ->> 'application' = ?4";
    let values = params![id.0, handed_json(Some(to))?, to.profile, to.application];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Gives the endpoints of a scheme that scheme's new id.
pub(crate) fn follow_scheme(connection: &Connection, old: &str, new: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE endpoints SET scheme = ?2 WHERE scheme = ?1";
    connection.prepare_cached(sql)?.execute([old, new])?;
    Ok(())
}

/// Lets an endpoint be delivered to; its failures so far are forgotten.
pub(crate) fn enable(connection: &Connection, id: EndpointId) -> Result<(), Fault> {
    let sql = "UPDATE endpoints SET enabled = 1, disabled_because = NULL, failing_since = NULL,
        failures_in_a_row = 0 WHERE id = ?1 AND removed_at IS NULL";
    match connection.prepare_cached(sql)?.execute([id.0])? {
        0 => Err(missing(id)),
        _ => Ok(()),
    }
}

/// Stops deliveries to an endpoint; `false` when it is gone or was disabled before.
pub(crate) fn disable(
    connection: &Connection,
    id: EndpointId,
    because: &str,
) -> rusqlite::Result<bool> {
    let sql = "UPDATE endpoints SET enabled = 0, disabled_because = ?2
        WHERE id = ?1 AND removed_at IS NULL AND enabled = 1";
    let changed = connection
        .prepare_cached(sql)?
        .execute(params![id.0, because])?;
    Ok(changed > 0)
}

/// Removes an endpoint and its secrets.
pub(crate) fn remove(connection: &Connection, id: EndpointId, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE endpoints SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL";
    if connection.prepare_cached(sql)?.execute([id.0, now.0])? == 0 {
        return Err(missing(id));
    }
    Ok(endpoint_secrets::remove_of(connection, id)?)
}

/// Removed endpoints that some deliveries still wait for.
pub(crate) fn removed_with_waiting(connection: &Connection) -> rusqlite::Result<Vec<EndpointId>> {
    let sql = "SELECT DISTINCT t.endpoint FROM delivery_totals t
        JOIN endpoints p ON p.id = t.endpoint WHERE p.removed_at IS NOT NULL AND t.total > 0
            AND t.state IN ('pending', 'running', 'retrying', 'paused')";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0).map(EndpointId))?;
    rows.collect()
}

/// Whether an endpoint orders by key; `None` when it is gone.
pub(crate) fn is_by_key(connection: &Connection, id: EndpointId) -> rusqlite::Result<Option<bool>> {
    let sql = "SELECT by_key FROM endpoints WHERE id = ?1 AND removed_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.0], |row| row.get(0)).optional()
}

/// The speed that an endpoint has now.
pub(crate) fn speed(connection: &Connection, id: EndpointId) -> rusqlite::Result<Option<u32>> {
    let sql = "SELECT speed FROM endpoints WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.0], |row| row.get(0)).optional()
}

/// What taking work for an endpoint needs to know.
pub(crate) struct Working {
    pub(crate) by_key: bool,
    pub(crate) failing_since: Option<Timestamp>,
    pub(crate) failures_in_a_row: u32,
}

/// An endpoint that may be delivered to now; `None` when it is disabled or gone.
pub(crate) fn working(
    connection: &Connection,
    id: EndpointId,
) -> rusqlite::Result<Option<Working>> {
    let sql = "SELECT by_key, failing_since, failures_in_a_row FROM endpoints
        WHERE id = ?1 AND enabled = 1 AND removed_at IS NULL";
    let read = |row: &Row<'_>| {
        Ok(Working {
            by_key: row.get(0)?,
            failing_since: row.get::<_, Option<i64>>(1)?.map(Timestamp),
            failures_in_a_row: row.get(2)?,
        })
    };
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id.0], read).optional()
}

/// What attempts in a row say about an endpoint.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Streak {
    succeeded: bool,
    failures: u32,
    failing_since: Option<Timestamp>,
}

impl Streak {
    /// One more attempt.
    pub(crate) fn add(&mut self, outcome: EndpointOutcome, at: Timestamp) {
        match outcome {
            EndpointOutcome::Succeeded => {
                *self = Self {
                    succeeded: true,
                    ..Self::default()
                }
            }
            EndpointOutcome::Failed => {
                self.failures += 1;
                self.failing_since.get_or_insert(at);
            }
            EndpointOutcome::Untouched => {}
        }
    }
}

/// Notes what attempts said about an endpoint.
pub(crate) fn note_streak(
    connection: &Connection,
    id: EndpointId,
    streak: Streak,
) -> rusqlite::Result<()> {
    if streak.succeeded {
        // Nothing is written while all goes well.
        let sql = "UPDATE endpoints SET failing_since = NULL, failures_in_a_row = 0
            WHERE id = ?1 AND failures_in_a_row > 0";
        connection.prepare_cached(sql)?.execute([id.0])?;
    }
    if streak.failures > 0 {
        let sql = "UPDATE endpoints SET failing_since = coalesce(failing_since, ?2),
            failures_in_a_row = failures_in_a_row + ?3 WHERE id = ?1";
        let values = params![id.0, streak.failing_since.map(|at| at.0), streak.failures];
        connection.prepare_cached(sql)?.execute(values)?;
    }
    Ok(())
}
