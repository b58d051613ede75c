//! The organization's secret: rotated for all its endpoints at once, with a grace in which the
//! secrets before it sign as well.
//!
//! What is to go is kept in the store, and goes when its time has come: by a timer, and before
//! anything is sent, so that a process that was away makes up for it.

use model::{EndpointId, OrganizationId, Secret, SecretId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{EndpointEdit, EndpointSecret};

use super::endpoints;
use super::facts::GRACE;
use super::records::{Kind, Of};
use super::secret::{new_secret, signing_secret};
use crate::error::Error;
use crate::kept::read;
use crate::stage::Stage;
use crate::stage::ids::uuid_v7;

/// Secrets that go, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Rotation {
    id: String,
    until: Timestamp,
    retired: Vec<(i64, i64)>,
}

const fn of(organization: OrganizationId) -> Of {
    Of {
        organization,
        kind: Kind::Rotation,
    }
}

/// Rotates: the new secret, and until when those before it sign too.
pub async fn rotate(
    stage: &Stage,
    organization: OrganizationId,
) -> Result<(Secret, Timestamp), Error> {
    settle(stage, organization).await?;
    let secret = new_secret();
    let signing = signing_secret(&secret, endpoints::key_form(stage).await?);
    let mut retired = Vec::new();
    for record in endpoints::of(organization).all(stage).await? {
        if let Some(endpoint) = record.endpoint {
            let before = add(stage, endpoint, &signing).await?;
            retired.extend(before.into_iter().map(|secret| (endpoint.0, secret.0)));
        }
    }
    let now = stage.now();
    let rotation = Rotation {
        id: uuid_v7(now),
        until: now.plus(GRACE),
        retired,
    };
    let record = of(organization).record(&rotation.id, &rotation);
    stage.store().emulations().add(record).await?;
    settle_later(stage.clone(), organization);
    Ok((secret, rotation.until))
}

/// Lets an endpoint sign with this secret too; those it signed with before.
async fn add(
    stage: &Stage,
    endpoint: EndpointId,
    signing: &Secret,
) -> Result<Vec<SecretId>, Error> {
    let endpoints = stage.store().endpoints();
    let Some(before) = endpoints.get(endpoint).await? else {
        return Ok(Vec::new());
    };
    let edit = EndpointEdit {
        add_secrets: vec![EndpointSecret::from(signing.clone())],
        ..EndpointEdit::default()
    };
    endpoints.edit(endpoint, edit).await?;
    Ok(before.secrets.iter().map(|secret| secret.id).collect())
}

fn settle_later(stage: Stage, organization: OrganizationId) {
    tokio::spawn(async move {
        tokio::time::sleep(GRACE).await;
        if let Err(error) = settle(&stage, organization).await {
            tracing::error!(%error, "secrets whose grace is over cannot be removed yet");
        }
    });
}

/// Removes the secrets whose grace is over.
pub async fn settle(stage: &Stage, organization: OrganizationId) -> Result<(), Error> {
    for record in of(organization).all(stage).await? {
        let rotation: Rotation = read(&record)?;
        if rotation.until > stage.now() {
            continue;
        }
        for &(endpoint, secret) in &rotation.retired {
            remove(stage, EndpointId(endpoint), SecretId(secret)).await?;
        }
        let emulations = stage.store().emulations();
        emulations.remove(stage.id(), &rotation.id).await?;
    }
    Ok(())
}

async fn remove(stage: &Stage, endpoint: EndpointId, secret: SecretId) -> Result<(), Error> {
    let edit = EndpointEdit {
        remove_secrets: vec![secret],
        ..EndpointEdit::default()
    };
    match stage.store().endpoints().edit(endpoint, edit).await {
        // Whoever removed the secret or its endpoint in the meantime has done it already.
        Ok(_) | Err(store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
