//! Endpoints that are slowed down, cut off, or harmed on purpose.

use std::time::Duration;

use model::{Breaker, BreakerState, DeliveryState, Fault, FaultMix, Manner, NextStep};

use super::trial::{Trial, body, decisions, event, hurried, steps};
use crate::testing::{OK, TestServer};

const BUSY: &str = "HTTP/1.1 503 Later\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n";
const FAILED: &str = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n";

#[tokio::test]
async fn an_endpoint_that_asks_for_it_is_slowed_down() {
    let server = TestServer::answering_in_turn(&[BUSY, OK]).await;
    let manner = Manner {
        speed: 10_000,
        ..hurried()
    };
    let trial = Trial::new(server, manner).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    engine
        .shows(|status| status.endpoints.iter().any(|one| one.slowed_to == 4))
        .await;
    let record = trial.until(id, DeliveryState::Succeeded).await;
    let NextStep::Retry {
        due_at,
        wait_micros,
        because,
        ..
    } = steps(&record)[0]
    else {
        panic!("{record:?}");
    };
    assert_eq!(because.as_deref(), Some("Retry-After: 3600"));
    assert_eq!(*wait_micros, 3_600_000_000);
    assert!(record.attempts[1].0.started_at >= *due_at);
    engine
        .shows(|status| status.endpoints.iter().any(|one| one.slowed_to == 5))
        .await;
    engine.stop().await;
}

#[tokio::test]
async fn failures_in_a_row_open_the_breaker_until_one_succeeds() {
    let server = TestServer::answering_in_turn(&[FAILED, FAILED, OK]).await;
    let manner = Manner {
        breaker: Some(Breaker {
            failures: 2,
            cooldown_ms: 300,
        }),
        ..hurried()
    };
    let trial = Trial::new(server, manner).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    let is_open = |state| matches!(state, BreakerState::Open { .. });
    engine
        .shows(|status| status.endpoints.iter().any(|one| is_open(one.breaker)))
        .await;
    let record = trial.until(id, DeliveryState::Succeeded).await;
    let [_, second, third] = &record.attempts[..] else {
        panic!("{record:?}");
    };
    assert!(third.0.started_at.micros_since(second.0.started_at) >= 300_000);
    engine
        .shows(|status| status.endpoints[0].breaker == BreakerState::Closed)
        .await;
    engine.stop().await;
}

#[tokio::test]
async fn attempts_begin_at_the_pace_that_was_set() {
    let manner = Manner {
        rate: Some(50),
        ..hurried()
    };
    let trial = Trial::new(TestServer::answering(OK).await, manner).await;
    for _ in 0..20 {
        trial.deliver(event("{}")).await;
    }
    let engine = trial.start();
    let all = trial.until_succeeded(20).await;
    let attempts = trial
        .store()
        .attempts()
        .page(None, None, 100)
        .await
        .unwrap();
    assert_eq!((all.len(), attempts.len()), (20, 20));
    let mut begun: Vec<_> = attempts.iter().map(|attempt| attempt.started_at).collect();
    begun.sort_unstable();
    // Nineteen pauses of a fiftieth of a second, but for what a task takes to begin.
    let took = begun[19].micros_since(begun[0]);
    assert!(took >= 19 * 20_000 - 15_000, "{took}");
    engine.stop().await;
}

fn harmed(mix: FaultMix) -> Manner {
    Manner {
        faults: Some(mix),
        ..hurried()
    }
}

#[tokio::test]
async fn what_befalls_an_attempt_on_purpose_is_told_with_it() {
    let mix = FaultMix {
        drop: 1.0,
        ..FaultMix::default()
    };
    let trial = Trial::new(TestServer::answering(OK).await, harmed(mix)).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    let record = trial.until(id, DeliveryState::Failed).await;
    let faults = decisions(&record).into_iter().map(|one| one.faults.clone());
    assert_eq!(faults.collect::<Vec<_>>(), vec![vec![Fault::Drop]; 3]);
    assert_eq!(trial.server.connections(), 0);
    engine.stop().await;
}

#[tokio::test]
async fn a_duplicate_is_sent_twice_and_decided_once() {
    let mix = FaultMix {
        duplicate: 1.0,
        ..FaultMix::default()
    };
    let mut trial = Trial::new(TestServer::answering(OK).await, harmed(mix)).await;
    let engine = trial.start();
    let id = trial.deliver(event("{}")).await;
    let record = trial.until(id, DeliveryState::Succeeded).await;
    assert_eq!(record.attempts.len(), 1);
    let (first, second) = (trial.server.seen().await, trial.server.seen().await);
    assert_eq!(first, second);
    engine.stop().await;
}

#[tokio::test]
async fn what_is_held_back_goes_after_its_successor_or_at_last_alone() {
    let mix = FaultMix {
        reorder: 1.0,
        ..FaultMix::default()
    };
    let manner = Manner {
        concurrency: 1,
        ..harmed(mix)
    };
    let mut trial = Trial::new(TestServer::answering(OK).await, manner).await;
    for text in ["1", "2", "3"] {
        trial.deliver(event(text)).await;
    }
    let engine = trial.start();
    trial.until_succeeded(3).await;
    let mut bodies = Vec::new();
    for _ in 0..3 {
        bodies.push(body(&trial.server.seen().await));
    }
    assert_eq!(bodies, ["2", "1", "3"]);
    engine.stop().await;
}

#[tokio::test]
async fn a_lane_wakes_by_itself_when_its_pause_is_over() {
    let server = TestServer::answering_in_turn(&[BUSY, OK]).await;
    let manner = Manner {
        speed: 36_000,
        concurrency: 1,
        ..hurried()
    };
    let trial = Trial::new(server, manner).await;
    let engine = trial.start();
    let first = trial.deliver(event("1")).await;
    let second = trial.deliver(event("2")).await;
    trial.until(first, DeliveryState::Succeeded).await;
    let second = trial.until(second, DeliveryState::Succeeded).await;
    let paused = Duration::from_millis(100);
    let waited = second.attempts[0]
        .0
        .started_at
        .micros_since(second.delivery.created_at);
    assert!(waited >= i64::try_from(paused.as_micros()).unwrap());
    engine.stop().await;
}
