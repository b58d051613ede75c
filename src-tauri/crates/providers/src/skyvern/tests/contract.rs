//! What is refused, how, and in which order.

use super::support::{Receiver, Stage, answer};
use crate::skyvern::{Hosting, RunType, Status};

const INVALID: &str = "Invalid credentials";

async fn untouched() -> Receiver {
    Receiver::answering(answer(200, "")).await
}

#[tokio::test]
async fn without_a_known_key_nothing_is_told() {
    let stage = Stage::new().await;
    let run = stage.run(None, |_| {}).await;
    let path = format!("/v1/runs/{run}/retry_webhook");
    for fields in [
        &[][..],
        &[("x-api-key", "sk_wrong")],
        &[("x-api-key", "")],
        &[("Authorization", "Basic eDp5")],
    ] {
        let said = stage.call("POST", &path, fields, b"").await;
        assert_eq!(said.detail(), (403, INVALID.into()), "{fields:?}");
    }
    let bearer = format!("Bearer {}", stage.key);
    let fields = [("Authorization", bearer.as_str())];
    let said = stage.call("POST", &path, &fields, b"").await;
    assert_eq!(said.detail(), (403, "Invalid authentication method".into()));
    stage.host_as(Hosting::Cloud).await;
    let said = stage.call("POST", &path, &fields, b"").await;
    assert_eq!(said.status, 400, "the token was taken: {said:?}");
}

#[tokio::test]
async fn a_key_of_a_real_server_is_refused_for_what_it_says() {
    let stage = Stage::new().await;
    let path = "/v1/runs/tsk_1/retry_webhook";
    let (old, foreign) = (
        "e30.eyJleHAiOjEsInN1YiI6Im9fMSJ9.c2ln",
        "e30.eyJleHAiOjQ5NDAzMDg5NjIsInN1YiI6Im9fMSJ9.c2ln",
    );
    for (key, status, detail) in [
        ("a.b.c", 403, "Could not validate credentials"),
        (old, 403, "Auth token is expired"),
        (foreign, 404, "Organization not found"),
    ] {
        let said = stage.call("POST", path, &[("x-api-key", key)], b"").await;
        assert_eq!(said.detail(), (status, detail.into()), "{key}");
    }
}

#[tokio::test]
async fn checks_come_in_the_real_servers_order() {
    let stage = Stage::new().await;
    let path = "/v1/runs/tsk_none/retry_webhook";
    let json = ("Content-Type", "application/json");
    let malformed = stage.call("POST", path, &[json], b"{bad").await;
    assert_eq!(malformed.status, 422, "before credentials");
    let unknown = stage
        .call("POST", path, &[json], b"{\"webhook_url\":5}")
        .await;
    assert_eq!(unknown.detail(), (403, INVALID.into()), "before the schema");
    let wrong = stage.retry("tsk_none", "{\"webhook_url\":5}").await;
    assert_eq!(wrong.status, 422, "before the run");
    let missing = stage
        .retry("tsk_none", "{\"webhook_url\":\"ftp://x\"}")
        .await;
    assert_eq!(missing.detail(), (404, "Run tsk_none not found".into()));
}

#[tokio::test]
async fn a_run_that_cannot_be_sent_again_says_why() {
    let stage = Stage::new().await;
    let mut receiver = untouched().await;
    let url = Some(receiver.url.clone());
    let url = url.as_deref();
    for status in [
        Status::Created,
        Status::Queued,
        Status::Running,
        Status::Paused,
    ] {
        let run = stage.run(url, |run| run.status = status).await;
        let word = status.as_str();
        let detail = format!("Run {run} has not reached a terminal state (status={word}).");
        assert_eq!(stage.retry(&run, "").await.detail(), (400, detail));
    }
    let run = stage
        .run(url, |run| run.run_type = RunType::YutoriNavigator)
        .await;
    let detail = "Run type yutori_navigator is not supported for webhook replay.";
    assert_eq!(stage.retry(&run, "").await.detail(), (400, detail.into()));
    let run = stage
        .run(url, |run| {
            run.run_type = RunType::WorkflowRun;
            run.retry_pending = true;
        })
        .await;
    let detail =
        format!("Run {run} is not final; webhook replay is unavailable until it is final.");
    assert_eq!(stage.retry(&run, "").await.detail(), (409, detail));
    assert!(receiver.is_untouched());
}

#[tokio::test]
async fn every_final_status_can_be_sent_again() {
    let stage = Stage::new().await;
    let receiver = untouched().await;
    for status in Status::ALL.iter().filter(|status| status.is_final()) {
        let run = stage
            .run(Some(&receiver.url), |run| run.status = *status)
            .await;
        let said = stage.retry(&run, "").await;
        assert_eq!(said.json()["status_code"], 200, "{status:?}");
    }
}

