//! One delivery's attempt, from its request to what is to be stored: sign, send, judge.
//!
//! One that went well goes on with the next delivery that was handed on to it. An errand that is
//! dropped on the way says so: nothing of it is stored then, and its delivery is to be given back
//! and sent again.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use model::{
    AttemptDecision, AttemptFailure, Clock, EndpointId, FailureKind, Fault, SendMode, Timestamp,
    Timing,
};
use signing::Scheme;
use store::{DueDelivery, Finished, NewAttempt, Store};

use super::decide::{Decided, Facts, RETRY_LANE};
use super::ended::{self, Ended};
use super::failing::Failing;
use super::handover::Carrier;
use super::health::Health;
use super::message::message;
use super::recipient::Recipient;
use super::relay::Relay;
use super::word::{ErrandId, Lesson, Over, Word, Words};
use crate::{Order, Sender, attempt, faults, signer};

mod handover;

/// What every errand works with.
#[derive(Debug)]
pub(super) struct Means {
    pub(super) store: Store,
    pub(super) clock: Clock,
    /// Whose leases these are.
    pub(super) owner: i64,
    pub(super) words: Words,
    /// Who delivers in our stead.
    pub(super) carrier: Option<Arc<dyn Carrier>>,
}

/// An attempt that is to be made.
#[derive(Debug)]
pub(super) struct Errand {
    pub(super) due: DueDelivery,
    pub(super) to: Arc<Recipient>,
    pub(super) health: Arc<Mutex<Health>>,
    /// What it may go on with.
    pub(super) relay: Arc<Relay>,
    /// What befalls it on purpose.
    pub(super) faults: Vec<Fault>,
}

/// Tells the worker that the errand is over, or was dropped.
struct Report {
    means: Arc<Means>,
    errand: ErrandId,
    delivery: model::DeliveryId,
    endpoint: EndpointId,
    is_over: bool,
}

impl Errand {
    /// Makes the attempt, and those that it may go on with.
    pub(super) async fn run(mut self, id: ErrandId, means: Arc<Means>, sender: Sender) {
        if self.to.endpoint().handed_to.is_some() {
            let report = Report::new(id, &self.due, &means);
            return Box::pin(self.hand_over(means, report)).await;
        }
        loop {
            let report = Report::new(id, &self.due, &means);
            let (attempt, ended) = self.attempt(&means, &sender).await;
            let now = means.clock.now();
            let decided = self.judge(&ended, now);
            let lesson = lesson(&decided, &ended);
            let next = self.next(&ended, now);
            let finished = self.finished(means.owner, attempt, decided);
            report.over(finished, lesson, next.is_some());
            let Some(next) = next else { return };
            self.due = next;
        }
    }

    /// What it goes on with: only when it went well, and while nothing slows the endpoint down.
    fn next(&self, ended: &Ended, now: Timestamp) -> Option<DueDelivery> {
        if !matches!(ended, Ended::Delivered) {
            return None;
        }
        let mut health = lock(&self.health);
        let next = health.is_unhindered(now).then(|| self.relay.take())??;
        health.begin(now);
        Some(next)
    }

    async fn attempt(&self, means: &Means, sender: &Sender) -> (NewAttempt, Ended) {
        let before = self.verified_with(&means.store).await;
        let now = means.clock.now();
        let message = match message(&self.due, &self.to, before.as_deref(), now) {
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
        let attempt = self.send(order, sender).await;
        if let Some(again) = again {
            let copy = Box::pin(again.send(sender)).await;
            // What follows is decided by the first one; a copy that cannot be kept changes nothing.
            Box::pin(attempt::keep(copy, &means.store)).await.ok();
        }
        let ended = ended::read(&self.to.schedule, &attempt, means.clock.now());
        (attempt, ended)
    }

    /// What the capture was verified with that is signed afresh: the scheme of its source.
    async fn verified_with(&self, store: &Store) -> Option<Cow<'static, Scheme>> {
        let id = self.due.capture.filter(|_| self.due.resign)?;
        // Unread, it goes out as it would without.
        let capture = store.captures().get(id).await.ok()??.capture;
        signer::scheme_of_source(&store.sources().snapshot(), &capture.source)
    }

    async fn send(&self, order: Order, sender: &Sender) -> NewAttempt {
        if self.faults.is_empty() {
            return order.send(sender).await;
        }
        let delay = self.to.fault_delay();
        let send = |outgoing| faults::send(sender, outgoing, &self.faults, delay);
        Box::pin(order.send_by(send)).await
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
            method: "POST".into(),
            target: Arc::clone(&self.to.url),
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

    fn judge(&self, ended: &Ended, now: Timestamp) -> Decided {
        let facts = Facts {
            schedule: &self.to.schedule,
            speed: self.to.endpoint().manner.speed,
            trigger: self.due.trigger,
            scheduled: self.due.scheduled,
            failing: Failing::default(),
            now,
            chance: rand::random(),
        };
        lock(&self.health).judge(facts, ended)
    }

    fn finished(&mut self, owner: i64, attempt: NewAttempt, decided: Decided) -> Finished {
        Finished {
            delivery: self.due.delivery,
            to: self.due.endpoint,
            owner,
            sends_event: attempt.request_body == self.due.body,
            attempt: Box::new(attempt),
            decision: AttemptDecision {
                number: self.due.number,
                trigger: self.due.trigger,
                next: decided.next,
                faults: std::mem::take(&mut self.faults),
            },
            state: decided.state,
            due_at: decided.due_at,
            lane: RETRY_LANE,
            endpoint: decided.endpoint,
            disable: decided.disable,
        }
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
    fn new(errand: ErrandId, due: &DueDelivery, means: &Arc<Means>) -> Self {
        Self {
            means: Arc::clone(means),
            errand,
            delivery: due.delivery,
            endpoint: due.endpoint,
            is_over: false,
        }
    }

    fn over(mut self, finished: Finished, lesson: Lesson, goes_on: bool) {
        self.is_over = true;
        self.tell(Word::Ended(Over {
            errand: self.errand,
            finished,
            lesson,
            goes_on,
        }));
    }

    /// A worker that has ended needs to hear nothing.
    fn tell(&self, word: Word) {
        self.means.words.send(word).ok();
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        if !self.is_over {
            self.tell(Word::Lost(self.errand, self.delivery, self.endpoint));
        }
    }
}
