//! Who may call, what is refused, and the calls about endpoints.

use model::TroubleKind;
use serde_json::Value;

use super::support::Stage;

fn names(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[tokio::test]
async fn without_a_known_key_nothing_is_told() {
    let stage = Stage::new().await;
    let basic = format!("Basic {}", stage.0.key);
    let raw = stage.0.key.clone();
    for fields in [
        &[][..],
        &[("Authorization", "Bearer wrong")],
        &[("Authorization", "Bearer ")],
        &[("Authorization", basic.as_str())],
        &[("X-Api-Key", raw.as_str())],
    ] {
        let said = stage.0.call("GET /v1/execution-webhooks", fields, "").await;
        let json = said.json();
        assert_eq!(
            (said.status, &json["code"]),
            (401, &401.into()),
            "{fields:?}"
        );
        assert_eq!(said.headers.text("www-authenticate"), Some("Bearer"));
        assert_eq!(names(&json), ["code", "message", "requestId"]);
        assert!(json["requestId"].as_str().unwrap().starts_with("req_"));
    }
}

#[tokio::test]
async fn a_key_does_what_its_scopes_say() {
    let stage = Stage::new().await;
    let reader = stage.0.key_of(None, &["execution-webhooks:read"]).await;
    let said = stage.ask_as(&reader, ("GET", ""), "").await;
    assert_eq!(said.status, 200);
    let said = stage.ask_as(&reader, ("POST", ""), "{}").await;
    assert_eq!((said.status, &said.json()["code"]), (403, &403.into()));
}

#[tokio::test]
async fn a_new_endpoint_is_told_with_its_secret_once() {
    let stage = Stage::new().await;
    let made = stage.endpoint("http://127.0.0.1:1/", 3).await;
    assert_eq!(names(&made), ["endpoint", "signingSecret"]);
    let endpoint = &made["endpoint"];
    assert_eq!(
        names(endpoint),
        [
            "createdAt",
            "createdBy",
            "id",
            "maxRetries",
            "name",
            "organizationId",
            "status",
            "subscribedEventTypes",
            "updatedAt",
            "url"
        ]
    );
    let path = format!("/{}", endpoint["id"].as_str().unwrap());
    assert_eq!(&stage.data("GET", &path, "").await, endpoint);
    let renewed = stage
        .data("POST", &format!("{path}/regenerate-secret"), "")
        .await;
    assert_ne!(renewed["signingSecret"], made["signingSecret"]);
    let listed = stage.data("GET", "", "").await;
    assert_eq!(names(&listed), ["hasMore", "items", "limit", "offset"]);
    assert_eq!(listed["items"][0]["id"], endpoint["id"]);
}

#[tokio::test]
async fn an_endpoint_is_disabled_and_enabled() {
    let stage = Stage::new().await;
    let made = stage.endpoint("http://127.0.0.1:1/", 3).await;
    let path = format!("/{}", made["endpoint"]["id"].as_str().unwrap());
    for _ in 0..2 {
        let disabled = stage.data("POST", &format!("{path}/disable"), "").await;
        assert_eq!(disabled["status"], "disabled");
        assert!(disabled["disabledAt"].is_string());
    }
    let enabled = stage.data("POST", &format!("{path}/enable"), "").await;
    assert_eq!(
        (&enabled["status"], &enabled["disabledAt"]),
        (&"active".into(), &Value::Null)
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_new_endpoint_is_told_by_field() {
    let stage = Stage::new().await;
    let said = stage
        .ask("POST", "", r#"{"url":"ftp://h","maxRetries":-1}"#)
        .await;
    let json = said.json();
    assert_eq!((said.status, &json["code"]), (400, &400.into()));
    let fields: Vec<_> = json["details"]
        .as_array()
        .unwrap()
        .iter()
        .map(|detail| &detail["field"])
        .collect();
    assert_eq!(fields, ["name", "maxRetries", "url"]);
    for path in [
        "?limit=0",
        "?limit=x",
        "?offset=-1",
        "/deliveries?offset=1.5",
    ] {
        assert_eq!(stage.ask("GET", path, "").await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn pages_go_from_the_newest_on() {
    let stage = Stage::new().await;
    for _ in 0..3 {
        stage.endpoint("http://127.0.0.1:1/", 0).await;
    }
    let first = stage.data("GET", "?limit=2", "").await;
    assert_eq!(
        (&first["hasMore"], first["items"].as_array().unwrap().len()),
        (&true.into(), 2)
    );
    let last = stage.data("GET", "?limit=2&offset=2", "").await;
    assert_eq!(
        (&last["hasMore"], last["items"].as_array().unwrap().len()),
        (&false.into(), 1)
    );
    let most = stage
        .data("GET", "?limit=5000&offset=99999999999", "")
        .await;
    assert_eq!(
        (&most["limit"], &most["items"]),
        (&100.into(), &Value::Array(vec![]))
    );
    assert_eq!(stage.data("GET", "/deliveries", "").await["limit"], 20);
}

#[tokio::test]
async fn other_methods_and_paths_have_the_same_form() {
    let stage = Stage::new().await;
    for (request, status) in [
        ("PUT /v1/execution-webhooks", 405),
        ("GET /v1/execution-webhooks/deliveries/x/retry", 405),
        ("GET /v1/execution-webhooks/", 404),
        ("POST /v1/execution-webhooks/deliveries/x/retry/", 404),
        ("GET /v1", 404),
    ] {
        let said = stage.0.call(request, &[], "").await;
        assert_eq!(
            (said.status, &said.json()["code"]),
            (status, &status.into()),
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
async fn what_is_another_organizations_is_not_there() {
    let stage = Stage::new().await;
    let endpoint = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let delivery = stage.deliver(&endpoint, Some("failure")).await;
    let id = endpoint["endpoint"]["id"].as_str().unwrap();
    let other = stage.0.key_of(Some("org_other"), &[]).await;
    for (method, path) in [
        ("GET", format!("/{id}")),
        ("POST", format!("/{id}/enable")),
        ("POST", format!("/{id}/disable")),
        ("POST", format!("/{id}/regenerate-secret")),
        ("GET", format!("/deliveries/{delivery}")),
        ("POST", format!("/deliveries/{delivery}/retry")),
        ("POST", format!("/deliveries/{delivery}/replay")),
        ("GET", format!("/deliveries/{id}")),
        ("GET", "/%ff".to_owned()),
    ] {
        let said = stage.ask_as(&other, (method, &path), "").await;
        assert_eq!(said.status, 404, "{method} {path}: {}", said.text);
    }
    let listed = stage.ask_as(&other, ("GET", "/deliveries"), "").await;
    assert_eq!(listed.json()["data"]["items"], Value::Array(vec![]));
}

#[tokio::test]
async fn trouble_has_the_form_of_the_provider() {
    let stage = Stage::new().await;
    for status in [401, 403, 404, 409, 410, 422, 429, 500] {
        let kind = TroubleKind::Status { status };
        let trouble = model::Trouble {
            kind,
            operation: Some("list".into()),
            times: 1,
        };
        let emulations = stage.0.means.store.emulations();
        emulations.add_trouble("b3os", trouble).await.unwrap();
        let bearer = format!("Bearer {}", stage.0.key);
        let fields = [("Authorization", bearer.as_str())];
        let said = stage
            .0
            .call("GET /v1/execution-webhooks", &fields, "")
            .await;
        assert_eq!(
            (said.status, &said.json()["code"]),
            (status, &status.into())
        );
        assert_eq!(said.headers.text("retry-after").is_some(), status == 429);
    }
}
