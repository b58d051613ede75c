//! Skyvern's official client against our emulation, for every row of the contract that it can ask.

use std::net::TcpListener;

use serde_json::{Value, json};
use tests::{Hookwright, Peer, Row, Sink, dead_url};

use super::{create, serve, text};

/// What the client makes of a replay.
fn replayed(client: &mut Peer, created: &Row, webhook_url: Option<&str>) -> Value {
    let mut asked = created.clone();
    asked["webhook_url"] = json!(webhook_url);
    client.call(&asked)
}

/// What any method of the client gives.
fn called(client: &mut Peer, created: &Row, call: &str, arguments: &Value) -> Value {
    let mut asked = created.clone();
    asked["call"] = json!(call);
    asked["arguments"] = arguments.clone();
    client.call(&asked)
}

fn stored(hookwright: &Hookwright, url: &str, more: &[&str]) -> Row {
    create(hookwright, &[&["--to", url][..], more].concat())
}

#[test]
fn a_failing_receiver_is_told_field_by_field() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let created = create(&hookwright, &[]);
    let long = "é".repeat(2049);
    let cut = format!("{}\n... (truncated)", "é".repeat(2048));
    for (status, said, body) in [
        (500, "broken", json!("broken")),
        (404, "", Value::Null),
        (200, "", Value::Null),
        (302, "elsewhere", json!("elsewhere")),
        (429, &long, json!(cut)),
    ] {
        let receiver = Sink::saying(status, said);
        let url = receiver.url("/hook");
        // Without a URL of its own, so that nothing but the replay comes.
        let returned = replayed(&mut client, &created, Some(&url))["returned"].clone();
        assert_eq!(returned["status_code"], status, "{returned}");
        assert_eq!(returned["response_body"], body);
        assert_eq!(returned["error"], Value::Null);
        let sent = receiver.next();
        assert_eq!(
            returned["payload"],
            String::from_utf8_lossy(&sent.body).as_ref()
        );
        assert_eq!(receiver.others().len(), 0, "one attempt");
    }
}

#[test]
fn every_type_of_run_that_has_a_webhook_is_sent_again() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let receiver = Sink::saying(200, "ok");
    for run_type in [
        "task_v1",
        "task_v2",
        "task_v3",
        "openai_cua",
        "anthropic_cua",
        "ui_tars",
        "workflow_run",
    ] {
        let url = receiver.url("/hook");
        let created = stored(&hookwright, &url, &["--event-type", run_type]);
        let returned = replayed(&mut client, &created, None)["returned"].clone();
        assert_eq!(returned["run_type"], run_type, "{returned}");
        assert_eq!(returned["status_code"], 200);
        let told = called(
            &mut client,
            &created,
            "get_run",
            &json!({"run_id": created["run_id"]}),
        );
        assert_eq!(told["returned"]["run_type"], run_type, "{told}");
        assert_eq!(told["returned"]["run_request"]["webhook_url"], url);
    }
}

#[test]
fn what_is_refused_is_raised_with_status_and_detail() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let own = create(&hookwright, &[]);
    let running = create(&hookwright, &["--status", "running"]);
    let yutori = create(&hookwright, &["--event-type", "yutori_navigator"]);
    let scheme =
        "Invalid url: unsupported scheme. Use an HTTP or HTTPS URL with at most 2083 characters.";
    let not_final = format!(
        "Run {} has not reached a terminal state (status=running).",
        text(&running, "run_id")
    );
    let yutori_words = "Run type yutori_navigator is not supported for webhook replay.";
    for (created, url, detail) in [
        (&own, None, "No webhook URL configured for the run."),
        (&own, Some("ftp://h/"), scheme),
        (&own, Some("http://a b/"), "Invalid url: malformed."),
        (&running, None, &not_final),
        (&yutori, None, yutori_words),
    ] {
        let raised = replayed(&mut client, created, url);
        assert_eq!(raised["status"], 400, "{raised}");
        assert_eq!(raised["body"], json!({ "detail": detail }));
    }
    let nameless = format!("http://{}.test/", "x".repeat(70));
    let raised = replayed(&mut client, &own, Some(&nameless));
    let detail = raised["body"]["detail"].as_str().unwrap_or_default();
    assert!(
        detail.starts_with("Invalid url: unresolvable host. It is"),
        "{raised}"
    );
}

