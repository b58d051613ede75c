//! The log of deliveries: a row an attempt, filtered and page by page.

use serde_json::Value;

use super::support::{
    DEAD, NOW, by, code, created, is, key, list, names, slow, still, text, trial, until,
};
use crate::agentmessage::deliver;
use crate::agentmessage::sent::trial::sent;
use crate::agentmessage::sent::{Sent, new_id, record_of};
use crate::stage::trial::Receiver;

const FIELDS: &str = "id endpoint_id event_id event_type url attempt outcome response_status response_time_ms request_body_sha256 request_body_bytes response_body_excerpt request_headers error occurred_at";

fn ids(page: &Value) -> Vec<String> {
    let rows = page["data"].as_array().unwrap();
    rows.iter().map(|row| text(row, "id")).collect()
}

#[tokio::test]
async fn every_attempt_is_a_row_of_its_own() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[500, 503, 200]).await;
    let made = created(&trial, &receiver.url, |_| {}).await;
    until(&trial, "success", 1).await;
    let page = list(&trial, "").await;
    let rows = page["data"].as_array().unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["attempt"].as_u64(),
                row["response_status"].as_u64(),
                text(row, "outcome"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some(3), Some(200), "success".to_owned()),
            (Some(2), Some(503), "retry".to_owned()),
            (Some(1), Some(500), "retry".to_owned()),
        ]
    );
    let received = receiver.next().await;
    let first = &rows[2];
    assert_eq!(first["id"], made.id.as_str());
    assert_eq!(first["request_body_bytes"], received.body.len());
    assert_eq!(first["response_body_excerpt"], "ok");
    assert!(first["error"].is_null());
    let headers = first["request_headers"].as_object().unwrap();
    let signature = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("x-amcore-signature"));
    let sent = received.headers.text("x-amcore-signature");
    assert_eq!(signature.and_then(|(_, value)| value.as_str()), sent);
    assert_eq!(page["success"], true);
    assert!(page["meta"]["next_cursor"].is_null());
}

#[tokio::test]
async fn one_delivery_is_told_bare() {
    let trial = slow().await;
    let made = created(&trial, DEAD, |_| {}).await;
    let row = until(&trial, "retry", 1).await.swap_remove(0);
    let path = format!("/v1/webhooks/deliveries/{}", made.id.to_uppercase());
    let told = trial.call("GET", &path, "").await.json();
    assert_eq!(names(&told), FIELDS);
    assert_eq!(told, row);
    assert!(told["response_status"].is_null() && told["error"].is_string());
}

#[tokio::test]
async fn pages_follow_one_another_without_gaps() {
    let trial = trial().await;
    let receiver = Receiver::answering(&[200]).await;
    for _ in 0..5 {
        created(&trial, &receiver.url, |_| {}).await;
    }
    until(&trial, "success", 5).await;
    let all = ids(&list(&trial, "").await);
    let (mut found, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let page = list(&trial, &query).await;
        found.extend(ids(&page));
        let Some(next) = page["meta"]["next_cursor"].as_str() else {
            break;
        };
        assert_eq!(ids(&page).len(), 2);
        query = format!("?limit=2&cursor={next}");
    }
    assert_eq!(found, all);
    assert_eq!(found.len(), 5);
}

#[tokio::test]
async fn the_oldest_of_thousands_is_listed_too() {
    let trial = still().await;
    let organization = trial.stage.owner(None).await.unwrap().organization;
    let record = |number: i64| {
        let sent = Sent {
            id: new_id(NOW.plus_micros(number)),
            event_type: if number == 0 {
                "lookup.completed"
            } else {
                "brand.vetted"
            }
            .into(),
            enqueued_at: NOW.plus_micros(number),
            ..sent()
        };
        deliver::record(&sent, organization)
    };
    let records: Vec<_> = (0..2_150).map(record).collect();
    let oldest = records[0].name.clone();
    let emulations = trial.stage.store().emulations();
    emulations.add_all(records).await.unwrap();
    let rare = ids(&list(&trial, "?event_type=lookup.completed").await);
    assert_eq!(record_of(&rare[0]), Some((oldest, 1)));
    let mut page = list(&trial, "?limit=200").await;
    let mut found = ids(&page);
    while let Some(next) = page["meta"]["next_cursor"].as_str() {
        page = list(&trial, &format!("?limit=200&cursor={next}")).await;
        found.extend(ids(&page));
    }
    assert_eq!((found.len(), found.last()), (2_150, rare.first()));
}

#[tokio::test]
async fn each_filter_narrows_the_log() {
    let trial = trial().await;
    let receiver = Receiver::answering(&[200]).await;
    created(&trial, &receiver.url, |_| {}).await;
    let other = created(&trial, &receiver.url, |wanted| {
        wanted.event_type = Some("wallet.balance_low".into());
    })
    .await;
    until(&trial, "success", 2).await;
    let endpoint = text(&list(&trial, "").await["data"][0], "endpoint_id");
    for (query, count) in [
        ("?event_type=wallet.balance_low".to_owned(), 1),
        ("?event_type=webhook.test".to_owned(), 0),
        (format!("?endpoint_id={endpoint}"), 2),
        (
            "?endpoint_id=0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3d4".to_owned(),
            0,
        ),
        ("?outcome=dead".to_owned(), 0),
        ("?http_status_min=200&http_status_max=299".to_owned(), 2),
        ("?http_status_min=300".to_owned(), 0),
        ("?since=2000-01-01T00:00:00Z".to_owned(), 2),
        ("?until=2000-01-01T00:00:00Z".to_owned(), 0),
    ] {
        assert_eq!(ids(&list(&trial, &query).await).len(), count, "{query}");
    }
    let found = ids(&list(&trial, "?event_type=wallet.balance_low").await);
    assert_eq!(found, [other.id]);
}

#[tokio::test]
async fn a_filter_that_cannot_be_is_named() {
    let trial = trial().await;
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("event_type=unknown", "event_type"),
        ("http_status_min=500&http_status_max=400", "http_status_min"),
        ("cursor=!", "cursor"),
    ] {
        let path = format!("/v1/webhooks/deliveries?{query}");
        let said = trial.call("GET", &path, "").await;
        assert_eq!(code(&said), is(422, "VALIDATION_FAILED"), "{query}");
        assert!(
            said.json()["error"]["details"][field].is_string(),
            "{query}"
        );
    }
}

#[tokio::test]
async fn the_log_of_an_organization_is_its_own() {
    let trial = still().await;
    created(&trial, DEAD, |_| {}).await;
    let foreign = key(&trial, Some("another"), &[]).await;
    let said = by(&trial, &foreign, ("GET", "/v1/webhooks/deliveries")).await;
    assert_eq!(said.json()["data"], serde_json::json!([]));
}
