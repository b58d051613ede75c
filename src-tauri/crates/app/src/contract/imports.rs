//! Imports: what a provider's log holds, as captures.

use model::{CaptureId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CallError;

/// Reads a provider's log, and keeps the requests that it holds.
#[derive(Debug, Default, Deserialize, TS)]
pub struct StartImport {
    /// Name of the profile.
    pub profile: String,
    /// The source that they belong to: its scheme and secrets verify them.
    #[ts(optional)]
    pub source: Option<String>,
    /// Only these deliveries.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub ids: Vec<String>,
    /// Not older than this.
    #[ts(optional)]
    pub since: Option<Timestamp>,
    /// Of which run, for providers that list by run.
    #[ts(optional)]
    pub of: Option<String>,
    /// At most so many deliveries of the log; a thousand when absent.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// Names an import of this process.
#[derive(Debug, Deserialize, TS)]
pub struct OneImport {
    /// Its number.
    pub import: u32,
}

/// How far an import is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportProgress {
    /// Its number, in this process.
    pub import: u32,
    /// Name of the profile.
    pub profile: String,
    /// Deliveries of the log that were looked at.
    pub seen: u32,
    /// How many of them are captures now.
    pub imported: u32,
    /// How many were imported before.
    pub known: u32,
    /// How many the log tells of without holding them.
    pub without_body: u32,
    /// The new captures.
    pub captures: Vec<CaptureId>,
    /// Whether it is over.
    pub finished: bool,
    /// Whether the user ended it.
    pub cancelled: bool,
    /// What ended it early.
    pub problem: Option<String>,
    /// The same, as it is told within this process.
    #[serde(skip)]
    #[ts(skip)]
    pub error: Option<CallError>,
}
