//! Which calls are logged, and how.

use model::CallId;
use store::CallRecord;

use super::trial;
use crate::stage::trial::Trial;

async fn last(trial: &Trial) -> CallRecord {
    let emulations = trial.stage.store().emulations();
    let calls = emulations.calls("b3os", None, 1).await.unwrap();
    emulations.call(calls[0].id).await.unwrap()
}

#[tokio::test]
async fn a_call_is_logged_with_whose_it_is_and_without_credentials() {
    let trial = trial().await;
    let body = format!(r#"{{"n": 1.0, "api_key":"{}"}}"#, trial.key);
    let said = trial.call("POST", "/v1/echo/1?a=b", &body).await;
    assert_eq!((said.status, said.text.as_str()), (200, body.as_str()));
    let logged = last(&trial).await;
    let organization = logged.call.organization.unwrap();
    assert!(organization.starts_with("org_"), "{organization}");
    assert_eq!(logged.call.operation.as_deref(), Some("echo"));
    assert_eq!(logged.call.target, "/v1/echo/1?a=b");
    assert_eq!(logged.call.status, Some(200));
    let kept = r#"{"n": 1.0, "api_key":"[redacted]"}"#;
    assert_eq!(String::from_utf8_lossy(&logged.request_body), kept);
    assert_eq!(String::from_utf8_lossy(&logged.response_body), kept);
    let head = String::from_utf8_lossy(&logged.request_head).into_owned();
    assert!(
        head.starts_with("POST /v1/echo/1?a=b HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(head.contains("Authorization: [redacted]\r\n"), "{head}");
    let answered = String::from_utf8_lossy(&logged.response_head).into_owned();
    assert!(answered.starts_with("HTTP/1.1 200 OK\r\n"), "{answered}");
}

#[tokio::test]
async fn a_call_of_nobody_to_nowhere_is_logged_too() {
    let trial = trial().await;
    let said = trial
        .ask(("GET", "/v2/none"), &[("X-API-Key", "x")], b"")
        .await;
    assert_eq!(said.status, 404);
    let logged = last(&trial).await.call;
    assert_eq!((logged.organization, logged.operation), (None, None));
    assert_eq!(logged.status, Some(404));
}

#[tokio::test]
async fn a_body_beyond_the_bound_is_refused_in_the_providers_words() {
    let trial = trial().await;
    let long = "x".repeat(1024 * 1024 + 1);
    let said = trial.call("POST", "/v1/echo/1", &long).await;
    assert_eq!(
        (said.status, said.text.as_str()),
        (413, "refused in its own words")
    );
}

#[tokio::test]
async fn the_document_and_its_page_are_served_and_not_logged() {
    let trial = trial().await;
    let document = trial.ask(("GET", "/openapi.json"), &[], b"").await.json();
    assert_eq!(document["servers"][0]["url"], "/");
    let page = trial.ask(("GET", "/docs"), &[], b"").await;
    assert!(page.text.contains("POST /v1/echo/{id}"), "{}", page.text);
    let emulations = trial.stage.store().emulations();
    assert_eq!(emulations.call_count("b3os").await, Ok(0));
    assert!(emulations.call(CallId(1)).await.is_err());
}

#[tokio::test]
async fn a_revoked_key_lets_nobody_in() {
    let trial = trial().await;
    let key = trial.key.as_bytes();
    let caller = trial.stage.caller(key).await.unwrap().unwrap();
    assert!(caller.organization_name.starts_with("org_"));
    assert!(caller.may("anything"));
    assert_eq!(trial.stage.caller(b"another").await.unwrap(), None);
    let emulations = trial.stage.store().emulations();
    let keys = emulations.keys("b3os").await.unwrap();
    emulations.revoke_key("b3os", keys[0].id).await.unwrap();
    assert_eq!(trial.stage.caller(key).await.unwrap(), None);
    let nobody = trial.stage.owner(None).await.unwrap_err().to_string();
    assert!(nobody.contains("keys add"), "{nobody}");
}
