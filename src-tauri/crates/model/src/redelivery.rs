//! What is known of a redelivery that arrived.

use serde::{Deserialize, Serialize};

/// By what a capture was found to be a redelivery that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// An id that the provider told stands in it.
    Id,
    /// It came to the URL that was asked for, at the time: it may be another one.
    Url,
}

impl MatchedBy {
    /// The word used in storage.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Url => "url",
        }
    }
}
