//! Endpoints, events and audit records in the store.

use model::OrganizationId;
use serde::Serialize;
use store::{NewRecord, Record, RecordFilter};

use super::sent::Sent;
use crate::error::Error;
use crate::kept;
use crate::stage::{Progress, Stage};

/// Most records that are looked through at once: endpoints and the like, of which there are few.
const LOOKED_AT: u32 = 2_000;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Where events go.
    Endpoint,
    /// An event on its way.
    Event,
    /// What was asked for.
    Audit,
    /// Secrets that are to go.
    Rotation,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Endpoint => "endpoint",
            Self::Event => "event",
            Self::Audit => "audit",
            Self::Rotation => "rotation",
        }
    }
}

/// Whose records, and of which kind.
#[derive(Debug, Clone, Copy)]
pub struct Of {
    /// Whose.
    pub organization: OrganizationId,
    /// Of which kind.
    pub kind: Kind,
}

impl Of {
    /// A record to be stored.
    pub fn record(self, name: &str, document: &impl Serialize) -> NewRecord {
        NewRecord {
            provider: crate::Provider::AgentMessage.id(),
            organization: self.organization,
            kind: self.kind.as_str(),
            name: name.to_owned(),
            parent: None,
            endpoint: None,
            delivery: None,
            document: kept::written(document),
            made_at: None,
        }
    }

    /// One record, when there is one of this name and it is theirs.
    pub async fn find(self, stage: &Stage, name: &str) -> Result<Option<Record>, Error> {
        let found = stage.store().emulations().get(stage.id(), name).await?;
        let kind = self.kind.as_str();
        Ok(found.filter(|record| record.organization == self.organization && record.kind == kind))
    }

    /// All of them, newest first.
    pub async fn all(self, stage: &Stage) -> Result<Vec<Record>, Error> {
        let emulations = stage.store().emulations();
        Ok(emulations.page(stage.id(), &self.filter()).await?)
    }

    /// How many there are.
    pub async fn count(self, stage: &Stage) -> Result<u64, Error> {
        let emulations = stage.store().emulations();
        Ok(emulations.count(stage.id(), &self.filter()).await?)
    }

    /// What finds them.
    pub fn filter(self) -> RecordFilter {
        RecordFilter {
            organization: Some(self.organization),
            kind: self.kind.as_str(),
            limit: LOOKED_AT,
            ..RecordFilter::default()
        }
    }
}

/// The events of all organizations, newest first.
pub async fn events(stage: &Stage, limit: u32) -> Result<Vec<Record>, Error> {
    let filter = RecordFilter {
        kind: Kind::Event.as_str(),
        limit,
        ..RecordFilter::default()
    };
    Ok(stage.store().emulations().page(stage.id(), &filter).await?)
}

/// An event with how far it is; no progress for one that was never sent, or was cleared away.
pub async fn progress(stage: &Stage, record: &Record) -> Result<(Sent, Option<Progress>), Error> {
    Ok((kept::read(record)?, kept::progress(stage, record).await?))
}
