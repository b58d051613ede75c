//! Endpoints: making, listing and testing them.

use serde_json::{Value, json};

use super::support::{NONE, body, code, endpoint, is, list, names, text, trial, until};
use crate::stage::trial::{Receiver, Trial};

async fn make(trial: &Trial, body: &Value) -> crate::stage::trial::Said {
    trial.call("POST", "/v1/webhooks", &body.to_string()).await
}

#[tokio::test]
async fn an_endpoint_is_told_with_its_secret_once() {
    let trial = trial().await;
    let made = endpoint(&trial, "https://example.com/hook").await;
    let fields = "id url description events api_version secret created_at";
    assert_eq!(names(&made), fields);
    assert_eq!(text(&made, "secret").len(), 44, "32 bytes in base64");
    let listed = trial.call("GET", "/v1/webhooks", "").await.json();
    let listed = &listed["data"][0];
    assert_eq!(
        names(listed),
        "id url description events api_version created_at"
    );
    assert_eq!(listed["id"], made["id"]);
}

#[tokio::test]
async fn endpoints_are_listed_newest_first_and_page_by_page() {
    let trial = trial().await;
    for number in 0..3 {
        endpoint(&trial, &format!("https://example.com/{number}")).await;
    }
    let page = trial.call("GET", "/v1/webhooks?limit=2", "").await.json();
    assert_eq!(page["data"][0]["url"], "https://example.com/2");
    let next = text(&page["meta"], "next_cursor");
    let path = format!("/v1/webhooks?limit=2&cursor={next}");
    let page = trial.call("GET", &path, "").await.json();
    assert_eq!(page["data"].as_array().unwrap().len(), 1);
    assert!(page["meta"]["next_cursor"].is_null());
    for query in ["limit=0", "limit=101", "cursor=x"] {
        let said = trial
            .call("GET", &format!("/v1/webhooks?{query}"), "")
            .await;
        assert_eq!(said.status, 422, "{query}");
    }
}

#[tokio::test]
async fn what_cannot_be_an_endpoint_is_told_by_field() {
    let trial = trial().await;
    let good = json!({ "url": "https://example.com/", "events": ["brand.vetted"] });
    for (field, value) in [
        ("url", json!("http://example.com/")),
        ("url", json!(null)),
        ("events", json!([])),
        ("events", json!(["webhook.test"])),
        ("events", json!(["brand.vetted", "brand.vetted"])),
        ("description", json!("x".repeat(201))),
        ("api_version", json!("1999-01-01")),
    ] {
        let mut wanted = good.clone();
        wanted[field] = value;
        let said = make(&trial, &wanted).await;
        assert_eq!(code(&said), is(422, "VALIDATION_FAILED"), "{wanted}");
        assert!(
            said.json()["error"]["details"][field].is_string(),
            "{wanted}"
        );
    }
}

#[tokio::test]
async fn an_organization_has_fifty_endpoints_at_most() {
    let trial = trial().await;
    let wanted = json!({ "url": "https://example.com/", "events": ["brand.vetted"] });
    for _ in 0..50 {
        assert_eq!(make(&trial, &wanted).await.status, 201);
    }
    assert_eq!(
        code(&make(&trial, &wanted).await),
        is(409, "LIMIT_EXCEEDED")
    );
}

#[tokio::test]
async fn a_test_arrives_and_is_logged_like_any_event() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[204]).await;
    let made = endpoint(&trial, &receiver.url).await;
    let path = format!("/v1/webhooks/{}/test", text(&made, "id"));
    let said = trial.call("POST", &path, "").await;
    assert_eq!(said.status, 202);
    let arrived = body(&receiver.next().await);
    assert_eq!(arrived["type"], "webhook.test");
    let id = format!("evt_{}", text(&said.json(), "event_id"));
    assert_eq!(arrived["id"], id.as_str());
    until(&trial, "success", 1).await;
    let rows = list(&trial, "?event_type=webhook.test").await;
    assert_eq!(rows["data"].as_array().unwrap().len(), 1);
    let unknown = trial
        .call("POST", &format!("/v1/webhooks/{NONE}/test"), "")
        .await;
    assert_eq!(code(&unknown), is(404, "NOT_FOUND"));
}
