//! Delivering for a provider through the one engine.

use bytes::Bytes;
use model::{DeliveryState, EndpointId, Manner, Secret};

use super::trial;
use crate::Error;
use crate::stage::trial::{Receiver, Trial};
use crate::stage::{OpenEndpoint, Parcel};

const SECRET: &str = "b3os_test_secret";

async fn open(trial: &Trial, url: &str) -> EndpointId {
    let open = OpenEndpoint {
        name: "019700000000".to_owned(),
        url: url.to_owned(),
        scheme: Some("b3os".to_owned()),
        secrets: vec![Secret::new(SECRET)],
        manner: Manner {
            schedule: "10s, 30s".to_owned(),
            ..Manner::default()
        },
    };
    trial.stage.open_endpoint(open).await.unwrap()
}

fn parcel() -> Parcel {
    Parcel {
        message_id: "d_1".to_owned(),
        event_type: "run.completed".to_owned(),
        content_type: "application/json".to_owned(),
        body: Bytes::from_static(br#"{"eventType":"run.completed","runId":"run_123"}"#),
    }
}

#[tokio::test]
async fn an_endpoint_is_named_for_its_provider_and_no_name_is_taken_twice() {
    let trial = trial().await;
    open(&trial, "http://localhost:1/").await;
    open(&trial, "http://localhost:1/").await;
    let endpoints = trial.stage.store().endpoints().list().await.unwrap();
    let names: Vec<_> = endpoints
        .iter()
        .map(|endpoint| endpoint.name.as_str())
        .collect();
    assert_eq!(names, ["b3os:01970000", "b3os:019700000000"]);
    assert!(
        endpoints
            .iter()
            .all(|endpoint| endpoint.emulation.as_deref() == Some("b3os"))
    );
    let third = open(&trial, "http://localhost:1/").await;
    assert_ne!(third, endpoints[1].id);
}

#[tokio::test]
async fn a_delivery_is_signed_tried_by_schedule_and_told_attempt_by_attempt() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[500, 200]).await;
    let endpoint = open(&trial, &receiver.url).await;
    let delivery = trial.stage.enqueue(endpoint, parcel()).await.unwrap();
    let got = receiver.next().await;
    let signature = "49d5eb1a25f82f199d24481d9e1d35105973202b10f9ec8bac7c7ba8f4084c00";
    assert_eq!(got.headers.text("x-b3os-signature"), Some(signature));
    assert_eq!(got.headers.text("webhook-id"), None);
    let ended = trial
        .until(delivery, |progress| progress.delivery.state.has_ended())
        .await;
    assert_eq!(ended.delivery.state, DeliveryState::Succeeded);
    assert_eq!(ended.delivery.attempts_planned, 3);
    let statuses: Vec<_> = ended
        .attempts
        .iter()
        .map(|tried| tried.attempt.status)
        .collect();
    assert_eq!(statuses, [Some(500), Some(200)]);
    let last = ended.last().unwrap();
    assert_eq!(last.answer_text().as_deref(), Some("ok"));
    assert_eq!(
        last.request_headers.text("x-b3os-signature"),
        Some(signature)
    );
}

#[tokio::test]
async fn a_secret_that_is_replaced_signs_no_more() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = open(&trial, &receiver.url).await;
    let other = vec![Secret::new("another")];
    trial
        .stage
        .replace_secrets(endpoint, other.clone())
        .await
        .unwrap();
    assert_eq!(trial.stage.secrets(endpoint).await.unwrap(), other);
    trial.stage.enqueue(endpoint, parcel()).await.unwrap();
    let got = receiver.next().await;
    let signature = got.headers.text("x-b3os-signature").unwrap();
    assert!(!signature.starts_with("49d5eb1a"), "{signature}");
}

#[tokio::test]
async fn the_clock_of_a_provider_turns_for_endpoints_that_are_open() {
    let trial = trial().await;
    let endpoint = open(&trial, "http://localhost:1/").await;
    trial.stage.set_speed(60).await.unwrap();
    let found = trial.stage.store().endpoints().get(endpoint).await.unwrap();
    assert_eq!(found.unwrap().manner.speed, 60);
    assert_eq!(trial.stage.speed().await.unwrap(), 60);
    let refused = trial.stage.set_speed(0).await.unwrap_err();
    assert!(matches!(refused, Error::Speed { given: 0, .. }));
}

#[tokio::test]
async fn what_is_gone_is_told_and_never_a_panic() {
    let trial = trial().await;
    let none = model::DeliveryId(9);
    assert!(trial.stage.progress(none).await.unwrap().is_none());
    let nowhere = trial.stage.enqueue(EndpointId(9), parcel()).await;
    assert!(nowhere.is_err());
}
