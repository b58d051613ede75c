//! Endpoints and deliveries come about: by a call, or because the user wants one to send again.

use model::{Manner, Secret};
use serde_json::value::RawValue;

use super::body::{Body, group};
use super::facts::SCHEME;
use super::records::{DELIVERY, Delivery, ENDPOINT, Endpoint};
use super::wanted::Wanted;
use crate::error::Error;
use crate::kept::Kept;
use crate::outbox::{self, End, waits_of};
use crate::stage::{Caller, OpenEndpoint, Parcel, Stage, ids};

/// The schedule whose waits are cut to an endpoint's retries.
const SCHEDULE: &str = "standard-webhooks";
const USUAL_TIMEOUT: u32 = 10;
const USUAL_RETRIES: u32 = 5;

/// An endpoint that was made, and its secret, which is told once.
pub struct Opened {
    pub endpoint: Kept<Endpoint>,
    pub secret: Secret,
}

/// Opens an endpoint for a caller.
///
/// # Errors
/// When the store fails.
pub async fn open(stage: &Stage, caller: &Caller, wanted: Wanted) -> Result<Opened, Error> {
    let (secret, now) = (new_secret(), stage.now());
    let url = wanted.url.unwrap_or_default();
    let endpoint = Endpoint {
        id: ids::uuid_v4(),
        url: url.trim().to_owned(),
        description: wanted.description.flatten(),
        event_patterns: wanted
            .event_patterns
            .unwrap_or_else(|| vec!["*".to_owned()]),
        timeout_seconds: wanted.timeout_seconds.unwrap_or(USUAL_TIMEOUT),
        max_retries: wanted.max_retries.unwrap_or(USUAL_RETRIES),
        secret_hint: hint(&secret),
        verified_at: None,
        created_at: now,
        updated_at: now,
    };
    let open = OpenEndpoint {
        name: endpoint.id.clone(),
        url: endpoint.url.clone(),
        scheme: Some(SCHEME.to_owned()),
        secrets: vec![secret.clone()],
        manner: manner(Manner::default(), &endpoint),
    };
    let organization = caller.organization;
    let endpoint = Kept::opened(stage, organization, open, (ENDPOINT, endpoint)).await?;
    Ok(Opened { endpoint, secret })
}

/// How the engine delivers to an endpoint; what InstaVM does not know of stays.
pub fn manner(before: Manner, endpoint: &Endpoint) -> Manner {
    Manner {
        schedule: waits_of(SCHEDULE, endpoint.max_retries),
        timeout_ms: Some(u64::from(endpoint.timeout_seconds) * 1_000),
        ..before
    }
}

/// A new signing secret.
pub fn new_secret() -> Secret {
    outbox::new_secret(SCHEME)
}

/// The end of a secret, by which it can be told from others.
pub fn hint(secret: &Secret) -> String {
    let text = String::from_utf8_lossy(secret.expose()).into_owned();
    let end = text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    format!("whsec_…{}", &text[end..])
}

/// What happened.
#[derive(Debug, Clone)]
pub struct Happened {
    pub event_type: String,
    pub data: Box<RawValue>,
    pub end: End,
}

/// Makes a delivery of what happened, with ids of its own.
///
/// # Errors
/// When the endpoint was removed, or the store fails.
pub async fn happen(
    stage: &Stage,
    to: &Kept<Endpoint>,
    what: Happened,
) -> Result<Kept<Delivery>, Error> {
    let (now, event_id) = (stage.now(), ids::prefixed("evt_", 20));
    let body = Body {
        event_id: &event_id,
        event_type: &what.event_type,
        created_at: now,
        data: &what.data,
    };
    let body = body.text();
    let delivery = Delivery {
        id: ids::uuid_v4(),
        endpoint_id: to.document.id.clone(),
        event_id,
        event_group: group(&what.event_type).to_owned(),
        event_type: what.event_type,
        body,
        replay_of_delivery_id: None,
        created_at: now,
    };
    add(stage, to, (delivery, what.end)).await
}

/// Makes a delivery of the same event, linked to the original.
///
/// # Errors
/// When the endpoint was removed, or the store fails.
pub async fn repeat(
    stage: &Stage,
    to: &Kept<Endpoint>,
    original: Delivery,
) -> Result<Kept<Delivery>, Error> {
    let delivery = Delivery {
        id: ids::uuid_v4(),
        replay_of_delivery_id: Some(original.id),
        created_at: stage.now(),
        ..original
    };
    add(stage, to, (delivery, End::Sent)).await
}

async fn add(
    stage: &Stage,
    to: &Kept<Endpoint>,
    (delivery, end): (Delivery, End),
) -> Result<Kept<Delivery>, Error> {
    let parcel = Parcel::json(&delivery.event_id, &delivery.event_type, &delivery.body);
    let what = (parcel, end);
    let named = (DELIVERY, delivery.id.clone(), delivery);
    Kept::sent(stage, &to.record, what, named).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_whsec_and_its_hint_is_its_end() {
        let secret = new_secret();
        let text = String::from_utf8(secret.expose().to_vec()).unwrap();
        assert!(
            text.starts_with("whsec_") && text.len() > 30,
            "{}",
            text.len()
        );
        assert_eq!(hint(&secret), format!("whsec_…{}", &text[text.len() - 4..]));
        assert_ne!(new_secret(), secret);
    }
}
