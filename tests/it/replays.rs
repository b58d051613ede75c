//! `hookwright replay`: captures sent again, exactly, signed afresh or edited.

use tests::{Hookwright, Message, Sink, dead_url, field, unix_now};

const ODD: &str = "PUT /shop/a/b?x=1&y=%20 HTTP/1.1\r\nHost: localhost\r\nX-One: 1\r\n\
    x-ONE:   2\r\nX-Empty:\r\nContent-Length: 6\r\n\r\n";
const BODY: &[u8] = b"bo\x00\xff\r\n";

/// A Hookwright with one odd capture, and its id.
fn with_capture() -> (Hookwright, String) {
    let hookwright = Hookwright::serve();
    let id = hookwright.send([ODD.as_bytes(), BODY].concat()).capture();
    (hookwright, id)
}

#[test]
fn an_exact_replay_sends_the_recorded_bytes_and_proves_it() {
    let (hookwright, id) = with_capture();
    let sink = Sink::answering(&[200]);
    let row = &hookwright.rows(&["replay", &id, "--to", &sink.url("")])[0];
    assert_eq!(
        (&row["exact"], &row["status"], &row["error"]),
        (&true.into(), &200.into(), &().into())
    );
    assert_eq!(
        (&row["capture"], row["latency_ms"].is_f64()),
        (&id.into(), true)
    );
    let received = sink.next();
    let authority = sink.url("").replace("http://", "");
    let expected = ODD.replace("Host: localhost", &format!("Host: {authority}"));
    assert_eq!(
        String::from_utf8_lossy(&received.head),
        expected,
        "all but the host is as it came"
    );
    assert_eq!(received.body, BODY);
}

#[test]
fn a_body_of_a_mebibyte_arrives_whole_and_equal() {
    let hookwright = Hookwright::serve();
    let body: Vec<u8> = (0_u32..1 << 20)
        .map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3])
        .collect();
    let id = hookwright.post("/big", &[], &body).capture();
    let sink = Sink::answering(&[200]);
    assert_eq!(
        field(
            &hookwright.rows(&["replay", &id, "--to", &sink.url("/in")]),
            "exact"
        ),
        ["true"]
    );
    let received = sink.next();
    assert!(received.body == body, "the body differs");
    assert_eq!(received.first_line(), "POST /in HTTP/1.1");
}

#[test]
fn a_replay_signed_afresh_verifies_though_the_capture_is_too_old() {
    let hookwright = Hookwright::serve();
    let add = [
        "source",
        "add",
        "shop",
        "--scheme",
        "stripe-v1",
        "--secret",
        "whsec_x",
    ];
    let _ = hookwright.run(&add).well();
    let signed = hookwright.rows(&[
        "sign",
        "--scheme",
        "stripe-v1",
        "--secret",
        "whsec_x",
        "--time",
        "1700000000",
    ]);
    let old = signed[0]["headers"][0][1]
        .as_str()
        .expect("a signature is text")
        .to_owned();
    let id = hookwright
        .post("/shop/x", &[("Stripe-Signature", &old)], "")
        .capture();
    assert_eq!(hookwright.capture(&id)["reason"], "timestamp_too_old");
    let to = hookwright.url("/shop/again");
    let row = &hookwright.rows(&["replay", &id, "--resign", "--to", &to])[0];
    assert_eq!((&row["status"], &row["exact"]), (&200.into(), &().into()));
    let newest = &hookwright.rows(&["captures", "list"])[0];
    assert_eq!(
        (&newest["target"], &newest["verdict"]),
        (&"/shop/again".into(), &"verified".into())
    );
    assert!(unix_now() > 1_700_000_000);
}

#[test]
fn a_replay_that_cannot_be_signed_says_why() {
    let (hookwright, id) = with_capture();
    let done = hookwright
        .run(&["replay", &id, "--resign", "--to", &dead_url()])
        .with_code(1);
    assert!(done.stderr.contains("no signature scheme"), "{done:?}");
}

#[test]
fn an_edited_replay_sends_the_changes_and_keeps_the_rest() {
    let (hookwright, id) = with_capture();
    let (sink, body) = (
        Sink::answering(&[200]),
        hookwright.home().file("body.json", "{\"new\":1}"),
    );
    let body = body.to_str().expect("temporary folders have plain names");
    let edit = [
        "--method",
        "PATCH",
        "--header",
        "X-Empty: no more",
        "--body",
        body,
    ];
    let row =
        &hookwright.rows(&[&["replay", &id, "--to", &sink.url("/to")], &edit[..]].concat())[0];
    assert_eq!(
        row["exact"],
        serde_json::Value::Null,
        "what is edited is not exact"
    );
    let received = sink.next();
    assert_eq!(
        (received.first_line(), &*received.body),
        ("PATCH /to?x=1&y=%20 HTTP/1.1".into(), &b"{\"new\":1}"[..])
    );
    assert_eq!(
        (received.field("x-empty"), received.field("x-one")),
        (Some("no more".into()), Some("1".into()))
    );
}

