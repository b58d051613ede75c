//! Endpoints as shells make and change them.

use model::Manner;
use serde_json::{Value, json};

use crate::contract::CallError;
use crate::testing::Running;

fn endpoint(name: &str, scheme: Option<&str>, secrets: &[&str]) -> Value {
    json!({
        "name": name,
        "url": "http://localhost:3000/hooks",
        "scheme": scheme,
        "secrets": secrets,
        "manner": Manner::default(),
    })
}

async fn add(running: &Running, argument: Value) -> Result<Value, CallError> {
    running.call("endpoints.add", argument).await
}

/// An endpoint that signs, with a secret made for it.
async fn signing(running: &Running) -> Value {
    let new = endpoint("shop", Some("standard-webhooks-v1"), &[]);
    running.answer("endpoints.add", new).await
}

/// An edit that changes nothing yet.
fn edit_of(overview: &Value) -> Value {
    let endpoint = &overview["endpoint"];
    json!({
        "id": endpoint["id"],
        "name": endpoint["name"],
        "url": endpoint["url"],
        "scheme": endpoint["scheme"],
        "manner": endpoint["manner"],
        "add_secrets": [],
        "remove_secrets": [],
    })
}

fn secrets(overview: &Value) -> &Vec<Value> {
    let secrets = overview["endpoint"]["secrets"].as_array();
    secrets.expect("an overview has a list of secrets")
}

async fn revealed(running: &Running, overview: &Value) -> String {
    let argument = json!({
        "endpoint": overview["endpoint"]["id"],
        "id": overview["endpoint"]["secrets"][0]["id"],
    });
    let revealed = running.answer("endpoints.reveal_secret", argument).await;
    let text = revealed["text"].as_str();
    text.expect("a revealed secret is text").to_owned()
}

#[tokio::test]
async fn a_scheme_without_a_secret_gets_one_made() {
    let running = Running::new();
    let made = signing(&running).await;
    assert_eq!(secrets(&made).len(), 1);
    assert!(revealed(&running, &made).await.starts_with("whsec_"));
    assert_eq!(made["counts"].as_array().unwrap().len(), 7);
    assert_eq!(made["schedule"]["at_ms"][1], 5_000.0);
    assert_eq!(made["status"], Value::Null);
}

#[tokio::test]
async fn of_a_key_pair_the_receiver_is_given_the_public_half() {
    let running = Running::new();
    let made = add(&running, endpoint("bot", Some("discord"), &[])).await;
    let public = revealed(&running, &made.unwrap()).await;
    assert_eq!(public.len(), 64, "{public}");
    let live = running.app.store().endpoints().snapshot();
    let signing = live.iter().next().unwrap().signing[0].clone();
    assert_ne!(signing.expose(), public.as_bytes());
}

#[tokio::test]
async fn secrets_that_cannot_sign_are_refused_at_once() {
    let running = Running::new();
    for (scheme, secret, field) in [
        (None, "abc", "scheme"),
        (Some("no-such-scheme"), "abc", "scheme"),
        (Some("standard-webhooks-v1"), "whsec_not base64", "secrets"),
    ] {
        let refused = add(&running, endpoint("shop", scheme, &[secret])).await;
        let refused = refused.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{}", refused.message);
    }
}

#[tokio::test]
async fn a_setting_that_cannot_be_is_refused_at_its_field() {
    let running = Running::new();
    let mut wrong = endpoint("shop", None, &[]);
    wrong["manner"]["schedule"] = json!("whenever");
    let refused = add(&running, wrong).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("schedule"));
    let mut wrong = endpoint("shop", None, &[]);
    wrong["url"] = json!("localhost:3000");
    let refused = add(&running, wrong).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("url"));
}

#[tokio::test]
async fn a_name_is_taken_once_and_made_from_the_url_where_none_is_given() {
    let running = Running::new();
    add(&running, endpoint("shop", None, &[])).await.unwrap();
    let taken = add(&running, endpoint("shop", None, &[]))
        .await
        .unwrap_err();
    assert_eq!(
        (taken.code.as_str(), taken.field.as_deref()),
        ("name_taken", Some("name"))
    );
    let first = add(&running, endpoint("", None, &[])).await.unwrap();
    assert_eq!(first["endpoint"]["name"], "localhost:3000/hooks");
    let second = add(&running, endpoint(" ", None, &[])).await.unwrap();
    assert_eq!(second["endpoint"]["name"], "localhost:3000/hooks-2");
}

