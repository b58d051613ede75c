//! Who may call, what is refused, and the calls about endpoints.

use model::TroubleKind;
use serde_json::Value;

use super::support::Stage;
use crate::trial::Receiver;

const NO_BODY: &str = "";

#[tokio::test]
async fn a_key_and_a_token_let_in_and_nothing_else_does() {
    let stage = Stage::new().await;
    let (request, key) = ("GET /v1/webhooks/endpoints", stage.0.key.clone());
    let bearer = format!("Bearer {key}");
    for fields in [
        &[("X-API-Key", key.as_str())],
        &[("Authorization", bearer.as_str())],
    ] {
        assert_eq!(stage.0.call(request, fields, NO_BODY).await.status, 200);
    }
    for fields in [
        &[][..],
        &[("X-API-Key", "wrong")],
        &[("X-API-Key", "")],
        &[("Authorization", key.as_str())],
    ] {
        let said = stage.0.call(request, fields, NO_BODY).await;
        assert_eq!(
            (said.status, said.text.as_str()),
            (401, r#"{"detail":"Not authenticated"}"#)
        );
        assert_eq!(said.headers.text("www-authenticate"), Some("Bearer"));
    }
}

#[tokio::test]
async fn a_key_does_what_its_scopes_say() {
    let stage = Stage::new().await;
    let reader = stage.0.key_of(None, &["webhooks:read"]).await;
    assert_eq!(
        stage
            .ask_as(&reader, ("GET", "/deliveries"), NO_BODY)
            .await
            .status,
        200
    );
    let said = stage
        .ask_as(&reader, ("POST", "/endpoints"), r#"{"url":"http://h"}"#)
        .await;
    assert_eq!(said.status, 403);
    assert!(
        said.json()["detail"]
            .as_str()
            .unwrap()
            .contains("webhooks:write")
    );
}

#[tokio::test]
async fn checks_come_in_the_frameworks_order() {
    let stage = Stage::new().await;
    let json = ("Content-Type", "application/json");
    let request = "POST /v1/webhooks/endpoints";
    let malformed = stage.0.call(request, &[json], "{bad").await;
    assert_eq!(
        (malformed.status, &malformed.json()["detail"][0]["type"]),
        (422, &"json_invalid".into())
    );
    let unknown = stage.0.call(request, &[json], "{}").await;
    assert_eq!(unknown.status, 401, "before the schema");
    let said = stage
        .ask("PATCH", "/endpoints/none", r#"{"max_retries":-1}"#)
        .await;
    assert_eq!(said.status, 422, "before the endpoint");
    for (body, place) in [
        ("{}", r#"["body","url"]"#),
        ("[]", r#"["body"]"#),
        ("", r#"["body"]"#),
        (r#"{"url":"h"}"#, r#"["body","url"]"#),
    ] {
        let said = stage.ask("POST", "/endpoints", body).await;
        assert_eq!(
            (said.status, said.json()["detail"][0]["loc"].to_string()),
            (422, place.to_owned())
        );
    }
    for path in [
        "/deliveries?limit=0",
        "/deliveries?limit=x",
        "/deliveries?limit=101",
    ] {
        let said = stage.ask("GET", path, NO_BODY).await;
        assert_eq!(
            (said.status, said.json()["detail"][0]["loc"][1].clone()),
            (422, "limit".into())
        );
    }
    assert_eq!(
        stage
            .ask("GET", "/deliveries?cursor=%25", NO_BODY)
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn endpoints_are_a_bare_list_and_their_secret_is_told_once() {
    let stage = Stage::new().await;
    assert_eq!(
        stage.data("GET", "/endpoints", NO_BODY).await,
        Value::Array(vec![])
    );
    let made = stage.endpoint("http://127.0.0.1:1/", 3).await;
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("whsec_"));
    assert_eq!(
        made["secret_hint"],
        format!("whsec_…{}", &secret[secret.len() - 4..])
    );
    let path = format!("/endpoints/{}", made["id"].as_str().unwrap());
    let told = stage.data("GET", &path, NO_BODY).await;
    assert!(told.get("secret").is_none());
    let listed = stage.data("GET", "/endpoints", NO_BODY).await;
    assert_eq!(listed, Value::Array(vec![told]));
    let rotated = stage
        .data("POST", &format!("{path}/rotate-secret"), NO_BODY)
        .await;
    assert_ne!(rotated["secret"], made["secret"]);
}

#[tokio::test]
async fn a_change_leaves_what_it_does_not_name() {
    let stage = Stage::new().await;
    let made = stage.endpoint("http://127.0.0.1:1/", 3).await;
    let path = format!("/endpoints/{}", made["id"].as_str().unwrap());
    let change = r#"{"description":"d","event_patterns":["vm.*"],"enabled":false}"#;
    let changed = stage.data("PATCH", &path, change).await;
    assert_eq!(
        (&changed["url"], &changed["max_retries"]),
        (&made["url"], &3.into())
    );
    assert_eq!(
        (&changed["enabled"], &changed["status"]),
        (&false.into(), &"disabled".into())
    );
    let changed = stage
        .data("PATCH", &path, r#"{"description":null,"enabled":true}"#)
        .await;
    assert_eq!(
        (&changed["description"], &changed["enabled"]),
        (&Value::Null, &true.into())
    );
    assert_eq!(changed["event_patterns"][0], "vm.*");
}

#[tokio::test]
async fn a_deleted_endpoint_stays_and_can_do_nothing() {
    let stage = Stage::new().await;
    let made = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let delivery = stage.deliver(&made, Some("failed")).await;
    let path = format!("/endpoints/{}", made["id"].as_str().unwrap());
    let deleted = stage.data("DELETE", &path, NO_BODY).await;
    assert_eq!(
        (&deleted["id"], &deleted["enabled"]),
        (&made["id"], &false.into())
    );
    for path in [
        format!("{path}/test"),
        format!("{path}/verify"),
        format!("/deliveries/{delivery}/replay"),
    ] {
        let said = stage.ask("POST", &path, NO_BODY).await;
        let told = (said.status, said.json()["detail"].clone());
        assert_eq!(told, (409, "Webhook endpoint is disabled".into()), "{path}");
    }
    assert_eq!(
        stage
            .data("GET", "/endpoints", NO_BODY)
            .await
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn an_endpoint_is_verified_by_its_answer() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[500, 204]).await;
    let made = stage.endpoint(&receiver.url, 0).await;
    let path = format!("/endpoints/{}/verify", made["id"].as_str().unwrap());
    let refused = stage.ask("POST", &path, NO_BODY).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text.contains("answered 500"), "{}", refused.text);
    let verified = stage.data("POST", &path, NO_BODY).await;
    assert!(verified["verified_at"].is_string());
    let challenge = receiver.next().await;
    assert!(
        challenge
            .headers
            .text("instavm-signature")
            .unwrap()
            .starts_with("t=")
    );
    assert!(challenge.body.contains("webhook.verification"));
}

#[tokio::test]
async fn paths_with_a_slash_too_many_are_redirected_and_others_are_not_there() {
    let stage = Stage::new().await;
    for path in [
        "/v1/webhooks/endpoints/",
        "/v1/webhooks/deliveries/x/replay/",
    ] {
        let said = stage
            .0
            .call(&format!("POST {path}?a=1"), &[], NO_BODY)
            .await;
        let there = format!("{}{}?a=1", stage.0.base_url, path.trim_end_matches('/'));
        assert_eq!(
            (said.status, said.headers.text("location")),
            (307, Some(there.as_str()))
        );
    }
    for (request, status, detail) in [
        ("PUT /v1/webhooks/endpoints", 405, "Method Not Allowed"),
        (
            "GET /v1/webhooks/deliveries/x/replay",
            405,
            "Method Not Allowed",
        ),
        ("GET /v1/webhooks/", 404, "Not Found"),
        ("GET /v2", 404, "Not Found"),
    ] {
        let said = stage.0.call(request, &[], NO_BODY).await;
        assert_eq!(
            (said.status, &said.json()["detail"]),
            (status, &detail.into()),
            "{request}"
        );
        assert_eq!(
            said.headers.text("allow").is_some(),
            status == 405,
            "{request}"
        );
    }
}

#[tokio::test]
async fn what_is_another_users_is_not_there() {
    let stage = Stage::new().await;
    let endpoint = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let delivery = stage.deliver(&endpoint, Some("failed")).await;
    let id = endpoint["id"].as_str().unwrap();
    let other = stage.0.key_of(Some("77"), &[]).await;
    for (method, path, body) in [
        ("GET", format!("/endpoints/{id}"), ""),
        ("PATCH", format!("/endpoints/{id}"), "{}"),
        ("DELETE", format!("/endpoints/{id}"), ""),
        ("POST", format!("/endpoints/{id}/rotate-secret"), ""),
        ("POST", format!("/endpoints/{id}/test"), ""),
        ("POST", format!("/endpoints/{id}/verify"), ""),
        ("POST", format!("/deliveries/{delivery}/replay"), ""),
        ("POST", "/deliveries/%ff/replay".to_owned(), ""),
    ] {
        let said = stage.ask_as(&other, (method, &path), body).await;
        assert_eq!(said.status, 404, "{method} {path}: {}", said.text);
    }
    let mine = stage
        .ask_as(&other, ("POST", "/endpoints"), r#"{"url":"http://h"}"#)
        .await;
    assert_eq!(mine.json()["user_id"], 77);
    let listed = stage.ask_as(&other, ("GET", "/deliveries"), "").await;
    assert_eq!(listed.json()["items"], Value::Array(vec![]));
}

#[tokio::test]
async fn a_session_is_opened_for_a_known_key() {
    let stage = Stage::new().await;
    let json = [("Content-Type", "application/json")];
    let ask = async |body: &str| stage.0.call("POST /v1/sessions/session", &json, body).await;
    let body = format!(
        r#"{{"api_key":"{}","vm_lifetime_seconds":300}}"#,
        stage.0.key
    );
    let said = ask(&body).await;
    assert_eq!(said.status, 200);
    assert!(said.json()["session_id"].is_string());
    assert_eq!(ask(r#"{"api_key":"x"}"#).await.status, 401);
    assert_eq!(ask("{}").await.status, 422);
}

#[tokio::test]
async fn trouble_has_the_form_of_the_provider() {
    let stage = Stage::new().await;
    for status in [401, 403, 404, 409, 410, 422, 429, 500] {
        let kind = TroubleKind::Status { status };
        let trouble = model::Trouble {
            kind,
            operation: Some("replay".into()),
            times: 1,
        };
        let emulations = stage.0.means.store.emulations();
        emulations.add_trouble("instavm", trouble).await.unwrap();
        let said = stage
            .0
            .call("POST /v1/webhooks/deliveries/x/replay", &[], NO_BODY)
            .await;
        assert_eq!(said.status, status);
        assert_eq!(said.json()["detail"].is_array(), status == 422);
        assert_eq!(said.headers.text("retry-after").is_some(), status == 429);
    }
}
