//! URLs that we deliver to, and how.

use serde::{Deserialize, Serialize};

use crate::{EndpointId, FaultMix, Headers, SecretInfo, Timestamp};

/// An endpoint without its secrets' values.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// Its name, unique among endpoints.
    pub name: String,
    /// Where it is reached, http or https.
    pub url: String,
    /// Signature scheme, by id; `None` sends unsigned, or what a capture brought.
    pub scheme: Option<String>,
    /// Its secrets, oldest first; all of them sign where the scheme allows several.
    pub secrets: Vec<SecretInfo>,
    /// How it is delivered to.
    pub manner: Manner,
    /// Whether deliveries are sent; those of a disabled endpoint wait.
    pub enabled: bool,
    /// Why it is disabled, in words; `None` while it is enabled.
    pub disabled_because: Option<String>,
    /// The emulated provider that opened it, by id; `None` for the user's own.
    pub emulation: Option<String>,
    /// Who delivers to it in our stead; `None`: this machine does.
    pub handed_to: Option<HandedTo>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Who delivers to an endpoint in our stead, and what the endpoint is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HandedTo {
    /// Name of the provider's profile.
    pub profile: String,
    /// Our id of the endpoint's application there: each endpoint has one of its own, so that a
    /// message goes to no other.
    pub application: String,
    /// The endpoint's id there, once it was made.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// Which settings it has there: a digest of those that it was given last.
    #[serde(default)]
    pub told: Option<String>,
}

/// How an endpoint is delivered to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Manner {
    /// Header fields that each request gets besides those of its signature.
    pub headers: Headers,
    /// Field that carries the event's id where the signature scheme has none for it; `None` is
    /// `webhook-id`, and no field at all where an emulated provider sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id_header: Option<String>,
    /// Event types that it wants, `invoice.*` for a family; empty: all.
    pub event_types: Vec<String>,
    /// A published schedule by name (`standard-webhooks`), or one's own as text (`5s, 1m, 10m`).
    pub schedule: String,
    /// How many times faster than real time the schedule's waits go by, 1 to 100,000.
    pub speed: u32,
    /// Attempts begun in a second, at most; `None` sets no pace.
    pub rate: Option<u32>,
    /// Attempts under way at once, 1 to 256.
    pub concurrency: u32,
    /// What waits for what.
    pub ordering: Ordering,
    /// Milliseconds until an attempt counts as unanswered; `None` is the schedule's time.
    #[ts(type = "number | null")]
    pub timeout_ms: Option<u64>,
    /// When sending stops by itself for a while.
    pub breaker: Option<Breaker>,
    /// What goes wrong on the way out, on purpose.
    pub faults: Option<FaultMix>,
}

/// What waits for what at an endpoint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Ordering {
    /// Nothing does.
    #[default]
    None,
    /// A delivery waits until the earlier ones with its key have ended.
    ByKey,
}

/// A circuit breaker: after failures in a row nothing is sent for a while, then one delivery tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Breaker {
    /// Failures in a row that open it, from 1.
    pub failures: u32,
    /// Milliseconds of real time that it stays open.
    #[ts(type = "number")]
    pub cooldown_ms: u64,
}

impl Manner {
    /// Whether events of this type are wanted; one without a type only where all are.
    #[must_use]
    pub fn wants(&self, event_type: &str) -> bool {
        let matches = |pattern: &String| match pattern.strip_suffix('*') {
            Some(prefix) => event_type.starts_with(prefix),
            None => event_type == pattern,
        };
        self.event_types.is_empty() || self.event_types.iter().any(matches)
    }
}

impl Default for Manner {
    /// Standard Webhooks' schedule at real speed, eight at once, in no order.
    fn default() -> Self {
        Self {
            headers: Headers::default(),
            id_header: None,
            event_types: Vec::new(),
            schedule: "standard-webhooks".to_owned(),
            speed: 1,
            rate: None,
            concurrency: 8,
            ordering: Ordering::None,
            timeout_ms: None,
            breaker: None,
            faults: None,
        }
    }
}

/// A source's captures that flow on to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Route {
    /// Where to.
    pub endpoint: EndpointId,
    /// Which captures, in the language of the list's filter; empty: all.
    pub filter: String,
    /// Signed afresh with the endpoint's scheme, or the bytes as they came.
    pub resign: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_wants_its_types_and_families_and_without_any_all() {
        let of = |types: &[&str]| Manner {
            event_types: types.iter().map(|&name| name.to_owned()).collect(),
            ..Manner::default()
        };
        let some = of(&["invoice.*", "charge"]);
        assert!(some.wants("invoice.paid") && some.wants("charge"));
        assert!(!some.wants("charge.failed") && !some.wants("invoice") && !some.wants(""));
        assert!(of(&[]).wants("") && of(&["*"]).wants(""));
    }
}
