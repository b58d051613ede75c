//! The worker's way to deliveries: leases, and attempts with their decisions.

use std::sync::Arc;

use model::{AttemptId, DeliveryId, Timestamp, Topic};

use super::{Claimed, Claiming, Deliveries, DeliveryFilter, Finished, Which};
use crate::Error;
use crate::table::deliveries::claim;
use crate::table::endpoints;

impl Deliveries<'_> {
    /// Frees what other workers had under way, so that it is due at once; returns how many.
    ///
    /// Only for who holds the folder's claim on delivering: the others are dead then.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn take_over(&self, owner: i64, now: Timestamp) -> Result<u64, Error> {
        let change = move |connection: &_| {
            let freed = claim::take_over(connection, owner, now)?;
            Ok((freed, endpoints::removed_with_waiting(connection)?))
        };
        let (freed, removed) = self.0.writer.run(&[Topic::Deliveries], change).await?;
        // Whoever removed these was killed before all that waited was cancelled.
        for endpoint in removed {
            let left = DeliveryFilter {
                endpoint: Some(endpoint),
                ..DeliveryFilter::default()
            };
            self.cancel(Which::Filter(left)).await?;
        }
        Ok(freed)
    }

    /// Takes what is due, retries first: from now on it is under way, leased to `owner`.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Then nothing is taken.
    pub async fn claim(&self, claiming: Claiming) -> Result<Claimed, Error> {
        self.0.writer.claim(claiming).await
    }

    /// Gives back what was claimed and not sent: each is due as it was before. What is not leased
    /// to `owner` is passed over; returns how many.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Then nothing is given back.
    pub async fn give_back(&self, owner: i64, ids: Vec<DeliveryId>) -> Result<u64, Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| claim::give_back(connection, (owner, &ids), now);
        self.0.writer.run(&[Topic::Deliveries], change).await
    }

    /// Stores attempts, what follows each, and what that changes, in one commit; gives their ids in
    /// the same order.
    ///
    /// Of a delivery that is no longer leased to `owner`, the attempt alone is stored.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Then none of them is stored.
    pub async fn finish(&self, finished: Arc<Vec<Finished>>) -> Result<Vec<AttemptId>, Error> {
        self.0.writer.finish(finished).await
    }
}

#[cfg(test)]
mod tests {
    use model::{
        AttemptFailure, DeliveryState, EndpointId, FailureKind, NextStep, Timing, Trigger,
    };
    use tokio::sync::broadcast::error::TryRecvError;

    use super::*;
    use crate::deliveries::trial::{OWNER, Outcome, Trial, event, finished};
    use crate::{EndpointOutcome, NewEvent};

