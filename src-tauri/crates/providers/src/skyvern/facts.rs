//! What Skyvern is called and where it is.

/// Its id here: in paths, profiles and the store.
pub const PROVIDER: &str = "skyvern";
/// Where its cloud's API begins.
pub const BASE_URL: &str = "https://api.skyvern.com";
/// The signature scheme of its webhooks.
pub const SCHEME: &str = "skyvern";
