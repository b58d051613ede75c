//! One delivery's attempt, from its request to the store: sign, send, judge, keep.
//!
//! A store that takes no more for a while is waited for. An errand that is dropped on the way says
//! so: nothing of it is stored then, and its delivery is to be given back and sent again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use model::{
    AttemptDecision, AttemptFailure, Clock, EndpointId, FailureKind, Fault, SendMode, Timing,
};
use store::{DueDelivery, Finished, NewAttempt, Store};
use tokio::time::sleep;

use super::decide::{Decided, Facts, RETRY_LANE};
use super::ended::{self, Ended};
use super::failing::Failing;
use super::health::Health;
use super::message::message;
use super::recipient::Recipient;
use super::trouble;
use super::word::{Lesson, Stage, Word, Words};
use crate::{Order, Sender, attempt, faults};

/// How long an attempt waits for others to be stored with.
const COMPANY: Duration = Duration::from_millis(1);

/// What every errand works with.
#[derive(Debug)]
pub(super) struct Means {
    pub(super) store: Store,
    pub(super) sender: Sender,
    pub(super) clock: Clock,
    /// Whose leases these are.
    pub(super) owner: i64,
    pub(super) words: Words,
}

/// An attempt that is to be made.
#[derive(Debug)]
pub(super) struct Errand {
    pub(super) due: DueDelivery,
    pub(super) to: Arc<Recipient>,
    pub(super) health: Arc<Mutex<Health>>,
    /// What befalls it on purpose.
    pub(super) faults: Vec<Fault>,
}

/// Tells the worker how far the errand is, and when it is dropped.
struct Report {
    means: Arc<Means>,
    delivery: model::DeliveryId,
    endpoint: EndpointId,
    /// `None` once it is over.
    stage: Option<Stage>,
}

impl Errand {
    /// Makes the attempt and stores it.
    pub(super) async fn run(self, means: Arc<Means>) {
        let mut report = Report::new(&self.due, &means);
        let (attempt, ended) = self.attempt(&means).await;
        let decided = self.judge(&means, &ended);
        report.ended(lesson(&decided, &ended));
        if self.to.sends_many() {
            // Those that end within a moment share a commit.
            sleep(COMPANY).await;
        }
        let finished = self.finished(means.owner, attempt, decided);
        report.over(keep(&means, finished).await);
    }

    async fn attempt(&self, means: &Means) -> (NewAttempt, Ended) {
        let message = match message(&self.due, &self.to, means.clock.now()) {
            Ok(message) => message,
            Err(unsendable) => return self.unsent(unsendable.to_string(), &means.clock),
        };
        let order = Order {
            capture: self.due.capture,
            trigger: self.due.trigger,
            mode: message.mode,
            outgoing: message.outgoing,
        };
        let again = faults::is_twice(&self.faults).then(|| order.clone());
        let attempt = self.send(order, &means.sender).await;
        if let Some(again) = again {
            let copy = again.send(&means.sender).await;
            // What follows is decided by the first one; a copy that cannot be kept changes nothing.
            attempt::keep(copy, &means.store).await.ok();
        }
        let ended = ended::read(&self.to.schedule, &attempt, means.clock.now());
        (attempt, ended)
    }

    async fn send(&self, order: Order, sender: &Sender) -> NewAttempt {
        if self.faults.is_empty() {
            return order.send(sender).await;
        }
        let delay = self.to.fault_delay();
        let send = |outgoing| faults::send(sender, outgoing, &self.faults, delay);
        order.send_by(send).await
    }

    /// The attempt that could not be made.
    fn unsent(&self, why: String, clock: &Clock) -> (NewAttempt, Ended) {
        let failure = AttemptFailure {
            kind: FailureKind::Other,
            message: why.clone(),
        };
        let attempt = NewAttempt {
            capture: self.due.capture,
            trigger: self.due.trigger,
            mode: SendMode::Resigned,
            method: "POST".to_owned(),
            target: self.to.endpoint().url.clone(),
            started_at: clock.now(),
            timing: Timing::default(),
            status: None,
            failure: Some(failure),
            exact: None,
            request_head: Bytes::new(),
            exceptions: Vec::new(),
            request_body: Bytes::new(),
            answer: None,
        };
        (attempt, Ended::Unsent(why))
    }

    fn judge(&self, means: &Means, ended: &Ended) -> Decided {
        let facts = Facts {
            schedule: &self.to.schedule,
            speed: self.to.endpoint().manner.speed,
            trigger: self.due.trigger,
            scheduled: self.due.scheduled,
            failing: Failing::default(),
            now: means.clock.now(),
            chance: rand::random(),
        };
        lock(&self.health).judge(facts, ended)
    }

    fn finished(self, owner: i64, attempt: NewAttempt, decided: Decided) -> Finished {
        Finished {
            delivery: self.due.delivery,
            owner,
            attempt,
            decision: AttemptDecision {
                number: self.due.number,
                trigger: self.due.trigger,
                next: decided.next,
                faults: self.faults,
            },
            state: decided.state,
            due_at: decided.due_at,
            lane: RETRY_LANE,
            endpoint: decided.endpoint,
            disable: decided.disable,
        }
    }
}

/// Stores an attempt, however long the store takes no more: given up it would be made again.
async fn keep(means: &Means, finished: Finished) -> Result<(), store::Error> {
    loop {
        match means.store.deliveries().finish(finished.clone()).await {
            Ok(_) => return Ok(()),
            Err(error @ store::Error::Closed) => return Err(error),
            Err(error) => drop(means.words.send(Word::Refused(error))),
        }
        sleep(trouble::PAUSE).await;
    }
}

fn lesson(decided: &Decided, ended: &Ended) -> Lesson {
    match ended {
        _ if decided.disable.is_some() => Lesson::Stop,
        Ended::Failed(failed) if crate::schedule::throttles(*failed) => Lesson::SlowDown,
        Ended::Failed(_) | Ended::Delivered | Ended::Unsent(_) => Lesson::GoOn,
    }
}

/// What is known of an endpoint; a panic elsewhere does not make it unknown.
pub(super) fn lock(health: &Mutex<Health>) -> MutexGuard<'_, Health> {
    health.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Report {
    fn new(due: &DueDelivery, means: &Arc<Means>) -> Self {
        Self {
            means: Arc::clone(means),
            delivery: due.delivery,
            endpoint: due.endpoint,
            stage: Some(Stage::Exchange),
        }
    }

    fn ended(&mut self, lesson: Lesson) {
        self.stage = Some(Stage::Storing);
        self.tell(Word::Ended(self.endpoint, lesson));
    }

    fn over(&mut self, stored: Result<(), store::Error>) {
        match stored {
            Ok(()) => self.tell(Word::Stored(self.endpoint)),
            Err(error) => self.lost(Some(error)),
        }
        self.stage = None;
    }

    fn lost(&self, error: Option<store::Error>) {
        let Some(stage) = self.stage else {
            return;
        };
        self.tell(Word::Lost {
            delivery: self.delivery,
            endpoint: self.endpoint,
            stage,
            error,
        });
    }

    /// A worker that has ended needs to hear nothing.
    fn tell(&self, word: Word) {
        self.means.words.send(word).ok();
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        self.lost(None);
    }
}
