//! How deliveries end.

use model::{DeliveryState, NextStep, Trigger};
use store::{NewEndpoint, NewEvent, RedeliverMode};

use super::trial::{Trial, body, decisions, event, field, hurried, steps};
use crate::testing::{OK, TestServer};

const FAILED: &str = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n";
const GONE: &str = "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n";

#[tokio::test]
async fn a_delivery_that_is_accepted_has_succeeded() {
    let mut trial = Trial::new(TestServer::answering(OK).await, hurried()).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    let record = trial.until(id, DeliveryState::Succeeded).await;
    assert_eq!(steps(&record), [&NextStep::Delivered]);
    let (attempt, _) = &record.attempts[0];
    assert_eq!(
        (attempt.status, attempt.trigger),
        (Some(200), Trigger::Scheduled)
    );
    let request = trial.server.seen().await;
    assert_eq!(field(&request, "webhook-id"), record.event.message_id);
    assert_eq!(body(&request), "{}");
    engine.stop().await;
}

#[tokio::test]
async fn a_failure_is_tried_again_with_the_same_event_id() {
    let server = TestServer::answering_in_turn(&[FAILED, FAILED, OK]).await;
    let mut trial = Trial::new(server, hurried()).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    let record = trial.until(id, DeliveryState::Succeeded).await;
    let waits = steps(&record).into_iter().filter_map(|step| match step {
        NextStep::Retry {
            wait_micros, speed, ..
        } => Some((wait_micros / 1_000_000, *speed)),
        _ => None,
    });
    assert_eq!(waits.collect::<Vec<_>>(), [(5, 100_000), (60, 100_000)]);
    let numbers = decisions(&record);
    let numbers: Vec<_> = numbers
        .iter()
        .map(|one| (one.number, one.trigger))
        .collect();
    let expected = [Trigger::Scheduled, Trigger::Retry, Trigger::Retry];
    assert_eq!(
        numbers,
        [(1, expected[0]), (2, expected[1]), (3, expected[2])]
    );
    for (attempt, _) in &record.attempts {
        let request = trial.server.seen().await;
        assert_eq!(field(&request, "webhook-id"), record.event.message_id);
        // The time that is signed is real, however fast the waits go by.
        let signed: i64 = field(&request, "webhook-timestamp").parse().unwrap();
        assert!((signed - attempt.started_at.unix_seconds()).abs() <= 1);
    }
    engine.stop().await;
}

#[tokio::test]
async fn a_delivery_whose_attempts_are_used_up_is_a_dead_letter() {
    let trial = Trial::new(TestServer::answering(FAILED).await, hurried()).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    let record = trial.until(id, DeliveryState::Failed).await;
    assert_eq!(record.attempts.len(), 3);
    let because = "All 3 attempts of 5s, 1m failed.".to_owned();
    assert_eq!(steps(&record)[2], &NextStep::GiveUp { because });
    engine.stop().await;
}

#[tokio::test]
async fn a_dead_letter_that_is_recovered_begins_its_schedule_anew() {
    let server = TestServer::answering_in_turn(&[FAILED, FAILED, FAILED, FAILED, OK]).await;
    let trial = Trial::new(server, hurried()).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    trial.until(id, DeliveryState::Failed).await;
    let again = trial
        .store()
        .deliveries()
        .recover(&Default::default())
        .await;
    assert_eq!(again, Ok(1));
    let record = trial.until(id, DeliveryState::Succeeded).await;
    assert_eq!(record.attempts.len(), 5);
    assert!(matches!(
        steps(&record)[3],
        NextStep::Retry {
            wait_micros: 5_000_000,
            ..
        }
    ));
    engine.stop().await;
}