    #[tokio::test]
    async fn a_delivery_goes_from_waiting_to_delivered() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        assert_eq!(trial.state(id).await, DeliveryState::Pending);
        let due = trial.take_one().await;
        assert_eq!((due.delivery, due.number, due.scheduled), (id, 1, 0));
        assert_eq!((due.trigger, due.resign), (Trigger::Scheduled, true));
        assert_eq!(trial.state(id).await, DeliveryState::Running);
        let attempt = trial.succeed(id).await;
        let record = trial.deliveries().get(id).await.unwrap().unwrap();
        assert_eq!(record.delivery.state, DeliveryState::Succeeded);
        assert_eq!(record.delivery.last_attempt, Some(attempt));
        assert_eq!(record.delivery.last_status, Some(200));
        assert_eq!(record.delivery.ended_at, Some(trial.now()));
        let (stored, decision) = &record.attempts[0];
        assert_eq!(stored.id, attempt);
        assert_eq!(decision.as_ref().unwrap().next, NextStep::Delivered);
        assert!(trial.take(1).await.is_empty());
    }

    #[tokio::test]
    async fn a_retry_waits_for_its_time_and_counts() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        let mut failed = finished(id, trial.now(), Outcome::Again(5));
        failed.attempt.status = None;
        failed.attempt.failure = Some(AttemptFailure {
            kind: FailureKind::Refused,
            message: "nobody listens".into(),
        });
        trial.finish(failed).await;
        let row = trial.get(id).await;
        assert_eq!(row.state, DeliveryState::Retrying);
        assert_eq!(row.due_at, Some(trial.now().plus_micros(5_000_000)));
        assert_eq!(
            (row.last_status, row.last_failure),
            (None, Some(FailureKind::Refused))
        );
        assert!(trial.take(1).await.is_empty());
        trial.wait(5);
        let again = trial.take_one().await;
        assert_eq!((again.number, again.scheduled), (2, 1));
        assert_eq!(again.trigger, Trigger::Retry);
        assert_eq!(
            again.failing_since,
            Some(trial.now().plus_micros(-5_000_000))
        );
        assert_eq!(again.failures_in_a_row, 1);
        trial.give_up(id).await;
        assert_eq!(trial.state(id).await, DeliveryState::Failed);
    }

    #[tokio::test]
    async fn retries_do_not_queue_behind_the_backlog() {
        let trial = Trial::new().await;
        let first = trial.deliver(event()).await;
        trial.take_one().await;
        trial.fail(first, 1).await;
        let mut behind = Vec::new();
        for _ in 0..4 {
            behind.push(trial.deliver(event()).await);
        }
        trial.wait(1);
        assert_eq!(trial.take(2).await, [first, behind[0]]);
    }

    #[tokio::test]
    async fn no_more_is_taken_than_there_is_room_for_and_what_is_left_is_said() {
        let trial = Trial::new().await;
        for _ in 0..3 {
            trial.deliver(event()).await;
        }
        let claimed = trial.claim(2).await;
        assert_eq!(claimed.taken.len(), 2);
        assert_eq!(claimed.next, [(trial.endpoint, trial.now())]);
        let none = trial.claim(0).await;
        assert!(none.taken.is_empty() && none.next == claimed.next);
        assert_eq!(trial.claim(8).await.next, []);
    }

    #[tokio::test]
    async fn a_claim_that_takes_nothing_wakes_nobody() {
        let trial = Trial::new().await;
        let mut changes = trial.fixture.store.changes();
        assert!(trial.take(8).await.is_empty());
        assert_eq!(changes.try_recv(), Err(TryRecvError::Empty));
        trial.deliver(event()).await;
        trial.take_one().await;
        assert_eq!(changes.recv().await, Ok(vec![Topic::Deliveries]));
        assert_eq!(changes.recv().await, Ok(vec![Topic::Deliveries]));
    }

    #[tokio::test]
    async fn a_disabled_endpoint_gets_nothing_until_it_is_enabled() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        let endpoints = trial.fixture.store.endpoints();
        endpoints.disable(trial.endpoint, "by hand").await.unwrap();
        assert_eq!(trial.claim(1).await, Claimed::default());
        endpoints.enable(trial.endpoint).await.unwrap();
        assert_eq!(trial.take(1).await, [id]);
    }

    #[tokio::test]
    async fn an_attempt_may_disable_its_endpoint() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        let mut changes = trial.fixture.store.changes();
        let gone = Finished {
            disable: Some("it answered 410 Gone".into()),
            ..finished(id, trial.now(), Outcome::GaveUp)
        };
        trial.finish(gone).await;
        let told = vec![Topic::Attempts, Topic::Deliveries, Topic::Endpoints];
        assert_eq!(changes.recv().await, Ok(told));
        let set = trial.fixture.store.endpoints().snapshot();
        let endpoint = &set.by_id(trial.endpoint).unwrap().endpoint;
        assert!(!endpoint.enabled);
        assert_eq!(
            endpoint.disabled_because.as_deref(),
            Some("it answered 410 Gone")
        );
    }

    #[tokio::test]
    async fn a_success_ends_a_row_of_failures() {
        let trial = Trial::new().await;
        let outcomes = [
            EndpointOutcome::Failed,
            EndpointOutcome::Failed,
            EndpointOutcome::Untouched,
            EndpointOutcome::Succeeded,
            EndpointOutcome::Failed,
        ];
        let mut seen = Vec::new();
        for endpoint in outcomes {
            let id = trial.deliver(event()).await;
            let due = trial.take_one().await;
            seen.push((due.failures_in_a_row, due.failing_since.is_some()));
            let outcome = finished(id, trial.now(), Outcome::GaveUp);
            trial
                .finish(Finished {
                    endpoint,
                    ..outcome
                })
                .await;
        }
        let expected = [(0, false), (1, true), (2, true), (2, true), (0, false)];
        assert_eq!(seen, expected);
    }

    #[tokio::test]
    async fn what_a_dead_worker_had_under_way_is_due_at_once() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        trial.wait(1);
        let deliveries = trial.deliveries();
        assert_eq!(deliveries.take_over(OWNER, trial.now()).await, Ok(0));
        assert_eq!(deliveries.take_over(OWNER + 1, trial.now()).await, Ok(1));
        let row = trial.get(id).await;
        assert_eq!(
            (row.state, row.due_at),
            (DeliveryState::Pending, Some(trial.now()))
        );
        assert_eq!(trial.take(1).await, [id]);
    }

    #[tokio::test]
    async fn an_attempt_without_a_lease_is_kept_and_decides_nothing() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        trial
            .deliveries()
            .take_over(OWNER + 1, trial.now())
            .await
            .unwrap();
        let attempt = trial.succeed(id).await;
        let record = trial.deliveries().get(id).await.unwrap().unwrap();
        assert_eq!(record.delivery.state, DeliveryState::Retrying);
        assert_eq!(record.delivery.attempts, 1);
        assert_eq!(record.attempts[0].0.id, attempt);
        assert_eq!(trial.take(1).await, [id]);
    }

    #[tokio::test]
    async fn attempts_of_a_delivery_that_two_workers_made_are_all_found_in_their_order() {
        let trial = Trial::new().await;
        let (id, other) = (trial.deliver(event()).await, trial.deliver(event()).await);
        let mut made = Vec::new();
        trial.take(2).await;
        let freed = trial.deliveries().take_over(OWNER + 1, trial.now()).await;
        assert_eq!(freed, Ok(2));
        trial.take(2).await;
        let mut lost = finished(id, trial.now(), Outcome::Succeeded);
        lost.owner = OWNER + 2;
        made.push(trial.finish(lost).await);
        trial.succeed(other).await;
        made.push(trial.fail(id, 0).await);
        let again = trial.take_one().await;
        assert_eq!((again.delivery, again.number), (id, 3));
        let mut last = finished(id, trial.now(), Outcome::Succeeded);
        last.decision.number = again.number;
        made.push(trial.finish(last).await);
        let record = trial.deliveries().get(id).await.unwrap().unwrap();
        assert_eq!(record.delivery.state, DeliveryState::Succeeded);
        let found: Vec<_> = record
            .attempts
            .iter()
            .map(|(attempt, _)| attempt.id)
            .collect();
        assert_eq!(found, made);
    }

    #[tokio::test]
    async fn attempts_that_end_together_keep_their_order_and_their_bytes() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        let numbered = |number: u32| {
            let mut one = finished(id, trial.now(), Outcome::Again(0));
            one.decision.number = number;
            one.attempt.request_head = number.to_string().into();
            one
        };
        let all: Vec<_> = (1..=19).map(numbered).collect();
        let made = trial.deliveries().finish(Arc::new(all)).await;
        let made = made.unwrap();
        let record = trial.deliveries().get(id).await.unwrap().unwrap();
        let found: Vec<_> = record.attempts.iter().map(|(one, _)| one.id).collect();
        assert_eq!((found.len(), &found), (19, &made));
        for (number, &attempt) in (1..).zip(&made) {
            let record = trial.fixture.store.attempts().get(attempt).await;
            let head = record.unwrap().unwrap().request_head;
            assert_eq!(head, i32::to_string(&number).into_bytes());
        }
    }

    #[tokio::test]
    async fn what_is_given_back_is_due_as_it_was() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        let due_at = trial.take_one().await.due_at;
        trial.wait(9);
        let deliveries = trial.deliveries();
        let stranger = deliveries.give_back(OWNER + 1, vec![id]).await;
        assert_eq!(stranger, Ok(0));
        assert_eq!(
            deliveries.give_back(OWNER, vec![id, DeliveryId(99)]).await,
            Ok(1)
        );
        let row = trial.get(id).await;
        assert_eq!(
            (row.state, row.due_at),
            (DeliveryState::Pending, Some(due_at))
        );
    }

    #[tokio::test]
    async fn a_body_that_is_the_events_is_stored_once() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        let attempt = trial.fail(id, 0).await;
        let count = |connection: &rusqlite::Connection| {
            let sql = "SELECT count(body) FROM attempt_bytes";
            Ok(connection.query_row(sql, [], |row| row.get::<_, i64>(0))?)
        };
        assert_eq!(trial.fixture.store.inner().readers.run(count).await, Ok(0));
        let attempts = trial.fixture.store.attempts();
        assert_eq!(
            attempts.request_body(attempt).await,
            Ok(Some(b"{}".to_vec()))
        );
    }

    #[tokio::test]
    async fn an_attempt_of_a_delivery_that_is_gone_keeps_its_bytes() {
        let trial = Trial::new().await;
        let mut orphan = finished(DeliveryId(99), trial.now(), Outcome::Succeeded);
        orphan.attempt.request_body = bytes::Bytes::from_static(b"sent");
        let attempt = trial.finish(orphan).await;
        let attempts = trial.fixture.store.attempts();
        let sent = attempts.request_body(attempt).await;
        assert_eq!(sent, Ok(Some(b"sent".to_vec())));
        assert_eq!(trial.deliveries().counts().await, Ok(Vec::new()));
    }

    #[tokio::test]
    async fn a_claim_takes_no_more_large_bodies_than_memory_is_meant_for() {
        let trial = Trial::new().await;
        for _ in 0..4 {
            let body = bytes::Bytes::from(vec![b' '; 6 * 1024 * 1024]);
            let large = NewEvent {
                body: Some(body),
                ..event()
            };
            trial.deliver(large).await;
        }
        let first = trial.claim(8).await;
        assert_eq!(first.taken.len(), 3);
        assert_eq!(first.next, [(trial.endpoint, trial.now())]);
        assert_eq!(trial.take(8).await.len(), 1);
    }

    #[tokio::test]
    async fn an_attempt_that_took_a_while_ends_when_it_ended() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        let mut slow = finished(id, trial.now(), Outcome::GaveUp);
        slow.attempt.timing = Timing {
            total_micros: 3_000_000,
            ..Timing::default()
        };
        trial.finish(slow).await;
        let ended = trial.now().plus_micros(3_000_000);
        assert_eq!(trial.get(id).await.ended_at, Some(ended));
    }

    #[tokio::test]
    async fn work_of_another_process_is_heard_of() {
        let trial = Trial::new().await;
        let other = trial.fixture.another();
        let mut changes = other.changes();
        trial.deliver(event()).await;
        assert_eq!(changes.recv().await, Ok(vec![Topic::Deliveries]));
        let keyed = NewEvent {
            message_id: Some("msg_1".into()),
            ..event()
        };
        assert_eq!(trial.take(1).await.len(), 1);
        trial.deliver(keyed).await;
        let rooms = vec![(trial.endpoint, 1), (EndpointId(99), 1)];
        let claiming = Claiming {
            owner: 8,
            now: trial.now(),
            lease_until: trial.now(),
            rooms,
        };
        let taken = other.deliveries().claim(claiming).await.unwrap().taken;
        assert_eq!(taken[0].message_id, "msg_1");
    }
}
