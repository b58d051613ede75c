//! Carries out a run: sends what has no outcome yet, in its order and at its pace.
//!
//! It ends in the state that it is then stored in. A capture that is gone or
//! cannot be sent is left out, and the run's problem says so; a store that
//! takes no more ends the run.

use std::sync::Arc;
use std::time::Instant;

use futures_util::{Stream, StreamExt as _, stream};
use model::{Attempt, FailureKind, Fault, Pace, RunId, RunState};
use store::{NewAttempt, RunExchange, RunOutcome, Standing, Store};
use tokio::sync::{mpsc, watch};
use tokio::time::sleep_until;
use tokio_util::task::AbortOnDropHandle;

use super::begins::begins;
use super::course::{Course, Wish};
use super::order;
use super::pace::Beat;
use super::reading::{Loaded, Reading};
use super::ready::{OnFailure, REWRITTEN, Ready};
use super::recording::Recording;
use super::template::Filling;
use crate::{Sender, faults};

/// Outcomes that may wait for a commit.
const WAITING: usize = 1024;

/// What a run works with.
pub struct Means {
    /// Sends.
    pub sender: Sender,
    /// Gives captures, takes outcomes.
    pub store: Store,
    /// Hears of every attempt, once it is stored.
    pub attempts: Option<mpsc::UnboundedSender<Attempt>>,
    /// How the run shall go on.
    pub wishes: watch::Receiver<Wish>,
}

/// Goes on with a run until it ends or is wished to; gives the state that it is in then.
pub async fn carry_out(run: RunId, ready: Ready, means: Means) -> RunState {
    let course = Arc::new(Course::default());
    let following = course.clone();
    let wishes = means.wishes.clone();
    let _following = AbortOnDropHandle::new(tokio::spawn(async move {
        following.follow(wishes).await;
    }));
    let store = means.store.clone();
    if let Err(error) = go(run, ready, means, &course).await {
        course.fail(&error.into());
    }
    let (from, to) = match course.ending() {
        Some(ending @ (RunState::Cancelled | RunState::Stopped)) => (RUNNING, ending),
        Some(ending) if is_left(&store, run).await => (RUNNING, ending),
        _ => (GOING, RunState::Finished),
    };
    // A store that is gone keeps nothing; its run is found interrupted.
    drop(store.runs().settle(run).await);
    // Whoever wished it has mostly said so in the store already.
    drop(store.runs().move_on(run, from, to, None).await);
    to
}

const RUNNING: &[RunState] = &[RunState::Running];
const GOING: &[RunState] = &[RunState::Running, RunState::Paused];

/// Whether there is anything to go on with.
async fn is_left(store: &Store, run: RunId) -> bool {
    let left = store.runs().left(run).await;
    left.is_ok_and(|left| !left.is_empty())
}

async fn go(
    run: RunId,
    ready: Ready,
    means: Means,
    course: &Arc<Course>,
) -> Result<(), store::Error> {
    let mut left = means.store.runs().left(run).await?;
    if let Some(dice) = &ready.dice {
        left = order::held_back(left, dice);
    }
    let (tell, outcomes) = mpsc::channel(WAITING);
    let ready = Arc::new(ready);
    let going = Arc::new(Going {
        beat: beat(&ready, &left, &means.store).await?,
        begun: Instant::now(),
        sender: means.sender,
        course: course.clone(),
        ready: ready.clone(),
    });
    let reading = Reading {
        left,
        ready,
        store: means.store.clone(),
        course: course.clone(),
    };
    let recording = Recording {
        run,
        store: means.store,
        attempts: means.attempts,
    };
    tokio::join!(
        going.send_all(reading, tell),
        recording.run(outcomes, course)
    );
    Ok(())
}

/// The beat of what is left; a run that is gone on with begins its beat anew.
async fn beat(
    ready: &Ready,
    left: &[(u32, RunExchange)],
    store: &Store,
) -> Result<Beat, store::Error> {
    let received = match ready.pace {
        Pace::Original { .. } => {
            let captures = left.iter().map(|(_, exchange)| exchange.capture);
            store.runs().received_at(captures.collect()).await?
        }
        Pace::AsFastAsPossible | Pace::Rate { .. } => Vec::new(),
    };
    Ok(Beat::of(ready.pace, ready.order, &received))
}

