//! What a handler was found to accept, by variants sent to it.

use serde::{Deserialize, Serialize};

use crate::{CaptureId, ProbeId, Timestamp};

/// A probe of one handler: what was asked of it, and what its answers say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ProbeReport {
    /// URL of the handler.
    pub target: String,
    /// The scheme it was probed with, by id.
    pub scheme: String,
    /// The secret's hint, never the secret.
    pub secret_hint: String,
    /// The capture whose body was sent, if it was one.
    pub capture: Option<CaptureId>,
    /// When it began.
    pub started_at: Timestamp,
    /// Milliseconds it took.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// One sentence on the whole.
    pub headline: String,
    /// One finding a check, in the order of the checks.
    pub findings: Vec<Finding>,
    /// Every request that was sent, in the order of sending.
    pub exchanges: Vec<ProbeExchange>,
    /// Whether all checks came to their end; false when it was cancelled.
    pub finished: bool,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Finding {
    /// Name of the check (`rejects_unsigned`).
    pub check: String,
    /// What came of it.
    pub result: CheckResult,
    /// How much it matters when it fails.
    pub severity: Severity,
    /// In one short line for people (`Fails open on unsigned requests`).
    pub title: String,
    /// What was seen; a cause code (`body.json_compact`) or measure first where the check has one.
    pub detail: String,
    /// What it means and how to mend it; empty when there is nothing to mend.
    pub fix: String,
    /// How many requests it sent.
    pub sent: u32,
    /// Those requests, by their place in the report's exchanges, from 0.
    pub exchanges: Vec<u32>,
}

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// The handler does right.
    Pass,
    /// The handler does wrong, and an answer proves it.
    Fail,
    /// The answers allow no conclusion.
    Inconclusive,
    /// Not asked: the scheme has nothing of the kind, or the user ended the probe.
    Skipped,
}

/// How much a failed check matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Anybody can send what the handler acts upon.
    Critical,
    /// Old or foreign requests are acted upon.
    High,
    /// Good requests are refused.
    Medium,
    /// Worth knowing.
    Info,
}

/// One request of a probe, and how it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ProbeExchange {
    /// What was sent (`One body byte changed`).
    pub name: String,
    /// What differs from a right request (`offset 412: 39 to 38`).
    pub differs: String,
    /// What a right handler does.
    pub expected: Expected,
    /// Status of the answer, if one came.
    pub status: Option<u16>,
    /// Why none came, in words.
    pub failure: Option<String>,
    /// Milliseconds until the answer was whole.
    #[ts(type = "number")]
    pub took_ms: u64,
    /// The request's head as it was sent, cut at 8 KiB.
    pub request_head: String,
    /// The request's body as text, cut at 4 KiB.
    pub request_body: String,
    /// The answer's body as text, cut at 4 KiB.
    pub answer_body: String,
}

/// What a right handler does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// Answers 2xx.
    Accept,
    /// Refuses it.
    Refuse,
    /// Either: the answer is to learn from.
    Either,
}

/// A stored probe as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ProbeRow {
    /// Its id.
    pub id: ProbeId,
    /// URL of the handler.
    pub target: String,
    /// The scheme.
    pub scheme: String,
    /// When it began.
    pub started_at: Timestamp,
    /// Requests sent.
    pub requests: u32,
    /// Failed checks that are critical.
    pub critical: u32,
    /// Failed checks that are high.
    pub high: u32,
    /// Failed checks that are medium.
    pub medium: u32,
    /// Checks that passed.
    pub passed: u32,
    /// Whether all checks came to their end.
    pub finished: bool,
}
