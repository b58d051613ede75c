//! A served AgentMessage, endpoints, and events that were sent to them.

use model::{Clock, Secret, SecretRef, Timestamp, Verdict};
use serde_json::{Value, json};
use signing::{Check, KnownSecret, Request};
use store::NewKey;

use crate::agentmessage::AgentMessagePlay;
use crate::stage::trial::{Received, Said, Trial};
use crate::trial::delivery_changed;
use crate::{CreateEmulated, CreatedRecord, Provider};

pub const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
pub const NONE: &str = "0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3d4";
pub const DEAD: &str = "http://127.0.0.1:1/dead";

/// Schedules go by in no time.
pub async fn trial() -> Trial {
    Trial::new(AgentMessagePlay).await
}

/// Schedules go by as they do: only first attempts are made while a test lasts.
pub async fn slow() -> Trial {
    let trial = trial().await;
    trial.stage.set_speed(1).await.unwrap();
    trial
}

/// Time stands still unless it is moved; what is enqueued goes out once it was.
pub async fn at(clock: &Clock) -> Trial {
    Trial::at(AgentMessagePlay, clock.clone()).await
}

/// Time stands still, and what is enqueued may not go out.
pub async fn still() -> Trial {
    at(&Clock::fixed(NOW)).await
}

/// An event that a user sends there.
pub async fn created(
    trial: &Trial,
    url: &str,
    change: impl FnOnce(&mut CreateEmulated),
) -> CreatedRecord {
    let mut wanted = CreateEmulated {
        provider: "agentmessage".to_owned(),
        to: Some(url.to_owned()),
        ..CreateEmulated::default()
    };
    change(&mut wanted);
    crate::create(&trial.stage.means, wanted).await.unwrap()
}

pub async fn replay(trial: &Trial, id: &str, body: &str) -> Said {
    let path = format!("/v1/webhooks/deliveries/{id}/replay");
    trial.call("POST", &path, body).await
}

pub async fn list(trial: &Trial, query: &str) -> Value {
    let path = format!("/v1/webhooks/deliveries{query}");
    let said = trial.call("GET", &path, "").await;
    assert_eq!(said.status, 200, "{said:?}");
    said.json()
}

/// Waits until so many attempts that ended so are listed.
pub async fn until(trial: &Trial, outcome: &str, count: usize) -> Vec<Value> {
    let query = format!("?outcome={outcome}");
    let mut changes = trial.stage.store().changes();
    loop {
        let mut rows = list(trial, &query).await["data"].take();
        let rows = rows.as_array_mut().unwrap();
        // A row that waits for its attempt has neither.
        rows.retain(|row| !row["response_status"].is_null() || !row["error"].is_null());
        if rows.len() >= count {
            return std::mem::take(rows);
        }
        delivery_changed(&mut changes).await;
    }
}

pub async fn endpoint(trial: &Trial, url: &str) -> Value {
    let body = json!({ "url": url, "events": ["brand.vetted"] }).to_string();
    let said = trial.call("POST", "/v1/webhooks", &body).await;
    assert_eq!(said.status, 201, "{said:?}");
    said.json()
}

/// A key of an organization, which is made; the first one's where it has no name.
pub async fn key(trial: &Trial, organization: Option<&str>, scopes: &[&str]) -> String {
    let emulations = trial.stage.store().emulations();
    let organization = match organization {
        Some(name) => emulations
            .add_organization("agentmessage", name)
            .await
            .unwrap(),
        None => trial.stage.owner(None).await.unwrap().organization,
    };
    let key = crate::random::key("am_live_");
    let new = NewKey {
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        ..NewKey::from(key.clone())
    };
    emulations.add_key(organization, new).await.unwrap();
    String::from_utf8(key.expose().to_vec()).unwrap()
}

pub async fn by(trial: &Trial, key: &str, (method, path): (&str, &str)) -> Said {
    let bearer = format!("Bearer {key}");
    let fields = [("Authorization", bearer.as_str())];
    trial.ask((method, path), &fields, b"").await
}

/// Its status and its code, after a look at its form.
pub fn code(said: &Said) -> (u16, String) {
    let json = said.json();
    assert_eq!(json["success"], false, "{json}");
    let error = &json["error"];
    assert!(error["message"].is_string(), "{json}");
    assert_eq!(text(error, "request_id").len(), 26, "{json}");
    (said.status, text(error, "code"))
}

pub fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

pub fn text(json: &Value, name: &str) -> String {
    json[name].as_str().unwrap_or_default().to_owned()
}

pub fn names(json: &Value) -> String {
    let names: Vec<&str> = json
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.join(" ")
}

/// What a webhook carries.
pub fn body(received: &Received) -> Value {
    serde_json::from_slice(&received.body).unwrap()
}

/// Whether a webhook was signed with this secret.
pub fn verdict(received: &Received, secret: &str) -> Verdict {
    let request = Request {
        method: "POST",
        url: "http://localhost/hook",
        headers: &received.headers,
        body: &received.body,
    };
    let scheme = Provider::AgentMessage.scheme();
    let check = Check {
        scheme: signing::catalogue().get(scheme).unwrap(),
        secrets: &[KnownSecret {
            secret: Secret::new(secret),
            name: SecretRef {
                id: None,
                name: "secret".into(),
            },
        }],
        now: NOW,
        tolerance_seconds: None,
        future: None,
    };
    signing::verify(&request, &check).verdict
}
