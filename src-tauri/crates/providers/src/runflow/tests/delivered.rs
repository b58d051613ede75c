//! What goes out, what is kept of it, and what a redelivery leaves alone.

use serde_json::json;

use super::support::{
    history, made, names, redeliver, run, slow, still, text, trial, until, until_ended,
};
use crate::stage::Progress;
use crate::stage::trial::Receiver;

const FIELDS: &str = "id run_id callback_url payload_bytes payload signing_secret_id is_automatic status_code failure_reason_code failure_detail attempt_count max_attempts next_attempt_at created_at updated_at completed_at attempts";

#[tokio::test]
async fn a_redelivery_is_answered_with_a_new_delivery_that_is_pending() {
    let trial = still().await;
    let run = run(&trial, "http://127.0.0.1:1/dead").await;
    let said = redeliver(&trial, &run).await;
    assert_eq!(said.status, 200);
    let delivery = said.json();
    assert_eq!(names(&delivery), FIELDS);
    assert_eq!(delivery["run_id"], run.as_str());
    assert_eq!(delivery["is_automatic"], false);
    assert_eq!(delivery["status_code"], "pending");
    assert_eq!(delivery["attempt_count"], 0);
    assert_eq!(delivery["max_attempts"], 5);
    assert_eq!(delivery["attempts"], json!([]));
    assert_eq!(delivery["created_at"], "2027-01-15T08:00:00Z");
    assert_eq!(
        delivery["payload"]["created_at"],
        "2027-01-15T08:00:00+00:00"
    );
    let bytes = text(&delivery, "payload_bytes");
    let payload: serde_json::Value = serde_json::from_str(&bytes).unwrap();
    assert_eq!(delivery["payload"], payload);
}

#[tokio::test]
async fn the_bytes_that_are_told_are_the_bytes_that_arrive() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let url = &receiver.url;
    let body = format!(r#"{{"callback_url":"{url}","output":{{ "é": [1.0, 1e3] }}}}"#);
    let said = trial.call("POST", "/v1/runs", &body).await;
    let run = text(&said.json(), "id");
    let delivery = redeliver(&trial, &run).await.json();
    let received = receiver.next().await;
    assert_eq!(text(&delivery, "payload_bytes").as_bytes(), received.body);
    let bytes = text(&delivery, "payload_bytes");
    assert!(bytes.contains(r#""output":{"é":[1.0,1e3]}"#), "{bytes}");
    let id = text(&delivery, "id");
    assert_eq!(
        received.headers.text("Runflow-Request-Id"),
        Some(id.as_str())
    );
    assert_eq!(
        received.headers.text("content-type"),
        Some("application/json")
    );
    assert_eq!(received.headers.text("webhook-id"), None);
    assert_eq!(
        received.headers.text("runflow-signature"),
        None,
        "no secret is registered"
    );
}

#[tokio::test]
async fn a_delivery_is_built_from_what_the_run_is_now_and_then_frozen() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let run = run(&trial, &receiver.url).await;
    let first = redeliver(&trial, &run).await.json();
    receiver.next().await;
    until_ended(&trial, &run).await;
    let path = format!("/v1/runs/{run}");
    let change = r#"{"output":{"n":2},"status":"canceled"}"#;
    assert_eq!(trial.call("PATCH", &path, change).await.status, 200);
    let second = redeliver(&trial, &run).await.json();
    let arrived = String::from_utf8(receiver.next().await.body).unwrap();
    assert!(arrived.contains(r#""event":"run.cancelled""#), "{arrived}");
    assert!(
        arrived.contains(r#""status":"canceled","output":null"#),
        "{arrived}"
    );
    until_ended(&trial, &run).await;
    let history = history(&trial, &run).await;
    assert_eq!(history.len(), 2);
    assert_eq!(history[0]["id"], second["id"]);
    assert_eq!(history[1]["id"], first["id"]);
    assert_eq!(history[1]["payload_bytes"], first["payload_bytes"]);
}

#[tokio::test]
async fn a_receiver_that_fails_is_tried_five_times() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[500]).await;
    let run = run(&trial, &receiver.url).await;
    redeliver(&trial, &run).await;
    let failed = until_ended(&trial, &run).await;
    assert_eq!(failed["attempt_count"], 5);
    assert_eq!(failed["failure_reason_code"], "http_error");
    assert!(failed["next_attempt_at"].is_null() && failed["completed_at"].is_string());
    let attempts = failed["attempts"].as_array().unwrap();
    let fields = "id delivery_id attempt_number status_code response_body response_time_ms error_message created_at";
    for (index, attempt) in attempts.iter().enumerate() {
        assert_eq!(names(attempt), fields);
        assert_eq!(attempt["attempt_number"], index + 1);
        assert_eq!(attempt["status_code"], 500, "an integer on an attempt");
        assert_eq!(attempt["delivery_id"], failed["id"]);
        assert_eq!(attempt["response_body"], "ok");
        receiver.next().await;
    }
    let again = redeliver(&trial, &run).await;
    assert_eq!(again.status, 200, "a failed one is no longer in flight");
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_an_error_without_a_status() {
    let trial = slow().await;
    let run = run(&trial, "http://127.0.0.1:1/dead").await;
    redeliver(&trial, &run).await;
    let tried = |progress: &Progress| !progress.attempts.is_empty();
    let delivering = until(&trial, &run, tried).await;
    assert_eq!(delivering["status_code"], "delivering");
    let attempt = &delivering["attempts"][0];
    assert!(attempt["status_code"].is_null() && attempt["response_body"].is_null());
    assert!(attempt["error_message"].is_string());
    assert_eq!(delivering["max_attempts"], 5);
}

#[tokio::test]
async fn a_run_that_comes_to_its_end_calls_back_by_itself() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let body = json!({ "status": "running", "callback_url": receiver.url });
    let run = made(&trial, "/v1/runs", &body).await;
    assert!(history(&trial, &run).await.is_empty());
    let path = format!("/v1/runs/{run}");
    let ended = trial
        .call("PATCH", &path, r#"{"status":"failed"}"#)
        .await
        .json();
    assert!(ended["completed_at"].is_string());
    let arrived = String::from_utf8(receiver.next().await.body).unwrap();
    assert!(arrived.contains(r#""event":"run.failed""#), "{arrived}");
    let delivery = until_ended(&trial, &run).await;
    assert_eq!(delivery["is_automatic"], true);
}

#[tokio::test]
async fn a_batch_is_redelivered_like_a_run() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let body = json!({ "status": "partial_succeeded", "callback_url": receiver.url });
    let batch = made(&trial, "/v1/batches", &body).await;
    let path = format!("/v1/batches/{batch}/callback-redeliveries");
    let said = trial.call("POST", &path, "").await;
    assert_eq!(said.status, 200);
    assert!(said.json()["run_id"].is_null());
    let arrived = String::from_utf8(receiver.next().await.body).unwrap();
    assert!(
        arrived.contains(r#""event":"run.partial_succeeded""#),
        "{arrived}"
    );
    assert_eq!(redeliver(&trial, &batch).await.status, 404, "it is no run");
}
