//! Sends captures again: each one, or each a thousand times, several at once.
//!
//! Every attempt is stored. A run keeps nothing itself: it reads captures as
//! it comes to them and tells its progress.

mod parcel;

use std::future::ready;
use std::iter::repeat_n;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{Stream, StreamExt as _, stream};
use model::{Attempt, CaptureId};
use store::{NewAttempt, Store};
use tokio::sync::{mpsc, watch};
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::{Edit, Sender, Target, attempt};
use parcel::{Parcel, Problem};

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

/// Captures that are read before their turn.
const READ_AHEAD: usize = 2;
/// Attempts that wait for a commit at once: enough for one commit to take many.
const STORED_AT_ONCE: usize = 128;

/// Runs a plan to its end, or until it is cancelled.
///
/// A store that takes no more attempts ends the run; a capture that is gone or
/// cannot be signed is left out. Either way `problem` says so.
pub async fn run(plan: Plan, means: Means) -> Progress {
    let run = Arc::new(Run {
        stop: means.cancel.child_token(),
        begun: Instant::now(),
        plan,
        means,
    });
    let total = run.plan.captures.len() as u64 * u64::from(run.plan.times.get());
    run.means
        .progress
        .send_modify(|progress| progress.total = total);
    run.attempts().for_each(|stored| run.note(stored)).await;
    run.means.progress.borrow().clone()
}

struct Run {
    plan: Plan,
    means: Means,
    /// Cancelled with the run, or when it cannot go on.
    stop: CancellationToken,
    begun: Instant,
}

impl Run {
    /// Every attempt of the run, each given out once it is stored.
    fn attempts(self: &Arc<Self>) -> impl Stream<Item = Result<Attempt, store::Error>> {
        let times = self.plan.times.get() as usize;
        let captures = stream::iter(self.plan.captures.clone());
        let parcels = captures
            .map(|capture| self.read(capture))
            .buffered(READ_AHEAD)
            .flat_map(move |parcel| {
                stream::iter(parcel).flat_map(move |parcel| stream::iter(repeat_n(parcel, times)))
            })
            .take_until(self.stop.clone().cancelled_owned());
        parcels
            .enumerate()
            .map(|(index, parcel)| self.spawn_send(index, parcel))
            .buffer_unordered(self.plan.concurrency.get() as usize)
            .filter_map(|sent| ready(sent.ok().flatten()))
            .map(|sent| attempt::keep(sent, &self.means.store))
            .buffer_unordered(STORED_AT_ONCE)
    }

    async fn read(&self, capture: CaptureId) -> Option<Arc<Parcel>> {
        let read = Parcel::read(capture, &self.plan, &self.means.store).await;
        read.map(Arc::new)
            .map_err(|problem| self.problem(&problem))
            .ok()
    }

    /// Each exchange is a task of its own, so that several processors take part.
    fn spawn_send(
        self: &Arc<Self>,
        index: usize,
        parcel: Arc<Parcel>,
    ) -> AbortOnDropHandle<Option<NewAttempt>> {
        let run = Arc::clone(self);
        AbortOnDropHandle::new(tokio::spawn(async move { run.send(index, &parcel).await }))
    }

    /// Sends one parcel when its time has come; `None` when the run stopped before that.
    async fn send(&self, index: usize, parcel: &Parcel) -> Option<NewAttempt> {
        let due = self.begun + due_after(index, self.plan.rate);
        self.stop
            .run_until_cancelled(sleep_until(due.into()))
            .await?;
        let order = parcel.order(&self.plan, self.means.sender.clock().now());
        let mut order = order.map_err(|problem| self.problem(&problem)).ok()?;
        order.outgoing.timeout = Some(self.plan.timeout);
        order.outgoing.cancel = self.stop.clone();
        Some(order.send(&self.means.sender).await)
    }

    async fn note(&self, stored: Result<Attempt, store::Error>) {
        match stored {
            Ok(attempt) => self.means.report(attempt),
            Err(error) => {
                self.problem(&error.into());
                self.stop.cancel();
            }
        }
    }

    /// Tells of a problem. The first one stays: what follows is often its consequence.
    fn problem(&self, problem: &Problem) {
        self.means.progress.send_modify(|progress| {
            progress.problem.get_or_insert_with(|| problem.to_string());
        });
    }
}

impl Means {
    fn report(&self, attempt: Attempt) {
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

/// How long after the run's begin exchange number `index` is due, counted from 0.
fn due_after(index: usize, rate: Option<NonZeroU32>) -> Duration {
    let Some(rate) = rate else {
        return Duration::ZERO;
    };
    Duration::from_secs_f64(index as f64 / f64::from(rate.get()))
}
