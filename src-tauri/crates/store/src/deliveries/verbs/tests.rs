//! What each act does to a delivery in each of its states.

use model::{AttemptId, EventId, Trigger};

use super::*;
use crate::deliveries::trial::{Outcome, Trial, event, finished};
use crate::fixture::post;
use crate::{DeliveryCount, Due, NewEvent};

fn one(id: DeliveryId) -> Which {
    Which::Ids(vec![id])
}

#[tokio::test]
async fn a_cancelled_delivery_is_not_sent_and_cannot_be_cancelled_twice() {
    let trial = Trial::new().await;
    let id = trial.deliver(event()).await;
    assert_eq!(trial.deliveries().cancel(one(id)).await, Ok(1));
    assert_eq!(trial.deliveries().cancel(one(id)).await, Ok(0));
    let row = trial.get(id).await;
    assert_eq!(row.state, DeliveryState::Cancelled);
    assert_eq!(row.ended_at, Some(trial.now()));
    assert!(trial.take(1).await.is_empty());
}

#[tokio::test]
async fn cancelling_one_under_way_holds_unless_its_attempt_delivers_it() {
    let trial = Trial::new().await;
    let (fails, succeeds) = (trial.deliver(event()).await, trial.deliver(event()).await);
    trial.take(2).await;
    let both = Which::Ids(vec![fails, succeeds]);
    assert_eq!(trial.deliveries().cancel(both).await, Ok(2));
    assert_eq!(trial.state(fails).await, DeliveryState::Running);
    trial.fail(fails, 5).await;
    trial.succeed(succeeds).await;
    assert_eq!(trial.state(fails).await, DeliveryState::Cancelled);
    assert_eq!(trial.state(succeeds).await, DeliveryState::Succeeded);
}

#[tokio::test]
async fn a_paused_delivery_waits_and_keeps_its_time() {
    let trial = Trial::new().await;
    let id = trial.deliver(event()).await;
    trial.take_one().await;
    trial.fail(id, 5).await;
    let due_at = trial.get(id).await.due_at;
    assert_eq!(trial.deliveries().pause(one(id)).await, Ok(1));
    assert_eq!(trial.deliveries().pause(one(id)).await, Ok(0));
    assert_eq!(trial.get(id).await.due_at, None);
    trial.wait(60);
    assert!(trial.take(1).await.is_empty());
    assert_eq!(trial.deliveries().resume(one(id)).await, Ok(1));
    let row = trial.get(id).await;
    assert_eq!((row.state, row.due_at), (DeliveryState::Retrying, due_at));
    assert_eq!(trial.take(1).await, [id]);
}

#[tokio::test]
async fn one_under_way_is_held_after_its_attempt_unless_it_is_resumed_before() {
    let trial = Trial::new().await;
    let (held, resumed) = (trial.deliver(event()).await, trial.deliver(event()).await);
    trial.take(2).await;
    let both = Which::Ids(vec![held, resumed]);
    assert_eq!(trial.deliveries().pause(both).await, Ok(2));
    assert_eq!(trial.deliveries().resume(one(resumed)).await, Ok(1));
    trial.fail(held, 5).await;
    trial.fail(resumed, 5).await;
    assert_eq!(trial.state(held).await, DeliveryState::Paused);
    assert_eq!(trial.state(resumed).await, DeliveryState::Retrying);
}