#[tokio::test]
async fn gone_disables_the_endpoint_and_what_comes_later_waits_for_it() {
    let server = TestServer::answering_in_turn(&[GONE, OK]).await;
    let mut trial = Trial::new(server, hurried()).await;
    let engine = trial.start();
    let first = trial.deliver(event("1")).await;
    let record = trial.until(first, DeliveryState::Failed).await;
    assert!(matches!(steps(&record)[0], NextStep::Disable { .. }));
    let endpoint = trial.store().endpoints().get(trial.endpoint).await;
    let endpoint = endpoint.unwrap().unwrap();
    assert!(!endpoint.enabled && endpoint.disabled_because.unwrap().contains("410"));
    let second = trial.deliver(event("2")).await;
    let other = super::trial::endpoint(trial.store(), &trial.server.url("/"), hurried()).await;
    let third = trial.deliver_to(other, event("3")).await;
    trial.until(third, DeliveryState::Succeeded).await;
    trial.until(second, DeliveryState::Pending).await;
    trial
        .store()
        .endpoints()
        .enable(trial.endpoint)
        .await
        .unwrap();
    trial.until(second, DeliveryState::Succeeded).await;
    let mut bodies = Vec::new();
    for _ in 0..3 {
        bodies.push(body(&trial.server.seen().await));
    }
    assert_eq!(bodies, ["1", "3", "2"]);
    engine.stop().await;
}

#[tokio::test]
async fn what_is_redelivered_by_hand_and_fails_stays_as_it_was() {
    let server = TestServer::answering_in_turn(&[OK, FAILED, OK]).await;
    let trial = Trial::new(server, hurried()).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    trial.until(id, DeliveryState::Succeeded).await;
    let redeliver = async |count: usize| {
        let deliveries = trial.store().deliveries();
        deliveries
            .redeliver(&[id], RedeliverMode::Once)
            .await
            .unwrap();
        let record = async || deliveries.get(id).await.unwrap().unwrap();
        trial
            .wait(record, |record| record.attempts.len() == count)
            .await
    };
    let record = redeliver(2).await;
    assert_eq!(record.delivery.state, DeliveryState::Succeeded);
    assert_eq!(steps(&record)[1], &NextStep::Nothing);
    assert_eq!(decisions(&record)[1].trigger, Trigger::Redelivery);
    let record = redeliver(3).await;
    assert_eq!(steps(&record)[2], &NextStep::Delivered);
    engine.stop().await;
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_signed_for_fails_in_words_and_by_its_schedule() {
    let trial = Trial::new(TestServer::answering(OK).await, hurried()).await;
    let new = NewEndpoint {
        name: "unsigned".to_owned(),
        url: trial.server.url("/"),
        scheme: Some("stripe-v1".to_owned()),
        secrets: Vec::new(),
        manner: hurried(),
        emulation: None,
        handed_to: None,
    };
    let endpoint = trial.store().endpoints().add(new).await.unwrap();
    let engine = trial.start();
    let id = trial.deliver_to(endpoint.id, event("{}")).await;
    let record = trial.until(id, DeliveryState::Failed).await;
    assert_eq!(record.attempts.len(), 3);
    let failure = record.attempts[0].0.failure.as_ref().unwrap();
    assert!(
        failure.message.contains("unsigned has no secret"),
        "{failure:?}"
    );
    assert_eq!(trial.server.connections(), 0);
    engine.stop().await;
}

#[tokio::test]
async fn a_capture_goes_out_as_it_came_and_proves_it() {
    let mut trial = Trial::new(TestServer::answering(OK).await, hurried()).await;
    let capture = trial.bench.capture("/shop/in").await;
    let engine = trial.start();
    let id = trial
        .deliver(NewEvent {
            capture: Some(capture),
            resign: false,
            ..NewEvent::default()
        })
        .await;
    let record = trial.until(id, DeliveryState::Succeeded).await;
    assert_eq!(record.attempts[0].0.exact, Some(true));
    let request = trial.server.seen().await;
    assert_eq!(field(&request, "x-odd"), "1");
    assert_eq!(body(&request), "Hello, World!");
    engine.stop().await;
}
