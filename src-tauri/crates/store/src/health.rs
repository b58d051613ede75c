//! How the database is, as shells show it.

/// How the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// The last write was stored.
    Ok,
    /// The last write met a full disk. It is tried again until there is room.
    Full,
    /// The last write failed otherwise, in words.
    Failed(String),
}