/// A run while it goes.
struct Going {
    ready: Arc<Ready>,
    beat: Beat,
    begun: Instant,
    sender: Sender,
    course: Arc<Course>,
}

impl Going {
    /// Sends everything and hands on what came of it.
    async fn send_all(self: Arc<Self>, reading: Reading, tell: mpsc::Sender<RunOutcome>) {
        let (hand_out, slices) = mpsc::channel(1);
        let _reading = AbortOnDropHandle::new(tokio::spawn(reading.run(hand_out)));
        let stopped = self.course.no_more.clone().cancelled_owned();
        let sent = loaded(slices)
            .take_until(stopped)
            .map(|loaded| self.spawn_send(loaded))
            .buffer_unordered(self.ready.concurrency);
        let hand_on = async |outcomes: Result<Vec<RunOutcome>, _>| {
            for outcome in outcomes.unwrap_or_default() {
                // A store that takes no more has ended the run already.
                tell.send(outcome).await.ok();
            }
        };
        sent.for_each(hand_on).await;
    }

    /// Each exchange is a task of its own, so that several processors take part.
    fn spawn_send(self: &Arc<Self>, loaded: Loaded) -> AbortOnDropHandle<Vec<RunOutcome>> {
        let going = Arc::clone(self);
        AbortOnDropHandle::new(tokio::spawn(async move { going.send(&loaded).await }))
    }

    /// Sends one exchange when its time has come; nothing when the run stopped before that.
    async fn send(&self, loaded: &Loaded) -> Vec<RunOutcome> {
        if self.beat != Beat::AtOnce {
            let due = self.begun + self.beat.due_after(loaded.index);
            let until_due = sleep_until(due.into());
            self.course.no_more.run_until_cancelled(until_due).await;
        }
        let dice = self.ready.dice.as_ref();
        let faults = dice.map_or_else(Vec::new, |dice| dice.fall(loaded.position.into()));
        let mut outcomes = Vec::new();
        if !self.course.no_more.is_cancelled() {
            outcomes.extend(self.send_once(loaded, &faults, Standing::Outcome).await);
        }
        if faults::is_twice(&faults) && !self.course.no_more.is_cancelled() {
            outcomes.extend(self.send_once(loaded, &faults, Standing::Extra).await);
        }
        outcomes
    }

    async fn send_once(
        &self,
        loaded: &Loaded,
        faults: &[Fault],
        standing: Standing,
    ) -> Option<RunOutcome> {
        let filling = Filling {
            capture: loaded.exchange.capture,
            index: u64::from(loaded.position) + 1,
            now: self.sender.clock().now(),
            entropy: rand::random(),
        };
        let order = loaded
            .subject
            .order(&self.ready, loaded.exchange.target, &filling);
        let mut order = order.map_err(|problem| self.course.tell(&problem)).ok()?;
        order.outgoing.cancel = Some(self.course.cut.clone());
        let mut attempt = if faults.is_empty() {
            order.send(&self.sender).await
        } else {
            let delay = self.ready.delay;
            let send = |outgoing| faults::send(&self.sender, outgoing, faults, delay);
            order.send_by(send).await
        };
        if self.ready.template.rewrites_json() {
            attempt.exceptions.push(REWRITTEN.to_owned());
        }
        Some(RunOutcome {
            position: loaded.position,
            exchange: loaded.exchange,
            begins: begins(&attempt),
            standing: self.judged(&attempt, standing),
            attempt,
        })
    }

    /// Stops the run at a failure, where it is to; what was cut off by the program's end does not count.
    fn judged(&self, attempt: &NewAttempt, standing: Standing) -> Standing {
        let failure = attempt.failure.as_ref().map(|failure| failure.kind);
        if failure == Some(FailureKind::Cancelled) {
            let is_interrupted = self.course.ending() == Some(RunState::Interrupted);
            return if is_interrupted {
                Standing::Extra
            } else {
                standing
            };
        }
        if !attempt.succeeded() && self.ready.on_failure == OnFailure::Stop {
            self.course.end(RunState::Stopped);
        }
        standing
    }
}

fn loaded(slices: mpsc::Receiver<Vec<Loaded>>) -> impl Stream<Item = Loaded> {
    let next = async |mut slices: mpsc::Receiver<Vec<Loaded>>| {
        let slice = slices.recv().await?;
        Some((stream::iter(slice), slices))
    };
    stream::unfold(slices, next).flatten()
}

#[cfg(test)]
mod tests;
