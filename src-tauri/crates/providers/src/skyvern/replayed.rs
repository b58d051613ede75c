//! Skyvern's answer to a replay, as its client reads it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What was sent and what its receiver said. Absent and null are the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SkyvernReplay {
    /// The run.
    pub run_id: String,
    /// Its type.
    pub run_type: String,
    /// Where the run's webhook goes.
    #[serde(default)]
    pub default_webhook_url: Option<String>,
    /// Where it went this time.
    #[serde(default)]
    pub target_webhook_url: Option<String>,
    /// The exact body.
    pub payload: String,
    /// The fields that were set.
    pub headers: BTreeMap<String, String>,
    /// Status of the receiver's answer; none when there was no answer.
    #[serde(default)]
    pub status_code: Option<u16>,
    /// Milliseconds that it took.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub latency_ms: Option<u64>,
    /// The beginning of what the receiver answered.
    #[serde(default)]
    pub response_body: Option<String>,
    /// Why there was no answer, in Skyvern's words.
    #[serde(default)]
    pub error: Option<String>,
    /// What else it says, which this version does not know.
    #[serde(flatten)]
    #[ts(skip)]
    pub more: BTreeMap<String, serde_json::Value>,
}

impl SkyvernReplay {
    /// Whether the receiver took it. Skyvern itself answers 200 either way.
    #[must_use]
    pub fn arrived(&self) -> bool {
        let accepted = self
            .status_code
            .is_some_and(|status| (200..300).contains(&status));
        accepted && self.error.is_none()
    }
}
