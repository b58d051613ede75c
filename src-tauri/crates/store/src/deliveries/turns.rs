//! Deliveries of an endpoint that orders by key go one after the other.

use model::{DeliveryState, Manner, Ordering};

use super::trial::{Outcome, Trial, event, finished};
use super::{RedeliverMode, Which};
use crate::EndpointEdit;

#[tokio::test]
async fn those_with_a_key_go_one_after_the_other_and_others_beside_them() {
    let trial = Trial::by_key().await;
    let (a, b) = (
        trial.deliver_keyed("k").await,
        trial.deliver_keyed("k").await,
    );
    let other = trial.deliver_keyed("l").await;
    let free = trial.deliver(event()).await;
    assert_eq!(trial.get(b).await.due_at, None);
    assert_eq!(trial.take(8).await, [a, other, free]);
    trial.fail(a, 5).await;
    assert!(trial.take(8).await.is_empty());
    trial.wait(5);
    assert_eq!(trial.take(8).await, [a]);
    trial.give_up(a).await;
    assert_eq!(trial.take(8).await, [b]);
}

#[tokio::test]
async fn a_paused_delivery_holds_those_behind_it_and_a_cancelled_one_lets_them_go() {
    let trial = Trial::by_key().await;
    let (a, b) = (
        trial.deliver_keyed("k").await,
        trial.deliver_keyed("k").await,
    );
    let deliveries = trial.deliveries();
    deliveries.pause(Which::Ids(vec![a])).await.unwrap();
    assert!(trial.take(8).await.is_empty());
    deliveries.cancel(Which::Ids(vec![a])).await.unwrap();
    assert_eq!(trial.take(8).await, [b]);
}

#[tokio::test]
async fn one_sent_again_goes_before_later_ones_with_its_key() {
    let trial = Trial::by_key().await;
    let first = trial.deliver_keyed("k").await;
    trial.take(1).await;
    trial.give_up(first).await;
    let later = trial.deliver_keyed("k").await;
    let deliveries = trial.deliveries();
    deliveries
        .redeliver(&[first], RedeliverMode::Once)
        .await
        .unwrap();
    assert_eq!(trial.take(8).await, [first]);
    trial
        .finish(finished(first, trial.now(), Outcome::Nothing))
        .await;
    assert_eq!(trial.take(8).await, [later]);
}

#[tokio::test]
async fn order_can_be_taken_away_and_given_while_deliveries_wait() {
    let trial = Trial::by_key().await;
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(trial.deliver_keyed("k").await);
    }
    set_ordering(&trial, Ordering::None).await;
    assert_eq!(trial.take(2).await, ids[..2]);
    set_ordering(&trial, Ordering::ByKey).await;
    assert!(trial.take(8).await.is_empty());
    trial.succeed(ids[1]).await;
    assert!(trial.take(8).await.is_empty());
    trial.succeed(ids[0]).await;
    assert_eq!(trial.take(8).await, [ids[2]]);
    assert_eq!(trial.state(ids[3]).await, DeliveryState::Pending);
}

#[tokio::test]
async fn what_is_due_behind_many_that_must_wait_is_taken_with_the_same_claim() {
    let trial = Trial::new().await;
    let mut keyed = Vec::new();
    for _ in 0..300 {
        keyed.push(trial.deliver_keyed("k").await);
    }
    let other = trial.deliver_keyed("l").await;
    set_ordering(&trial, Ordering::ByKey).await;
    assert_eq!(trial.take(2).await, [keyed[0], other]);
}

async fn set_ordering(trial: &Trial, ordering: Ordering) {
    let edit = EndpointEdit {
        manner: Some(Manner {
            ordering,
            ..Manner::default()
        }),
        ..EndpointEdit::default()
    };
    let endpoints = trial.fixture.store.endpoints();
    endpoints.edit(trial.endpoint, edit).await.unwrap();
}
