//! A delivery as a provider's log tells it. Only data.
//!
//! What the provider says beyond these words stays beside them, as it came.

use model::Timestamp;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

/// One row of a provider's log.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ProviderDelivery {
    /// What a redelivery of it is asked by.
    pub id: String,
    /// Type of its event.
    pub event_type: Option<String>,
    /// How far it came.
    pub outcome: ProviderOutcome,
    /// Status that the receiver answered.
    pub status: Option<u16>,
    /// When it was made or last tried.
    pub at: Option<Timestamp>,
    /// Where it goes.
    pub url: Option<String>,
    /// Its event, by the provider's id.
    pub event_id: Option<String>,
    /// The row as it came.
    #[ts(type = "unknown")]
    pub more: Value,
}

/// How far a delivery came, whatever words its provider has for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProviderOutcome {
    /// The receiver took it.
    Succeeded,
    /// It failed, and will be tried again.
    Retrying,
    /// It failed for good.
    Failed,
    /// It was not tried yet.
    Pending,
    /// Something else, or nothing that is known here.
    Other {
        /// The provider's own word; empty where it says none.
        words: String,
    },
}

impl ProviderOutcome {
    /// What is concluded from the receiver's status, where a log has no word of its own.
    #[must_use]
    pub const fn of_status(status: u16) -> Self {
        match status {
            200..300 => Self::Succeeded,
            _ => Self::Failed,
        }
    }
}

/// A page of a provider's log.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct ProviderPage {
    /// Its rows, in the provider's order.
    pub rows: Vec<ProviderDelivery>,
    /// What asks for the page after it; none on the last page.
    pub next: Option<String>,
}
