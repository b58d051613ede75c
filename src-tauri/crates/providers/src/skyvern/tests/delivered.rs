//! What is sent, and how its outcome is told.

use std::time::Duration;

use model::{FailureKind, Trigger, Verdict};
use signing::{Check, KnownSecret, Request};

use super::support::{NOW, Received, Receiver, Stage, answer};
use crate::skyvern::{RunType, SCHEME};

/// The verdict of an official receiver's check.
fn verdict(received: &Received, key: &str) -> Verdict {
    let lines = received.head.lines().skip(1);
    let headers = lines.filter_map(|line| line.split_once(": ")).collect();
    let request = Request {
        method: "POST",
        url: "http://localhost/hook",
        headers: &headers,
        body: &received.body,
    };
    let check = Check {
        scheme: signing::catalogue().get(SCHEME).unwrap(),
        secrets: &[KnownSecret {
            secret: model::Secret::new(key),
            name: model::SecretRef {
                id: None,
                name: "key".into(),
            },
        }],
        now: NOW,
        tolerance_seconds: None,
        future: None,
    };
    signing::verify(&request, &check).verdict
}

#[tokio::test]
async fn the_answer_has_its_fields_in_order_and_leaves_none_out() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(answer(201, "thanks")).await;
    let run = stage.run(Some(&receiver.url), |_| {}).await;
    let said = stage.retry(&run, "{}").await;
    let received = receiver.next().await;
    assert_eq!(verdict(&received, &stage.key), Verdict::Verified);

    let json = said.json();
    let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        keys,
        [
            "run_id",
            "run_type",
            "default_webhook_url",
            "target_webhook_url",
            "payload",
            "headers",
            "status_code",
            "latency_ms",
            "response_body",
            "error"
        ]
    );
    assert_eq!(json["run_id"], run.as_str());
    assert_eq!(json["default_webhook_url"], receiver.url.as_str());
    assert_eq!(json["status_code"], 201);
    assert_eq!(json["response_body"], "thanks");
    assert!(json["error"].is_null() && json["latency_ms"].is_u64());
    assert_eq!(json["payload"].as_str().unwrap().as_bytes(), received.body);
    let headers: Vec<_> = json["headers"].as_object().unwrap().keys().collect();
    assert_eq!(
        headers,
        ["x-skyvern-timestamp", "x-skyvern-signature", "Content-Type"]
    );
    assert_eq!(json["headers"]["x-skyvern-timestamp"], "1800000000");
}

#[tokio::test]
async fn the_webhook_goes_out_as_skyvern_sends_it() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(answer(200, "")).await;
    let run = stage.run(Some(&receiver.url), |_| {}).await;
    stage.retry(&run, "").await;
    let received = receiver.next().await;
    let head = received.head.to_ascii_lowercase();
    assert!(head.starts_with("post /hook http/1.1\r\n"), "{head}");
    for line in [
        "content-type: application/json",
        "user-agent: python-httpx/0.28.1",
        "accept: */*",
        "x-skyvern-timestamp: 1800000000",
    ] {
        assert!(head.contains(line), "{line} is not in {head}");
    }
    let body = String::from_utf8(received.body).unwrap();
    assert!(
        body.contains(r#""output":{"title":"Café Example","price":3,"ratio":0.1}"#),
        "{body}"
    );
}

#[tokio::test]
async fn every_path_and_every_empty_body_leads_to_the_stored_url() {
    let stage = Stage::new().await;
    let receiver = Receiver::answering(answer(200, "")).await;
    let run = stage.run(Some(&receiver.url), |_| {}).await;
    for prefix in ["/v1", "/api/v1"] {
        for end in ["", "/"] {
            let path = format!("{prefix}/runs/{run}/retry_webhook{end}");
            let fields = [("x-api-key", stage.key.as_str())];
            let said = stage.call("POST", &path, &fields, b"").await;
            assert_eq!(said.json()["target_webhook_url"], receiver.url.as_str());
        }
    }
    for body in ["", "null", "{}", "{\"webhook_url\":\"\"}"] {
        let said = stage.retry(&run, body).await;
        assert_eq!(said.json()["target_webhook_url"], receiver.url.as_str());
    }
}

