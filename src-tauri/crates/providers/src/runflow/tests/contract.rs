//! What is refused, how, and in which order.

use model::TroubleKind;
use serde_json::json;

use super::support::{foreign_key, made, redeliver, run, still, trial};
use crate::runflow::facts::CALLS;
use crate::stage::trial::{Said, Trial};

const NONE: &str = "01970000-0000-7000-8000-000000000001";
const DEAD: &str = "http://127.0.0.1:1/dead";

fn code(said: &Said) -> (u16, String) {
    let json = said.json();
    assert!(
        json["message"].is_string() && json.get("errors").is_some(),
        "{json}"
    );
    (said.status, json["code"].as_str().unwrap().to_owned())
}

fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

async fn with(trial: &Trial, path: &str, fields: &[(&str, &str)]) -> Said {
    trial.ask(("POST", path), fields, b"").await
}

#[tokio::test]
async fn without_a_known_bearer_token_nothing_is_told() {
    let trial = trial().await;
    let path = format!("/v1/runs/{NONE}/callback-redeliveries");
    let (basic, key) = (format!("Basic {}", trial.key), trial.key.clone());
    for fields in [
        &[][..],
        &[("Authorization", "Bearer wrong")],
        &[("Authorization", "Bearer ")],
        &[("Authorization", &basic)],
        &[("X-API-Key", &key)],
    ] {
        let said = with(&trial, &path, fields).await;
        assert_eq!(code(&said), is(401, "UNAUTHORIZED"), "{fields:?}");
    }
    let said = with(&trial, "/v1/runs/no/callback-redeliveries", &[]).await;
    assert_eq!(said.status, 401, "before the id is looked at");
}

#[tokio::test]
async fn a_key_speaks_for_its_own_organization_only() {
    let trial = trial().await;
    let run = run(&trial, DEAD).await;
    let path = format!("/v1/runs/{run}/callback-redeliveries");
    let bearer = format!("Bearer {}", trial.key);
    let foreign = format!("Bearer {}", foreign_key(&trial, NONE).await);
    let own = trial.stage.owner(None).await.unwrap().organization_name;
    let named = |name| {
        [
            ("Authorization", bearer.as_str()),
            ("X-Organization-Id", name),
        ]
    };
    let said = with(&trial, &path, &named(NONE)).await;
    assert_eq!(code(&said), is(403, "PERMISSION_DENIED"));
    let said = with(&trial, &path, &[("Authorization", &foreign)]).await;
    assert_eq!(code(&said), is(404, "RUN_NOT_FOUND"));
    let said = with(&trial, &path, &named(&own)).await;
    assert_eq!(said.status, 200, "{said:?}");
}

#[tokio::test]
async fn an_id_is_a_uuid_and_one_that_is_known() {
    let trial = trial().await;
    for id in ["1", "not-a-uuid", "%FF", "01970000000070008000000000000001"] {
        let said = redeliver(&trial, id).await;
        assert_eq!(code(&said), is(422, "VALIDATION_ERROR"), "{id}");
        assert_eq!(said.json()["errors"][0]["field"], "id");
    }
    assert_eq!(
        code(&redeliver(&trial, NONE).await),
        is(404, "RUN_NOT_FOUND")
    );
    let batch = format!("/v1/batches/{NONE}/callback-redeliveries");
    let said = trial.call("POST", &batch, "").await;
    assert_eq!(code(&said), is(404, "BATCH_NOT_FOUND"));
}

#[tokio::test]
async fn what_has_not_ended_or_calls_nobody_back_is_not_redelivered() {
    let trial = trial().await;
    for (path, noun) in [("/v1/runs", "runs"), ("/v1/batches", "batches")] {
        for (body, error_type) in [
            (
                json!({ "status": "running", "callback_url": DEAD }),
                "not_terminal",
            ),
            (
                json!({ "status": "queued", "callback_url": DEAD }),
                "not_terminal",
            ),
            (json!({ "status": "succeeded" }), "no_callback_url"),
        ] {
            let id = made(&trial, path, &body).await;
            let path = format!("/v1/{noun}/{id}/callback-redeliveries");
            let said = trial.call("POST", &path, "").await;
            assert_eq!(said.status, 422);
            assert_eq!(said.json()["error_type"], error_type);
        }
    }
}

