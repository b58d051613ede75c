//! Runs of the replay console: captures sent again, together.

use serde::{Deserialize, Serialize};

use crate::{CaptureId, FaultMix, RunId, Timestamp};

/// What a run shall do. Kept with the run, so that it can go on after a restart and be made again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RunPlan {
    /// Where to, each exchange once to every one.
    pub targets: Vec<String>,
    /// Signs afresh instead of sending the bytes as they came.
    pub resign: bool,
    /// Changes made to every request.
    pub template: Template,
    /// In which order captures are sent.
    pub order: RunOrder,
    /// When each exchange begins.
    pub pace: Pace,
    /// How often each capture is sent, from 1.
    pub times: u32,
    /// Exchanges under way at once, 1 to 256.
    pub concurrency: u32,
    /// Ends the run at the first answer that is not 2xx.
    pub stop_on_failure: bool,
    /// Milliseconds until an attempt counts as unanswered.
    #[ts(type = "number")]
    pub timeout_ms: u64,
    /// What goes wrong on purpose.
    pub faults: Option<FaultMix>,
}

/// Changes to each request of a run; an empty one changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Template {
    /// Another method.
    pub method: Option<String>,
    /// Header fields that are set: name and value; `{{capture}}`, `{{index}}`, `{{time}}` and `{{uuid}}` are filled in.
    pub set_headers: Vec<(String, String)>,
    /// Header fields that are taken out.
    pub remove_headers: Vec<String>,
    /// A JSON Patch (RFC 6902) for JSON bodies, as text; the same places are filled in as in headers.
    pub json_patch: Option<String>,
    /// Another body instead, as text.
    pub body: Option<String>,
    /// Moves timestamps in the body (RFC 3339, and Unix seconds and milliseconds near the capture's time) by this
    /// many seconds, or so that the capture's own time becomes now.
    pub shift_time: Option<TimeShift>,
}

/// How timestamps in a body are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TimeShift {
    /// The capture's time becomes the time of sending.
    ToNow,
    /// By this many seconds, back when negative.
    Seconds(#[ts(type = "number")] i64),
}

/// In which order captures are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RunOrder {
    /// Oldest first.
    AsCaptured,
    /// Newest first.
    Reversed,
    /// In an order that follows from the seed.
    Shuffled {
        /// The same seed gives the same order.
        seed: u32,
    },
    /// As they were given.
    AsGiven,
}

/// When each exchange of a run begins.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Pace {
    /// As soon as there is room.
    AsFastAsPossible,
    /// This many a second, at most.
    Rate {
        /// Exchanges begun in a second.
        per_second: f64,
    },
    /// With the captures' own spacing.
    Original {
        /// How many times faster than they came.
        speed: f64,
    },
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Under way.
    Running,
    /// Held by the user.
    Paused,
    /// All was sent.
    Finished,
    /// Ended by the user.
    Cancelled,
    /// Ended at a failure, or because it could not go on.
    Stopped,
    /// The program ended before it did; it can be gone on with.
    Interrupted,
}

/// A run as lists and its page show it.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// What it does.
    pub plan: RunPlan,
    /// What was chosen, in words (`source:stripe type:invoice.*`, `12 captures`).
    pub chosen: String,
    /// How many captures.
    #[ts(type = "number")]
    pub captures: u64,
    /// How far it is.
    pub state: RunState,
    /// Attempts in all.
    #[ts(type = "number")]
    pub total: u64,
    /// Attempts ended.
    #[ts(type = "number")]
    pub done: u64,
    /// Answered with 2xx.
    #[ts(type = "number")]
    pub succeeded: u64,
    /// Proved to be equal to their captures, byte for byte.
    #[ts(type = "number")]
    pub exact: u64,
    /// What kept captures from being sent: the first of such problems.
    pub problem: Option<String>,
    /// The run whose failures this one sends again.
    pub again_of: Option<RunId>,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Milliseconds under way, pauses and interruptions not counted.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
}

/// A row of a run: one capture to one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Failed then, 2xx now.
    Fixed,
    /// 2xx then, fails now.
    Regressed,
    /// As it was.
    Same,
    /// Not sent then.
    New,
}

/// Which captures a run sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Chosen {
    /// These.
    Captures {
        /// Their ids.
        ids: Vec<CaptureId>,
    },
    /// All that match, in the language of the list's filter (which has times, too).
    Filter {
        /// The filter.
        filter: String,
    },
    /// All of a run, to be sent in another way.
    SameAs {
        /// Which run.
        run: RunId,
    },
    /// Those that failed in a run.
    FailuresOf {
        /// Which run.
        run: RunId,
    },
}
