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

/// Where an imported capture comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaptureOrigin {
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins.
    pub base_url: String,
    /// The delivery, by the provider's id.
    pub delivery: String,
    /// The run that it is listed with, for providers that list by run, where the capture tells it.
    pub run: Option<String>,
    /// A profile that leads there; `None` when there is none any more.
    pub profile: Option<String>,
}

/// Asks which deliveries of a log are captures already.
#[derive(Debug, Deserialize, TS)]
pub struct KnownImports {
    /// Name of the profile that the log is read through.
    pub profile: String,
    /// The deliveries, as the log tells them.
    pub deliveries: Vec<LogDelivery>,
}

/// Names a delivery as a log tells it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct LogDelivery {
    /// The provider's id.
    pub id: String,
    /// Its event, where that is told.
    pub event_id: Option<String>,
}

/// A delivery that is a capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportedCapture {
    /// The provider's id.
    pub id: String,
    /// Its event, where that is told.
    pub event_id: Option<String>,
    /// The capture.
    pub capture: CaptureId,
}
