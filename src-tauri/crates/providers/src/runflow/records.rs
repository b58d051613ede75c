//! Runs, batches and their deliveries in the store.

use model::OrganizationId;
use store::{NewRecord, Record, RecordFilter};

use super::run::{Kind, Run};
use super::sent::Sent;
use crate::error::Error;
use crate::kept::{progress, read, written};
use crate::stage::{Progress, Stage};

/// Most deliveries of a run that are told.
const TOLD: u32 = 500;
/// What a delivery is called in the store.
const DELIVERY: &str = "delivery";

/// A run or a batch, when there is one of this id and it is theirs.
pub async fn find(
    stage: &Stage,
    organization: OrganizationId,
    (kind, id): (Kind, &str),
) -> Result<Option<Run>, Error> {
    let found = stage.store().emulations().get(stage.id(), id).await?;
    let is_theirs =
        |record: &Record| record.organization == organization && record.kind == kind.as_str();
    found
        .filter(is_theirs)
        .map(|record| read(&record))
        .transpose()
}

/// Stores a new run.
pub async fn add(stage: &Stage, organization: OrganizationId, run: &Run) -> Result<(), Error> {
    let record = NewRecord {
        provider: stage.id(),
        organization,
        kind: run.kind.as_str(),
        name: run.id.clone(),
        parent: None,
        endpoint: None,
        delivery: None,
        document: written(run),
        made_at: None,
    };
    stage.store().emulations().add(record).await?;
    Ok(())
}

/// Stores what became of a run.
pub async fn rewrite(stage: &Stage, run: &Run) -> Result<(), Error> {
    let emulations = stage.store().emulations();
    Ok(emulations
        .rewrite(stage.id(), &run.id, written(run))
        .await?)
}

/// All runs and batches of all organizations, newest first.
pub async fn all(stage: &Stage, limit: u32) -> Result<Vec<Run>, Error> {
    let mut found = Vec::new();
    for kind in [Kind::Run, Kind::Batch] {
        let filter = RecordFilter {
            kind: kind.as_str(),
            limit,
            ..RecordFilter::default()
        };
        let emulations = stage.store().emulations();
        found.extend(emulations.page(stage.id(), &filter).await?);
    }
    found.sort_by_key(|record| std::cmp::Reverse(record.id));
    found.truncate(limit as usize);
    found.iter().map(read).collect()
}

/// The record of a delivery.
pub fn of_delivery(sent: &Sent, run: &Run, organization: OrganizationId) -> NewRecord {
    NewRecord {
        provider: crate::Provider::Runflow.id(),
        organization,
        kind: DELIVERY,
        name: sent.id.clone(),
        parent: Some(run.id.clone()),
        endpoint: None,
        delivery: None,
        document: written(sent),
        made_at: None,
    }
}

/// Deliveries of a run with how far each is, newest first.
pub async fn deliveries(
    stage: &Stage,
    run: &Run,
    limit: Option<u32>,
) -> Result<Vec<(Sent, Option<Progress>)>, Error> {
    let filter = RecordFilter {
        kind: DELIVERY,
        parent: Some(run.id.clone()),
        limit: limit.unwrap_or(TOLD),
        ..RecordFilter::default()
    };
    let records = stage.store().emulations().page(stage.id(), &filter).await?;
    let mut found = Vec::with_capacity(records.len());
    for record in &records {
        found.push((read(record)?, progress(stage, record).await?));
    }
    Ok(found)
}