#[test]
fn the_cloud_that_is_played_calls_no_host_inside_a_network() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    drop(
        hookwright
            .run(&["emulate", "skyvern", "hosting", "cloud"])
            .well(),
    );
    let created = create(&hookwright, &[]);
    let raised = replayed(&mut client, &created, Some("http://127.0.0.1:1/"));
    assert_eq!(raised["status"], 400, "{raised}");
    let stored = stored(&hookwright, "http://10.0.0.1/hook", &[]);
    let raised = replayed(&mut client, &stored, Some("https://example.com/"));
    let detail = json!({"detail": "Invalid webhook_url: blocked host."});
    assert_eq!(raised["body"], detail, "{raised}");
}

#[test]
fn a_run_that_is_made_ended_sends_its_webhook_by_itself_and_again_when_asked() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let receiver = Sink::answering(&[503, 200]);
    let created = stored(&hookwright, &receiver.url("/hook"), &[]);
    let by_itself = [receiver.next(), receiver.next()].map(|sent| sent.body);
    let returned = replayed(&mut client, &created, None)["returned"].clone();
    assert_eq!(returned["status_code"], 200, "{returned}");
    let asked_for = String::from_utf8(receiver.next().body).expect("it is JSON");
    let [first, second] = by_itself.map(|body| String::from_utf8(body).expect("it is JSON"));
    assert_eq!(first, second);
    // By now it is known that it arrived.
    let (unknown, arrived) = (
        "\"webhook_failure_reason\":null",
        "\"webhook_failure_reason\":\"\"",
    );
    assert_eq!(first.replace(unknown, arrived), asked_for);
}

#[test]
fn a_call_that_is_to_go_wrong_does_in_the_words_of_that_call() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let workflow = ["--event-type", "workflow_run"];
    let (task, workflow) = (create(&hookwright, &[]), create(&hookwright, &workflow));
    for (created, kind) in [(&task, "Task"), (&workflow, "WorkflowRun")] {
        let gone = ["emulate", "skyvern", "trouble", "add", "--status", "404"];
        drop(hookwright.run(&gone).well());
        let raised = replayed(&mut client, created, None);
        let detail = format!("{kind} {} not found", text(created, "run_id"));
        assert_eq!(raised["status"], 404, "{raised}");
        assert_eq!(raised["body"], json!({ "detail": detail }));
    }
}

#[test]
fn a_run_that_the_client_cancels_is_delivered_by_its_schedule_until_it_arrives() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let receiver = Sink::answering(&[503, 429, 200]);
    let run_type = ["--status", "running", "--event-type", "workflow_run"];
    let created = stored(&hookwright, &receiver.url("/hook"), &run_type);
    let run = json!({ "run_id": created["run_id"] });
    assert_eq!(
        called(&mut client, &created, "cancel_run", &run),
        json!({ "returned": null })
    );
    let bodies = [receiver.next(), receiver.next(), receiver.next()].map(|sent| sent.body);
    assert!(
        bodies.windows(2).all(|pair| pair[0] == pair[1]),
        "the same each time"
    );
    let told = called(&mut client, &created, "get_run", &run)["returned"].clone();
    assert_eq!(told["status"], "canceled", "{told}");
    let listed = called(
        &mut client,
        &created,
        "get_runs_v2",
        &json!({ "status": "canceled" }),
    );
    assert_eq!(
        listed["returned"][0]["run_id"], created["run_id"],
        "{listed}"
    );
    let returned = replayed(&mut client, &created, None)["returned"].clone();
    assert_eq!(returned["status_code"], 200, "{returned}");
}

#[test]
fn a_receiver_that_is_not_there_is_an_answer_too() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let created = stored(&hookwright, &dead_url(), &[]);
    let refused = replayed(&mut client, &created, None)["returned"].clone();
    assert_eq!(
        refused["error"],
        "Could not reach URL: All connection attempts failed"
    );
    let closing = TcpListener::bind("127.0.0.1:0").expect("there are free ports");
    let url = format!("http://{}/", closing.local_addr().expect("it is bound"));
    std::thread::spawn(move || closing.accept().map(drop));
    let closed = replayed(&mut client, &created, Some(&url))["returned"].clone();
    assert_eq!(closed["status_code"], Value::Null, "{closed}");
    let error = closed["error"].as_str().unwrap_or_default();
    assert!(!error.is_empty(), "{closed}");
}
