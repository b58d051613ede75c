//! Runs of the replay console: what is chosen and planned, how far it is, what came of it.

use model::{AttemptId, CaptureId, Change, Chosen, FailureKind, Run, RunId, RunPlan, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Starts a run, or asks what it would send.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StartRun {
    /// Which captures.
    pub chosen: Chosen,
    /// What is done with them.
    pub plan: RunPlan,
}

/// Runs, newest first.
#[derive(Debug, Deserialize, TS)]
pub struct PageRuns {
    /// First run of the page, itself included.
    pub from: Option<RunId>,
    /// At most this many.
    pub limit: u32,
}

/// A run among all.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RunListed {
    /// The run.
    pub run: Run,
    /// What changed against the run before it of the same set; `null` where there is none.
    pub changes: Option<RunChanges>,
}

/// How many exchanges of a run went otherwise than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct RunChanges {
    /// The run before it.
    pub against: RunId,
    /// Failed then, 2xx now.
    #[ts(type = "number")]
    pub fixed: u64,
    /// 2xx then, fails now.
    #[ts(type = "number")]
    pub regressed: u64,
}

/// Names a run.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct NamedRun {
    /// Its id.
    pub run: RunId,
}

/// Looks at a run beside another one.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct LookAtRun {
    /// Its id.
    pub run: RunId,
    /// The run it is compared with; `null` takes the last one of the same set.
    pub against: Option<RunId>,
}

/// A run, how fast it goes and what came of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RunDetail {
    /// The run.
    pub run: Run,
    /// Exchanges ended in a second, on average; `null` before the first one.
    pub rate_per_second: Option<f64>,
    /// Milliseconds until it is done, about; only while it runs.
    #[ts(type = "number | null")]
    pub left_ms: Option<u64>,
    /// The run before it of the same captures to the same targets, or the one whose failures it sends again.
    pub previous: Option<RunId>,
    /// The run it is compared with here.
    pub against: Option<ComparedRun>,
    /// Earlier runs of the same set, newest first: those worth comparing with.
    pub comparable: Vec<ComparedRun>,
    /// Failed then, 2xx now.
    #[ts(type = "number")]
    pub fixed: u64,
    /// 2xx then, fails now.
    #[ts(type = "number")]
    pub regressed: u64,
    /// As it was.
    #[ts(type = "number")]
    pub same: u64,
    /// Not sent then.
    #[ts(type = "number")]
    pub new: u64,
    /// Not answered with 2xx.
    #[ts(type = "number")]
    pub failed: u64,
    /// How long answers took.
    pub latency: Latency,
    /// Answers that are alike, most frequent first; a group without a beginning holds what is too varied.
    pub answers: Vec<AnswerGroup>,
}

/// A run that another one is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ComparedRun {
    /// Its id.
    pub run: RunId,
    /// When it began.
    pub started_at: Timestamp,
    /// Attempts ended.
    #[ts(type = "number")]
    pub done: u64,
    /// Attempts in all.
    #[ts(type = "number")]
    pub total: u64,
}

/// How long answers took; exchanges without an answer are not counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Latency {
    /// Answers of this run.
    #[ts(type = "number")]
    pub answers: u64,
    /// From the fastest to the slowest of both runs, six to a power of ten, none left out.
    pub buckets: Vec<LatencyBucket>,
    /// Half took no longer, in milliseconds.
    pub p50_ms: Option<f64>,
    /// 95 of 100 took no longer.
    pub p95_ms: Option<f64>,
    /// 99 of 100 took no longer.
    pub p99_ms: Option<f64>,
}

/// Answers that took about as long.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct LatencyBucket {
    /// Milliseconds, included.
    pub from_ms: f64,
    /// Milliseconds, excluded.
    pub to_ms: f64,
    /// Answers of this run.
    #[ts(type = "number")]
    pub count: u64,
    /// Answers of the run it is compared with, to the same exchanges.
    #[ts(type = "number")]
    pub before: u64,
}

