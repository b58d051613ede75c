//! Secrets of callbacks, and what they sign.

use model::{Secret, SecretRef, Verdict};
use serde_json::Value;
use signing::{Check, KnownSecret, Request};

use super::support::{foreign_key, names, redeliver, run, text, trial, until_ended};
use crate::Provider;
use crate::stage::trial::{Received, Receiver, Trial};

fn verdict(received: &Received, secret: &str) -> Verdict {
    let request = Request {
        method: "POST",
        url: "http://localhost/hook",
        headers: &received.headers,
        body: &received.body,
    };
    let check = Check {
        scheme: signing::catalogue()
            .get(Provider::Runflow.scheme())
            .unwrap(),
        secrets: &[KnownSecret {
            secret: Secret::new(secret),
            name: SecretRef {
                id: None,
                name: "secret".into(),
            },
        }],
        now: super::support::NOW,
        tolerance_seconds: None,
        future: None,
    };
    signing::verify(&request, &check).verdict
}

async fn registered(trial: &Trial, label: &str) -> Value {
    let body = serde_json::json!({ "label": label }).to_string();
    let said = trial.call("POST", "/v1/callback-secrets", &body).await;
    assert_eq!(said.status, 201, "{said:?}");
    said.json()
}

#[tokio::test]
async fn a_secret_is_told_once_and_signs_from_then_on() {
    let trial = trial().await;
    let secret = registered(&trial, "first").await;
    let fields = "id label is_current plain_secret created_at updated_at";
    assert_eq!(names(&secret), fields);
    assert!(text(&secret, "plain_secret").starts_with("whsec_"));
    let path = format!("/v1/callback-secrets/{}", text(&secret, "id"));
    let told = trial.call("GET", &path, "").await.json();
    assert_eq!(names(&told), "id label is_current created_at updated_at");
    assert_eq!(told["is_current"], true);
    let mut receiver = Receiver::answering(&[200]).await;
    let run = run(&trial, &receiver.url).await;
    let delivery = redeliver(&trial, &run).await.json();
    assert_eq!(delivery["signing_secret_id"], secret["id"]);
    let received = receiver.next().await;
    let signature = received.headers.text("runflow-signature").unwrap();
    assert_eq!(signature.len(), 64);
    assert_eq!(
        verdict(&received, &text(&secret, "plain_secret")),
        Verdict::Verified
    );
}

#[tokio::test]
async fn one_secret_is_current_and_another_can_take_its_place() {
    let trial = trial().await;
    let (first, second) = (registered(&trial, "a").await, registered(&trial, "b").await);
    let mut receiver = Receiver::answering(&[200]).await;
    let run = run(&trial, &receiver.url).await;
    let path = |secret: &Value| format!("/v1/callback-secrets/{}", text(secret, "id"));
    let told = trial.call("GET", &path(&first), "").await.json();
    assert_eq!(told["is_current"], false, "the newest one is");
    for (change, secret) in [
        (None, Some(&second)),
        (Some((&first, r#"{"is_current":true}"#)), Some(&first)),
        (
            Some((&first, r#"{"is_current":false,"label":"old"}"#)),
            None,
        ),
    ] {
        if let Some((changed, body)) = change {
            assert_eq!(trial.call("PATCH", &path(changed), body).await.status, 200);
        }
        let delivery = redeliver(&trial, &run).await.json();
        let received = receiver.next().await;
        until_ended(&trial, &run).await;
        match secret {
            Some(secret) => {
                assert_eq!(delivery["signing_secret_id"], secret["id"]);
                let plain = text(secret, "plain_secret");
                assert_eq!(verdict(&received, &plain), Verdict::Verified);
            }
            None => {
                assert!(delivery["signing_secret_id"].is_null());
                assert_eq!(received.headers.text("runflow-signature"), None);
            }
        }
    }
    let told = trial.call("GET", &path(&first), "").await.json();
    assert_eq!(told["label"], "old");
}

#[tokio::test]
async fn a_label_has_to_be_there_and_be_short() {
    let trial = trial().await;
    let long = serde_json::json!({ "label": "x".repeat(256) }).to_string();
    for body in ["", "{}", r#"{"label":null}"#, r#"{"label":1}"#, &long] {
        let said = trial.call("POST", "/v1/callback-secrets", body).await;
        assert_eq!(said.status, 422, "{body}");
        assert_eq!(said.json()["errors"][0]["field"], "label");
    }
    registered(&trial, &"é".repeat(255)).await;
}

#[tokio::test]
async fn secrets_of_others_are_not_found() {
    let trial = trial().await;
    let secret = registered(&trial, "ours").await;
    let path = format!("/v1/callback-secrets/{}", text(&secret, "id"));
    let foreign = format!("Bearer {}", foreign_key(&trial, "other").await);
    let fields = [("Authorization", foreign.as_str())];
    let said = trial.ask(("GET", &path), &fields, b"").await;
    assert_eq!(said.status, 404);
}

#[tokio::test]
async fn the_plain_text_of_a_secret_is_nowhere_in_the_store() {
    let trial = trial().await;
    let secret = registered(&trial, "sealed").await;
    let emulations = trial.stage.store().emulations();
    let record = emulations.get("runflow", &text(&secret, "id")).await;
    let document = record.unwrap().unwrap().document;
    assert!(!document.contains("whsec_"), "{document}");
}
