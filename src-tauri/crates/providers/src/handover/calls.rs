//! The calls of Svix' API that a handover takes. Pure.

use std::time::Duration;

use bytes::Bytes;
use delivery::Outgoing;
use model::HandedTo;
use serde_json::{Value, json};

use super::message::Message;
use super::settings::Settings;

/// Attempts of one look; Svix makes eight, and those by hand come to them.
const PAGE: &str = "100";
const PATIENCE: Duration = Duration::from_secs(30);

/// What an endpoint of ours is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct There<'a> {
    /// The application, by our id.
    pub(super) application: &'a str,
    /// The endpoint by its id, or by ours, which is the application's.
    pub(super) endpoint: &'a str,
}

impl<'a> There<'a> {
    pub(super) fn of(to: &'a HandedTo) -> Self {
        let application = &*to.application;
        Self {
            application,
            endpoint: to.endpoint.as_deref().unwrap_or(application),
        }
    }
}

/// A call without its address's beginning and its credential.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) method: &'static str,
    /// Segments below the base URL.
    pub(super) path: Vec<String>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Option<Bytes>,
    /// What is kept of the body, where that is not all of it.
    pub(super) shown: Option<Bytes>,
    pub(super) idempotency_key: Option<String>,
    /// Whether it has the event sent.
    pub(super) gives_away: bool,
}

impl Call {
    fn new(method: &'static str, path: &[&str]) -> Self {
        // With its slash at the end, as the API is documented.
        let path = ["api", "v1", "app"].iter().chain(path).chain(&[""]);
        Self {
            method,
            path: path.map(|&segment| segment.to_owned()).collect(),
            query: Vec::new(),
            body: None,
            shown: None,
            idempotency_key: None,
            gives_away: false,
        }
    }

    fn with_json(self, body: &Value) -> Self {
        let body = Some(Bytes::from(body.to_string()));
        Self { body, ..self }
    }

    /// With a body of which a secret part is not kept.
    fn with_secrets(self, body: &Value, shown: &Value) -> Self {
        let shown = Some(Bytes::from(shown.to_string()));
        Self {
            shown,
            ..self.with_json(body)
        }
    }

    /// Gives it the rest of a request.
    pub(super) fn onto(&self, mut outgoing: Outgoing) -> Outgoing {
        outgoing.timeout = Some(PATIENCE);
        if let Some(key) = &self.idempotency_key {
            outgoing.headers.push("Idempotency-Key", key.as_str());
        }
        if let Some(body) = &self.body {
            outgoing.headers.push("Content-Type", "application/json");
            outgoing.body = body.clone();
        }
        outgoing
    }
}

/// Makes the application, or gives the one that is there.
pub(super) fn application(at: &There<'_>, name: &str) -> Call {
    let body = json!({ "name": name, "uid": at.application });
    let mut call = Call::new("POST", &[]).with_json(&body);
    call.query.push(("get_if_exists", "true".to_owned()));
    call
}

/// Makes the endpoint.
pub(super) fn endpoint(at: &There<'_>, settings: &Settings<'_>) -> Call {
    let call = Call::new("POST", &[at.application, "endpoint"]);
    let mut body = settings.json(at.application);
    let Some(secret) = settings.secret else {
        return call.with_json(&body);
    };
    let mut shown = body.clone();
    body["secret"] = String::from_utf8_lossy(secret.expose()).into();
    shown["secret"] = REDACTED.into();
    call.with_secrets(&body, &shown)
}

const REDACTED: &str = "[redacted]";

/// Shows the endpoint of our id.
pub(super) fn endpoint_of_ours(at: &There<'_>) -> Call {
    Call::new("GET", &[at.application, "endpoint", at.application])
}

/// Gives the endpoint its settings anew, its secret excepted; makes it when it is gone.
pub(super) fn change(at: &There<'_>, settings: &Settings<'_>) -> Call {
    let call = Call::new("PUT", &[at.application, "endpoint", at.application]);
    call.with_json(&settings.json(at.application))
}

/// Gives the endpoint its header fields.
pub(super) fn headers(at: &There<'_>, settings: &Settings<'_>) -> Call {
    let path = [at.application, "endpoint", at.application, "headers"];
    let body = json!({ "headers": settings.headers() });
    Call::new("PUT", &path).with_secrets(&body, &json!({ "headers": REDACTED }))
}

/// Gives the endpoint a secret; the one before signs beside it for a day.
pub(super) fn rotate(at: &There<'_>, settings: &Settings<'_>) -> Option<Call> {
    let secret = settings.secret?;
    let path = [at.application, "endpoint", at.application];
    let path = [&path[..], &["secret", "rotate"]].concat();
    let body = json!({ "key": String::from_utf8_lossy(secret.expose()) });
    let shown = json!({ "key": REDACTED });
    Some(Call::new("POST", &path).with_secrets(&body, &shown))
}

/// Hands a message over.
pub(super) fn message(at: &There<'_>, message: &Message<'_>, id: &str) -> Call {
    let mut call = Call::new("POST", &[at.application, "msg"]);
    call.body = Some(message.json(id));
    call.gives_away = true;
    call
}

/// Shows the message with this event id.
pub(super) fn find(at: &There<'_>, id: &str) -> Call {
    let mut call = Call::new("GET", &[at.application, "msg", id]);
    call.query.push(("with_content", "false".to_owned()));
    call
}

/// Lists the attempts of a message, newest first.
pub(super) fn attempts(at: &There<'_>, message: &str) -> Call {
    let mut call = Call::new("GET", &[at.application, "attempt", "msg", message]);
    call.query.push(("limit", PAGE.to_owned()));
    call.query.push(("endpoint_id", at.endpoint.to_owned()));
    call
}

/// Lists the endpoints that a message goes to, with how it stands at each.
pub(super) fn destinations(at: &There<'_>, message: &str) -> Call {
    Call::new("GET", &[at.application, "msg", message, "endpoint"])
}

/// Sends a message once more.
pub(super) fn resend(at: &There<'_>, message: &str, key: &str) -> Call {
    let path = [at.application, "msg", message, "endpoint", at.endpoint];
    let mut call = Call::new("POST", &[&path[..], &["resend"]].concat());
    call.idempotency_key = Some(key.to_owned());
    call.gives_away = true;
    call
}
