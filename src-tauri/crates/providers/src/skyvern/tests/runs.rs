//! The list of runs, one of them, and the end of one, whose webhook is the engine's to deliver.

use serde_json::Value;

use super::support::{Said, Stage};
use crate::CreateEmulated;
use crate::skyvern::{self, Hosting, RunType, Status};

async fn get(stage: &Stage, path: &str) -> Said {
    let fields = [("x-api-key", stage.key.as_str())];
    stage.call("GET", path, &fields, b"").await
}

async fn cancel(stage: &Stage, run: &str) -> Said {
    let fields = [("x-api-key", stage.key.as_str())];
    let path = format!("/v1/runs/{run}/cancel");
    stage.call("POST", &path, &fields, b"").await
}

fn ids(said: &Said) -> Vec<String> {
    let rows = said.json();
    let ids = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["run_id"].as_str());
    ids.map(|id| id.unwrap().to_owned()).collect()
}

#[tokio::test]
async fn runs_are_listed_newest_first_by_pages_and_by_what_is_asked() {
    let stage = Stage::new().await;
    let first = stage.run(None, |_| {}).await;
    let failed = stage.run(None, |run| run.status = Status::Failed).await;
    let workflow = stage.run(Some("http://h/Hook"), |run| {
        run.run_type = RunType::WorkflowRun
    });
    let workflow = workflow.await;
    let all = ids(&get(&stage, "/v1/runs").await);
    assert_eq!(all, [workflow.clone(), failed.clone(), first.clone()]);
    for (query, wanted) in [
        ("page=2&page_size=2", vec![&first]),
        ("page=9", vec![]),
        ("status=failed&status=running", vec![&failed]),
        ("run_type=workflow_run", vec![&workflow]),
        ("search_key=hOOk", vec![&workflow]),
        (
            &format!("search_key={first}&status=completed"),
            vec![&first],
        ),
        ("tags=x", vec![&workflow, &failed, &first]),
    ] {
        let listed = get(&stage, &format!("/v1/runs?{query}")).await;
        assert_eq!(ids(&listed).iter().collect::<Vec<_>>(), wanted, "{query}");
    }
    let keyless = stage.call("GET", "/v1/runs?page=0", &[], b"").await;
    assert_eq!(keyless.status, 403, "before the query");
}

#[tokio::test]
async fn a_faulty_query_is_told_fault_by_fault() {
    let stage = Stage::new().await;
    for (query, kinds) in [
        (
            "page=0&page_size=101",
            vec!["greater_than_equal", "less_than_equal"],
        ),
        ("page=x&status=done", vec!["int_parsing", "enum"]),
        ("search_key=ab", vec!["string_too_short"]),
        ("run_type=task", vec!["enum"]),
    ] {
        let said = get(&stage, &format!("/v1/runs?{query}")).await;
        assert_eq!(said.status, 422, "{query}");
        let faults = said.json()["detail"].clone();
        let told: Vec<_> = faults
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| &fault["type"])
            .collect();
        assert_eq!(told, kinds, "{query}");
    }
}

#[tokio::test]
async fn a_run_is_told_with_what_began_it() {
    let stage = Stage::new().await;
    let task = stage.run(Some("http://h/"), |_| {}).await;
    let told = get(&stage, &format!("/v1/runs/{task}/")).await;
    assert!(
        told.text.contains(r#""price":3.0,"#),
        "as it was given: {}",
        told.text
    );
    let told = told.json();
    let keys: Vec<_> = told.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys[0], "run_id");
    assert_eq!(keys[keys.len() - 2..], ["run_type", "run_request"]);
    assert_eq!(told["run_request"]["webhook_url"], "http://h/");
    assert_eq!(told["run_request"]["engine"], "skyvern-1.0");
    let workflow = stage
        .run(None, |run| run.run_type = RunType::WorkflowRun)
        .await;
    let told = get(&stage, &format!("/v1/runs/{workflow}")).await.json();
    assert_eq!(told["attempts"][0]["status"], "completed");
    let unknown = get(&stage, "/v1/runs/tsk_none").await;
    assert_eq!(
        unknown.detail(),
        (404, "Task run not found tsk_none".into())
    );
}

