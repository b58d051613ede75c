//! What B3OS and its parts are called.

/// Its name for people.
pub const NAME: &str = "B3OS";
/// The signature scheme of its webhooks.
pub const SCHEME: &str = "b3os";
/// The path of every call.
pub const ROOT: [&str; 2] = ["v1", "execution-webhooks"];
