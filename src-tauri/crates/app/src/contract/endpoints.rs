//! URLs that we deliver to, and the schedules of their retries.

use model::{DeliveryState, Endpoint, EndpointId, EndpointStatus, Manner, SecretId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An endpoint with what a list and its editor show.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EndpointOverview {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// Name of its scheme for people.
    pub scheme_name: Option<String>,
    /// Its deliveries by state; every state is there.
    pub counts: Vec<StateCount>,
    /// How delivering to it goes right now; `null` when this process does not deliver.
    pub status: Option<EndpointStatus>,
    /// Its schedule; `null` when it cannot be read (any more).
    pub schedule: Option<ScheduleView>,
}

/// Deliveries in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct StateCount {
    /// The state.
    pub state: DeliveryState,
    /// How many.
    #[ts(type = "number")]
    pub total: u64,
}

/// An endpoint to be made.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NewEndpoint {
    /// Its name; empty: one is made from the URL.
    pub name: String,
    /// http(s) URL.
    pub url: String,
    /// Scheme id; `null` sends unsigned, or what a capture brought.
    pub scheme: Option<String>,
    /// Secrets as text; empty, and a scheme given that has secrets: one is made.
    pub secrets: Vec<String>,
    /// How it is delivered to.
    pub manner: Manner,
    /// Profile of the provider that delivers; absent: this machine does.
    #[serde(default)]
    #[ts(optional)]
    pub delivered_by: Option<String>,
}

/// A change of an endpoint: all settings at once, secrets by addition and removal.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct EditEndpoint {
    /// Which endpoint.
    pub id: EndpointId,
    /// Its name.
    pub name: String,
    /// http(s) URL.
    pub url: String,
    /// Scheme id; `null` sends unsigned, or what a capture brought.
    pub scheme: Option<String>,
    /// How it is delivered to.
    pub manner: Manner,
    /// Profile of the provider that delivers; absent: this machine does.
    #[serde(default)]
    #[ts(optional)]
    pub delivered_by: Option<String>,
    /// Secrets to add, as text; all of them sign.
    pub add_secrets: Vec<String>,
    /// Secrets to forget.
    pub remove_secrets: Vec<SecretId>,
}

/// A profile that deliveries can be handed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EndpointCarrier {
    /// Name of the profile.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins.
    pub base_url: String,
}

/// Names one endpoint.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct OneEndpoint {
    /// Its id.
    pub id: EndpointId,
}

/// Lets deliveries to an endpoint wait, or go on.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct EnableEndpoint {
    /// Which endpoint.
    pub id: EndpointId,
    /// Whether deliveries are sent.
    pub enabled: bool,
}

/// Asks for the value of an endpoint's secret, on the user's own wish.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct RevealEndpointSecret {
    /// Whose.
    pub endpoint: EndpointId,
    /// Which secret.
    pub id: SecretId,
}

/// When deliveries are tried again, as a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ScheduleView {
    /// `svix`; the text itself where it is one of the user's own.
    pub name: String,
    /// Whose it is; `Own` for the user's own.
    pub provider: String,
    /// Where its figures were read: `source`, `documents`, `spread` (only the span is published) or `own`.
    pub trust: String,
    /// Milliseconds from each attempt to the next, at real speed.
    pub waits_ms: Vec<f64>,
    /// Milliseconds from the first attempt to each attempt, the first one included.
    pub at_ms: Vec<f64>,
    /// How waits are spread, in words; `null`: not at all.
    pub jitter: Option<String>,
    /// Milliseconds until an attempt counts as unanswered.
    pub timeout_ms: f64,
    /// Which answers deliver, in words.
    pub delivered_by: String,
    /// Which failures are tried again, in words.
    pub retried: String,
    /// How far `Retry-After` counts, in words.
    pub retry_after: String,
    /// Milliseconds that are waited at least after a timeout or a 429; 0 when there is no such rule.
    pub least_when_throttled_ms: f64,
    /// When an endpoint that only fails is disabled, in words; `null`: only by a 410.
    pub disables_after: Option<String>,
    /// What a user should know; empty for the user's own.
    pub notes: String,
}

/// Reads a schedule: a published one by name, or one's own as text.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ReadSchedule {
    /// `svix`, `5s, 1m, 10m` or `2s x2 up to 1h, 8 times`.
    pub text: String,
}
