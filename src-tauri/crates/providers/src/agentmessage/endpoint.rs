//! Endpoints of an organization: what is wanted of them, kept and told. Pure.

use delivery::Target;
use model::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::event::{is_subscribable, seconds};
use super::facts::API_VERSION;
use super::refusal::{Faults, Refusal};

/// Most events of an endpoint.
const MOST_EVENTS: usize = 50;
/// Longest description, in characters.
const LONGEST_DESCRIPTION: usize = 200;
/// Longest URL, in characters.
const LONGEST_URL: usize = 2048;

/// An endpoint as the emulation keeps it; the engine has its URL and its secrets too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// A UUID.
    pub id: String,
    /// Where it is reached.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it subscribes to.
    pub events: Vec<String>,
    /// Version of what is sent to it.
    pub api_version: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An endpoint to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewEndpoint {
    /// Where it is reached.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it subscribes to.
    pub events: Vec<String>,
    /// Version of what is sent to it.
    pub api_version: String,
}

/// An endpoint as it is told; the secret once only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    id: String,
    url: String,
    description: Option<String>,
    events: Vec<String>,
    api_version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    created_at: String,
}

impl Endpoint {
    /// How it is told.
    pub fn told(self, secret: Option<String>) -> Told {
        Told {
            id: self.id,
            url: self.url,
            description: self.description,
            events: self.events,
            api_version: self.api_version,
            secret,
            created_at: seconds(self.created_at),
        }
    }
}

impl NewEndpoint {
    /// Reads one from a body; every field with a fault is named.
    pub fn read(body: &Map<String, Value>) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let read = Self {
            url: faults.take("url", url(&body.get("url").cloned().unwrap_or_default())),
            description: faults.take("description", description(body.get("description"))),
            events: faults.take("events", events(body.get("events"))),
            api_version: faults.take("api_version", api_version(body.get("api_version"))),
        };
        faults.check().map(|()| read)
    }

    /// The endpoint.
    pub fn made(self, id: String, now: Timestamp) -> Endpoint {
        Endpoint {
            id,
            url: self.url,
            description: self.description,
            events: self.events,
            api_version: self.api_version,
            created_at: now,
        }
    }
}

/// An https URL. On this machine http will do, since receivers under test have no certificate.
fn url(given: &Value) -> Result<String, String> {
    let wanted = "must be an https URL of at most 2048 characters";
    let text = given.as_str().unwrap_or_default();
    let parsed = reqwest::Url::parse(text).ok();
    let parsed = parsed.filter(|_| Target::parse(text).is_ok() && text.len() <= LONGEST_URL);
    match parsed {
        Some(url) if url.scheme() == "https" || is_local(&url) => Ok(text.to_owned()),
        _ => Err(wanted.to_owned()),
    }
}

fn is_local(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

fn description(given: Option<&Value>) -> Result<Option<String>, String> {
    match given {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= LONGEST_DESCRIPTION => {
            Ok(Some(text.clone()))
        }
        Some(_) => Err(format!(
            "must be a string of at most {LONGEST_DESCRIPTION} chars"
        )),
    }
}

fn events(given: Option<&Value>) -> Result<Vec<String>, String> {
    let wanted = || format!("must be 1..{MOST_EVENTS} unique event types");
    let list = given.and_then(Value::as_array).ok_or_else(wanted)?;
    let mut events: Vec<String> = Vec::new();
    for item in list {
        let event = item.as_str().ok_or_else(wanted)?;
        if !is_subscribable(event) {
            return Err(format!("unknown event type: {event}"));
        }
        if events.iter().any(|known| known == event) {
            return Err(wanted());
        }
        events.push(event.to_owned());
    }
    match events.len() {
        1..=MOST_EVENTS => Ok(events),
        _ => Err(wanted()),
    }
}

fn api_version(given: Option<&Value>) -> Result<String, String> {
    match given {
        None | Some(Value::Null) => Ok(API_VERSION.to_owned()),
        Some(Value::String(version)) if version == API_VERSION => Ok(version.clone()),
        Some(_) => Err(format!("must be {API_VERSION}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(body: &Value) -> Result<NewEndpoint, Refusal> {
        NewEndpoint::read(body.as_object().unwrap())
    }

    #[test]
    fn what_is_not_given_has_a_default() {
        let body = json!({ "url": "https://example.com/h", "events": ["brand.vetted"] });
        let made = read(&body).unwrap();
        assert_eq!(made.api_version, API_VERSION);
        assert_eq!(made.description, None);
    }

    #[test]
    fn every_field_with_a_fault_is_named() {
        let body = json!({ "url": "http://example.com", "events": [], "description": "x".repeat(201), "api_version": 1 });
        let refusal = read(&body).unwrap_err();
        for field in ["url", "events", "description", "api_version"] {
            assert!(refusal.details().names(field), "{field}");
        }
    }

    #[test]
    fn events_are_known_and_unique_and_no_test() {
        for events in [
            json!(["brand.vetted", "brand.vetted"]),
            json!(["webhook.test"]),
            json!(["brand.*"]),
            json!([1]),
            json!("brand.vetted"),
            json!(null),
        ] {
            let body = json!({ "url": "https://example.com", "events": events });
            assert!(read(&body).unwrap_err().details().names("events"));
        }
    }

    #[test]
    fn http_is_for_this_machine_only() {
        for (text, good) in [
            ("http://127.0.0.1:4400/shop", true),
            ("http://localhost/", true),
            ("http://[::1]:1/", true),
            ("http://example.com/", false),
            ("http://localhost.example.com/", false),
            ("ftp://example.com/", false),
            ("/path", false),
        ] {
            assert_eq!(url(&json!(text)).is_ok(), good, "{text}");
        }
    }
}
