//! The runs of an emulated Skyvern, its organizations and keys, in the store.

use model::OrganizationId;
use store::{EmulationKey, FirstUse, NewRecord, Record, Store};

use super::facts::PROVIDER;
use super::run::Run;
use crate::error::Error;
use crate::random;

/// The keys of the emulation; the first use makes an organization with one.
///
/// # Errors
/// When the store fails.
pub async fn keys(store: &Store) -> Result<Vec<EmulationKey>, Error> {
    let first = FirstUse {
        organization_name: format!("o_{}", random::digits(18)),
        key: random::key("sk_"),
    };
    Ok(store.emulations().settle(PROVIDER, first).await?)
}

/// Stores a new run for the first organization.
///
/// # Errors
/// When the store fails.
pub async fn create(store: &Store, run: &Run) -> Result<EmulationKey, Error> {
    let mut keys = keys(store).await?;
    let key = keys.swap_remove(0);
    let record = NewRecord {
        provider: PROVIDER,
        organization: key.organization,
        name: run.run_id.clone(),
        document: document(run),
    };
    store.emulations().add(record).await?;
    Ok(key)
}

/// A run and whose it is.
///
/// # Errors
/// When the store fails.
pub async fn get(store: &Store, run_id: &str) -> Result<Option<(Run, OrganizationId)>, Error> {
    let record = store.emulations().get(PROVIDER, run_id).await?;
    record
        .map(|record| Ok((read(&record)?, record.organization)))
        .transpose()
}

/// All runs, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(store: &Store, limit: u32) -> Result<Vec<Run>, Error> {
    let records = store.emulations().list(PROVIDER, limit).await?;
    records.iter().map(read).collect()
}

/// Stores what became of a run.
///
/// # Errors
/// When the store fails.
pub async fn store_run(store: &Store, run: &Run) -> Result<(), Error> {
    let emulations = store.emulations();
    Ok(emulations
        .rewrite(PROVIDER, &run.run_id, document(run))
        .await?)
}

fn document(run: &Run) -> String {
    serde_json::to_string(run).expect("a run is texts, numbers and times")
}

fn read(record: &Record) -> Result<Run, Error> {
    let unreadable = |error: serde_json::Error| Error::Unreadable {
        what: format!("the run {}", record.name),
        detail: error.to_string(),
    };
    serde_json::from_str(&record.document).map_err(unreadable)
}
