//! Profiles by their commands: what is asked, how far it came, and many at once.

use serde_json::{Value, json};

use crate::standin::StandIn;
use crate::testing::Running;

async fn profile(running: &Running, provider: &str, stand_in: &StandIn) {
    let wanted = json!({
        "name": "p", "provider": provider, "base_url": stand_in.url, "key": "key_0123456789",
        "settings": {},
    });
    running.answer("profiles.add", wanted).await;
}

/// Looks at a batch whenever something changed, until it is as wanted.
async fn batch_until(running: &Running, wanted: impl Fn(&Value) -> bool) -> Value {
    let mut notices = running.app.notices();
    loop {
        let batch = running.answer("profiles.batch", json!({"batch": 1})).await;
        if wanted(&batch) {
            return batch;
        }
        notices.recv().await.unwrap();
    }
}

#[tokio::test]
async fn what_was_asked_is_listed_with_its_stage_and_can_be_copied() {
    let running = Running::new();
    let stand_in =
        StandIn::answering(&[(202, "", r#"{"data":{"notification_id":"ntf_2"}}"#)]).await;
    profile(&running, "paddle", &stand_in).await;
    let ask = json!({"profile": "p", "id": "ntf_1", "event_id": "evt_1", "url": "http://h/"});
    let redelivery = running.answer("providers.redeliver", ask).await;
    assert_eq!(redelivery["outcome"]["delivery_id"], "ntf_2");
    let listed = running
        .answer("redeliveries.list", json!({"profile": "p"}))
        .await;
    assert_eq!(listed[0]["id"], redelivery["redelivery"]);
    assert_eq!(
        (&listed[0]["stage"], &listed[0]["target_url"]),
        (&json!("sent"), &json!("http://h/"))
    );
    assert_eq!(listed[0]["outcome"], redelivery["outcome"]);
    let id = json!({"id": listed[0]["id"]});
    let copied = running.answer("redeliveries.as_curl", id).await;
    let copied = copied["text"].as_str().unwrap();
    assert!(copied.contains("/notifications/ntf_1/replay"), "{copied}");
    assert!(!copied.contains("key_0123456789"), "{copied}");
}

#[tokio::test]
async fn a_refusal_is_a_stage_and_no_error() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[(404, "", r#"{"message":"Not Found"}"#)]).await;
    profile(&running, "hookdeck", &stand_in).await;
    let ask = json!({"profile": "p", "id": "evt_1"});
    let redelivery = running.answer("providers.redeliver", ask).await;
    let id = json!({"id": redelivery["redelivery"]});
    let detail = running.answer("redeliveries.detail", id).await;
    assert_eq!(
        (&detail["stage"], &detail["awaited_until"]),
        (&json!("refused"), &Value::Null)
    );
    let missing = running
        .call("redeliveries.detail", json!({"id": "red_99"}))
        .await;
    assert_eq!(missing.unwrap_err().code, "not_found");
}

#[tokio::test]
async fn a_rate_limit_is_waited_out_and_nothing_is_asked_twice() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[
        (202, "", "{}"),
        (429, "Retry-After: 1\r\n", "{}"),
        (202, "", "{}"),
    ])
    .await;
    profile(&running, "checkout-com", &stand_in).await;
    let many = json!({"profile": "p", "deliveries": [{"id": "evt_1"}, {"id": "evt_2"}]});
    running.answer("profiles.redeliver_many", many).await;
    let batch = batch_until(&running, |batch| batch["finished"] == true).await;
    assert_eq!(
        (&batch["accepted"], &batch["total"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(stand_in.asked(), 3);
}

#[tokio::test]
async fn a_wait_is_shown_and_ends_when_it_is_cancelled() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[(429, "Retry-After: 3000\r\n", "{}")]).await;
    profile(&running, "checkout-com", &stand_in).await;
    let many = json!({"profile": "p", "deliveries": [{"id": "evt_1"}, {"id": "evt_2"}]});
    running.answer("profiles.redeliver_many", many).await;
    batch_until(&running, |batch| batch["waiting_until"].is_string()).await;
    running.answer("profiles.cancel", json!({"batch": 1})).await;
    let batch = batch_until(&running, |batch| batch["finished"] == true).await;
    assert_eq!(
        (&batch["cancelled"], &batch["refused"]),
        (&json!(true), &json!(1))
    );
    assert_eq!(stand_in.asked(), 1);
}

#[tokio::test]
async fn a_filter_finds_what_is_asked_for_in_the_log() {
    let running = Running::new();
    let log = r#"{"models":[{"id":"evt_1","status":"FAILED"},{"id":"evt_2","status":"SUCCESSFUL"},{"id":"evt_3","status":"FAILED"}],"pagination":{}}"#;
    let stand_in = StandIn::answering(&[(200, "", log), (200, "", "{}")]).await;
    profile(&running, "hookdeck", &stand_in).await;
    let many = json!({"profile": "p", "filter": {"outcome": "failed"}});
    running.answer("profiles.redeliver_many", many).await;
    let batch = batch_until(&running, |batch| batch["finished"] == true).await;
    let ids: Vec<_> = batch["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["id"])
        .collect();
    assert_eq!(ids, ["evt_1", "evt_3"]);
    assert_eq!(stand_in.asked(), 3);
}

#[tokio::test]
async fn settings_are_those_of_the_provider_and_can_be_changed() {
    let running = Running::new();
    let new = json!({"name": "p", "provider": "github", "base_url": null, "key": "k", "settings": {"hook": "1"}});
    running.answer("profiles.add", new).await;
    let edit = json!({"name": "p", "base_url": null, "key": null, "settings": {"hook": "", "owner": "octo"}});
    let edited = running.answer("profiles.edit", edit).await;
    assert_eq!(edited["settings"], json!({"owner": "octo"}));
    let wrong = json!({"name": "p", "base_url": null, "key": null, "settings": {"colour": "red"}});
    let wrong = running.call("profiles.edit", wrong).await.unwrap_err();
    assert!(wrong.message.contains("owner, repo"), "{}", wrong.message);
    let nowhere = json!({"name": "q", "provider": "outpost", "base_url": null, "key": "k"});
    let nowhere = running.call("profiles.add", nowhere).await.unwrap_err();
    assert!(
        nowhere.message.contains("--base-url"),
        "{}",
        nowhere.message
    );
}

#[tokio::test]
async fn a_call_is_shown_before_it_is_made_and_its_key_only_when_asked_for() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[(200, "", "{}")]).await;
    profile(&running, "agentmessage", &stand_in).await;
    let call = json!({"kind": "redeliver", "id": "d_1", "reason": "fixed"});
    let preview = async |show_key: bool| {
        let wanted = json!({"profile": "p", "call": call, "show_key": show_key});
        running.answer("profiles.preview", wanted).await[0].clone()
    };
    let (hidden, shown) = (preview(false).await, preview(true).await);
    assert_eq!(hidden["body"], r#"{"reason":"fixed"}"#);
    assert_eq!(hidden["hidden"], json!(["Authorization"]));
    assert!(!hidden.to_string().contains("key_0123456789"), "{hidden}");
    let curl = shown["curl"].as_str().unwrap();
    assert!(curl.contains("Bearer key_0123456789"), "{curl}");
    assert_eq!(shown["headers"][0][0], "Host");
    assert_eq!(stand_in.asked(), 0);
}

#[tokio::test]
async fn endpoints_are_made_at_a_provider_and_a_typed_secret_is_a_blank_in_what_is_shown() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[(201, "", r#"{"id":7}"#)]).await;
    let wanted = json!({"name": "p", "provider": "github", "base_url": stand_in.url, "key": "k", "settings": {"owner": "o", "repo": "r"}});
    running.answer("profiles.add", wanted).await;
    let deed = json!({"kind": "create", "url": "https://h/", "events": ["push"], "secret": "s\"1"});
    let call = json!({"profile": "p", "call": {"kind": "endpoint", "deed": deed}});
    let shown = running.answer("profiles.preview", call).await[0].clone();
    assert!(
        shown["body"]
            .as_str()
            .unwrap()
            .contains(r#""secret":"[redacted]""#)
    );
    assert!(!shown["curl"].as_str().unwrap().contains(r#"s\"1"#));
    let asked = json!({"profile": "p", "deed": deed});
    let made = running.answer("profiles.change_endpoint", asked).await;
    assert_eq!(
        (&made["status"], &made["secret"]),
        (&json!(201), &Value::Null)
    );
}
