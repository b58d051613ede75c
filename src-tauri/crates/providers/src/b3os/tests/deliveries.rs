//! What is sent, what is told of it, and sending it again.

use std::sync::Arc;

use model::{Headers, Secret, Timestamp};
use serde_json::Value;
use signing::{Draft, Request};
use tokio::task::JoinSet;

use super::support::Stage;
use crate::trial::Receiver;

/// Fields that only an attempt sets.
const OF_AN_ATTEMPT: [&str; 5] = [
    "durationMs",
    "errorMessage",
    "responseBody",
    "responseHeaders",
    "responseStatus",
];

fn signature(secret: &str, body: &str) -> String {
    let draft = Draft {
        scheme: signing::catalogue().get("b3os").unwrap(),
        secrets: &[Secret::new(secret)],
        request: Request {
            method: "POST",
            url: "http://h/",
            headers: &Headers::default(),
            body: body.as_bytes(),
        },
        now: Timestamp(0),
        entropy: [0; 16],
    };
    let signed = signing::sign(&draft).unwrap();
    signed.headers.text("x-b3os-signature").unwrap().to_owned()
}

#[test]
fn the_published_recipe_holds() {
    let body = r#"{"eventType":"run.completed","runId":"run_123"}"#;
    assert_eq!(
        signature("b3os_test_secret", body),
        "49d5eb1a25f82f199d24481d9e1d35105973202b10f9ec8bac7c7ba8f4084c00"
    );
}

fn secret(endpoint: &Value) -> &str {
    endpoint["signingSecret"].as_str().unwrap()
}

/// A header field of an object, whatever its case.
fn field<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    let mut fields = object.as_object()?.iter();
    let found = fields.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.and_then(|(_, value)| value.as_str())
}

#[tokio::test]
async fn a_delivery_arrives_signed_and_is_told_with_all_that_was_exchanged() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 5).await;
    let id = stage.deliver(&endpoint, None).await;
    let received = receiver.next().await;
    let signed = received.headers.text("x-b3os-signature").unwrap();
    assert_eq!(signed, signature(secret(&endpoint), &received.body));
    let told = stage.until(&id, "success").await;
    assert_eq!(told["requestBody"].to_string(), received.body);
    assert_eq!(
        field(&told["requestHeaders"], "x-b3os-signature"),
        Some(signed)
    );
    assert_eq!(
        (&told["responseStatus"], &told["responseBody"]),
        (&200.into(), &"seen".into())
    );
    assert_eq!(field(&told["responseHeaders"], "x-receiver"), Some("trial"));
    assert_eq!(
        (&told["retryCount"], &told["nextRetryAt"]),
        (&0.into(), &Value::Null)
    );
    let names: Vec<_> = told["requestBody"].as_object().unwrap().keys().collect();
    let fields = "id eventType organizationId workflowId runId executionId createdAt data";
    assert_eq!(names, fields.split(' ').collect::<Vec<_>>());
    for same in [
        "eventType",
        "organizationId",
        "workflowId",
        "runId",
        "executionId",
    ] {
        assert_eq!(told[same], told["requestBody"][same], "{same}");
    }
}

#[tokio::test]
async fn a_delivery_fails_after_its_retries() {
    let stage = Stage::new().await;
    for retries in [0, 2] {
        let receiver = Receiver::answering(&[500]).await;
        let endpoint = stage.endpoint(&receiver.url, retries).await;
        let id = stage.deliver(&endpoint, None).await;
        let told = stage.until(&id, "failure").await;
        assert_eq!(
            (&told["retryCount"], &told["maxRetries"]),
            (&retries.into(), &retries.into())
        );
        assert_eq!(told["responseStatus"], 500);
        assert_eq!(told["errorMessage"], "endpoint returned status 500");
    }
}

