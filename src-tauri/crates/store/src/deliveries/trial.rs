//! What tests of deliveries share: a store with an endpoint, and a worker without a network.

use std::sync::Arc;

use bytes::Bytes;
use model::{
    AttemptDecision, AttemptId, Delivery, DeliveryId, DeliveryState, EndpointId, Manner, NextStep,
    Ordering, SendMode, Timestamp, Timing, Trigger,
};

use super::{
    Claimed, Claiming, Deliveries, DeliveryFilter, Due, DueDelivery, EndpointOutcome, Finished,
    NewEvent,
};
use crate::fixture::Fixture;
use crate::{NewAttempt, NewEndpoint};

/// The worker that tests are.
pub(crate) const OWNER: i64 = 7;

pub(crate) struct Trial {
    pub(crate) fixture: Fixture,
    pub(crate) endpoint: EndpointId,
}

impl Trial {
    pub(crate) async fn new() -> Self {
        Self::with(Manner::default()).await
    }

    pub(crate) async fn by_key() -> Self {
        let ordering = Ordering::ByKey;
        Self::with(Manner {
            ordering,
            ..Manner::default()
        })
        .await
    }

    pub(crate) async fn with(manner: Manner) -> Self {
        let fixture = Fixture::new();
        let new = NewEndpoint {
            manner,
            ..endpoint("sink")
        };
        let added = fixture.store.endpoints().add(new).await.unwrap();
        Self {
            fixture,
            endpoint: added.id,
        }
    }

    pub(crate) fn deliveries(&self) -> Deliveries<'_> {
        self.fixture.store.deliveries()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.fixture.clock.now()
    }

    /// Lets seconds go by.
    pub(crate) fn wait(&self, seconds: i64) {
        let later = self.now().plus_micros(seconds * 1_000_000);
        self.fixture.clock.set(later);
    }

    pub(crate) async fn deliver(&self, event: NewEvent) -> DeliveryId {
        let to = vec![self.endpoint];
        let added = self.deliveries().add(event, to, Due::Now).await.unwrap();
        added.deliveries[0]
    }

    pub(crate) async fn deliver_keyed(&self, key: &str) -> DeliveryId {
        self.deliver(NewEvent {
            ordering_key: Some(key.into()),
            ..event()
        })
        .await
    }

    pub(crate) async fn claim(&self, room: u32) -> Claimed {
        let now = self.now();
        let claiming = Claiming {
            owner: OWNER,
            now,
            lease_until: now.plus_micros(60_000_000),
            rooms: vec![(self.endpoint, room)],
        };
        self.deliveries().claim(claiming).await.unwrap()
    }

    /// The ids that a claim takes.
    pub(crate) async fn take(&self, room: u32) -> Vec<DeliveryId> {
        let taken = self.claim(room).await.taken;
        taken.into_iter().map(|due| due.delivery).collect()
    }

    /// The only delivery that is due, taken.
    pub(crate) async fn take_one(&self) -> DueDelivery {
        let mut taken = self.claim(8).await.taken;
        assert_eq!(taken.len(), 1, "{taken:?}");
        taken.remove(0)
    }

    pub(crate) async fn succeed(&self, id: DeliveryId) -> AttemptId {
        self.finish(finished(id, self.now(), Outcome::Succeeded))
            .await
    }

    /// Fails, to be tried again in so many seconds.
    pub(crate) async fn fail(&self, id: DeliveryId, again_in: i64) -> AttemptId {
        self.finish(finished(id, self.now(), Outcome::Again(again_in)))
            .await
    }

    pub(crate) async fn give_up(&self, id: DeliveryId) -> AttemptId {
        self.finish(finished(id, self.now(), Outcome::GaveUp)).await
    }

    pub(crate) async fn finish(&self, finished: Finished) -> AttemptId {
        let stored = self.deliveries().finish(Arc::new(vec![finished])).await;
        stored.unwrap()[0]
    }

    pub(crate) async fn get(&self, id: DeliveryId) -> Delivery {
        self.deliveries().get(id).await.unwrap().unwrap().delivery
    }

    pub(crate) async fn state(&self, id: DeliveryId) -> DeliveryState {
        self.get(id).await.state
    }

    /// The ids that a filter finds, newest first.
    pub(crate) async fn ids(&self, filter: &DeliveryFilter) -> Vec<i64> {
        let page = self.deliveries().page(filter, None, 1_000).await.unwrap();
        page.iter().map(|row| row.id.0).collect()
    }
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome {
    Succeeded,
    /// To be tried again in so many seconds.
    Again(i64),
    GaveUp,
    /// It was asked for by hand, and failed.
    Nothing,
}

pub(crate) fn finished(id: DeliveryId, now: Timestamp, outcome: Outcome) -> Finished {
    let due_at = match outcome {
        Outcome::Again(seconds) => Some(now.plus_micros(seconds * 1_000_000)),
        _ => None,
    };
    let (state, next) = match outcome {
        Outcome::Succeeded => (DeliveryState::Succeeded, NextStep::Delivered),
        Outcome::Again(seconds) => (DeliveryState::Retrying, retry(now, seconds)),
        Outcome::GaveUp | Outcome::Nothing => (DeliveryState::Failed, next_after(outcome)),
    };
    let succeeded = state == DeliveryState::Succeeded;
    let trigger = match outcome {
        Outcome::Nothing => Trigger::Redelivery,
        _ => Trigger::Scheduled,
    };
    Finished {
        delivery: id,
        to: EndpointId(1),
        owner: OWNER,
        attempt: Box::new(attempt(now, if succeeded { 200 } else { 500 })),
        sends_event: true,
        decision: AttemptDecision {
            number: 1,
            trigger,
            next,
            faults: Vec::new(),
        },
        state,
        due_at,
        lane: 0,
        endpoint: if succeeded {
            EndpointOutcome::Succeeded
        } else {
            EndpointOutcome::Failed
        },
        disable: None,
    }
}

fn retry(now: Timestamp, seconds: i64) -> NextStep {
    NextStep::Retry {
        due_at: now.plus_micros(seconds * 1_000_000),
        wait_micros: seconds.unsigned_abs() * 1_000_000,
        speed: 1,
        because: None,
    }
}

fn next_after(outcome: Outcome) -> NextStep {
    match outcome {
        Outcome::Nothing => NextStep::Nothing,
        _ => NextStep::GiveUp {
            because: "the schedule is used up".into(),
        },
    }
}

pub(crate) fn attempt(now: Timestamp, status: u16) -> NewAttempt {
    NewAttempt {
        capture: None,
        trigger: Trigger::Scheduled,
        mode: SendMode::Resigned,
        method: "POST".into(),
        target: "http://127.0.0.1:9/".into(),
        started_at: now,
        timing: Timing::default(),
        status: Some(status),
        failure: None,
        exact: None,
        request_head: Bytes::from_static(b"POST / HTTP/1.1\r\n\r\n"),
        exceptions: Vec::new(),
        request_body: Bytes::from_static(b"{}"),
        answer: None,
    }
}

pub(crate) fn event() -> NewEvent {
    NewEvent {
        event_type: "invoice.paid".into(),
        content_type: "application/json".into(),
        body: Some(Bytes::from_static(b"{}")),
        ..NewEvent::default()
    }
}

pub(crate) fn endpoint(name: &str) -> NewEndpoint {
    NewEndpoint {
        name: name.into(),
        url: "http://127.0.0.1:9/".into(),
        ..NewEndpoint::default()
    }
}
