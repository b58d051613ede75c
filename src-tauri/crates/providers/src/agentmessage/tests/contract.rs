//! What is refused, how, and in which order.

use model::{Clock, TroubleKind};

use super::support::{
    DEAD, NONE, NOW, at, by, code, created, endpoint, is, key, list, replay, still, trial,
};

#[tokio::test]
async fn without_a_known_bearer_token_nothing_is_told() {
    let trial = trial().await;
    let path = format!("/v1/webhooks/deliveries/{NONE}/replay");
    let basic = format!("Basic {}", trial.key);
    for fields in [
        &[][..],
        &[("Authorization", "Bearer am_live_wrong")],
        &[("Authorization", &basic)],
        &[("X-API-Key", &trial.key)],
    ] {
        let said = trial.ask(("POST", &path), fields, b"").await;
        assert_eq!(code(&said), is(401, "UNAUTHORIZED"), "{fields:?}");
        assert_eq!(said.json()["error"]["message"], "authentication failed");
    }
}

#[tokio::test]
async fn a_key_may_only_do_what_its_scopes_say() {
    let trial = trial().await;
    let made = created(&trial, DEAD, |_| {}).await;
    let replay = format!("/v1/webhooks/deliveries/{}/replay", made.id);
    let get = format!("/v1/webhooks/deliveries/{}", made.id);
    let calls = [
        ("webhooks:write", "POST", replay.as_str()),
        ("webhooks:read", "GET", get.as_str()),
        ("webhooks:read", "GET", "/v1/webhooks/deliveries"),
        ("webhooks:read", "GET", "/v1/webhooks"),
        ("org:admin:write", "POST", "/v1/webhook-secret/rotate"),
    ];
    for scope in ["webhooks:write", "webhooks:read", "org:admin:write"] {
        let key = key(&trial, None, &[scope]).await;
        for (needed, method, path) in calls {
            let said = by(&trial, &key, (method, path)).await;
            match needed == scope {
                true => assert!(said.status < 300, "{scope} {path}: {said:?}"),
                false => assert_eq!(code(&said), is(403, "FORBIDDEN"), "{scope} {path}"),
            }
        }
    }
}

#[tokio::test]
async fn an_id_is_a_uuid_that_is_known_and_ones_own() {
    let trial = trial().await;
    for id in ["1", "evt_1", "%FF", "0190a1b2c3d4e5f6a7b8c9d0e1f2a3d4"] {
        let said = replay(&trial, id, "{}").await;
        assert_eq!(code(&said), is(422, "VALIDATION_FAILED"), "{id}");
        assert_eq!(said.json()["error"]["details"]["id"], "must be a UUID");
    }
    assert_eq!(
        code(&replay(&trial, NONE, "{}").await),
        is(404, "NOT_FOUND")
    );
    let made = created(&trial, DEAD, |_| {}).await;
    let foreign = key(&trial, Some("another"), &[]).await;
    let replay = format!("/v1/webhooks/deliveries/{}/replay", made.id);
    let get = format!("/v1/webhooks/deliveries/{}", made.id);
    for call in [("POST", replay.as_str()), ("GET", get.as_str())] {
        let said = by(&trial, &foreign, call).await;
        assert_eq!(code(&said), is(404, "NOT_FOUND"));
    }
}

#[tokio::test]
async fn a_body_is_an_object_with_a_reason_or_none() {
    let trial = trial().await;
    let made = created(&trial, DEAD, |_| {}).await;
    for body in [
        "",
        "{}",
        r#"{"reason":null}"#,
        r#"{"reason":"why","more":1}"#,
    ] {
        assert_eq!(replay(&trial, &made.id, body).await.status, 202, "{body}");
    }
    for (body, field) in [("[]", "body"), ("{", "body"), (r#"{"reason":5}"#, "reason")] {
        let said = replay(&trial, &made.id, body).await;
        assert_eq!(code(&said), is(422, "VALIDATION_FAILED"), "{body}");
        assert!(said.json()["error"]["details"][field].is_string(), "{body}");
    }
}

#[tokio::test]
async fn an_organization_replays_ten_times_a_minute() {
    let clock = Clock::fixed(NOW);
    let trial = at(&clock).await;
    trial.stage.set_speed(1).await.unwrap();
    let made = created(&trial, DEAD, |_| {}).await;
    for _ in 0..10 {
        assert_eq!(replay(&trial, &made.id, "{}").await.status, 202);
    }
    clock.set(NOW.plus_micros(20_500_000));
    let said = replay(&trial, &made.id, "{}").await;
    assert_eq!(code(&said), is(429, "RATE_LIMITED"));
    assert_eq!(said.headers.text("retry-after"), Some("40"));
    list(&trial, "").await;
    let foreign = key(&trial, Some("another"), &[]).await;
    let path = format!("/v1/webhooks/deliveries/{NONE}/replay");
    let said = by(&trial, &foreign, ("POST", &path)).await;
    assert_eq!(
        said.status, 404,
        "another organization has a limit of its own"
    );
    clock.set(NOW.plus_micros(60_000_000));
    assert_eq!(replay(&trial, &made.id, "{}").await.status, 202);
}

#[tokio::test]
async fn trouble_that_is_scripted_has_agentmessages_form() {
    let trial = still().await;
    for (status, name) in [
        (401, "UNAUTHORIZED"),
        (403, "FORBIDDEN"),
        (404, "NOT_FOUND"),
        (409, "LIMIT_EXCEEDED"),
        (410, "EVENT_EXPIRED"),
        (422, "VALIDATION_FAILED"),
        (429, "RATE_LIMITED"),
        (500, "INTERNAL_ERROR"),
    ] {
        let trouble = model::Trouble {
            kind: TroubleKind::Status { status },
            operation: Some("replay".to_owned()),
            times: 1,
        };
        let emulations = trial.stage.store().emulations();
        emulations
            .add_trouble("agentmessage", trouble)
            .await
            .unwrap();
        let said = replay(&trial, NONE, "{}").await;
        assert_eq!(code(&said), is(status, name));
        assert_eq!(said.headers.text("retry-after").is_some(), status == 429);
    }
}

#[tokio::test]
async fn other_paths_and_methods_are_refused_in_json() {
    let trial = trial().await;
    let said = trial.call("GET", "/v1/nothing", "").await;
    assert_eq!(code(&said), is(404, "NOT_FOUND"));
    let path = format!("/v1/webhooks/deliveries/{NONE}/replay");
    let said = trial.call("GET", &path, "").await;
    assert_eq!(code(&said), is(405, "METHOD_NOT_ALLOWED"));
}

#[tokio::test]
async fn an_endpoint_that_was_removed_in_hookwright_is_not_found() {
    let trial = trial().await;
    let made = created(&trial, DEAD, |_| {}).await;
    let endpoint = endpoint(&trial, DEAD).await;
    let endpoints = trial.stage.store().endpoints();
    for found in endpoints.list().await.unwrap() {
        endpoints.remove(found.id).await.unwrap();
    }
    assert_eq!(
        code(&replay(&trial, &made.id, "{}").await),
        is(404, "NOT_FOUND")
    );
    let path = format!("/v1/webhooks/{}/test", endpoint["id"].as_str().unwrap());
    assert_eq!(trial.call("POST", &path, "").await.status, 404);
}
