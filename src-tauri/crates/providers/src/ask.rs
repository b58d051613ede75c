//! What is to be sent again, and through whom. Only data.

use serde::Deserialize;
use ts_rs::TS;

/// What is to be sent again, and through whom.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Name of the profile.
    pub profile: String,
    /// The provider's id of what is sent again.
    pub id: String,
    /// Where to, instead of where it went.
    pub webhook_url: Option<String>,
    /// Why, for providers that record it.
    pub reason: Option<String>,
    /// On whose behalf, for credentials of several organizations.
    pub organization: Option<String>,
    /// As what, for providers that have a call for either.
    pub again: Again,
    /// What is known of it from the provider's log: it helps to recognize what arrives.
    pub known: KnownOf,
}

/// As what something is sent again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// As this provider does it by its usual call.
    #[default]
    Usual,
    /// As a new record, where the usual call sends the same one (B3OS: replay, not retry).
    New,
}

/// What a provider's log says of a delivery.
#[derive(Debug, Clone, Default)]
pub struct KnownOf {
    /// Its event.
    pub event_id: Option<String>,
    /// Where it goes.
    pub url: Option<String>,
}
