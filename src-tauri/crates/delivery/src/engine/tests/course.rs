//! Who delivers, in which order, and what becomes of it when that ends.

use model::{DeliveryState, EnginePlace, EngineStatus, Manner, Ordering, Timestamp};
use store::{Claiming, NewEvent};

use super::trial::{Trial, body, endpoint, event, hurried};
use crate::engine::Intake;
use crate::testing::{OK, SILENCE, TestServer};

const FAILED: &str = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n";

fn is_here(status: &EngineStatus) -> bool {
    status.place == EnginePlace::Here
}

#[tokio::test]
async fn deliveries_of_one_key_go_one_after_the_other_however_often_one_fails() {
    let server = TestServer::answering_in_turn(&[FAILED, FAILED, OK]).await;
    let manner = Manner {
        ordering: Ordering::ByKey,
        ..hurried()
    };
    let mut trial = Trial::new(server, manner).await;
    for text in ["1", "2", "3"] {
        let ordering_key = Some("customer-7".to_owned());
        let event = NewEvent {
            ordering_key,
            ..event(text)
        };
        trial.deliver(event).await;
    }
    let engine = trial.start();
    trial.until_succeeded(3).await;
    let mut bodies = Vec::new();
    for _ in 0..5 {
        bodies.push(body(&trial.server.seen().await));
    }
    assert_eq!(bodies, ["1", "1", "1", "2", "3"]);
    engine.stop().await;
}

#[tokio::test]
async fn what_a_killed_process_had_under_way_is_sent_again() {
    let trial = Trial::new(TestServer::answering(OK).await, hurried()).await;
    let id = trial.deliver(event("{}")).await;
    let dead = Claiming {
        owner: 1,
        now: Timestamp(i64::MAX),
        lease_until: Timestamp(i64::MAX),
        rooms: vec![(trial.endpoint, 9)],
    };
    let taken = trial.store().deliveries().claim(dead).await.unwrap().taken;
    assert_eq!(taken.len(), 1);
    let engine = trial.start();
    trial.until(id, DeliveryState::Succeeded).await;
    engine.stop().await;
}

#[tokio::test]
async fn an_engine_that_is_stopped_gives_back_all_it_had() {
    for (concurrency, count) in [(1, 3), (40, 100)] {
        let manner = Manner {
            concurrency,
            ..hurried()
        };
        let mut trial = Trial::new(TestServer::answering(SILENCE).await, manner).await;
        trial.deliver_many(count).await;
        let engine = trial.start();
        trial.server.seen().await;
        let running = u64::from(concurrency);
        let status = engine.shows(|status| status.running == running).await;
        assert_eq!(status.endpoints[0].running, concurrency);
        engine.stop().await;
        for delivery in trial.all().await {
            assert_eq!(delivery.state, DeliveryState::Pending);
            assert_eq!((delivery.attempts, delivery.due_at.is_some()), (0, true));
        }
    }
}

#[tokio::test]
async fn with_many_at_once_each_is_attempted_once() {
    let manner = Manner {
        concurrency: 40,
        ..hurried()
    };
    let trial = Trial::new(TestServer::answering(OK).await, manner).await;
    trial.deliver_many(500).await;
    let engine = trial.start();
    let all = trial.until_succeeded(500).await;
    assert!(all.iter().all(|delivery| delivery.attempts == 1));
    let attempts = trial.store().attempts().page(None, None, 1_000).await;
    assert_eq!(attempts.unwrap().len(), 500);
    engine.shows(|status| status.running == 0).await;
    engine.stop().await;
}

#[tokio::test]
async fn a_second_engine_waits_for_the_first_and_then_takes_over() {
    let trial = Trial::new(TestServer::answering(OK).await, hurried()).await;
    let first = trial.start();
    first.shows(is_here).await;
    let second = trial.start();
    let pid = std::process::id();
    let elsewhere = EnginePlace::Elsewhere { pid };
    second.shows(|status| status.place == elsewhere).await;
    first.stop().await;
    second.shows(is_here).await;
    let id = trial.deliver(event("{}")).await;
    trial.until(id, DeliveryState::Succeeded).await;
    second.stop().await;
}

#[tokio::test]
async fn a_drained_engine_sends_nothing_until_it_is_opened() {
    let trial = Trial::new(TestServer::answering(OK).await, hurried()).await;
    let engine = trial.start();
    engine.engine.drain(Intake::Drained);
    engine.shows(|status| status.draining).await;
    let id = trial.deliver(event("{}")).await;
    trial.until(id, DeliveryState::Pending).await;
    assert_eq!(trial.server.connections(), 0);
    engine.engine.drain(Intake::Open);
    trial.until(id, DeliveryState::Succeeded).await;
    engine.stop().await;
}

#[tokio::test]
async fn an_endpoint_that_never_answers_holds_up_no_other() {
    let trial = Trial::new(TestServer::answering(OK).await, hurried()).await;
    let silent = TestServer::answering(SILENCE).await;
    let silent = endpoint(trial.store(), &silent.url("/"), hurried()).await;
    for _ in 0..50 {
        trial.deliver_to(silent, event("{}")).await;
    }
    let engine = trial.start();
    for _ in 0..50 {
        trial.deliver(event("{}")).await;
    }
    trial.until_succeeded(50).await;
    engine.stop().await;
}

#[tokio::test]
async fn a_backlog_is_worked_off_to_its_end() {
    let manner = Manner {
        concurrency: 64,
        ..hurried()
    };
    let trial = Trial::new(TestServer::answering(OK).await, manner).await;
    let events = (0..2_000).map(|_| (event("{}"), vec![trial.endpoint]));
    let events = events.collect();
    trial.store().deliveries().add_many(events).await.unwrap();
    let engine = trial.start();
    let all = trial.until_succeeded(2_000).await;
    assert!(all.iter().all(|delivery| delivery.attempts == 1));
    engine.stop().await;
}
