//! What a run shall do, what it works with, and how far it is.

use std::num::NonZeroU32;
use std::time::Duration;

use model::{Attempt, CaptureId};
use store::Store;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::{Edit, Sender, Target};

/// What a run shall do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Which captures, in the order they are sent.
    pub captures: Vec<CaptureId>,
    /// Where to.
    pub target: Target,
    /// Changes made by hand.
    pub edit: Edit,
    /// What becomes of the signatures.
    pub signature: Signature,
    /// How often each capture is sent.
    pub times: NonZeroU32,
    /// How many exchanges are under way at once.
    pub concurrency: NonZeroU32,
    /// Exchanges begun in a second, at most; `None` sets no pace.
    pub rate: Option<NonZeroU32>,
    /// Time until an answer must be here.
    pub timeout: Duration,
}

/// What becomes of the captures' signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// They stay as they came.
    Keep,
    /// Each is made anew with the scheme and secrets of the capture's source.
    Afresh,
}

/// What a run works with.
pub struct Means {
    /// Sends.
    pub sender: Sender,
    /// Gives captures, takes attempts.
    pub store: Store,
    /// Hears of each step; may miss some when it is slow.
    pub progress: watch::Sender<Progress>,
    /// Hears of every attempt, once it is stored.
    pub attempts: Option<mpsc::UnboundedSender<Attempt>>,
    /// Ends the run: what is under way is cut off and stored as cancelled.
    pub cancel: CancellationToken,
}

impl Means {
    /// Tells of an attempt that was stored.
    pub(super) fn report(&self, attempt: Attempt) {
        let succeeded = attempt
            .status
            .is_some_and(|status| (200..300).contains(&status));
        if let Some(attempts) = &self.attempts {
            // Nobody listening any more is no reason to stop.
            attempts.send(attempt.clone()).ok();
        }
        self.progress.send_modify(|progress| {
            progress.done += 1;
            progress.succeeded += u64::from(succeeded);
            progress.last = Some(attempt);
        });
    }
}

/// How far a run is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Attempts in all.
    pub total: u64,
    /// Attempts ended.
    pub done: u64,
    /// Answered with 2xx.
    pub succeeded: u64,
    /// The last attempt that ended.
    pub last: Option<Attempt>,
    /// What kept captures from being sent: the first of such problems, what it is and what helps.
    pub problem: Option<String>,
}
