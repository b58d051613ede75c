//! InstaVM's official client, and its verifier of signatures, against our emulation.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tests::{Hookwright, Message, Peer, Row, Sink, dead_url};

use super::{create_of, serve, text};

/// What a method of the client's webhooks gives.
fn called(client: &mut Peer, created: &Row, call: &str, arguments: &Value) -> Value {
    client.call(&json!({
        "base_url": created["base_url"],
        "api_key": created["api_key"],
        "call": call,
        "arguments": arguments,
    }))
}

/// What the verifier makes of a webhook.
fn verified(client: &mut Peer, sent: &Message, secret: &str) -> Value {
    let signature = sent.field("InstaVM-Signature");
    client.call(&json!({ "verify": {
        "secret": secret,
        "headers": { "InstaVM-Signature": signature },
        "body_b64": BASE64_STANDARD.encode(&sent.body),
    } }))
}

fn created(hookwright: &Hookwright, url: &str) -> Row {
    create_of(hookwright, "instavm", &["--to", url])
}

#[test]
fn the_official_client_opens_its_session() {
    let Some(mut client) = Peer::instavm() else {
        return;
    };
    let hookwright = serve();
    let created = created(&hookwright, &dead_url());
    let said = client.call(&json!({
        "base_url": created["base_url"],
        "api_key": created["api_key"],
        "session": true,
    }));
    let session = said["returned"].as_str().unwrap_or_default();
    assert!(!session.is_empty(), "{said}");
}

#[test]
fn a_replay_by_the_official_client_arrives_and_its_verifier_accepts_it() {
    let Some(mut client) = Peer::instavm() else {
        return;
    };
    let hookwright = serve();
    let receiver = Sink::saying(200, "ok");
    let created = created(&hookwright, &receiver.url("/hook"));
    let first = receiver.next();
    let original = text(&created, "delivery_id");
    let returned = called(
        &mut client,
        &created,
        "replay_delivery",
        &json!({"delivery_id": original}),
    );
    let replay = &returned["returned"];
    assert_ne!(replay["id"], created["delivery_id"], "{returned}");
    assert_eq!(replay["replay_of_delivery_id"], original);
    assert_eq!(replay["status"], "pending");
    assert!(replay["user_id"].is_i64(), "{replay}");
    let second = receiver.next();
    for sent in [&first, &second] {
        let said = verified(&mut client, sent, text(&created, "secret"));
        assert_eq!(said["event"]["event_id"], replay["event_id"], "{said}");
        let said = verified(&mut client, sent, "whsec_wrong");
        assert_eq!(said["rejected"], "invalid_signature");
    }
}

#[test]
fn the_official_client_makes_an_endpoint_tests_it_and_reads_the_log() {
    let Some(mut client) = Peer::instavm() else {
        return;
    };
    let hookwright = serve();
    let receiver = Sink::saying(200, "ok");
    let created = created(&hookwright, &dead_url());
    let wanted =
        json!({ "url": receiver.url("/new"), "event_patterns": ["vm.*"], "max_retries": 2 });
    let endpoint = called(&mut client, &created, "create_endpoint", &wanted)["returned"].clone();
    let secret = text(&endpoint, "secret").to_owned();
    assert!(secret.starts_with("whsec_"), "{endpoint}");
    let id = json!({ "endpoint_id": endpoint["id"] });
    let tested = called(&mut client, &created, "send_test_event", &id);
    assert!(tested["returned"].is_object(), "{tested}");
    let said = verified(&mut client, &receiver.next(), &secret);
    assert!(said["event"].is_object(), "{said}");
    let listed = called(&mut client, &created, "list_endpoints", &json!({}));
    assert_eq!(
        listed["returned"].as_array().map(Vec::len),
        Some(2),
        "{listed}"
    );
    let log = called(&mut client, &created, "list_deliveries", &id);
    assert_eq!(
        log["returned"]["items"].as_array().map(Vec::len),
        Some(1),
        "{log}"
    );
}

#[test]
fn the_official_client_raises_what_is_refused() {
    let Some(mut client) = Peer::instavm() else {
        return;
    };
    let hookwright = serve();
    let mut created = created(&hookwright, &dead_url());
    let unknown = json!({ "delivery_id": "none" });
    let raised = called(&mut client, &created, "replay_delivery", &unknown);
    assert_eq!(raised["status"], 404, "{raised}");
    assert_eq!(
        raised["body"],
        json!({ "detail": "Webhook delivery not found" })
    );
    created["api_key"] = json!("instavm_sk_wrong");
    let raised = called(&mut client, &created, "replay_delivery", &unknown);
    assert_eq!(raised["raised"], "AuthenticationError", "{raised}");
}