#[test]
fn a_capture_is_sent_as_often_as_asked_and_each_attempt_is_a_row() {
    let (hookwright, id) = with_capture();
    let sink = Sink::answering(&[200]);
    let many = [
        "replay",
        &id,
        "--to",
        &sink.url("/x"),
        "--times",
        "40",
        "--concurrency",
        "8",
    ];
    let rows = hookwright.rows(&many);
    assert!(
        rows.len() == 40 && rows.iter().all(|row| row["exact"] == true),
        "{rows:?}"
    );
    let received = sink.others();
    assert!(received.len() == 40 && received.iter().all(|request| request.body == BODY));
    let ids: std::collections::BTreeSet<String> = field(&rows, "id").into_iter().collect();
    assert_eq!(ids.len(), 40, "each attempt has its own id");
}

#[test]
fn captures_that_match_a_filter_are_sent_oldest_first() {
    let hookwright = Hookwright::serve();
    for path in ["/a/1", "/b/1", "/a/2"] {
        let _ = hookwright.post(path, &[], "");
    }
    let sink = Sink::answering(&[200]);
    let _ = hookwright.rows(&["replay", "--filter", "path:/a", "--to", &sink.url("")]);
    let lines: Vec<String> = sink.others().iter().map(Message::first_line).collect();
    assert_eq!(lines, ["POST /a/1 HTTP/1.1", "POST /a/2 HTTP/1.1"]);
    let none = hookwright
        .run(&["replay", "--filter", "path:/nowhere", "--to", &sink.url("")])
        .with_code(1);
    assert!(none.stderr.contains("nothing was sent"), "{none:?}");
}

#[test]
fn a_refused_target_is_a_result_in_plain_words() {
    let (hookwright, id) = with_capture();
    let target = dead_url() + "?own=query";
    let row = hookwright
        .run(&["--json", "replay", &id, "--to", &target])
        .with_code(1)
        .row();
    let error = row["error"].as_str().expect("it says why");
    assert!(
        error.contains("Nothing listens on") && error.contains("Start your server"),
        "{error}"
    );
    assert_eq!(
        (&row["status"], &row["exact"], &row["target"]),
        (&().into(), &().into(), &target.into())
    );
    let text = hookwright
        .run(&["replay", &id, "--to", &dead_url()])
        .with_code(1);
    assert!(text.stdout.contains("refused"), "{text:?}");
}

#[test]
fn a_handler_that_fails_makes_the_answer_no_and_all_attempts_stay_on_the_capture() {
    let (hookwright, id) = with_capture();
    let sink = Sink::answering(&[200, 500]);
    let _ = hookwright
        .run(&["replay", &id, "--to", &sink.url("/h")])
        .with_code(0);
    let _ = hookwright
        .run(&["replay", &id, "--to", &sink.url("/h")])
        .with_code(1);
    let attempts = hookwright.capture(&id)["attempts"].clone();
    let attempts: Vec<_> = attempts.as_array().expect("a list").clone();
    let mut statuses = field(&attempts, "status");
    statuses.sort();
    assert_eq!(statuses, ["200", "500"]);
    assert_eq!(field(&attempts, "trigger"), ["replay", "replay"]);
}

#[test]
fn a_capture_that_is_not_there_is_named_and_the_others_are_sent() {
    let (hookwright, id) = with_capture();
    let sink = Sink::answering(&[200]);
    let done = hookwright
        .run(&["--json", "replay", "cap_77", &id, "--to", &sink.url("")])
        .with_code(1);
    assert!(done.stderr.contains("cap_77"), "{done:?}");
    assert_eq!(
        (field(&done.rows(), "capture"), sink.next().body),
        (vec![id], BODY.to_vec())
    );
}

#[test]
fn what_cannot_be_sent_is_refused_before_anything_is() {
    let (hookwright, id) = with_capture();
    for arguments in [
        &["replay", &id, "--to", "localhost:1"][..],
        &["replay", &id, "--to", "ftp://localhost/"],
        &["replay", &id, "--to", &dead_url(), "--times", "0"],
        &["replay", &id, "--to", &dead_url(), "--exact", "--resign"],
        &["replay", "--to", &dead_url()],
        &["replay", "cap_77", "--to", &dead_url()],
    ] {
        let done = hookwright.run(arguments);
        assert_eq!(done.code, Some(2), "{arguments:?}: {done:?}");
    }
    assert_eq!(hookwright.capture(&id)["attempts"], serde_json::json!([]));
}
