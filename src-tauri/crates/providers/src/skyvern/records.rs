//! The runs of an emulated Skyvern, in the store.

use model::{DeliveryId, OrganizationId};
use store::{NewRecord, Record, RecordFilter, Store};

use super::facts::PROVIDER;
use super::run::Run;
use crate::error::Error;

/// What the store calls a run.
const KIND: &str = "run";

/// A run as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The run.
    pub run: Run,
    /// Whose it is.
    pub organization: OrganizationId,
    /// The delivery that it began when it ended, if it did.
    pub delivery: Option<DeliveryId>,
}

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
        made_at: None,
    };
    store.emulations().add(record).await?;
    Ok(())
}

/// A run by its id.
///
/// # Errors
/// When the store fails.
pub async fn get(store: &Store, run_id: &str) -> Result<Option<Kept>, Error> {
    let record = store.emulations().get(PROVIDER, run_id).await?;
    record.as_ref().map(read).transpose()
}

/// The runs of an organization, or of all, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(
    store: &Store,
    organization: Option<OrganizationId>,
    limit: u32,
) -> Result<Vec<Kept>, Error> {
    let runs = RecordFilter {
        organization,
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

/// Stores by which delivery a run's webhook goes out.
///
/// # Errors
/// When the store fails.
pub async fn link(store: &Store, run_id: &str, delivery: DeliveryId) -> Result<(), Error> {
    let emulations = store.emulations();
    Ok(emulations.relink(PROVIDER, run_id, delivery).await?)
}

fn document(run: &Run) -> String {
    serde_json::to_string(run).expect("a run is texts, numbers and times")
}

fn read(record: &Record) -> Result<Kept, Error> {
    let unreadable = |error: serde_json::Error| Error::Unreadable {
        what: format!("the run {}", record.name),
        detail: error.to_string(),
    };
    Ok(Kept {
        run: serde_json::from_str(&record.document).map_err(unreadable)?,
        organization: record.organization,
        delivery: record.delivery,
    })
}
