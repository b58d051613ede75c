//! What InstaVM and its parts are called.

/// Its name for people.
pub const NAME: &str = "InstaVM";
/// The signature scheme of its webhooks.
pub const SCHEME: &str = "instavm";
