//! Endpoints of an organization, made here and opened in the engine.

use model::{Manner, OrganizationId, Secret};
use store::{NewRecord, Record};

use super::endpoint::{Endpoint, NewEndpoint};
use super::facts::SCHEDULE;
use super::records::{Kind, Of};
use super::secret::{KeyForm, new_secret, signing_secret};
use super::terms::AgentMessageTerms;
use crate::error::Error;
use crate::provider::Provider;
use crate::stage::ids::uuid_v7;
use crate::stage::{OpenEndpoint, Stage};

/// The endpoints of an organization.
pub const fn of(organization: OrganizationId) -> Of {
    Of {
        organization,
        kind: Kind::Endpoint,
    }
}

/// Makes an endpoint with a secret, which is told once.
pub async fn make(
    stage: &Stage,
    organization: OrganizationId,
    new: NewEndpoint,
) -> Result<(Endpoint, Secret), Error> {
    let (now, secret) = (stage.now(), new_secret());
    let endpoint = new.made(uuid_v7(now), now);
    let open = OpenEndpoint {
        name: endpoint.id.clone(),
        url: endpoint.url.clone(),
        scheme: Some(Provider::AgentMessage.scheme().to_owned()),
        secrets: vec![signing_secret(&secret, key_form(stage).await?)],
        manner: Manner {
            schedule: SCHEDULE.to_owned(),
            ..Manner::default()
        },
    };
    let record = NewRecord {
        endpoint: Some(stage.open_endpoint(open).await?),
        ..of(organization).record(&endpoint.id, &endpoint)
    };
    stage.store().emulations().add(record).await?;
    Ok((endpoint, secret))
}

/// Gives an endpoint another secret, which signs from now on and alone.
pub async fn rotate(stage: &Stage, record: &Record) -> Result<Option<Secret>, Error> {
    let Some(engine) = record.endpoint else {
        return Ok(None);
    };
    if !stage.is_open(engine).await? {
        return Ok(None);
    }
    let secret = new_secret();
    let signing = signing_secret(&secret, key_form(stage).await?);
    stage.replace_secrets(engine, vec![signing]).await?;
    Ok(Some(secret))
}

/// How secrets become keys now.
pub async fn key_form(stage: &Stage) -> Result<KeyForm, Error> {
    Ok(AgentMessageTerms::read(stage.store()).await?.key_form)
}
