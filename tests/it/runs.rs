//! Runs of `hookwright replay`: kept, compared, changed on the way, gone on with after a kill.

use tests::{Hookwright, Message, Row, Sink, dead_url, field};

/// A Hookwright with so many captures, each with its number in the body.
fn with_captures(count: usize) -> Hookwright {
    let hookwright = Hookwright::serve();
    for number in 0..count {
        let body = format!("{{\"number\": {number}, \"at\": 1}}");
        let _ = hookwright.post(&format!("/in/{number}"), &[], body);
    }
    hookwright
}

fn last_run(hookwright: &Hookwright) -> Row {
    hookwright.rows(&["runs", "list", "--limit", "1"])[0].clone()
}

#[test]
fn a_run_whose_process_is_killed_is_interrupted_and_goes_on_with_what_is_left() {
    let hookwright = with_captures(8);
    let sink = Sink::answering(&[200]);
    let to = sink.url("");
    let slowly = [
        "--json", "replay", "--filter", "path:/in", "--to", &to, "--rate", "4",
    ];
    let replay = hookwright.home().start(&slowly);
    let first = replay.row();
    replay.kill();
    let interrupted = last_run(&hookwright)["run"].clone();
    assert_eq!(interrupted["state"], "interrupted", "{interrupted}");
    let id = interrupted["id"].as_str().expect("a run has an id");
    let mut rows = hookwright.rows(&["runs", "resume", id]);
    assert!(rows.len() < 8 && !rows.is_empty(), "{rows:?}");
    let run = last_run(&hookwright)["run"].clone();
    assert_eq!(
        (&run["state"], &run["done"], &run["exact"]),
        (&"finished".into(), &8.into(), &8.into())
    );
    rows.push(first);
    let mut sent = field(&rows, "capture");
    let all = sent.len();
    sent.sort();
    sent.dedup();
    assert_eq!(sent.len(), all, "nothing is sent again that has an outcome");
}

#[test]
fn a_run_is_compared_with_the_one_before_and_its_failures_are_sent_again() {
    let hookwright = with_captures(3);
    let sink = Sink::answering(&[200, 500, 500, 500, 200, 200, 200]);
    let to = sink.url("/h");
    let replay = ["replay", "--filter", "path:/in", "--to", &to];
    let _ = hookwright.run(&replay).with_code(1);
    let again = hookwright.run(&replay).with_code(1);
    assert!(
        again.stderr.contains("replay --again run_2 --failures"),
        "{again:?}"
    );
    let changes = &last_run(&hookwright)["changes"];
    assert_eq!(
        (&changes["fixed"], &changes["regressed"]),
        (&2.into(), &1.into())
    );
    let shown = hookwright.rows(&["runs", "show", "run_2"]);
    assert_eq!(
        field(&shown[1..], "change"),
        ["regressed", "fixed", "fixed"]
    );
    let failures = hookwright.rows(&["replay", "--again", "run_2", "--failures"]);
    assert_eq!(field(&failures, "status"), ["200"]);
    let nothing = hookwright
        .run(&["replay", "--again", "run_3", "--failures"])
        .with_code(1);
    assert!(nothing.stderr.contains("nothing was sent"), "{nothing:?}");
}

#[test]
fn every_request_of_a_run_is_changed_by_its_template() {
    let hookwright = with_captures(2);
    let (one, two) = (Sink::answering(&[200]), Sink::answering(&[200]));
    let patch =
        r#"[{"op":"replace","path":"/number","value":"{{capture}}"},{"op":"remove","path":"/at"}]"#;
    let patch = hookwright.home().file("patch.json", patch);
    let rows = hookwright.rows(&[
        "replay",
        "--filter",
        "path:/in",
        "--to",
        &one.url("/1"),
        "--to",
        &two.url("/2"),
        "--order",
        "reversed",
        "--set-header",
        "X-Which: {{capture}} {{index}}",
        "--remove-header",
        "content-type",
        "--json-patch",
        patch.to_str().expect("temporary folders have plain names"),
    ]);
    assert_eq!(
        field(&rows, "exact"),
        ["null"; 4],
        "what is changed is not exact"
    );
    let received = one.others();
    let bodies: Vec<_> = received
        .iter()
        .map(|request| String::from_utf8_lossy(&request.body).into_owned())
        .collect();
    assert_eq!(bodies, [r#"{"number":"cap_2"}"#, r#"{"number":"cap_1"}"#]);
    assert_eq!(received[0].field("x-which").as_deref(), Some("cap_2 1"));
    let lines: Vec<_> = two.others().iter().map(Message::first_line).collect();
    assert_eq!(lines, ["POST /2 HTTP/1.1"; 2]);
}

#[test]
fn a_run_stops_at_its_first_failure_where_it_is_to() {
    let hookwright = with_captures(3);
    let sink = Sink::answering(&[200, 500, 200]);
    let to = sink.url("");
    let stop = [
        "--json",
        "replay",
        "--filter",
        "path:/in",
        "--to",
        &to,
        "--stop-on-failure",
    ];
    assert_eq!(
        field(&hookwright.run(&stop).with_code(1).rows(), "status"),
        ["200", "500"]
    );
    assert_eq!(last_run(&hookwright)["run"]["state"], "stopped");
}

#[test]
fn what_a_plan_cannot_do_is_refused_by_name_before_anything_is_sent() {
    let hookwright = with_captures(1);
    let patch = hookwright.home().file("patch.json", "{}");
    let patch = patch.to_str().expect("temporary folders have plain names");
    for (flags, word) in [
        (
            &["--set-header", "X-A: {{secret}}"][..],
            "{{secret}} in X-A",
        ),
        (
            &["--set-header", "Content-Length: 1"],
            "Content-Length is set for each connection",
        ),
        (&["--json-patch", patch], "the JSON Patch cannot be read"),
        (&["--faults", "drop=2"], "no share"),
        (&["--order", "random"], "shuffled:7"),
        (&["--rate", "0"], "no rate"),
        (
            &["--rate", "1", "--spacing", "original"],
            "cannot be used with",
        ),
        (&["--shift-time", "tomorrow"], "use now"),
        (&["--exact", "--json-patch", patch], "cannot be used with"),
    ] {
        let dead = dead_url();
        let arguments = [&["replay", "cap_1", "--to", &dead], flags].concat();
        let refused = hookwright.run(&arguments).with_code(2);
        assert!(refused.stderr.contains(word), "{arguments:?}: {refused:?}");
    }
    assert_eq!(hookwright.rows(&["runs", "list"]).len(), 0);
}
