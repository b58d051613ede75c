//! Tests of the replay console as shells call it.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::testing::Running;

const HEAD: &str = "POST /shop/a?x=1 HTTP/1.1\r\nHost: 127.0.0.1:4400\r\nX-Token: hidden\r\n\r\n";

/// Answers requests one after the other with these statuses, the last one from then on.
async fn server(statuses: &'static [u16]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a loopback port is free");
    let address = listener.local_addr().expect("a listener has an address");
    let url = format!("http://{address}/to");
    tokio::spawn(async move {
        for place in 0.. {
            let (mut stream, _) = listener.accept().await.expect("a sender connects");
            let mut request = vec![0; 16 * 1024];
            let read = stream.read(&mut request).await;
            assert!(read.expect("the sender stays") > 0, "a request came");
            let status = statuses.get(place).or(statuses.last());
            let status = status.expect("a server has a status to answer with");
            let answer =
                format!("HTTP/1.1 {status} X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            let written = stream.write_all(answer.as_bytes()).await;
            written.expect("the sender takes its answer");
        }
    });
    url
}

async fn captures(running: &Running, count: usize) -> Vec<Value> {
    let source = running.source("shop", None, &[]).await.source.id;
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.push(json!(running.capture(source, HEAD, "{\"a\":1}").await));
    }
    ids
}

fn plan(target: &str) -> Value {
    json!({
        "targets": [target], "resign": false, "template": {}, "order": {"kind": "as_captured"},
        "pace": {"kind": "as_fast_as_possible"}, "times": 1, "concurrency": 1, "stop_on_failure": false,
        "timeout_ms": 5000, "faults": null,
    })
}

/// Starts a run and waits for its end.
async fn done(running: &Running, name: &str, argument: Value) -> Value {
    let run = running.answer(name, argument).await;
    settled(running, &run).await
}

async fn settled(running: &Running, run: &Value) -> Value {
    let id = serde_json::from_value(run["id"].clone()).expect("a run has an id");
    let run = super::settled(&running.app, id).await;
    json!(run.expect("the run exists"))
}

async fn rows(running: &Running, run: &Value, show: &str) -> Vec<Value> {
    let page = json!({"run": run["id"], "against": null, "show": show, "order": "regressed_first", "from": 0, "limit": 100});
    let rows = running.answer("runs.rows", page).await;
    rows.as_array().expect("rows are a list").clone()
}

async fn detail(running: &Running, run: &Value) -> Value {
    let look = json!({"run": run["id"], "against": null});
    running.answer("runs.detail", look).await
}

/// Starts a run of two captures whose second one is not sent before the test is over.
async fn slow_run(running: &Running) -> Value {
    let (url, ids) = (server(&[200]).await, captures(running, 2).await);
    let mut slow = plan(&url);
    slow["pace"] = json!({"kind": "rate", "per_second": 0.001});
    let start = json!({"chosen": {"kind": "captures", "ids": ids}, "plan": slow});
    running.answer("runs.start", start).await
}

#[tokio::test]
async fn the_second_run_of_the_same_captures_is_compared_with_the_first() {
    let (running, url) = (
        Running::new(),
        server(&[200, 500, 500, 500, 200, 200]).await,
    );
    let ids = captures(&running, 3).await;
    let start = json!({"chosen": {"kind": "captures", "ids": ids}, "plan": plan(&url)});
    let first = done(&running, "runs.start", start.clone()).await;
    assert_eq!(
        (&first["done"], &first["succeeded"], &first["state"]),
        (&json!(3), &json!(1), &json!("finished"))
    );
    let second = done(&running, "runs.start", start).await;
    let seen = detail(&running, &second).await;
    assert_eq!(
        (&seen["previous"], &seen["against"]["run"]),
        (&first["id"], &first["id"])
    );
    assert_eq!(
        (&seen["fixed"], &seen["regressed"], &seen["same"]),
        (&json!(2), &json!(1), &json!(0))
    );
    assert_eq!(seen["latency"]["answers"], 3);
    assert_eq!(seen["answers"][0]["change"], 1);
    let all = rows(&running, &second, "all").await;
    let changes: Vec<_> = all
        .iter()
        .map(|row| row["change"].as_str().unwrap())
        .collect();
    assert_eq!(changes, ["regressed", "fixed", "fixed"]);
    assert_eq!(
        (&all[0]["then"]["status"], &all[0]["now"]["status"]),
        (&json!(200), &json!(500))
    );
    assert_eq!(
        (&all[0]["label"], &all[0]["exact"]),
        (&json!("/shop/a"), &json!(true))
    );
    assert_eq!(rows(&running, &second, "failed").await.len(), 1);
    let listed = running
        .call("runs.list", json!({"from": null, "limit": 1}))
        .await
        .unwrap();
    let changes = json!({"against": first["id"], "fixed": 2, "regressed": 1});
    assert_eq!(listed[0]["changes"], changes);
}

#[tokio::test]
async fn only_the_failures_of_a_run_are_sent_again_and_compared_with_it() {
    let (running, url) = (Running::new(), server(&[200, 500, 200]).await);
    let ids = captures(&running, 2).await;
    let start = json!({"chosen": {"kind": "captures", "ids": ids}, "plan": plan(&url)});
    let first = done(&running, "runs.start", start).await;
    let again = json!({"run": first["id"], "failures": true});
    let second = done(&running, "runs.again", again).await;
    assert_eq!(
        (&second["total"], &second["again_of"]),
        (&json!(1), &first["id"])
    );
    assert_eq!(second["chosen"], "failures of run_1");
    let seen = detail(&running, &second).await;
    assert_eq!(
        (&seen["previous"], &seen["fixed"]),
        (&first["id"], &json!(1))
    );
    let nothing = running
        .call("runs.again", json!({"run": second["id"], "failures": true}))
        .await;
    assert_eq!(nothing.unwrap_err().code, "nothing_chosen");
    let by_choice =
        json!({"chosen": {"kind": "failures_of", "run": first["id"]}, "plan": plan(&url)});
    assert_eq!(done(&running, "runs.start", by_choice).await["total"], 1);
    let same = json!({"chosen": {"kind": "same_as", "run": first["id"]}, "plan": plan(&url)});
    let same = done(&running, "runs.start", same).await;
    assert_eq!(
        (&same["total"], &same["chosen"], &same["again_of"]),
        (&json!(2), &json!("2 captures"), &json!(null))
    );
}

