//! The rows of a run beside those of another one, and what is counted of both.
//!
//! Only data, and what it means for an exchange to be fixed or to regress.

use model::{AttemptId, Capture, Change, FailureKind, Run, RunId};

use super::rows::RunExchange;

/// A run among all.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedRun {
    /// The run.
    pub run: Run,
    /// What had changed when it was left last, see [`crate::Runs::settle`].
    pub changes: Option<Changes>,
}

/// How many exchanges of a run went otherwise than in the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changes {
    /// The one before it.
    pub against: RunId,
    /// Failed then, 2xx now.
    pub fixed: u64,
    /// 2xx then, fails now.
    pub regressed: u64,
}

/// Which rows of a run are read.
#[derive(Debug, Clone, Copy)]
pub struct RowsWanted {
    /// Of which run.
    pub run: RunId,
    /// Beside those of which other one.
    pub against: Option<RunId>,
    /// Which of them.
    pub show: Shown,
    /// In which order.
    pub order: RowOrder,
    /// Rows left out at the beginning.
    pub from: u64,
    /// At most this many.
    pub limit: u32,
}

impl RowsWanted {
    /// Whether both runs must be read to tell which rows are meant.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        let by_change = matches!(self.show, Shown::Fixed | Shown::Regressed);
        let regressed_first = self.order == RowOrder::RegressedFirst;
        by_change || (regressed_first && self.against.is_some())
    }

    /// The positions of the page, of all that are shown.
    #[must_use]
    pub fn page_of(&self, ranked: &[u32]) -> Vec<u32> {
        let from = usize::try_from(self.from).unwrap_or(usize::MAX);
        let page = ranked.iter().skip(from).take(self.limit as usize);
        page.copied().collect()
    }
}

/// Which rows of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// All that ended.
    All,
    /// Failed then, 2xx now.
    Fixed,
    /// 2xx then, fails now.
    Regressed,
    /// Not answered with 2xx.
    Failed,
}

/// In which order rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOrder {
    /// Regressed ones first, then fixed ones, then the rest, each in the order of sending.
    RegressedFirst,
    /// In the order of sending.
    AsSent,
}

/// One row of a run beside the same one of another run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// Its place in the order of sending.
    pub position: u32,
    /// What was sent.
    pub exchange: RunExchange,
    /// Whether the bytes were proved equal to the capture's.
    pub exact: Option<bool>,
    /// How it ended.
    pub now: Ending,
    /// How the same one ended in the other run.
    pub then: Option<Ending>,
    /// The capture, unless it is gone.
    pub captured: Option<Capture>,
}

/// How an exchange ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// The status, if an answer came.
    pub status: Option<u16>,
    /// Why none came.
    pub failure: Option<FailureKind>,
    /// Microseconds from its beginning.
    pub took_micros: u32,
    /// How the answer begins, or why none came.
    pub begins: String,
    /// The attempt, as long as it is kept.
    pub attempt: Option<AttemptId>,
}

impl Ending {
    /// Whether it was answered with 2xx.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }

    /// What changed since another one.
    #[must_use]
    pub fn change_since(&self, then: Option<&Self>) -> Change {
        match then.map(|then| (then.succeeded(), self.succeeded())) {
            None => Change::New,
            Some((false, true)) => Change::Fixed,
            Some((true, false)) => Change::Regressed,
            Some(_) => Change::Same,
        }
    }
}

/// Everything about a run that is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Failed then, 2xx now.
    pub fixed: u64,
    /// 2xx then, fails now.
    pub regressed: u64,
    /// As it was.
    pub same: u64,
    /// Not sent then.
    pub new: u64,
    /// Not answered with 2xx.
    pub failed: u64,
    /// How long answers took, in microseconds, in no order.
    pub took: Vec<u32>,
    /// How long they took in the other run.
    pub took_then: Vec<u32>,
    /// Answers that are alike, most frequent first.
    pub answers: Vec<AnswerTally>,
}

/// How many answers are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerTally {
    /// The status, if answers came.
    pub status: Option<u16>,
    /// Why none came.
    pub failure: Option<FailureKind>,
    /// How they begin; `None` for what is too varied to be told apart.
    pub begins: Option<String>,
    /// How many.
    pub count: u64,
    /// How many more than in the other run, among exchanges of both.
    pub change: i64,
}

impl Tally {
    /// Counts one row.
    pub(crate) fn count(&mut self, now: &Ending, then: Option<&Ending>) {
        let place = match now.change_since(then) {
            Change::Fixed => &mut self.fixed,
            Change::Regressed => &mut self.regressed,
            Change::Same => &mut self.same,
            Change::New => &mut self.new,
        };
        *place += 1;
        self.failed += u64::from(!now.succeeded());
        self.took.extend(now.status.map(|_| now.took_micros));
        let answered = then.filter(|then| then.status.is_some());
        self.took_then.extend(answered.map(|then| then.took_micros));
    }
}
