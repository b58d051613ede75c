//! What emulated providers hold, as lists show it, and what more of it is asked for with. Only data.

use model::{CaptureId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Makes something that an emulated provider can send again.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default)]
pub struct CreateEmulated {
    /// The provider, by its id.
    pub provider: String,
    /// Where its webhook goes.
    pub to: Option<String>,
    /// What it is, in the provider's words (Skyvern: the type of run).
    pub event_type: Option<String>,
    /// How far it is, in the provider's words.
    pub status: Option<String>,
    /// What it carries, JSON (Skyvern: the output of the run).
    pub payload: Option<String>,
    /// The capture whose body it carries, instead of `payload`.
    pub from_capture: Option<CaptureId>,
    /// The endpoint it goes to, by the provider's id, instead of `to`.
    pub endpoint: Option<String>,
    /// For whom, by the provider's id; the first organization when absent.
    pub organization: Option<String>,
}

/// Something that was made, and what a client needs to ask for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CreatedRecord {
    /// Its id.
    pub id: String,
    /// The same, where the provider calls it a run.
    pub run_id: Option<String>,
    /// The delivery that is on its way, where the provider keeps it apart.
    pub delivery_id: Option<String>,
    /// What lets a client in.
    pub api_key: String,
    /// What its webhook is signed with; empty where nothing signs.
    pub secret: String,
}

/// A record as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedRow {
    /// The id that the provider gave it.
    pub id: String,
    /// What it is, in the provider's words.
    pub event_type: String,
    /// How far it is, in the provider's words.
    pub status: String,
    /// Where its webhook goes.
    pub webhook_url: Option<String>,
    /// How its webhook ended, where the provider keeps that.
    pub delivery_status: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A record with what would be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedDetail {
    /// The row.
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: EmulatedRow,
    /// The exact body of its webhook; none where it has none.
    pub payload: Option<String>,
}