/// Answers with the same status that begin alike, or exchanges that failed in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AnswerGroup {
    /// The status, if answers came.
    pub status: Option<u16>,
    /// Why none came.
    pub failure: Option<FailureKind>,
    /// How the bodies begin, or the failure in words; empty for empty bodies.
    pub begins: Option<String>,
    /// How many of this run.
    #[ts(type = "number")]
    pub count: u64,
    /// How many more than in the run it is compared with, among exchanges of both.
    #[ts(type = "number | null")]
    pub change: Option<i64>,
}

/// Rows of a run that ended.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct PageRunRows {
    /// Which run.
    pub run: RunId,
    /// The run it is compared with; `null` takes the last one of the same set.
    pub against: Option<RunId>,
    /// Which rows.
    pub show: RowsShown,
    /// In which order.
    pub order: RowsOrder,
    /// Rows left out at the beginning.
    #[ts(type = "number")]
    pub from: u64,
    /// At most this many.
    pub limit: u32,
}

/// Which rows of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowsShown {
    /// All that ended.
    All,
    /// Failed then, 2xx now.
    Fixed,
    /// 2xx then, fails now.
    Regressed,
    /// Not answered with 2xx.
    Failed,
}

/// In which order rows of a run are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowsOrder {
    /// Regressed ones first, then fixed ones, then the rest, each in the order of sending.
    RegressedFirst,
    /// In the order of sending.
    AsSent,
}

/// One exchange of a run.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RunRow {
    /// Its place in the order of sending, from 0.
    pub position: u32,
    /// The capture that was sent.
    pub capture: CaptureId,
    /// Name of its source; `null` when the capture is no longer there.
    pub source: Option<String>,
    /// Its event type.
    pub event_type: Option<String>,
    /// What tells it from others: its event id, else its path.
    pub label: Option<String>,
    /// The target as it was given.
    pub target: String,
    /// How it went in the run it is compared with.
    pub then: Option<RowOutcome>,
    /// How it went now.
    pub now: RowOutcome,
    /// What changed; `null` without a run to compare with.
    pub change: Option<Change>,
    /// How the answer's body begins, or why none came.
    pub answer_begins: String,
    /// Whether the bytes were proved equal to the capture's.
    pub exact: Option<bool>,
}

/// How one exchange ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct RowOutcome {
    /// The attempt, as long as it is kept.
    pub attempt: Option<AttemptId>,
    /// The status, if an answer came.
    pub status: Option<u16>,
    /// Why none came.
    pub failure: Option<FailureKind>,
    /// Milliseconds from its beginning to its end.
    pub took_ms: f64,
}

/// Makes a run again.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct AgainRun {
    /// Which one.
    pub run: RunId,
    /// Only the exchanges that were not answered with 2xx.
    pub failures: bool,
}

/// A run's results as a file.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct ExportRun {
    /// Which run.
    pub run: RunId,
    /// The run it is compared with; `null` takes the last one of the same set.
    pub against: Option<RunId>,
    /// The form.
    pub format: RunFormat,
}

/// Forms of a run's results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunFormat {
    /// One document: the run, then its rows.
    Json,
    /// A line a row.
    Csv,
    /// A report to paste.
    Markdown,
}

/// A run's results: ids of captures and outcomes, neither secrets nor what was sent.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportedRun {
    /// A name for the file.
    pub file_name: String,
    /// Its text.
    pub text: String,
}

/// What a run would send.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct RunPreview {
    /// Captures that were found.
    #[ts(type = "number")]
    pub captures: u64,
    /// Exchanges in all.
    #[ts(type = "number")]
    pub total: u64,
    /// The first request as text: head, then the body's beginning; `null` when none can be made.
    pub first: Option<String>,
    /// What keeps the run, or its first request, from being sent.
    pub problems: Vec<String>,
    /// What is worth knowing: bodies that are written anew, spacing that takes long.
    pub notes: Vec<String>,
}
