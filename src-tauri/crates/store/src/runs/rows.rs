//! What runs are made of: only data.

use std::time::Duration;

use model::{CaptureId, RunId, RunPlan};

use crate::NewAttempt;

/// A run to be made; it is running from then on.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRun {
    /// What it does.
    pub plan: RunPlan,
    /// What was chosen, in words.
    pub chosen: String,
    /// What it sends, in the order of sending.
    pub exchanges: Vec<RunExchange>,
    /// The run whose failures it sends again.
    pub again_of: Option<RunId>,
    /// Which process carries it out, see [`crate::Runs::interrupt`].
    pub carrier: i64,
}

/// One capture sent to one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RunExchange {
    /// The capture.
    pub capture: CaptureId,
    /// The target's place in the plan, from 0.
    pub target: u16,
    /// Which time it is sent there in this run, from 0.
    pub time: u32,
}

/// An exchange that ended.
#[derive(Debug, Clone)]
pub struct RunOutcome {
    /// Its place in the order of sending, from 0.
    pub position: u32,
    /// What was sent.
    pub exchange: RunExchange,
    /// What came of it.
    pub attempt: NewAttempt,
    /// How the answer begins, or why there is none.
    pub begins: String,
    /// What it is to the run.
    pub standing: Standing,
}

/// What an attempt is to the run that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The outcome of its row.
    Outcome,
    /// Only kept: it was cut off to be made again, or is a repetition made on purpose.
    Extra,
}

/// What is added to a run's counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunProgress {
    /// Exchanges ended.
    pub done: u64,
    /// Answered with 2xx.
    pub succeeded: u64,
    /// Proved to be equal to their captures.
    pub exact: u64,
    /// Time under way.
    pub elapsed: Duration,
    /// What kept captures from being sent; the first one stays.
    pub problem: Option<String>,
}

impl RunProgress {
    /// Counts what ended.
    pub(crate) fn count(&mut self, attempt: &NewAttempt) {
        self.done += 1;
        self.succeeded += u64::from(attempt.succeeded());
        self.exact += u64::from(attempt.exact == Some(true));
    }
}
