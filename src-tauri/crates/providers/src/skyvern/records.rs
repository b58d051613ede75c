//! The runs of an emulated Skyvern, in the store.

use model::OrganizationId;
use store::{NewRecord, Record, RecordFilter, Store};

use super::facts::PROVIDER;
use super::run::Run;
use crate::error::Error;

/// What the store calls a run.
const KIND: &str = "run";

/// Stores a new run.
///
/// # Errors
/// When the store fails.
pub async fn add(store: &Store, run: &Run, organization: OrganizationId) -> Result<(), Error> {
    let record = NewRecord {
        provider: PROVIDER,
        organization,
        kind: KIND,
        name: run.run_id.clone(),
        parent: None,
        endpoint: None,
        delivery: None,
        document: document(run),
    };
    store.emulations().add(record).await?;
    Ok(())
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
    let runs = RecordFilter {
        kind: KIND,
        limit,
        ..RecordFilter::default()
    };
    let records = store.emulations().page(PROVIDER, &runs).await?;
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