#[tokio::test]
async fn a_run_that_is_cancelled_has_its_webhook_delivered_by_the_engine() {
    let stage = Stage::new().await;
    let url = "http://127.0.0.1:1/hook";
    let run = stage
        .run(Some(url), |run| run.status = Status::Running)
        .await;
    let said = cancel(&stage, &run).await;
    assert_eq!((said.status, said.text.as_str()), (200, "null"));
    let kept = skyvern::get(&stage.means.store, &run)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.run.status, Status::Canceled);
    let delivery = stage
        .means
        .store
        .deliveries()
        .get(kept.delivery.unwrap())
        .await;
    let delivery = delivery.unwrap().unwrap().delivery;
    let endpoint = stage.means.store.endpoints().get(delivery.endpoint).await;
    let endpoint = endpoint.unwrap().unwrap();
    assert_eq!(
        (endpoint.url.as_str(), endpoint.emulation.as_deref()),
        (url, Some("skyvern"))
    );
    assert_eq!(endpoint.manner.schedule, "skyvern");
    assert_eq!(endpoint.scheme.as_deref(), Some("skyvern"));
    let twice = cancel(&stage, &run).await;
    assert_eq!(twice.status, 400, "{twice:?}");
}

async fn made(stage: &Stage, status: &str, to: &str) -> skyvern::Kept {
    let wanted = CreateEmulated {
        provider: "skyvern".into(),
        to: Some(to.into()),
        status: Some(status.into()),
        ..CreateEmulated::default()
    };
    let made = crate::create(&stage.means, wanted).await.unwrap();
    let kept = skyvern::get(&stage.means.store, &made.id).await.unwrap();
    kept.unwrap()
}

#[tokio::test]
async fn a_run_that_is_made_with_its_end_sends_its_webhook_and_one_under_way_does_not() {
    let stage = Stage::new().await;
    for (status, sends) in [
        ("completed", true),
        ("timed_out", true),
        ("running", false),
        ("created", false),
    ] {
        let kept = made(&stage, status, "http://127.0.0.1:1/hook").await;
        assert_eq!(kept.delivery.is_some(), sends, "{status}");
    }
}

#[tokio::test]
async fn the_cloud_sends_nothing_into_a_network_and_blames_its_customer() {
    let stage = Stage::new().await;
    stage.host_as(Hosting::Cloud).await;
    let kept = made(&stage, "completed", "http://127.0.0.1:1/hook").await;
    let status = kept.run.webhook_delivery_status.as_deref();
    assert_eq!(
        (kept.delivery, status),
        (None, Some("exhausted_customer_config"))
    );
    assert!(
        stage
            .means
            .store
            .endpoints()
            .list()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn runs_to_one_url_share_their_endpoint_and_a_run_without_one_sends_nothing() {
    let stage = Stage::new().await;
    for url in [
        Some("http://127.0.0.1:1/a"),
        Some("http://127.0.0.1:1/a"),
        None,
    ] {
        let run = stage.run(url, |run| run.status = Status::Queued).await;
        assert_eq!(cancel(&stage, &run).await.status, 200);
        let told = get(&stage, &format!("/v1/runs/{run}")).await.json();
        assert_eq!(told["status"], "canceled");
        assert_ne!(told["finished_at"], Value::Null);
    }
    let endpoints = stage.means.store.endpoints().list().await.unwrap();
    assert_eq!(endpoints.len(), 1);
}

#[tokio::test]
async fn what_has_ended_is_not_cancelled() {
    let stage = Stage::new().await;
    let run = stage.run(None, |_| {}).await;
    let detail = format!("Invalid task status transition from completed to canceled for {run}");
    assert_eq!(cancel(&stage, &run).await.detail(), (400, detail));
    let workflow = stage
        .run(None, |run| run.run_type = RunType::WorkflowRun)
        .await;
    assert_eq!(cancel(&stage, &workflow).await.status, 200);
    let kept = skyvern::get(&stage.means.store, &workflow)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.run.status, Status::Completed);
    assert_eq!(
        cancel(&stage, "no").await.detail(),
        (404, "Run not found no".into())
    );
}
