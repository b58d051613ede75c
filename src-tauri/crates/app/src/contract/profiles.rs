//! Providers as the user reaches them, and redeliveries through them.

pub use providers::skyvern::SkyvernReplay;
pub use providers::{
    NewProfile, ProfileRow, ProviderDelivery, ProviderOutcome, ProviderPage, Redelivery,
    RedeliveryOutcome, RedeliveryRefusal, RefusalReason,
};
use serde::Deserialize;
use ts_rs::TS;

/// Names a profile.
#[derive(Debug, Deserialize, TS)]
pub struct OneProfile {
    /// Its name.
    pub name: String,
}

/// Asks a provider to send something again.
#[derive(Debug, Deserialize, TS)]
pub struct Redeliver {
    /// Name of the profile.
    pub profile: String,
    /// The provider's id of what is sent again.
    pub id: String,
    /// Where to, instead of where it went.
    pub webhook_url: Option<String>,
    /// Why, for providers that record it.
    #[ts(optional)]
    pub reason: Option<String>,
    /// On whose behalf, for credentials of several organizations.
    #[ts(optional)]
    pub organization: Option<String>,
}