#[tokio::test]
async fn secrets_rotate_and_the_last_one_is_replaced() {
    let running = Running::new();
    let made = signing(&running).await;
    let first = revealed(&running, &made).await;
    let mut rotate = edit_of(&made);
    rotate["add_secrets"] = json!(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]);
    let both = running.call("endpoints.edit", rotate).await.unwrap();
    assert_eq!(secrets(&both).len(), 2);
    let mut forget = edit_of(&both);
    forget["remove_secrets"] = json!([secrets(&both)[0]["id"], secrets(&both)[1]["id"]]);
    let fresh = running.call("endpoints.edit", forget).await.unwrap();
    assert_eq!(secrets(&fresh).len(), 1);
    assert_ne!(revealed(&running, &fresh).await, first);
}

#[tokio::test]
async fn a_disabled_endpoint_says_why_until_it_goes_on() {
    let running = Running::new();
    let made = add(&running, endpoint("shop", None, &[])).await.unwrap();
    let switch = |enabled: bool| json!({ "id": made["endpoint"]["id"], "enabled": enabled });
    let off = running
        .call("endpoints.enable", switch(false))
        .await
        .unwrap();
    assert_eq!(
        off["endpoint"]["disabled_because"],
        "It was switched off by hand."
    );
    let on = running
        .call("endpoints.enable", switch(true))
        .await
        .unwrap();
    assert_eq!(on["endpoint"]["enabled"], true);
    assert_eq!(on["endpoint"]["disabled_because"], Value::Null);
}

#[tokio::test]
async fn a_removed_endpoint_is_not_there_any_more() {
    let running = Running::new();
    let made = add(&running, endpoint("shop", None, &[])).await.unwrap();
    let one = || json!({ "id": made["endpoint"]["id"] });
    running.call("endpoints.test", one()).await.unwrap();
    running.call("endpoints.remove", one()).await.unwrap();
    let again = running.call("endpoints.remove", one()).await.unwrap_err();
    assert_eq!(again.code, "not_found");
    let tested = running.call("endpoints.test", one()).await.unwrap_err();
    assert_eq!(tested.code, "not_found");
    let delivery = running
        .call("deliveries.detail", json!({ "id": "del_1" }))
        .await;
    let delivery = delivery.unwrap();
    assert_eq!(delivery["delivery"]["state"], "cancelled");
    assert_eq!(delivery["delivery"]["endpoint_name"], "shop");
    assert_eq!(delivery["url"], Value::Null);
}

async fn profile(running: &Running, name: &str, provider: &str) {
    let profile = json!({ "name": name, "provider": provider, "key": "sk_1" });
    running.answer("profiles.add", profile).await;
}

/// A new endpoint that somebody else delivers to.
fn handed(profile: &str, scheme: Option<&str>) -> Value {
    let mut new = endpoint("far", scheme, &[]);
    new["delivered_by"] = profile.into();
    new
}

#[tokio::test]
async fn an_endpoint_is_handed_to_a_profile_of_svix_and_taken_back() {
    let running = Running::new();
    profile(&running, "prod", "svix").await;
    profile(&running, "hub", "github").await;
    let carriers = running.answer("endpoints.carriers", json!({})).await;
    assert_eq!(carriers[0]["profile"], "prod", "{carriers}");
    assert_eq!(carriers.as_array().map(Vec::len), Some(1));
    let new = handed("prod", Some("svix-v1"));
    let added = running.answer("endpoints.add", new).await;
    let to = &added["endpoint"]["handed_to"];
    assert_eq!(
        (&to["profile"], &to["endpoint"]),
        (&json!("prod"), &Value::Null)
    );
    assert!(
        to["application"]
            .as_str()
            .unwrap()
            .starts_with("hookwright-")
    );
    let mut edit = edit_of(&added);
    edit["delivered_by"] = "prod".into();
    let edited = running.answer("endpoints.edit", edit.clone()).await;
    assert_eq!(
        &edited["endpoint"]["handed_to"], to,
        "it is the same one there"
    );
    edit["delivered_by"] = Value::Null;
    let back = running.answer("endpoints.edit", edit).await;
    assert_eq!(back["endpoint"]["handed_to"], Value::Null);
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_handed_over_is_refused_at_its_field() {
    let running = Running::new();
    let refused = async |argument: Value| {
        let error = add(&running, argument).await.unwrap_err();
        (error.field.unwrap_or_default(), error.message)
    };
    let (field, message) = refused(handed("prod", None)).await;
    assert_eq!(field, "delivered_by");
    assert!(
        message.ends_with("add a profile of Svix first"),
        "{message}"
    );
    profile(&running, "prod", "svix").await;
    profile(&running, "hub", "github").await;
    let (field, message) = refused(handed("hub", None)).await;
    assert_eq!(field, "delivered_by");
    assert!(message.contains("choose one of prod"), "{message}");
    let github = refused(handed("prod", Some("github-sha256"))).await;
    assert_eq!(github.0, "scheme");
    let mut faulty = handed("prod", None);
    faulty["manner"]["faults"] = serde_json::to_value(model::FaultMix::default()).unwrap();
    assert_eq!(refused(faulty).await.0, "faults");
}