#[tokio::test]
async fn a_redelivery_that_fails_leaves_a_delivery_as_it_was() {
    let trial = Trial::new().await;
    let retrying = trial.deliver(event()).await;
    trial.take_one().await;
    trial.fail(retrying, 60).await;
    let before = trial.get(retrying).await;
    for round in 2..4 {
        redeliver_once(&trial, retrying).await;
        let due = trial.take_one().await;
        assert_eq!((due.trigger, due.number), (Trigger::Redelivery, round));
        assert_eq!(due.scheduled, 1);
        trial
            .finish(finished(retrying, trial.now(), Outcome::Nothing))
            .await;
        let after = trial.get(retrying).await;
        assert_eq!((after.state, after.due_at), (before.state, before.due_at));
    }
    trial.wait(60);
    assert_eq!(trial.take_one().await.trigger, Trigger::Retry);
    trial.give_up(retrying).await;
    redeliver_once(&trial, retrying).await;
    assert_eq!(trial.get(retrying).await.ended_at, None);
    trial.take_one().await;
    trial
        .finish(finished(retrying, trial.now(), Outcome::Nothing))
        .await;
    assert_eq!(trial.state(retrying).await, DeliveryState::Failed);
    redeliver_once(&trial, retrying).await;
    trial.take_one().await;
    trial.succeed(retrying).await;
    assert_eq!(trial.state(retrying).await, DeliveryState::Succeeded);
}

async fn redeliver(trial: &Trial, id: DeliveryId, mode: RedeliverMode) -> u64 {
    trial.deliveries().redeliver(&[id], mode).await.unwrap()
}

async fn redeliver_once(trial: &Trial, id: DeliveryId) {
    assert_eq!(redeliver(trial, id, RedeliverMode::Once).await, 1);
}

#[tokio::test]
async fn what_is_under_way_or_paused_is_redelivered_with_care() {
    let trial = Trial::new().await;
    let id = trial.deliver(event()).await;
    trial.take_one().await;
    assert_eq!(redeliver(&trial, id, RedeliverMode::Once).await, 0);
    trial.fail(id, 5).await;
    trial.deliveries().pause(one(id)).await.unwrap();
    redeliver_once(&trial, id).await;
    trial.take_one().await;
    trial
        .finish(finished(id, trial.now(), Outcome::Nothing))
        .await;
    assert_eq!(trial.state(id).await, DeliveryState::Paused);
}

#[tokio::test]
async fn cancelling_a_redelivery_that_waits_brings_back_how_it_had_ended() {
    let trial = Trial::new().await;
    let id = trial.deliver(event()).await;
    trial.take_one().await;
    trial.succeed(id).await;
    redeliver_once(&trial, id).await;
    trial.deliveries().cancel(one(id)).await.unwrap();
    assert_eq!(trial.state(id).await, DeliveryState::Succeeded);
}

#[tokio::test]
async fn a_restarted_schedule_begins_at_its_first_attempt() {
    let trial = Trial::new().await;
    let id = trial.deliver(event()).await;
    trial.take_one().await;
    trial.give_up(id).await;
    let again = redeliver(&trial, id, RedeliverMode::RestartSchedule);
    assert_eq!(again.await, 1);
    let due = trial.take_one().await;
    assert_eq!(
        (due.trigger, due.scheduled, due.number),
        (Trigger::Scheduled, 0, 2)
    );
}

#[tokio::test]
async fn dead_letters_are_recovered_by_filter_and_since() {
    let trial = Trial::new().await;
    let old = trial.deliver(event()).await;
    trial.wait(10);
    let (failed, fine) = (trial.deliver(event()).await, trial.deliver(event()).await);
    trial.take(3).await;
    trial.give_up(old).await;
    trial.give_up(failed).await;
    trial.succeed(fine).await;
    let since = DeliveryFilter {
        since: Some(trial.now()),
        ..DeliveryFilter::default()
    };
    assert_eq!(trial.deliveries().recover(&since).await, Ok(1));
    assert_eq!(trial.take(3).await, [failed]);
    assert_eq!(trial.state(old).await, DeliveryState::Failed);
}

