//! Asks an endpoint whether it is there: one signed webhook, at once, whose answer decides.
//!
//! InstaVM publishes no form of its challenge. This one is conventional: any 2xx is a yes.

use std::time::Duration;

use bytes::Bytes;
use delivery::{Order, Outgoing};
use model::{Headers, SendMode, Trigger};
use serde_json::value::RawValue;
use signing::{Draft, Request};

use super::body::Body;
use super::facts::SCHEME;
use super::records::Endpoint;
use crate::error::Error;
use crate::kept::Kept;
use crate::stage::{Stage, ids};

/// What happens, in the words of an event.
const EVENT: &str = "webhook.verification";

/// Sends it, and says why it was not taken; `None` when it was.
///
/// # Errors
/// When its secret cannot be opened, or the store fails.
pub async fn verify(stage: &Stage, kept: &Kept<Endpoint>) -> Result<Option<String>, Error> {
    let outgoing = challenge(stage, kept).await?;
    let order = Order {
        capture: None,
        trigger: Trigger::Test,
        mode: SendMode::Resigned,
        outgoing,
    };
    let attempt = order.send(&stage.means.sender).await;
    let attempt = delivery::keep(attempt, stage.store()).await?;
    Ok(match (attempt.status, attempt.failure) {
        (Some(200..300), _) => None,
        (Some(status), _) => Some(format!("the endpoint answered {status}")),
        (None, failure) => failure.map(|failure| failure.message),
    })
}

async fn challenge(stage: &Stage, kept: &Kept<Endpoint>) -> Result<Outgoing, Error> {
    let data = format!(r#"{{"challenge":"{}"}}"#, ids::prefixed("", 32));
    let body = Body {
        event_id: &ids::prefixed("evt_", 20),
        event_type: EVENT,
        created_at: stage.now(),
        data: &RawValue::from_string(data).unwrap_or_default(),
    };
    let body = Bytes::from(body.text());
    let url = &kept.document.url;
    let timeout = Duration::from_secs(u64::from(kept.document.timeout_seconds));
    Ok(Outgoing {
        headers: signed(stage, kept, &body).await?,
        body,
        timeout: Some(timeout),
        ..Outgoing::new("POST", url)
    })
}

async fn signed(stage: &Stage, kept: &Kept<Endpoint>, body: &[u8]) -> Result<Headers, Error> {
    let secrets = match kept.record.endpoint {
        Some(endpoint) => stage.secrets(endpoint).await?,
        None => Vec::new(),
    };
    let scheme = signing::catalogue().get(SCHEME);
    let draft = Draft {
        scheme: scheme.expect("the catalogue has InstaVM's scheme"),
        secrets: &secrets,
        request: Request {
            method: "POST",
            url: &kept.document.url,
            headers: &Headers::default(),
            body,
        },
        now: stage.now(),
        entropy: [0; 16],
    };
    let not_signed = |error: signing::SignError| Error::NotMade {
        what: format!("{} cannot be signed for: {error}", kept.document.id),
    };
    let mut headers = signing::sign(&draft).map_err(not_signed)?.headers;
    headers.push("Content-Type", "application/json");
    Ok(headers)
}