#[tokio::test]
async fn one_delivery_is_in_flight_at_most() {
    let trial = still().await;
    let run = run(&trial, DEAD).await;
    let both = tokio::join!(redeliver(&trial, &run), redeliver(&trial, &run));
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
    let said = redeliver(&trial, &run).await;
    assert_eq!(said.status, 422);
    assert_eq!(said.json()["error_type"], "conflict");
}

#[tokio::test]
async fn every_answer_says_how_often_one_may_still_call() {
    let trial = still().await;
    let remaining = |said: &Said| -> u32 {
        let left = said.headers.text("x-ratelimit-remaining");
        left.unwrap().parse().unwrap()
    };
    trial.stage.set_speed(1).await.unwrap();
    let first = redeliver(&trial, NONE).await;
    let second = redeliver(&trial, NONE).await;
    assert_eq!(first.headers.text("x-ratelimit-limit"), Some("600"));
    assert_eq!(remaining(&first), remaining(&second) + 1);
    assert_eq!(first.headers.text("x-ratelimit-reset"), Some("1800000060"));
}

#[tokio::test]
async fn whoever_calls_too_often_is_told_when_to_come_back() {
    let trial = still().await;
    let owner = trial.stage.owner(None).await.unwrap();
    trial.stage.set_speed(1).await.unwrap();
    let again = async || trial.stage.limit(owner.organization, CALLS).await.unwrap();
    while again().await.allowed {}
    let said = redeliver(&trial, NONE).await;
    assert_eq!(code(&said), is(429, "RATE_LIMITED"));
    assert_eq!(said.headers.text("retry-after"), Some("60"));
    assert_eq!(said.headers.text("x-ratelimit-remaining"), Some("0"));
}

#[tokio::test]
async fn trouble_that_is_scripted_has_runflows_form() {
    let trial = trial().await;
    let statuses = [401, 402, 403, 404, 409, 410, 422, 429, 500, 503];
    for status in statuses {
        let trouble = model::Trouble {
            kind: TroubleKind::Status { status },
            operation: Some("redeliver".to_owned()),
            times: 1,
        };
        let emulations = trial.stage.store().emulations();
        emulations.add_trouble("runflow", trouble).await.unwrap();
        let said = redeliver(&trial, NONE).await;
        assert_eq!(code(&said).0, status);
        assert_eq!(said.headers.text("retry-after").is_some(), status == 429);
    }
}

#[tokio::test]
async fn faults_of_a_body_name_their_field() {
    let trial = trial().await;
    for (body, field) in [
        ("[]", "body"),
        ("{", "body"),
        (r#"{"status":"done"}"#, "status"),
        (r#"{"callback_url":"ftp://h"}"#, "callback_url"),
        (r#"{"created_at":"-000001-01-01T00:00:00Z"}"#, "created_at"),
        (r#"{"output":NaN}"#, "body"),
    ] {
        let said = trial.call("POST", "/v1/runs", body).await;
        assert_eq!(code(&said), is(422, "VALIDATION_ERROR"), "{body}");
        assert_eq!(said.json()["errors"][0]["field"], field, "{body}");
    }
}

#[tokio::test]
async fn other_paths_and_methods_are_refused_in_json() {
    let trial = trial().await;
    let said = trial.call("GET", "/v1/nothing", "").await;
    assert_eq!(code(&said), is(404, "NOT_FOUND"));
    let path = format!("/v1/runs/{NONE}/callback-redeliveries");
    let said = trial.call("GET", &path, "").await;
    assert_eq!(code(&said), is(405, "METHOD_NOT_ALLOWED"));
}
