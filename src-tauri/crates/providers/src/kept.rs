//! What emulations keep, read from the store and written to it by its type.

use model::{DeliveryId, EndpointId, OrganizationId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{NewRecord, Record, RecordFilter, Requeue};

use crate::error::Error;
use crate::outbox::{self, End};
use crate::stage::{OpenEndpoint, Parcel, Progress, Stage};

/// A record, and what its provider knows of it.
#[derive(Debug, Clone)]
pub(crate) struct Kept<T> {
    /// The record.
    pub(crate) record: Record,
    /// Its document.
    pub(crate) document: T,
}

/// A record to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewKept<T> {
    /// Whose it is.
    pub(crate) organization: OrganizationId,
    /// What it is, in the emulation's words.
    pub(crate) kind: &'static str,
    /// The id that the provider gives it.
    pub(crate) name: String,
    /// The record that it belongs to, by name.
    pub(crate) parent: Option<String>,
    /// The engine's endpoint that it stands for.
    pub(crate) endpoint: Option<EndpointId>,
    /// The engine's delivery that it stands for.
    pub(crate) delivery: Option<DeliveryId>,
    /// What the provider knows of it.
    pub(crate) document: T,
}

impl<T: DeserializeOwned> Kept<T> {
    fn read(record: Record) -> Result<Self, Error> {
        let document = read(&record)?;
        Ok(Self { record, document })
    }

    /// The record of this kind and name; none that is another organization's.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) async fn find(
        stage: &Stage,
        organization: Option<OrganizationId>,
        (kind, name): (&'static str, &str),
    ) -> Result<Option<Self>, Error> {
        let found = stage.store().emulations().get(stage.id(), name).await?;
        let is_it = |record: &Record| {
            record.kind == kind && organization.is_none_or(|whose| record.organization == whose)
        };
        found.filter(is_it).map(Self::read).transpose()
    }

    /// A page of records, newest first.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(crate) async fn page(stage: &Stage, filter: &RecordFilter) -> Result<Vec<Self>, Error> {
        let records = stage.store().emulations().page(stage.id(), filter).await?;
        records.into_iter().map(Self::read).collect()
    }
}

impl<T: Serialize> Kept<T> {
    /// Opens an endpoint of the engine, and stores what stands for it under its name.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn opened(
        stage: &Stage,
        organization: OrganizationId,
        open: OpenEndpoint,
        (kind, document): (&'static str, T),
    ) -> Result<Self, Error> {
        let new = NewKept {
            organization,
            kind,
            name: open.name.clone(),
            parent: None,
            endpoint: Some(stage.open_endpoint(open).await?),
            delivery: None,
            document,
        };
        Self::add(stage, new).await
    }

    /// Hands a parcel over for an endpoint, and stores what stands for its delivery.
    ///
    /// # Errors
    /// When the endpoint was removed, or the store fails.
    pub(crate) async fn sent(
        stage: &Stage,
        to: &Record,
        what: (Parcel, End),
        (kind, name, document): (&'static str, String, T),
    ) -> Result<Self, Error> {
        let new = NewKept {
            organization: to.organization,
            kind,
            name,
            parent: Some(to.name.clone()),
            endpoint: to.endpoint,
            delivery: Some(outbox::send(stage, to, what).await?),
            document,
        };
        Self::add(stage, new).await
    }

    /// Stores a new record.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn add(stage: &Stage, new: NewKept<T>) -> Result<Self, Error> {
        let emulations = stage.store().emulations();
        let record = NewRecord {
            provider: stage.id(),
            organization: new.organization,
            kind: new.kind,
            name: new.name.clone(),
            parent: new.parent,
            endpoint: new.endpoint,
            delivery: new.delivery,
            document: written(&new.document),
            made_at: None,
        };
        emulations.add(record).await?;
        let record = emulations.get(stage.id(), &new.name).await?;
        let gone = || store::Error::NotFound {
            what: new.kind,
            which: new.name.clone(),
        };
        Ok(Self {
            record: record.ok_or_else(gone)?,
            document: new.document,
        })
    }

    /// Writes what has changed of its document.
    ///
    /// # Errors
    /// When it was removed in the meantime; or when the store fails.
    pub(crate) async fn write(&self, stage: &Stage) -> Result<(), Error> {
        let document = written(&self.document);
        let emulations = stage.store().emulations();
        let name = &self.record.name;
        Ok(emulations.rewrite(stage.id(), name, document).await?)
    }

    /// Sends it again as the same record, its document as it is by now; only one that did not
    /// arrive. What is asked for at once is done once.
    ///
    /// # Errors
    /// [`Error::NotRequeued`] for one that is under way or has arrived; when its endpoint was
    /// removed, or the store fails.
    pub(crate) async fn requeue(&self, stage: &Stage, parcel: Parcel) -> Result<(), Error> {
        let name = &self.record.name;
        let gone = || store::Error::NotFound {
            what: "endpoint",
            which: name.clone(),
        };
        let anew = Requeue {
            document: written(&self.document),
            endpoint: self.record.endpoint.ok_or_else(gone)?,
            event: parcel.into(),
        };
        let emulations = stage.store().emulations();
        match emulations.requeue(stage.id(), name, anew).await? {
            true => Ok(()),
            false => Err(Error::NotRequeued(name.clone())),
        }
    }

    /// Whether its endpoint is delivered to; one that was removed is not.
    pub(crate) fn is_enabled(&self, stage: &Stage) -> bool {
        let endpoints = stage.store().endpoints().snapshot();
        let live = self
            .record
            .endpoint
            .and_then(|id| endpoints.by_id(id).cloned());
        live.is_some_and(|live| live.endpoint.enabled)
    }
}

/// What a provider knows of a record.
///
/// # Errors
/// When another version wrote it.
pub(crate) fn read<T: DeserializeOwned>(record: &Record) -> Result<T, Error> {
    let unreadable = |error: serde_json::Error| Error::Unreadable {
        what: format!("the {} {}", record.kind, record.name),
        detail: error.to_string(),
    };
    serde_json::from_str(&record.document).map_err(unreadable)
}

/// How far the delivery of a record is; none for one that was never sent, or was cleared away.
///
/// # Errors
/// When the store fails.
pub(crate) async fn progress(stage: &Stage, record: &Record) -> Result<Option<Progress>, Error> {
    match record.delivery {
        Some(delivery) => stage.progress(delivery).await,
        None => Ok(None),
    }
}

/// A document as it is stored.
pub(crate) fn written(document: &impl Serialize) -> String {
    serde_json::to_string(document).expect("documents are texts, numbers and times")
}
