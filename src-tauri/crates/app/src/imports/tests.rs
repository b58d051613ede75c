//! Imports by their commands: captures of what a log holds, verified, and each once.

use serde_json::{Value, json};

use crate::standin::StandIn;
use crate::testing::Running;

const SECRET: &str = "It's a Secret to Everybody";
/// HMAC-SHA256 of the compact payload below, with the secret above.
const SIGNATURE: &str = "sha256=c12c19e3d5b1da240f4411680fea8907236c37ba45f7534797f748a5c8b19810";

fn detail(id: u32, signature: &str) -> String {
    format!(
        r#"{{"id": {id}, "guid": "g-{id}", "event": "ping", "status_code": 500, "delivered_at": "2026-01-01T00:00:00Z",
            "url": "https://example.com/hooks/github", "request": {{
                "headers": {{"X-GitHub-Event": "ping", "X-GitHub-Delivery": "g-{id}", "X-Hub-Signature-256": "{signature}"}},
                "payload": {{"zen": "Keep it logically awesome.", "hook_id": 12, "n": 1.50}}}}}}"#
    )
}

async fn import(running: &Running, wanted: Value) -> Value {
    let mut notices = running.app.notices();
    let mut progress = running.answer("imports.start", wanted).await;
    while progress["finished"] == false {
        notices.recv().await.unwrap();
        let import = json!({"import": progress["import"]});
        progress = running.answer("imports.status", import).await;
    }
    progress
}

async fn profile(running: &Running, provider: &str, stand_in: &StandIn) {
    let wanted = json!({"name": "p", "provider": provider, "base_url": stand_in.url, "key": "key_0123456789"});
    running.answer("profiles.add", wanted).await;
}

#[tokio::test]
async fn deliveries_of_github_become_captures_that_are_verified_and_imported_once() {
    let running = Running::new();
    running
        .source("github", Some("github-sha256"), &[SECRET])
        .await;
    let log = r#"[{"id":2,"guid":"g-2","status_code":500,"event":"ping"},{"id":1,"guid":"g-1","status_code":200,"event":"ping"}]"#;
    let (good, bad) = (detail(2, SIGNATURE), detail(1, "sha256=00"));
    let stand_in = StandIn::answering(&[
        (200, "", log),
        (200, "", &good),
        (200, "", &bad),
        (200, "", log),
    ])
    .await;
    profile(&running, "github", &stand_in).await;
    let wanted = json!({"profile": "p", "source": "github"});
    let progress = import(&running, wanted.clone()).await;
    assert_eq!(progress["problem"], Value::Null);
    assert_eq!(
        (&progress["seen"], &progress["imported"]),
        (&json!(2), &json!(2))
    );
    let filter = model::Filter::parse("source:github").unwrap();
    let captures = running
        .app
        .store()
        .captures()
        .page(&filter, None, 10)
        .await
        .unwrap();
    let told: Vec<_> = captures
        .iter()
        .map(|capture| (capture.verdict, capture.origin))
        .collect();
    let imported = model::Origin::Imported;
    assert_eq!(
        told,
        [
            (model::Verdict::Rejected, imported),
            (model::Verdict::Verified, imported)
        ]
    );
    let body = running
        .app
        .store()
        .captures()
        .body(captures[1].id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        body,
        br#"{"zen":"Keep it logically awesome.","hook_id":12,"n":1.50}"#
    );
    let again = import(&running, wanted).await;
    assert_eq!(
        (&again["known"], &again["imported"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(stand_in.asked(), 4);
}

#[tokio::test]
async fn a_log_without_requests_and_a_source_that_is_not_there_are_refused() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[(200, "", "[]")]).await;
    profile(&running, "convoy", &stand_in).await;
    let refused = running
        .call("imports.start", json!({"profile": "p"}))
        .await
        .unwrap_err();
    assert!(
        refused.message.contains("nothing to import"),
        "{}",
        refused.message
    );
    let running = Running::new();
    profile(&running, "github", &stand_in).await;
    let wanted = json!({"profile": "p", "source": "nobody"});
    let refused = running.call("imports.start", wanted).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("source"));
    assert_eq!(stand_in.asked(), 0);
}

#[tokio::test]
async fn what_the_provider_says_ends_an_import_with_its_words() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[(401, "", r#"{"message":"Bad credentials"}"#)]).await;
    profile(&running, "github", &stand_in).await;
    let progress = import(&running, json!({"profile": "p"})).await;
    let problem = progress["problem"].as_str().unwrap();
    assert!(problem.contains("Bad credentials"), "{problem}");
}

#[tokio::test]
async fn an_import_and_its_delivery_lead_to_each_other_and_deliveries_of_one_run_are_apart() {
    let running = Running::new();
    let log = r#"[{"id":"d_1","run_id":"r","payload_bytes":"{}"},{"id":"d_2","run_id":"r","payload_bytes":"{\"run_id\":\"r\"}"}]"#;
    let stand_in = StandIn::answering(&[(200, "", log)]).await;
    profile(&running, "runflow", &stand_in).await;
    running.source("flow", Some("runflow"), &[SECRET]).await;
    let progress = import(
        &running,
        json!({"profile": "p", "of": "r", "source": "flow"}),
    )
    .await;
    assert_eq!(progress["imported"], 2);
    let deliveries = json!([{"id": "r", "event_id": "d_2"}, {"id": "r", "event_id": "d_3"}]);
    let wanted = json!({"profile": "p", "deliveries": deliveries});
    let known = running.answer("imports.known", wanted).await;
    let second = &progress["captures"][1];
    assert_eq!(
        known,
        json!([{"id": "r", "event_id": "d_2", "capture": second}])
    );
    let origin = running
        .answer("imports.origin", json!({"id": second}))
        .await;
    assert_eq!(
        (&origin["profile"], &origin["delivery"]),
        (&json!("p"), &json!("d_2"))
    );
    running
        .answer("profiles.remove", json!({"name": "p"}))
        .await;
    let origin = running
        .answer("imports.origin", json!({"id": second}))
        .await;
    assert_eq!(origin["profile"], Value::Null);
}