#[tokio::test]
async fn a_retry_requeues_the_same_record_and_clears_what_its_attempt_left() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[500, 200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let id = stage.deliver(&endpoint, None).await;
    let failed = stage.until(&id, "failure").await;
    let first = receiver.next().await;
    let retried = stage
        .data("POST", &format!("/deliveries/{id}/retry"), "")
        .await;
    assert_eq!(
        (&retried["id"], &retried["status"]),
        (&failed["id"], &"pending".into())
    );
    assert_eq!(
        (&retried["retryCount"], &retried["nextRetryAt"]),
        (&0.into(), &retried["updatedAt"])
    );
    for cleared in OF_AN_ATTEMPT {
        assert!(
            failed.get(cleared).is_some() && retried.get(cleared).is_none(),
            "{cleared}"
        );
    }
    for kept in [
        "createdAt",
        "requestBody",
        "requestHeaders",
        "runId",
        "endpointId",
    ] {
        assert_eq!(retried[kept], failed[kept], "{kept}");
    }
    assert_eq!(receiver.next().await.body, first.body);
    let arrived = stage.until(&id, "success").await;
    assert_eq!(
        (&arrived["retryCount"], &arrived["responseStatus"]),
        (&0.into(), &200.into())
    );
    let listed = stage.data("GET", "/deliveries", "").await;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn of_many_retries_at_once_one_is_accepted() {
    let stage = Arc::new(Stage::new().await);
    let endpoint = stage.endpoint("http://127.0.0.1:9/", 0).await;
    let id = stage.deliver(&endpoint, Some("failure")).await;
    // What is disabled gets nothing, so that whoever comes too late is told of what waits.
    let disable = format!("/{}/disable", endpoint["endpoint"]["id"].as_str().unwrap());
    stage.data("POST", &disable, "").await;
    let mut asked = JoinSet::new();
    for _ in 0..24 {
        let (stage, path) = (Arc::clone(&stage), format!("/deliveries/{id}/retry"));
        asked.spawn(async move { stage.ask("POST", &path, "").await });
    }
    let told = asked.join_all().await;
    let (accepted, refused): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|said| said.status == 200);
    assert_eq!((accepted.len(), refused.len()), (1, 23));
    for said in refused {
        let json = said.json();
        assert_eq!((said.status, &json["code"]), (400, &400_228.into()));
        let words = "Only failed deliveries can be retried (status=pending)";
        assert_eq!(json["message"], words);
    }
}

#[tokio::test]
async fn only_what_failed_can_be_retried() {
    let stage = Stage::new().await;
    let receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let id = stage.deliver(&endpoint, None).await;
    stage.until(&id, "success").await;
    let said = stage
        .ask("POST", &format!("/deliveries/{id}/retry"), "")
        .await;
    let json = said.json();
    assert_eq!((said.status, &json["code"]), (400, &400_228.into()));
    let id = endpoint["endpoint"]["id"].as_str().unwrap();
    stage.data("POST", &format!("/{id}/disable"), "").await;
    let waits = stage.deliver(&endpoint, None).await;
    let said = stage
        .ask("POST", &format!("/deliveries/{waits}/retry"), "")
        .await;
    assert_eq!(
        said.json()["message"],
        "Only failed deliveries can be retried (status=pending)"
    );
}

#[tokio::test]
async fn a_replay_makes_a_new_record_whatever_became_of_the_original() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    for (status, ends) in [(None, "success"), (Some("failure"), "failure")] {
        let id = stage.deliver(&endpoint, status).await;
        let original = stage.until(&id, ends).await;
        let replayed = stage
            .data("POST", &format!("/deliveries/{id}/replay"), "")
            .await;
        assert_ne!(replayed["id"], original["id"]);
        assert_eq!(
            (&replayed["status"], &replayed["retryCount"]),
            (&"pending".into(), &0.into())
        );
        for same in [
            "requestBody",
            "requestHeaders",
            "eventType",
            "runId",
            "endpointId",
            "maxRetries",
        ] {
            assert_eq!(replayed[same], original[same], "{same}");
        }
        let arrived = stage
            .until(replayed["id"].as_str().unwrap(), "success")
            .await;
        assert_eq!(arrived["requestBody"], original["requestBody"]);
        let unchanged = stage.data("GET", &format!("/deliveries/{id}"), "").await;
        assert_eq!(unchanged, original);
    }
    while !receiver.is_untouched() {}
}

