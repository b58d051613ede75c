//! Word that something changed, without saying what: readers fetch what they show.

use serde::{Deserialize, Serialize};

/// What a change is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Captures came, went or were marked.
    Captures,
    /// Attempts were made.
    Attempts,
    /// Sources, secrets or rules changed.
    Sources,
    /// The receiver started, stopped or met a fault.
    Receiver,
    /// A run or a probe began, moved on or ended.
    Runs,
    /// Provider profiles or emulated runs changed.
    Providers,
    /// Settings changed.
    Settings,
    /// Deliveries came, moved on or ended.
    Deliveries,
    /// Endpoints or routes changed.
    Endpoints,
}

impl Topic {
    /// Every topic: what a reader that missed notices has to look at anew.
    pub const ALL: [Self; 9] = [
        Self::Captures,
        Self::Attempts,
        Self::Sources,
        Self::Receiver,
        Self::Runs,
        Self::Providers,
        Self::Settings,
        Self::Deliveries,
        Self::Endpoints,
    ];
}

/// A change announced to the shells, at most ten times a second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Notice {
    /// What changed.
    pub topics: Vec<Topic>,
    /// Grows with every notice of this process.
    #[ts(type = "number")]
    pub sequence: u64,
}
