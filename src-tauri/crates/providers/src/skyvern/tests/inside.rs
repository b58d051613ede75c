//! The calls beside the replay: tests of receivers, previews, and the replay of Skyvern's own pages.

use serde_json::{Value, json};

use super::support::{Receiver, Said, Stage, answer};
use crate::skyvern::{RunType, Status};

const TEST: &str = "/v1/internal/test-webhook";

async fn asked(stage: &Stage, method: &str, path: &str, body: &Value) -> Said {
    let fields = [
        ("x-api-key", stage.key.as_str()),
        ("Content-Type", "application/json"),
    ];
    let body = body.to_string();
    stage.call(method, path, &fields, body.as_bytes()).await
}

#[tokio::test]
async fn a_receiver_is_tested_with_a_sample_that_is_signed() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(answer(500, "broken")).await;
    let body = json!({ "webhook_url": receiver.url, "run_type": "task", "run_id": "tsk_9" });
    let said = asked(&stage, "POST", TEST, &body).await.json();
    let keys: Vec<_> = said.as_object().unwrap().keys().cloned().collect();
    let expected = [
        "status_code",
        "latency_ms",
        "response_body",
        "headers_sent",
        "error",
    ];
    assert_eq!(keys, expected);
    assert_eq!(
        (&said["status_code"], &said["response_body"]),
        (&json!(500), &json!("broken"))
    );
    let received = receiver.next().await;
    let sent = String::from_utf8(received.body).unwrap();
    assert!(
        sent.starts_with(r#"{"task_id":"tsk_9","status":"completed""#),
        "{sent}"
    );
    let signature = said["headers_sent"]["x-skyvern-signature"]
        .as_str()
        .unwrap();
    assert!(received.head.contains(signature), "{}", received.head);
}

#[tokio::test]
async fn a_test_that_cannot_be_sent_is_an_answer() {
    let stage = Stage::new().await;
    let (dead, listener) = Receiver::silent().await;
    drop(listener);
    for (url, error) in [
        (
            dead.as_str(),
            "Could not reach URL: All connection attempts failed",
        ),
        ("", "Invalid url: malformed."),
        ("ftp://h/", "Invalid url: unsupported scheme."),
    ] {
        let body = json!({ "webhook_url": url, "run_type": "workflow_run" });
        let said = asked(&stage, "POST", TEST, &body).await;
        assert_eq!(said.status, 200, "{url}");
        let json = said.json();
        assert!(json["error"].as_str().unwrap().starts_with(error), "{json}");
        assert_eq!(
            (&json["status_code"], &json["response_body"]),
            (&Value::Null, &json!(""))
        );
    }
    for body in [
        json!(null),
        json!({}),
        json!({ "webhook_url": "x", "run_type": "task_v1" }),
    ] {
        assert_eq!(
            asked(&stage, "POST", TEST, &body).await.status,
            422,
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_preview_shows_what_a_replay_sends_and_sends_nothing() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(answer(200, "")).await;
    let run = stage.run(Some(&receiver.url), |_| {}).await;
    let path = format!("/v1/internal/runs/{run}/test-webhook");
    let preview = asked(&stage, "GET", &path, &Value::Null).await.json();
    assert!(receiver.is_untouched());
    let replayed = asked(&stage, "POST", &path, &json!({})).await.json();
    for name in [
        "run_id",
        "run_type",
        "default_webhook_url",
        "payload",
        "headers",
    ] {
        assert_eq!(preview[name], replayed[name], "{name}");
    }
    assert_eq!(
        preview["payload"].as_str().unwrap().as_bytes(),
        receiver.next().await.body
    );
    let other = Receiver::answering(answer(204, "")).await;
    let body = json!({ "override_webhook_url": other.url });
    let elsewhere = asked(&stage, "POST", &path, &body).await.json();
    assert_eq!(elsewhere["target_webhook_url"], other.url.as_str());
}

#[tokio::test]
async fn what_cannot_be_replayed_cannot_be_previewed() {
    let stage = Stage::new().await;
    let running = stage.run(None, |run| run.status = Status::Running).await;
    let waiting = stage.run(None, |run| {
        run.run_type = RunType::WorkflowRun;
        run.retry_pending = true;
    });
    let waiting = waiting.await;
    let preview = async |id: &str| {
        let path = format!("/v1/internal/runs/{id}/test-webhook");
        asked(&stage, "GET", &path, &Value::Null).await
    };
    let detail = format!("Run {running} has not reached a terminal state (status=running).");
    assert_eq!(preview(&running).await.detail(), (400, detail));
    assert_eq!(
        preview("tsk_none").await.detail(),
        (404, "Run tsk_none not found".into())
    );
    // A look at what would be sent is allowed before it may be sent.
    assert_eq!(preview(&waiting).await.status, 200);
}
