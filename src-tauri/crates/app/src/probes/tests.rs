//! Probes through the commands that shells call.

use serde_json::{Value, json};

use crate::testing::Running;

async fn ended(running: &Running, number: &Value) -> Value {
    let mut notices = running.app.notices();
    loop {
        let asked = json!({ "probe": number });
        let now = running.answer("probes.progress", asked).await;
        if now["finished"] == json!(true) {
            return now;
        }
        notices.recv().await.ok();
    }
}

#[tokio::test]
async fn a_probe_of_nobody_ends_and_is_kept_and_exported() {
    let running = Running::new();
    let argument = json!({
        "target": "http://127.0.0.1:9/hooks",
        "scheme": { "id": "stripe-v1" },
        "secrets": ["whsec_test"],
        "allow_remote": false,
    });
    let started = running.call("probes.start", argument).await.unwrap();
    let now = ended(&running, &started["probe"]).await;
    let id = now["report"].clone();
    let report = running.call("probes.report", json!({ "id": id })).await;
    let headline = report.unwrap()["headline"].as_str().unwrap().to_owned();
    assert!(headline.contains("cannot be reached"), "{headline}");
    let list = running.call("probes.list", json!({ "from": null, "limit": 9 }));
    assert_eq!(list.await.unwrap()[0]["id"], id);
    let export = json!({ "id": id, "format": "markdown" });
    let export = running.call("probes.export", export).await.unwrap();
    assert!(export["text"].as_str().unwrap().starts_with("# Probe of"));
}

#[tokio::test]
async fn another_machine_is_asked_only_with_consent() {
    let running = Running::new();
    let argument = json!({
        "target": "https://hooks.example.com/in",
        "scheme": { "id": "stripe-v1" },
        "secrets": ["whsec_test"],
        "allow_remote": false,
    });
    let refused = running.call("probes.start", argument).await.unwrap_err();
    assert_eq!(refused.code, "remote");
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_named_by_its_field() {
    let running = Running::new();
    let field = async |argument: Value| {
        let refused = running.call("probes.start", argument).await.unwrap_err();
        refused.field.unwrap_or_default()
    };
    let target = "http://localhost:9/";
    let none = json!({ "target": target, "allow_remote": false });
    assert_eq!(field(none).await, "scheme");
    let secretless = json!({
        "target": target, "scheme": { "id": "stripe-v1" }, "allow_remote": false,
    });
    assert_eq!(field(secretless).await, "secrets");
    let garbled = json!({
        "target": target, "scheme": { "id": "stripe-v1" }, "secrets": ["whsec_test"],
        "body": { "b64": "%" }, "allow_remote": false,
    });
    assert_eq!(field(garbled).await, "body");
}
