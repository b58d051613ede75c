//! Calls by their commands: listed, looked at, copied and saved.

use serde_json::{Value, json};

use crate::standin::StandIn;
use crate::testing::Running;

const KEY: &str = "key_0123456789";

async fn profile(running: &Running, provider: &str, stand_in: &StandIn) {
    let wanted = json!({
        "name": "p", "provider": provider, "base_url": stand_in.url, "key": KEY, "settings": {},
    });
    running.answer("profiles.add", wanted).await;
}

async fn page(running: &Running, argument: Value) -> Vec<Value> {
    let page = running.answer("provider_calls.page", argument).await;
    page.as_array().unwrap().clone()
}

#[tokio::test]
async fn whatever_a_profile_asks_is_listed_and_lists_are_narrowed() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[
        (200, "", r#"{"success":true,"data":[]}"#),
        (401, "", "{}"),
        (202, "", "{}"),
    ])
    .await;
    profile(&running, "agentmessage", &stand_in).await;
    let mut notices = running.app.notices();
    let list = json!({"profile": "p"});
    running.answer("profiles.deliveries", list.clone()).await;
    assert!(
        notices
            .recv()
            .await
            .unwrap()
            .topics
            .contains(&model::Topic::Providers)
    );
    running.answer("profiles.check", json!({"name": "p"})).await;
    let ask = json!({"profile": "p", "id": "d_1"});
    running.answer("providers.redeliver", ask).await;
    let all = page(&running, json!({})).await;
    let kinds: Vec<_> = all.iter().map(|call| &call["kind"]).collect();
    assert_eq!(kinds, ["redelivery", "check", "list"]);
    assert_eq!(all[0]["subject"], "d_1");
    assert_eq!(all[0]["redelivery"]["asked"], "d_1");
    assert_eq!(all[1]["attempt"]["status"], 401);
    let checks = page(&running, json!({"profile": "p", "kind": "check"})).await;
    assert_eq!(checks, [all[1].clone()]);
    assert!(page(&running, json!({"profile": "other"})).await.is_empty());
    let attempts = json!({"capture": null, "from": null, "limit": 9});
    let attempts = running.answer("attempts.page", attempts).await;
    assert_eq!(
        attempts.as_array().unwrap().len(),
        1,
        "calls have a list of their own"
    );
}

#[tokio::test]
async fn a_call_is_shown_copied_and_saved_without_its_credential() {
    let running = Running::new();
    let log = r#"{"success":true,"data":[],"was":"key_\u003012345678\u0039"}"#;
    let stand_in = StandIn::answering(&[(200, "Set-Cookie: s=1\r\n", log)]).await;
    profile(&running, "agentmessage", &stand_in).await;
    running
        .answer("profiles.deliveries", json!({"profile": "p"}))
        .await;
    let id = page(&running, json!({})).await[0]["id"].clone();
    let one = json!({"id": id});
    let detail = running.answer("provider_calls.detail", one.clone()).await;
    assert_eq!(
        detail["answer_text"],
        log.replace("key_\\u003012345678\\u0039", "[redacted]")
    );
    let headers = detail["answer"]["headers"].to_string();
    assert!(
        headers.contains(r#"["set-cookie","[redacted]"]"#),
        "{headers}"
    );
    assert_eq!(detail["request_text"], "");
    let copied = running.answer("provider_calls.as_curl", one).await;
    let copied = copied["text"].as_str().unwrap();
    assert!(copied.contains("'Authorization: [redacted]'"), "{copied}");
    let saved = running
        .answer("provider_calls.export", json!({"profile": "p"}))
        .await;
    assert_eq!(saved["file_name"], "hookwright-calls-p.jsonl");
    let line = saved["text"].as_str().unwrap();
    let whole: Value = serde_json::from_str(line).unwrap();
    assert_eq!(
        (&whole["id"], &whole["response"]["status"]),
        (&id, &json!(200))
    );
    assert!(!line.contains(KEY), "{line}");
    let missing = json!({"id": "pcall_99"});
    let missing = running.call("provider_calls.detail", missing).await;
    assert_eq!(missing.unwrap_err().code, "not_found");
}

#[tokio::test]
async fn a_token_is_held_from_one_command_to_the_next() {
    let running = Running::new();
    let told = r#"{"access_token":"A21.token","expires_in":3000,"events":[]}"#;
    let stand_in = StandIn::answering(&[(200, "", told)]).await;
    let wanted = json!({"name": "p", "provider": "paypal", "base_url": stand_in.url, "key": "client:password"});
    running.answer("profiles.add", wanted).await;
    for _ in 0..2 {
        running
            .answer("profiles.deliveries", json!({"profile": "p"}))
            .await;
    }
    let tokens = page(&running, json!({"kind": "token"})).await;
    assert_eq!((tokens.len(), stand_in.asked()), (1, 3));
    let detail = running
        .answer("provider_calls.detail", json!({"id": tokens[0]["id"]}))
        .await;
    assert_eq!(
        detail["answer_text"],
        told.replace("A21.token", "[redacted]")
    );
    assert_eq!(detail["request_text"], "grant_type=client_credentials");
}

#[tokio::test]
async fn what_was_asked_goes_with_its_profile() {
    let running = Running::new();
    let stand_in = StandIn::answering(&[(202, "", "{}")]).await;
    profile(&running, "hookdeck", &stand_in).await;
    let ask = json!({"profile": "p", "id": "evt_1"});
    running.answer("providers.redeliver", ask).await;
    running.answer("profiles.check", json!({"name": "p"})).await;
    running
        .answer("profiles.remove", json!({"name": "p"}))
        .await;
    assert!(page(&running, json!({})).await.is_empty());
    let redeliveries = running.answer("redeliveries.list", json!({})).await;
    assert_eq!(redeliveries, json!([]));
}