#[tokio::test]
async fn a_run_is_paused_gone_on_with_and_cancelled() {
    let running = Running::new();
    let run = slow_run(&running).await;
    let named = json!({"run": run["id"]});
    let paused = running.call("runs.pause", named.clone()).await.unwrap();
    assert_eq!(paused["state"], "paused");
    assert_eq!(settled(&running, &run).await["state"], "paused");
    let twice = running.call("runs.pause", named.clone()).await.unwrap_err();
    assert_eq!(
        (twice.code.as_str(), twice.message.as_str()),
        ("run_state", "run_1 is paused already")
    );
    let resumed = running.call("runs.resume", named.clone()).await.unwrap();
    assert_eq!(resumed["state"], "running");
    running.call("runs.cancel", named.clone()).await.unwrap();
    assert_eq!(settled(&running, &run).await["state"], "cancelled");
    assert!(running.call("runs.resume", named).await.is_err());
    let missing = running.call("runs.cancel", json!({"run": "run_9"})).await;
    assert_eq!(missing.unwrap_err().code, "not_found");
}

#[tokio::test]
async fn a_run_that_its_process_left_is_interrupted_for_the_next_and_goes_on_there() {
    let running = Running::new();
    let run = slow_run(&running).await;
    let another = running.another();
    let list = json!({"from": null, "limit": 10});
    let seen = another.call("runs.list", list.clone()).await.unwrap();
    assert_eq!(seen[0]["run"]["state"], "running", "its process lives");
    running.app.stop().await;
    let seen = another.call("runs.list", list).await.unwrap();
    assert_eq!(seen[0]["run"]["state"], "interrupted");
    let resumed = another
        .call("runs.resume", json!({"run": run["id"]}))
        .await
        .unwrap();
    assert_eq!(resumed["state"], "running");
    let cancelled = another.call("runs.cancel", json!({"run": run["id"]})).await;
    assert_eq!(cancelled.unwrap()["state"], "cancelled");
}

#[tokio::test]
async fn a_preview_shows_the_first_request_and_names_what_is_wrong() {
    let running = Running::new();
    let ids = captures(&running, 2).await;
    let mut changed = plan("http://localhost:3000/to");
    changed["template"] = json!({"set_headers": [["X-Which", "{{capture}}"]], "json_patch": "[{\"op\":\"add\",\"path\":\"/b\",\"value\":2}]"});
    let ask = json!({"chosen": {"kind": "filter", "filter": "source:shop"}, "plan": changed});
    let preview = running.call("runs.preview", ask).await.unwrap();
    assert_eq!(
        (&preview["captures"], &preview["total"]),
        (&json!(2), &json!(2))
    );
    let first = preview["first"].as_str().unwrap();
    assert!(
        first.starts_with("POST http://localhost:3000/to?x=1\n"),
        "{first}"
    );
    assert!(
        first.contains("X-Which: cap_1\n") && first.ends_with("{\"a\":1,\"b\":2}"),
        "{first}"
    );
    assert!(
        preview["notes"][0]
            .as_str()
            .unwrap()
            .contains("written anew"),
        "{preview}"
    );
    let wrong = json!({"chosen": {"kind": "captures", "ids": ids}, "plan": plan("localhost")});
    let preview = running.call("runs.preview", wrong.clone()).await.unwrap();
    assert!(
        preview["problems"][0]
            .as_str()
            .unwrap()
            .contains("is no URL"),
        "{preview}"
    );
    let refused = running.call("runs.start", wrong).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("plan.targets"));
    let unread =
        json!({"chosen": {"kind": "filter", "filter": "colour:red"}, "plan": plan("http://h")});
    assert_eq!(
        running.call("runs.preview", unread).await.unwrap_err().code,
        "filter"
    );
    let nobody =
        json!({"chosen": {"kind": "filter", "filter": "source:nobody"}, "plan": plan("http://h")});
    assert_eq!(
        running.call("runs.start", nobody).await.unwrap_err().code,
        "nothing_chosen"
    );
}

#[tokio::test]
async fn an_export_has_every_row_and_no_secret() {
    let (running, url) = (Running::new(), server(&[200, 500]).await);
    let ids = captures(&running, 2).await;
    let mut changed = plan(&url);
    changed["template"] = json!({"set_headers": [["Authorization", "Bearer hidden"]]});
    let start = json!({"chosen": {"kind": "captures", "ids": ids}, "plan": changed});
    let run = done(&running, "runs.start", start).await;
    for (format, parts) in [
        ("json", &["\"capture\": \"cap_2\"", "\"status\": 500"][..]),
        (
            "csv",
            &[
                "position,capture,",
                "\n0,cap_1,,http://",
                "\n1,cap_2,,http://",
            ],
        ),
        (
            "markdown",
            &["# Replay run_1", "1 answered with 2xx", "| cap_2 |"],
        ),
    ] {
        let ask = json!({"run": run["id"], "against": null, "format": format});
        let exported = running.call("runs.export", ask).await.unwrap();
        let text = exported["text"].as_str().unwrap();
        assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        assert!(!text.contains("hidden"), "{text}");
    }
}
