//! Secrets that sign callbacks: several may be registered, one is current.
//!
//! Nothing is published about which one that is after a second was made: the newest, as whoever
//! registers a secret wants to use it.

use model::{OrganizationId, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use store::{NewRecord, Record, RecordFilter};

use super::sent::zulu;
use crate::error::Error;
use crate::kept::{read, written};
use crate::random;
use crate::stage::Stage;
use crate::stage::ids::uuid_v7;

/// What a secret is called in the store.
const KIND: &str = "callback_secret";
/// Most secrets that are looked through.
const LOOKED_AT: u32 = 500;
/// How a secret begins; part of the key.
const PREFIX: &str = "whsec_";

/// A secret as it is kept, its value sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackSecret {
    id: String,
    label: String,
    is_current: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
    sealed: String,
}

/// A secret as it is told; its value once only.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    id: String,
    label: String,
    is_current: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    plain_secret: Option<String>,
    created_at: String,
    updated_at: String,
}

/// The secret that signs now.
#[derive(Debug, Clone)]
pub struct Signing {
    /// Its id.
    pub id: String,
    /// Its value.
    pub secret: Secret,
}

/// What to change about a secret.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Another label.
    pub label: Option<String>,
    /// Whether it signs.
    pub is_current: Option<bool>,
}

impl CallbackSecret {
    /// How it is told.
    pub fn told(self, plain: Option<&Secret>) -> Told {
        Told {
            id: self.id,
            label: self.label,
            is_current: self.is_current,
            plain_secret: plain.map(text),
            created_at: zulu(self.created_at),
            updated_at: zulu(self.updated_at),
        }
    }
}

/// Makes a secret, which then signs.
pub async fn make(
    stage: &Stage,
    organization: OrganizationId,
    label: String,
) -> Result<(CallbackSecret, Secret), Error> {
    let (plain, now) = (random::key(PREFIX), stage.now());
    let id = uuid_v7(now);
    let emulations = stage.store().emulations();
    let made = CallbackSecret {
        label,
        is_current: true,
        created_at: now,
        updated_at: now,
        sealed: emulations.seal(organization, &id, &plain).await?,
        id: id.clone(),
    };
    retire_others(stage, organization, &id).await?;
    let record = NewRecord {
        provider: stage.id(),
        organization,
        kind: KIND,
        name: id,
        parent: None,
        endpoint: None,
        delivery: None,
        document: written(&made),
        made_at: None,
    };
    emulations.add(record).await?;
    Ok((made, plain))
}

/// One secret, when it is theirs.
pub async fn find(
    stage: &Stage,
    organization: OrganizationId,
    id: &str,
) -> Result<Option<CallbackSecret>, Error> {
    let found = stage.store().emulations().get(stage.id(), id).await?;
    let is_theirs = |record: &Record| record.organization == organization && record.kind == KIND;
    found
        .filter(is_theirs)
        .map(|record| read(&record))
        .transpose()
}

/// Changes a secret; one that becomes current takes the place of the one that was.
pub async fn change(
    stage: &Stage,
    organization: OrganizationId,
    (secret, change): (CallbackSecret, Change),
) -> Result<CallbackSecret, Error> {
    let is_current = change.is_current.unwrap_or(secret.is_current);
    if is_current && !secret.is_current {
        retire_others(stage, organization, &secret.id).await?;
    }
    let changed = CallbackSecret {
        label: change.label.unwrap_or(secret.label),
        is_current,
        updated_at: stage.now(),
        ..secret
    };
    rewrite(stage, &changed).await?;
    Ok(changed)
}

/// The secret that signs now, if any does.
pub async fn current(
    stage: &Stage,
    organization: OrganizationId,
) -> Result<Option<Signing>, Error> {
    let all = all(stage, organization).await?;
    let Some(current) = all.into_iter().find(|secret| secret.is_current) else {
        return Ok(None);
    };
    let emulations = stage.store().emulations();
    let secret = emulations.open_sealed(organization, &current.id, &current.sealed);
    Ok(Some(Signing {
        secret: secret.await?,
        id: current.id,
    }))
}

async fn retire_others(stage: &Stage, organization: OrganizationId, id: &str) -> Result<(), Error> {
    for other in all(stage, organization).await? {
        if other.is_current && other.id != id {
            let retired = CallbackSecret {
                is_current: false,
                updated_at: stage.now(),
                ..other
            };
            rewrite(stage, &retired).await?;
        }
    }
    Ok(())
}

async fn rewrite(stage: &Stage, secret: &CallbackSecret) -> Result<(), Error> {
    let emulations = stage.store().emulations();
    Ok(emulations
        .rewrite(stage.id(), &secret.id, written(secret))
        .await?)
}

async fn all(stage: &Stage, organization: OrganizationId) -> Result<Vec<CallbackSecret>, Error> {
    let filter = RecordFilter {
        organization: Some(organization),
        kind: KIND,
        limit: LOOKED_AT,
        ..RecordFilter::default()
    };
    let records = stage.store().emulations().page(stage.id(), &filter).await?;
    records.iter().map(read).collect()
}

fn text(secret: &Secret) -> String {
    String::from_utf8_lossy(secret.expose()).into_owned()
}
