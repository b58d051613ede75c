//! Redeliveries as others give and get them. Only data.

use model::{AttemptId, Capture, CaptureId, MatchedBy, RedeliveryId, Timestamp};

use crate::table::awaited::Awaited;

/// A question to a provider that is about to be sent.
#[derive(Debug, Clone)]
pub struct NewRedelivery {
    /// Name of the profile.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// What is sent again, by the provider's id.
    pub asked: String,
    /// What would be recognized as it.
    pub awaited: Awaited,
}

/// A redelivery as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRedelivery {
    /// Its id.
    pub id: RedeliveryId,
    /// Name of the profile, which may be gone.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// What was to be sent again, by the provider's id.
    pub asked: String,
    /// Where it goes, where that is known.
    pub target_url: Option<String>,
    /// Until when it is awaited; `None` when nothing will come any more.
    pub awaited_until: Option<Timestamp>,
    /// The exchange with the provider; `None` while it is under way, or when a process was killed.
    pub attempt: Option<AttemptId>,
    /// What the provider made of it, as JSON; `None` as above.
    pub outcome: Option<String>,
    /// What arrived.
    pub arrival: Option<Arrival>,
    /// When it was asked.
    pub created_at: Timestamp,
}

/// The capture that a redelivery arrived as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The capture.
    pub capture: CaptureId,
    /// By what it was recognized.
    pub matched_by: MatchedBy,
    /// The capture as lists show it; `None` when it was deleted since.
    pub row: Option<Capture>,
}
