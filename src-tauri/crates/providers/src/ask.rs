//! What is to be sent again, and through whom. Only data.

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
    /// What is known of it from the provider's log: it helps to recognize what arrives.
    pub known: KnownOf,
}

/// What a provider's log says of a delivery.
#[derive(Debug, Clone, Default)]
pub struct KnownOf {
    /// Its event.
    pub event_id: Option<String>,
    /// Where it goes.
    pub url: Option<String>,
}
