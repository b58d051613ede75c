//! Redeliveries that were asked for, each on one line: asked, sent, arrived, verified.

use model::{AttemptId, Capture, CaptureId, MatchedBy, RedeliveryId, Timestamp};
use providers::RedeliveryOutcome;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for a page, newest first.
#[derive(Debug, Default, Deserialize, TS)]
pub struct PageRedeliveries {
    /// Of one profile only.
    #[ts(optional)]
    pub profile: Option<String>,
    /// From this one on, itself included.
    #[ts(optional)]
    pub from: Option<RedeliveryId>,
    /// At most so many; a hundred when absent.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// Names a redelivery.
#[derive(Debug, Deserialize, TS)]
pub struct OneRedelivery {
    /// Its id.
    pub id: RedeliveryId,
}

/// A redelivery that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RedeliveryRow {
    /// Its id.
    pub id: RedeliveryId,
    /// Name of the profile, which may be gone.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// What was to be sent again, by the provider's id.
    pub asked: String,
    /// How far it came.
    pub stage: RedeliveryStage,
    /// Where it goes, where that is known.
    pub target_url: Option<String>,
    /// Until when it is awaited; `None` when nothing will come any more.
    pub awaited_until: Option<Timestamp>,
    /// The exchange with the provider; `None` while it is under way.
    pub attempt: Option<AttemptId>,
    /// What the provider made of it; `None` while it is under way.
    pub outcome: Option<RedeliveryOutcome>,
    /// What arrived.
    pub arrival: Option<RedeliveryArrival>,
    /// When it was asked.
    pub created_at: Timestamp,
}

/// The capture that a redelivery arrived as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RedeliveryArrival {
    /// The capture.
    pub capture: CaptureId,
    /// By what it was recognized.
    pub matched_by: MatchedBy,
    /// The capture as lists show it; `None` when it was deleted since.
    pub row: Option<Capture>,
}

/// How far a redelivery came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RedeliveryStage {
    /// The provider was asked, and did not answer yet.
    Asked,
    /// It refused.
    Refused,
    /// It did not answer, or not in its own way: it may send all the same.
    Unclear,
    /// It sends again.
    Sent,
    /// It sent, and the receiver did not take it.
    NotTaken,
    /// It arrived here.
    Arrived,
    /// It arrived here, and its signature is right.
    Verified,
}

/// A text to paste elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CopiedCall {
    /// The command; the credential is a blank in it.
    pub text: String,
}
