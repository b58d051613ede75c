//! `emulation_records`: what emulated providers keep, as their own JSON.

use model::{DeliveryId, EndpointId, OrganizationId, RecordId, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, params, params_from_iter};

mod attempted;

pub(crate) use attempted::attempted;
pub use attempted::{Attempted, AttemptedFilter, AttemptedPlace};

/// Something that an emulated provider keeps: a run, an endpoint, a delivery, an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id here; records that were made later have greater ones.
    pub id: RecordId,
    /// Whose it is.
    pub organization: OrganizationId,
    /// What it is, in the emulation's words.
    pub kind: String,
    /// The id that the provider gave it.
    pub name: String,
    /// The record that it belongs to, by name.
    pub parent: Option<String>,
    /// The engine's endpoint that it stands for.
    pub endpoint: Option<EndpointId>,
    /// The engine's delivery that it stands for; it may be gone by now.
    pub delivery: Option<DeliveryId>,
    /// What the provider knows of it, JSON.
    pub document: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its document changed last.
    pub modified_at: Timestamp,
}

/// A record to be made.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// The provider, by its id.
    pub provider: &'static str,
    /// Whose it is.
    pub organization: OrganizationId,
    /// What it is, in the emulation's words.
    pub kind: &'static str,
    /// The id that the provider gives it, once among all of its records.
    pub name: String,
    /// The record that it belongs to, by name.
    pub parent: Option<String>,
    /// The engine's endpoint that it stands for.
    pub endpoint: Option<EndpointId>,
    /// The engine's delivery that it stands for.
    pub delivery: Option<DeliveryId>,
    /// What the provider knows of it, JSON.
    pub document: String,
    /// When it was made, as the emulation tells it; now without.
    pub made_at: Option<Timestamp>,
}

/// Which records of a provider.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// Of this organization; `None`: of all.
    pub organization: Option<OrganizationId>,
    /// Of this kind.
    pub kind: &'static str,
    /// Belonging to the record of this name.
    pub parent: Option<String>,
    /// Made before this one.
    pub before: Option<RecordId>,
    /// At most so many.
    pub limit: u32,
}

const COLUMNS: &str = "id, organization, kind, name, parent, endpoint, delivery, document,
    created_at, modified_at";

/// Stores a record.
pub(crate) fn insert(
    connection: &Connection,
    record: &NewRecord,
    now: Timestamp,
) -> rusqlite::Result<RecordId> {
    let sql = "INSERT INTO emulation_records (provider, organization, kind, name, parent,
            endpoint, delivery, document, created_at, modified_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let values = params![
        record.provider,
        record.organization.0,
        record.kind,
        record.name,
        record.parent,
        record.endpoint.map(|id| id.0),
        record.delivery.map(|id| id.0),
        record.document,
        record.made_at.unwrap_or(now).0,
        now.0,
    ];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(RecordId(connection.last_insert_rowid()))
}

/// One record.
pub(crate) fn get(
    connection: &Connection,
    provider: &str,
    name: &str,
) -> rusqlite::Result<Option<Record>> {
    let sql = format!("SELECT {COLUMNS} FROM emulation_records WHERE provider = ?1 AND name = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([provider, name], read).optional()
}

/// The records that match, newest first.
pub(crate) fn page(
    connection: &Connection,
    provider: &str,
    filter: &RecordFilter,
) -> rusqlite::Result<Vec<Record>> {
    let (conditions, values) = conditions(provider, filter);
    let limit = filter.limit;
    let sql = format!(
        "SELECT {COLUMNS} FROM emulation_records WHERE {conditions} ORDER BY id DESC LIMIT {limit}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement
        .query_map(params_from_iter(values), read)?
        .collect()
}

/// How many records match, whatever the limit.
pub(crate) fn count(
    connection: &Connection,
    provider: &str,
    filter: &RecordFilter,
) -> rusqlite::Result<u64> {
    let (conditions, values) = conditions(provider, filter);
    let sql = format!("SELECT count(*) FROM emulation_records WHERE {conditions}");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row(params_from_iter(values), |row| row.get(0))
}

/// Only what is asked for becomes a condition, so that each has its index.
fn conditions(provider: &str, filter: &RecordFilter) -> (String, Vec<Value>) {
    let mut sql = String::from("provider = ? AND kind = ?");
    let mut values: Vec<Value> = vec![provider.to_owned().into(), filter.kind.to_owned().into()];
    let mut narrow = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            sql.push_str(condition);
            values.push(value);
        }
    };
    narrow(
        " AND organization = ?",
        filter.organization.map(|id| id.0.into()),
    );
    narrow(" AND parent = ?", filter.parent.clone().map(Value::from));
    narrow(" AND id < ?", filter.before.map(|id| id.0.into()));
    (sql, values)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: RecordId(row.get(0)?),
        organization: OrganizationId(row.get(1)?),
        kind: row.get(2)?,
        name: row.get(3)?,
        parent: row.get(4)?,
        endpoint: row.get::<_, Option<i64>>(5)?.map(EndpointId),
        delivery: row.get::<_, Option<i64>>(6)?.map(DeliveryId),
        document: row.get(7)?,
        created_at: Timestamp(row.get(8)?),
        modified_at: Timestamp(row.get(9)?),
    })
}

/// Gives a record another document; `false` when there is none of this name.
pub(crate) fn rewrite(
    connection: &Connection,
    (provider, name): (&str, &str),
    document: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let sql = "UPDATE emulation_records SET document = ?3, modified_at = ?4
        WHERE provider = ?1 AND name = ?2";
    let values = params![provider, name, document, now.0];
    Ok(connection.prepare_cached(sql)?.execute(values)? > 0)
}

/// Lets a record stand for another delivery of the engine; `false` when there is none of this name.
pub(crate) fn relink(
    connection: &Connection,
    (provider, name): (&str, &str),
    delivery: DeliveryId,
) -> rusqlite::Result<bool> {
    let sql = "UPDATE emulation_records SET delivery = ?3 WHERE provider = ?1 AND name = ?2";
    let values = params![provider, name, delivery.0];
    Ok(connection.prepare_cached(sql)?.execute(values)? > 0)
}

/// Removes a record; `false` when there was none of this name.
pub(crate) fn remove(
    connection: &Connection,
    (provider, name): (&str, &str),
) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM emulation_records WHERE provider = ?1 AND name = ?2";
    Ok(connection.prepare_cached(sql)?.execute([provider, name])? > 0)
}
