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
    /// What came of it, in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let target = self.target_webhook_url.as_deref().unwrap_or("its URL");
        let (run, took) = (&self.run_id, self.latency_ms.unwrap_or_default());
        match (self.status_code, &self.error) {
            (Some(status), _) if self.arrived() => {
                format!("{run} arrived at {target}: {status} in {took} ms")
            }
            (Some(status), _) => {
                format!("{run} was sent to {target}, which did not take it: {status} in {took} ms")
            }
            (None, Some(error)) => format!("{run} was sent to {target} in vain: {error}"),
            (None, None) => format!("{run} was sent to {target}, and no answer is known"),
        }
    }

    /// Whether the receiver took it. Skyvern itself answers 200 either way.
    #[must_use]
    pub fn arrived(&self) -> bool {
        let accepted = self
            .status_code
            .is_some_and(|status| (200..300).contains(&status));
        accepted && self.error.is_none()
    }
}
