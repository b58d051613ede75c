//! What is sent, what is told of it, and sending it again.

use model::{Headers, Secret, SecretRef, Timestamp, Verdict};
use serde_json::Value;
use signing::{Check, Draft, KnownSecret, Request};

use super::support::Stage;
use crate::trial::{Received, Receiver};

fn scheme() -> &'static signing::Scheme {
    signing::catalogue().get("instavm").unwrap()
}

#[test]
fn the_recipe_of_the_official_verifier_holds() {
    let body = r#"{"event_id":"evt_1","event_type":"vm.terminated","event_group":"vm"}"#;
    let draft = Draft {
        scheme: scheme(),
        secrets: &[Secret::new("whsec_instavm_test_0001")],
        request: Request {
            method: "POST",
            url: "http://h/",
            headers: &Headers::default(),
            body: body.as_bytes(),
        },
        now: Timestamp::from_unix_seconds(1_767_225_600),
        entropy: [0; 16],
    };
    let signed = signing::sign(&draft).unwrap();
    assert_eq!(
        signed.headers.text("InstaVM-Signature"),
        Some("t=1767225600,v1=41a777b54aeb83787e43e4b9f92520670d5a73a50bce9e05d66ad04f25473888")
    );
}

fn verdict(stage: &Stage, received: &Received, secret: &str) -> Verdict {
    let check = Check {
        scheme: scheme(),
        secrets: &[KnownSecret {
            secret: Secret::new(secret),
            name: SecretRef {
                id: None,
                name: "told once".into(),
            },
        }],
        now: stage.0.stage.now(),
        tolerance_seconds: None,
        future: None,
    };
    let request = Request {
        method: "POST",
        url: "http://h/",
        headers: &received.headers,
        body: received.body.as_bytes(),
    };
    signing::verify(&request, &check).verdict
}

fn secret(endpoint: &Value) -> &str {
    endpoint["secret"].as_str().unwrap()
}

#[tokio::test]
async fn a_delivery_arrives_signed_and_is_told_field_by_field() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[204]).await;
    let endpoint = stage.endpoint(&receiver.url, 5).await;
    let id = stage.deliver(&endpoint, None).await;
    let received = receiver.next().await;
    assert_eq!(
        verdict(&stage, &received, secret(&endpoint)),
        Verdict::Verified
    );
    let told = stage.until(&id, "delivered").await;
    let names: Vec<_> = told
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "id",
            "endpoint_id",
            "user_id",
            "event_id",
            "event_type",
            "event_group",
            "status",
            "scheduled_attempt",
            "next_retry_at",
            "last_attempt_at",
            "delivered_at",
            "final_http_status",
            "error_message",
            "replay_of_delivery_id",
            "created_at",
            "updated_at"
        ]
    );
    assert_eq!(
        (&told["final_http_status"], &told["scheduled_attempt"]),
        (&204.into(), &1.into())
    );
    assert!(told["delivered_at"].is_string() && told["next_retry_at"].is_null());
    let body: Value = serde_json::from_str(&received.body).unwrap();
    for same in ["event_id", "event_type", "event_group"] {
        assert_eq!(told[same], body[same], "{same}");
    }
}

#[tokio::test]
async fn a_delivery_fails_after_its_retries() {
    let stage = Stage::new().await;
    let receiver = Receiver::answering(&[503]).await;
    let endpoint = stage.endpoint(&receiver.url, 2).await;
    let id = stage.deliver(&endpoint, None).await;
    let told = stage.until(&id, "failed").await;
    assert_eq!(
        (&told["scheduled_attempt"], &told["final_http_status"]),
        (&3.into(), &503.into())
    );
    assert_eq!(
        (&told["error_message"], &told["delivered_at"]),
        (&"HTTP 503".into(), &Value::Null)
    );
}

