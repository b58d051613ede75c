//! Making and changing sources.

use model::{
    AttemptFailure, EndpointId, ForwardMode, FuturePolicy, Mend, ResponseRule, Route, SecretId,
    Source, SourceId, Timestamp, Verdict,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::handshakes::HandshakeText;

/// A source with what the sidebar and the editor show.
#[derive(Debug, Serialize, TS)]
pub struct SourceOverview {
    /// The source.
    pub source: Source,
    /// Where its provider sends to; `null` while the receiver does not listen.
    pub ingest_url: Option<String>,
    /// Name of its scheme for people.
    pub scheme_name: Option<String>,
    /// Name of its scheme's provider.
    pub provider: Option<String>,
    /// Why the last forward did not arrive, until one does.
    pub forward_failure: Option<ForwardFailure>,
    /// Endpoints that its captures flow on to.
    pub routes: Vec<RouteOverview>,
}

/// A route with what is shown of its endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RouteOverview {
    /// Where to.
    pub endpoint: EndpointId,
    /// The endpoint's name.
    pub endpoint_name: String,
    /// Where it is reached.
    pub endpoint_url: String,
    /// Whether it is delivered to; else deliveries wait.
    pub endpoint_enabled: bool,
    /// Which captures, in the language of the list's filter; empty: all, rejected ones too.
    pub filter: String,
    /// Signed afresh with the endpoint's scheme, or the bytes as they came.
    pub resign: bool,
}

/// A forward that did not arrive.
#[derive(Debug, Serialize, TS)]
pub struct ForwardFailure {
    /// Where it was to go.
    pub target: String,
    /// When it was tried.
    pub at: Timestamp,
    /// Why it did not arrive.
    pub failure: AttemptFailure,
}

/// A source to be made.
#[derive(Debug, Deserialize, TS)]
pub struct NewSource {
    /// Its name and first path segment.
    pub name: String,
    /// What it shall be.
    #[serde(flatten)]
    pub settings: SourceSettings,
    /// Secrets as text; empty and a scheme given: one is made up for tests.
    pub secrets: Vec<String>,
}

/// What a source's editor sets.
#[derive(Debug, Deserialize, TS)]
#[serde(default)]
pub struct SourceSettings {
    /// Scheme id.
    pub scheme: Option<String>,
    /// Allowed clock difference in seconds; `null` is the scheme's own.
    #[ts(type = "number | null")]
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours; `null` is the scheme's own policy.
    pub future: Option<FuturePolicy>,
    /// Whether keys that the provider publishes at an address are fetched.
    pub fetch_keys: bool,
    /// Whether the provider's handshakes are answered.
    pub handshake: bool,
    /// Values to set for them or, where empty, to take away; others stay.
    pub handshake_values: Vec<HandshakeText>,
    /// The URL the provider was given.
    pub public_url: Option<String>,
    /// http(s) URLs that captures are forwarded to.
    pub forward_to: Vec<String>,
    /// Whether the first of them answers the sender in place of the rule.
    pub forward_mode: ForwardMode,
    /// Endpoints that captures flow on to, one route an endpoint; `null` leaves them as they are.
    pub routes: Option<Vec<Route>>,
    /// How the sender is answered.
    pub response: ResponseRule,
    /// Whether web pages' requests are forwarded, and their handshakes answered, like others.
    pub allow_browser: bool,
}

impl Default for SourceSettings {
    fn default() -> Self {
        Self {
            scheme: None,
            tolerance_seconds: None,
            future: None,
            fetch_keys: false,
            handshake: true,
            handshake_values: Vec::new(),
            public_url: None,
            forward_to: Vec::new(),
            forward_mode: ForwardMode::After,
            routes: None,
            response: ResponseRule::default(),
            allow_browser: false,
        }
    }
}

/// A change of a source: all settings at once, secrets by addition and removal.
#[derive(Debug, Deserialize, TS)]
pub struct EditSource {
    /// Which source.
    pub id: SourceId,
    /// A new name; captures follow it.
    pub name: String,
    /// What it shall be.
    #[serde(flatten)]
    pub settings: SourceSettings,
    /// Secrets to add, as text.
    pub add_secrets: Vec<String>,
    /// Secrets to forget.
    pub remove_secrets: Vec<SecretId>,
}

/// Changes a source as a diagnosis proposed.
#[derive(Debug, Deserialize, TS)]
pub struct MendSource {
    /// Which source.
    pub id: SourceId,
    /// What to change.
    pub mend: Mend,
}

/// Names one source.
#[derive(Debug, Deserialize, TS)]
pub struct OneSource {
    /// Its id.
    pub id: SourceId,
}

/// Pauses a source or lets it go on.
#[derive(Debug, Deserialize, TS)]
pub struct PauseSource {
    /// Which source.
    pub id: SourceId,
    /// Paused or not.
    pub paused: bool,
}

/// Asks for a secret's value, on the user's own wish.
#[derive(Debug, Deserialize, TS)]
pub struct RevealSecret {
    /// Which secret.
    pub id: SecretId,
}

/// A secret's value.
#[derive(Serialize, TS)]
pub struct RevealedSecret {
    /// The secret as text (bytes that are not UTF-8 replaced).
    pub text: String,
}

/// Checks every capture of a source again, as it is set now.
#[derive(Debug, Deserialize, TS)]
pub struct ReverifySource {
    /// Which source.
    pub source: SourceId,
}

/// How far checking a source's captures again is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Reverification {
    /// Captures in all.
    #[ts(type = "number")]
    pub total: u64,
    /// Captures checked.
    #[ts(type = "number")]
    pub done: u64,
    /// Captures whose verdict or reason is another one now.
    #[ts(type = "number")]
    pub changed: u64,
    /// Milliseconds since it began.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// The new verdicts of those checked; every verdict is there.
    pub by_verdict: Vec<(Verdict, u64)>,
    /// Whether it ended.
    pub finished: bool,
    /// Whether the user ended it.
    pub cancelled: bool,
    /// Why it could not go on.
    pub problem: Option<String>,
}
