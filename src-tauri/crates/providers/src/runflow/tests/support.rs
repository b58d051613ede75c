//! A served Runflow, and runs that end in callbacks.

use model::{Clock, OrganizationId, Timestamp};
use serde_json::Value;
use store::NewKey;

use crate::runflow::RunflowPlay;
use crate::stage::Progress;
use crate::stage::trial::{Said, Trial};

pub const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);

/// Schedules go by in no time.
pub async fn trial() -> Trial {
    Trial::new(RunflowPlay).await
}

/// Schedules go by as they do: only first attempts are made while a test lasts.
pub async fn slow() -> Trial {
    let trial = trial().await;
    trial.stage.set_speed(1).await.unwrap();
    trial
}

/// Time stands still, and what is enqueued may not go out.
pub async fn still() -> Trial {
    Trial::at(RunflowPlay, Clock::fixed(NOW)).await
}

/// Makes a run, or a batch below `/v1/batches`; gives its id.
pub async fn made(trial: &Trial, path: &str, body: &Value) -> String {
    let said = trial.call("POST", path, &body.to_string()).await;
    assert_eq!(said.status, 201, "{said:?}");
    text(&said.json(), "id")
}

/// A run that has succeeded, and calls back there.
pub async fn run(trial: &Trial, url: &str) -> String {
    let body = serde_json::json!({ "callback_url": url, "output": { "n": 1 } });
    made(trial, "/v1/runs", &body).await
}

pub async fn redeliver(trial: &Trial, run: &str) -> Said {
    let path = format!("/v1/runs/{run}/callback-redeliveries");
    trial.call("POST", &path, "").await
}

pub async fn history(trial: &Trial, run: &str) -> Vec<Value> {
    let said = trial
        .call("GET", &format!("/v1/runs/{run}/callback"), "")
        .await;
    assert_eq!(said.status, 200, "{said:?}");
    said.json().as_array().unwrap().clone()
}

/// Waits until the engine has the newest delivery of a run as wanted, and tells it.
pub async fn until(trial: &Trial, run: &str, met: impl Fn(&Progress) -> bool) -> Value {
    let newest = text(&history(trial, run).await[0], "id");
    let record = trial
        .stage
        .store()
        .emulations()
        .get("runflow", &newest)
        .await;
    let delivery = record.unwrap().unwrap().delivery.unwrap();
    trial.until(delivery, met).await;
    history(trial, run).await.swap_remove(0)
}

/// The same for the end of the delivery.
pub async fn until_ended(trial: &Trial, run: &str) -> Value {
    until(trial, run, |progress| progress.delivery.state.has_ended()).await
}

/// A key of another organization, which is made.
pub async fn foreign_key(trial: &Trial, name: &str) -> String {
    let emulations = trial.stage.store().emulations();
    let added = emulations.add_organization("runflow", name).await;
    let organization: OrganizationId = added.unwrap();
    let key = crate::random::key("rf_live_");
    emulations
        .add_key(organization, NewKey::from(key.clone()))
        .await
        .unwrap();
    String::from_utf8(key.expose().to_vec()).unwrap()
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