#[tokio::test]
async fn a_replay_is_a_new_delivery_of_the_same_event_linked_to_the_original() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    for (status, ends) in [(None, "delivered"), (Some("failed"), "failed")] {
        let id = stage.deliver(&endpoint, status).await;
        let original = stage.until(&id, ends).await;
        let replayed = stage
            .data("POST", &format!("/deliveries/{id}/replay"), "")
            .await;
        assert_ne!(replayed["id"], original["id"]);
        assert_eq!(replayed["replay_of_delivery_id"], original["id"]);
        for same in [
            "event_id",
            "event_type",
            "event_group",
            "endpoint_id",
            "user_id",
        ] {
            assert_eq!(replayed[same], original[same], "{same}");
        }
        assert_eq!(
            (&replayed["status"], &replayed["scheduled_attempt"]),
            (&"pending".into(), &1.into())
        );
        assert_eq!(replayed["next_retry_at"], replayed["created_at"]);
        for empty in [
            "last_attempt_at",
            "delivered_at",
            "final_http_status",
            "error_message",
        ] {
            assert_eq!(replayed[empty], Value::Null, "{empty}");
        }
        stage
            .until(replayed["id"].as_str().unwrap(), "delivered")
            .await;
        assert_eq!(stage.until(&id, ends).await, original);
    }
    let bodies = [receiver.next().await.body, receiver.next().await.body];
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn a_test_is_enqueued_and_signed_with_the_newest_secret() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let path = format!("/endpoints/{}", endpoint["id"].as_str().unwrap());
    let rotated = stage
        .data("POST", &format!("{path}/rotate-secret"), "")
        .await;
    let queued = stage.data("POST", &format!("{path}/test"), "").await;
    assert_eq!(
        (&queued["event_type"], &queued["status"]),
        (&"webhook.test".into(), &"pending".into())
    );
    let received = receiver.next().await;
    assert_eq!(
        verdict(&stage, &received, secret(&rotated)),
        Verdict::Verified
    );
    assert_eq!(
        verdict(&stage, &received, secret(&endpoint)),
        Verdict::Rejected
    );
}

#[tokio::test]
async fn deliveries_are_listed_by_filter_and_page_by_page() {
    let stage = Stage::new().await;
    let one = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let other = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(stage.deliver(&one, Some("failed")).await);
    }
    stage.deliver(&other, Some("failed")).await;
    made.reverse();
    let filter = format!(
        "endpoint_id={}&status=failed&event_type=vm.terminated",
        one["id"].as_str().unwrap()
    );
    let ids = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = stage
        .data("GET", &format!("/deliveries?{filter}&limit=2"), "")
        .await;
    assert_eq!(ids(&first), made[..2]);
    let cursor = first["next_cursor"].as_str().unwrap();
    let last = stage
        .data(
            "GET",
            &format!("/deliveries?{filter}&limit=2&cursor={cursor}"),
            "",
        )
        .await;
    assert_eq!(
        (ids(&last), &last["next_cursor"]),
        (made[2..].to_vec(), &Value::Null)
    );
    for nothing in ["status=delivered", "event_type=vm.x", "endpoint_id=x"] {
        let page = stage
            .data("GET", &format!("/deliveries?{nothing}"), "")
            .await;
        assert_eq!(ids(&page), Vec::<String>::new(), "{nothing}");
    }
}

#[tokio::test]
async fn what_a_user_makes_goes_to_an_endpoint_that_gets_it() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let url = receiver.url.clone();
    let made = stage.0.create(|wanted| {
        wanted.to = Some(url);
        wanted.event_type = Some("snapshot.created".into());
        wanted.payload = Some(r#"{"size": 1e3}"#.into());
    });
    let made = made.await;
    let received = receiver.next().await;
    assert!(
        received.body.ends_with(r#""data":{"size": 1e3}}"#),
        "{}",
        received.body
    );
    assert_eq!(verdict(&stage, &received, &made.secret), Verdict::Verified);
    let body = r#"{"url":"http://127.0.0.1:1/","event_patterns":["vm.*"]}"#;
    let narrow = stage.data("POST", "/endpoints", body).await;
    let wanted = crate::CreateEmulated {
        provider: "instavm".into(),
        endpoint: narrow["id"].as_str().map(ToOwned::to_owned),
        event_type: Some("execution.completed".into()),
        ..crate::CreateEmulated::default()
    };
    let refused = crate::create(&stage.0.means, wanted)
        .await
        .unwrap_err()
        .to_string();
    assert!(refused.contains("only vm.*"), "{refused}");
}