#[tokio::test]
async fn another_url_is_called_for_this_time_only() {
    let stage = Stage::new().await;
    let mut stored = Receiver::answering(answer(200, "")).await;
    let mut other = Receiver::answering(answer(200, "")).await;
    let run = stage
        .run(Some(&stored.url), |run| run.run_type = RunType::WorkflowRun)
        .await;
    let body = format!("{{\"webhook_url\":\"{}\"}}", other.url);
    let said = stage.retry(&run, &body).await.json();
    assert_eq!(said["default_webhook_url"], stored.url.as_str());
    assert_eq!(said["target_webhook_url"], other.url.as_str());
    other.next().await;
    assert!(stored.is_untouched());
    assert_eq!(delivery_status(&stage, &run).await, None);
    stage.retry(&run, "").await;
    let status = delivery_status(&stage, &run).await;
    assert_eq!(status.as_deref(), Some("delivered"));
}

async fn delivery_status(stage: &Stage, run: &str) -> Option<String> {
    let found = crate::skyvern::get(&stage.means.store, run).await.unwrap();
    found.unwrap().run.webhook_delivery_status
}

#[tokio::test]
async fn a_failing_receiver_is_a_success_of_the_call() {
    let stage = Stage::new().await;
    let long = "é".repeat(3000);
    let cut = format!("{}\n... (truncated)", "é".repeat(2048));
    let redirect = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nConnection: close\r\nContent-Length: 2\r\n\r\ngo";
    for (told, status, body) in [
        (answer(500, "broken"), 500, Some("broken")),
        (answer(200, ""), 200, None),
        (answer(200, &long), 200, Some(cut.as_str())),
        (redirect.to_owned(), 302, Some("go")),
        ("HTTP/1.1 204 No Content\r\n\r\n".to_owned(), 204, None),
    ] {
        let mut receiver = Receiver::answering(told).await;
        let run = stage.run(Some(&receiver.url), |_| {}).await;
        let said = stage.retry(&run, "").await;
        let json = said.json();
        assert_eq!((said.status, &json["status_code"]), (200, &status.into()));
        assert_eq!(json["response_body"].as_str(), body);
        assert!(json["error"].is_null());
        receiver.next().await;
        assert!(receiver.is_untouched(), "one attempt, no redirect");
    }
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_told_in_skyverns_words() {
    let stage = Stage::with_patience(Duration::from_millis(80)).await;
    let (dead, listener) = Receiver::silent().await;
    drop(listener);
    let (slow, _listener) = Receiver::silent().await;
    let gone = Receiver::answering("").await;
    for (url, error) in [
        (&dead, "Could not reach URL: All connection attempts failed"),
        (&slow, "Request timed out after 60 seconds."),
        (
            &gone.url,
            "Unexpected error: Server disconnected without sending a response.",
        ),
    ] {
        let run = stage.run(Some(url), |_| {}).await;
        let said = stage.retry(&run, "").await;
        let json = said.json();
        assert_eq!(said.status, 200);
        assert_eq!(json["error"], error);
        assert!(json["status_code"].is_null() && json["response_body"].is_null());
        assert!(json["latency_ms"].is_u64());
    }
}

#[tokio::test]
async fn every_attempt_is_kept() {
    let stage = Stage::new().await;
    let receiver = Receiver::answering(answer(503, "later")).await;
    let (dead, listener) = Receiver::silent().await;
    drop(listener);
    for url in [&receiver.url, &dead] {
        let run = stage.run(Some(url), |_| {}).await;
        stage.retry(&run, "").await;
    }
    let kept = stage.means.store.attempts().page(None, None, 10).await;
    let [refused, answered] = &kept.unwrap()[..] else {
        panic!()
    };
    assert_eq!(answered.status, Some(503));
    assert_eq!(answered.target, receiver.url);
    assert_eq!(answered.trigger, Trigger::Redelivery);
    let failure = refused.failure.as_ref().unwrap();
    assert_eq!(failure.kind, FailureKind::Refused);
}