#[tokio::test]
async fn a_new_secret_signs_from_the_next_attempt_on() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let id = stage.deliver(&endpoint, Some("failure")).await;
    let path = format!(
        "/{}/regenerate-secret",
        endpoint["endpoint"]["id"].as_str().unwrap()
    );
    let renewed = stage.data("POST", &path, "").await;
    stage
        .data("POST", &format!("/deliveries/{id}/retry"), "")
        .await;
    let received = receiver.next().await;
    let signed = received.headers.text("x-b3os-signature").unwrap();
    assert_eq!(signed, signature(secret(&renewed), &received.body));
}

#[tokio::test]
async fn the_deliveries_of_an_endpoint_are_listed_apart() {
    let stage = Stage::new().await;
    let one = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let other = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let id = stage.deliver(&one, Some("failure")).await;
    stage.deliver(&other, Some("failure")).await;
    let path = format!(
        "/deliveries?endpointId={}",
        one["endpoint"]["id"].as_str().unwrap()
    );
    let listed = stage.data("GET", &path, "").await;
    let ids: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["id"])
        .collect();
    assert_eq!(ids, [id.as_str()]);
}

#[tokio::test]
async fn a_delivery_that_was_cleared_away_can_be_retried_all_the_same() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let id = stage.deliver(&endpoint, Some("failure")).await;
    let all = store::Which::Filter(store::DeliveryFilter::default());
    stage.0.means.store.deliveries().clear(all).await.unwrap();
    let told = stage.until(&id, "failure").await;
    assert!(told["errorMessage"].as_str().unwrap().contains("not kept"));
    stage
        .data("POST", &format!("/deliveries/{id}/retry"), "")
        .await;
    receiver.next().await;
    stage.until(&id, "success").await;
}

#[tokio::test]
async fn what_a_user_makes_goes_where_they_say() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let url = receiver.url.clone();
    let make = async || {
        let make = |wanted: &mut crate::CreateEmulated| {
            wanted.to = Some(url.clone());
            wanted.event_type = Some("node.failed".into());
            wanted.payload = Some(r#"{"ratio": 3.0}"#.into());
        };
        stage.0.create(make).await
    };
    let made = make().await;
    let received = receiver.next().await;
    assert!(
        received.body.ends_with(r#""data":{"ratio": 3.0}}"#),
        "{}",
        received.body
    );
    let signed = received.headers.text("x-b3os-signature").unwrap();
    assert_eq!(signed, signature(&made.secret, &received.body));
    assert_eq!(
        (made.delivery_id.as_deref(), made.api_key.as_str()),
        (Some(made.id.as_str()), stage.0.key.as_str())
    );
    assert_eq!(
        make().await.secret,
        made.secret,
        "the endpoint is used again"
    );
    let detail = crate::detail(&stage.0.means, crate::Provider::B3os, &made.id)
        .await
        .unwrap();
    assert_eq!(detail.payload, Some(received.body));
    assert_eq!(
        (detail.row.event_type.as_str(), detail.row.webhook_url),
        ("node.failed", Some(receiver.url.clone()))
    );
    for (event_type, payload, status) in [("a", "{", "pending"), ("a", "{}", "success")] {
        let wanted = crate::CreateEmulated {
            provider: "b3os".into(),
            to: Some(receiver.url.clone()),
            event_type: Some(event_type.into()),
            payload: Some(payload.into()),
            status: Some(status.into()),
            ..crate::CreateEmulated::default()
        };
        assert!(
            crate::create(&stage.0.means, wanted).await.is_err(),
            "{payload} {status}"
        );
    }
}