#[tokio::test]
async fn more_than_a_part_is_worked_through_in_parts() {
    let trial = Trial::new().await;
    let many = vec![(event(), vec![trial.endpoint]); PART as usize * 2 + 1];
    trial.deliveries().add_many(many).await.unwrap();
    let all = Which::Filter(DeliveryFilter::default());
    let total = u64::from(PART) * 2 + 1;
    assert_eq!(trial.deliveries().pause(all.clone()).await, Ok(total));
    assert_eq!(trial.deliveries().resume(all.clone()).await, Ok(total));
    assert_eq!(trial.deliveries().cancel(all.clone()).await, Ok(total));
    assert_eq!(trial.deliveries().clear(all).await, Ok(total));
    assert_eq!(trial.deliveries().counts().await, Ok(Vec::new()));
}

#[tokio::test]
async fn acts_take_only_those_of_the_states_asked_for() {
    let trial = Trial::new().await;
    let (waits, fails) = (trial.deliver(event()).await, trial.deliver(event()).await);
    let taken = trial.take(2).await;
    assert_eq!(taken, [waits, fails]);
    trial.fail(waits, 5).await;
    trial.give_up(fails).await;
    let only = |state| {
        Which::Filter(DeliveryFilter {
            states: vec![state],
            ..DeliveryFilter::default()
        })
    };
    let deliveries = trial.deliveries();
    assert_eq!(deliveries.cancel(only(DeliveryState::Failed)).await, Ok(0));
    assert_eq!(deliveries.clear(only(DeliveryState::Retrying)).await, Ok(0));
    assert_eq!(
        deliveries.cancel(only(DeliveryState::Retrying)).await,
        Ok(1)
    );
}

#[tokio::test]
async fn purging_takes_what_ended_before_with_attempts_and_unused_events() {
    let trial = Trial::new().await;
    let capture = trial.fixture.add(post("/")).await;
    let of_capture = NewEvent {
        capture: Some(capture),
        body: None,
        ..event()
    };
    let ended = trial.deliver(of_capture).await;
    trial.take_one().await;
    let mut success = finished(ended, trial.now(), Outcome::Succeeded);
    success.attempt.capture = Some(capture);
    let attempt = trial.finish(success).await;
    let event_id = trial.get(ended).await.event;
    let waits = trial.deliver(event()).await;
    trial.wait(10);
    let deliveries = trial.deliveries();
    assert_eq!(deliveries.purge_ended(trial.now(), 10).await, Ok(1));
    assert_eq!(deliveries.purge_ended(trial.now(), 10).await, Ok(0));
    assert_eq!(deliveries.get(ended).await, Ok(None));
    assert_eq!(deliveries.event_body(event_id).await, Ok(None));
    let attempts = trial.fixture.store.attempts();
    assert_eq!(attempts.get(attempt).await, Ok(None));
    assert_eq!(attempts.request_body(attempt).await, Ok(None));
    let record = trial.fixture.store.captures().get(capture).await;
    assert_eq!(record.unwrap().unwrap().capture.attempts, 0);
    assert_eq!(trial.state(waits).await, DeliveryState::Pending);
    let left = DeliveryCount {
        endpoint: trial.endpoint,
        state: DeliveryState::Pending,
        total: 1,
    };
    assert_eq!(deliveries.counts().await, Ok(vec![left]));
}

#[tokio::test]
async fn an_event_stays_while_another_delivery_has_it_and_budgets_hold() {
    let trial = Trial::new().await;
    let to = vec![trial.endpoint; 3];
    let deliveries = trial.deliveries();
    let added = deliveries.add(event(), to, Due::Now).await.unwrap();
    for &id in &trial.take(2).await {
        trial.succeed(id).await;
    }
    trial.wait(1);
    assert_eq!(deliveries.purge_ended(trial.now(), 1).await, Ok(1));
    assert_eq!(deliveries.purge_ended(trial.now(), 1).await, Ok(1));
    let body = deliveries.event_body(added.event).await;
    assert_eq!(body, Ok(Some(b"{}".to_vec())));
    assert_eq!(deliveries.event_body(EventId(99)).await, Ok(None));
    let row = trial.get(added.deliveries[2]).await;
    assert_eq!(row.last_attempt, None::<AttemptId>);
}