#[tokio::test]
async fn a_url_has_to_be_there_and_to_be_one() {
    let stage = Stage::new().await;
    let run = stage.run(None, |_| {}).await;
    for body in ["", "null", "{}", "{\"webhook_url\":\"\"}", "{\"other\":1}"] {
        let detail = "No webhook URL configured for the run.";
        assert_eq!(
            stage.retry(&run, body).await.detail(),
            (400, detail.into()),
            "{body}"
        );
    }
    let scheme = stage.retry(&run, "{\"webhook_url\":\"ftp://h/\"}").await;
    let detail =
        "Invalid url: unsupported scheme. Use an HTTP or HTTPS URL with at most 2083 characters.";
    assert_eq!(scheme.detail(), (400, detail.into()));
    let malformed = stage.retry(&run, "{\"webhook_url\":\"http://\"}").await;
    assert_eq!(malformed.detail(), (400, "Invalid url: malformed.".into()));
}

#[tokio::test]
async fn the_cloud_calls_no_host_inside_a_network() {
    let stage = Stage::new().await;
    stage.host_as(Hosting::Cloud).await;
    let mut receiver = untouched().await;
    let run = stage.run(None, |_| {}).await;
    let body = format!("{{\"webhook_url\":\"{}\"}}", receiver.url);
    let (status, detail) = stage.retry(&run, &body).await.detail();
    assert_eq!(status, 400);
    assert!(
        detail.starts_with("Invalid url: blocked host. It is"),
        "{detail}"
    );
    let run = stage.run(Some(&receiver.url), |_| {}).await;
    let said = stage
        .retry(&run, "{\"webhook_url\":\"http://10.0.0.1/\"}")
        .await;
    let detail = "Invalid webhook_url: blocked host.";
    assert_eq!(said.detail(), (400, detail.into()));
    assert!(receiver.is_untouched());
}

#[tokio::test]
async fn faults_of_the_body_are_lists() {
    let stage = Stage::new().await;
    let run = stage.run(None, |_| {}).await;
    for (content_type, body, kind) in [
        ("application/json", "{\"webhook_url\":5}", "string_type"),
        ("application/json", "[]", "model_attributes_type"),
        ("application/json", "\"x\"", "model_attributes_type"),
        ("text/plain", "{}", "model_attributes_type"),
        ("application/json", "{bad", "json_invalid"),
    ] {
        let said = stage.ask(&run, content_type, body.as_bytes()).await;
        assert_eq!(said.status, 422, "{body}");
        assert_eq!(said.json()["detail"][0]["type"], kind, "{body}");
    }
    let said = stage.ask(&run, "application/json", b"\"\xff\"").await;
    let detail = "There was an error parsing the body";
    assert_eq!(said.detail(), (400, detail.into()));
}

#[tokio::test]
async fn other_methods_and_paths_are_not_found_there() {
    let stage = Stage::new().await;
    for method in ["GET", "PUT", "DELETE"] {
        let said = stage
            .call(method, "/v1/runs/tsk_1/retry_webhook", &[], b"")
            .await;
        assert_eq!(said.detail(), (405, "Method Not Allowed".into()));
        assert_eq!(said.headers.text("allow"), Some("POST"));
    }
    for path in [
        "/",
        "/v1",
        "/v1/runs/a/b/retry_webhook",
        "/v1/runs/a%2Fb/retry_webhook",
    ] {
        let said = stage.call("POST", path, &[], b"").await;
        assert_eq!(said.detail(), (404, "Not Found".into()), "{path}");
    }
}

/// As a server of version 1.0.56 was seen to answer.
#[tokio::test]
async fn paths_methods_and_fields_are_those_of_the_framework() {
    let stage = Stage::new().await;
    let path = "/v1/internal/runs/x/test-webhook";
    let said = stage.call("GET", &format!("{path}/?a=b"), &[], b"").await;
    let location = said.headers.text("location").unwrap_or_default();
    assert_eq!(said.status, 307, "Skyvern's own pages have no slash");
    assert!(location.ends_with(&format!("{path}?a=b")), "{location}");
    let head = stage.call("HEAD", "/v1/runs", &[], b"").await;
    assert_eq!(
        (head.status, head.headers.text("allow")),
        (405, Some("GET"))
    );
    for path in ["/v1/runs", "/v1/nothing"] {
        let headers = stage.call("GET", path, &[], b"").await.headers;
        let told = ["vary", "x-frame-options", "x-content-type-options"];
        let told = told.map(|name| headers.text(name).unwrap_or_default());
        assert_eq!(told, ["Origin", "DENY", "nosniff"], "{path}");
    }
}
