//! `hookwright deliver`, `deliveries`, `endpoint` and `schedules`: rows, exit codes and words.

use serde_json::{Value, json};
use tests::{Home, Hookwright, Row, Sink, dead_url, field};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// An event in a file, and its path.
fn event(home: &Home) -> String {
    let path = home.file("event.json", "{\"a\":1}");
    path.to_str()
        .expect("temporary folders have plain names")
        .to_owned()
}

/// `deliver --to URL --body FILE` with further arguments, as rows.
fn deliver(home: &Home, url: &str, arguments: &[&str]) -> Vec<Row> {
    let body = event(home);
    home.rows(&[&["deliver", "--to", url, "--body", &body], arguments].concat())
}

fn list(home: &Home, filter: &str) -> Vec<Row> {
    home.rows(&["deliveries", "list", "--filter", filter])
}

#[test]
fn a_queued_event_is_a_row_and_says_who_will_deliver_it() {
    let (home, url) = (Home::new(), dead_url());
    let body = event(&home);
    let arguments = [
        "--json",
        "deliver",
        "--to",
        &url,
        "--body",
        &body,
        "--event-type",
        "invoice.paid",
    ];
    let done = home.run(&arguments).with_code(0);
    assert!(done.stderr.contains("No Hookwright delivers"), "{done:?}");
    let row = &done.rows()[0];
    assert_eq!(
        (
            &row["id"],
            &row["event_id"],
            &row["state"],
            &row["attempts"]
        ),
        (
            &json!("del_1"),
            &json!("evt_1"),
            &json!("pending"),
            &json!(0)
        )
    );
    assert_eq!(
        (&row["url"], &row["event_type"]),
        (&json!(url), &json!("invoice.paid"))
    );
    assert!(
        row["message_id"]
            .as_str()
            .is_some_and(|id| id.starts_with("msg_"))
    );
    assert!(row["due_at"].is_string() && row["created_at"].is_string());
    assert_eq!(
        (&row["last_status"], &row["last_error"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn waiting_ends_with_the_delivery_and_prints_a_row_an_attempt() {
    let (home, sink) = (Home::new(), Sink::answering(&[500, 200]));
    let schedule = ["--schedule", "1h", "--speed", "100000", "--wait"];
    let rows = deliver(&home, &sink.url("/hooks"), &schedule);
    assert_eq!(field(&rows, "number"), ["1", "2"]);
    assert_eq!(field(&rows, "status"), ["500", "200"]);
    assert_eq!(field(&rows, "trigger"), ["scheduled", "retry"]);
    let next = &rows[0]["next"];
    assert_eq!(
        (&next["kind"], &next["wait_s"]),
        (&json!("retry"), &json!(3600.0))
    );
    assert_eq!(rows[1]["next"]["kind"], "delivered");
    assert!(rows[0]["latency_ms"].is_f64() && rows[0]["started_at"].is_string());
    let (first, second) = (sink.next(), sink.next());
    assert_eq!(first.body, b"{\"a\":1}");
    assert_eq!(first.field("content-type"), Some("application/json".into()));
    assert_eq!(second.body, first.body);
}

#[test]
fn an_event_that_is_given_up_makes_the_answer_no() {
    let (home, sink) = (Home::new(), Sink::answering(&[500]));
    let body = event(&home);
    let arguments = [
        "deliver",
        "--to",
        &sink.url(""),
        "--body",
        &body,
        "--schedule",
        "github",
        "--wait",
    ];
    let done = home.run(&arguments).with_code(1);
    assert!(
        done.stderr.contains("hookwright deliveries retry del_1"),
        "{done:?}"
    );
    assert_eq!(list(&home, "state:failed")[0]["last_status"], 500);
    let refused = home.run(&[
        "deliver",
        "--to",
        &dead_url(),
        "--body",
        &body,
        "--schedule",
        "github",
        "--wait",
    ]);
    assert!(refused.with_code(1).stdout.contains("refused"));
}

#[test]
fn every_try_is_signed_anew_with_the_same_id() {
    let (home, sink) = (Home::new(), Sink::answering(&[503, 200]));
    let signed = [
        "--scheme",
        "standard-webhooks-v1",
        "--secret",
        SECRET,
        "--schedule",
        "0.01s",
        "--wait",
        "--message-id",
        "msg_mine",
    ];
    assert_eq!(deliver(&home, &sink.url("/in"), &signed).len(), 2);
    for request in [sink.next(), sink.next()] {
        assert_eq!(request.field("webhook-id"), Some("msg_mine".into()));
        let head = String::from_utf8_lossy(&request.head).into_owned();
        let file = home.file("request.http", [head.as_bytes(), &request.body].concat());
        let file = file.to_str().expect("temporary folders have plain names");
        let verified = home.run(&[
            "verify",
            "--request",
            file,
            "--scheme",
            "standard-webhooks-v1",
            "--secret",
            SECRET,
        ]);
        let _ = verified.with_code(0);
    }
}

#[test]
fn a_hookwright_that_runs_delivers_what_others_queue() {
    let (hookwright, sink) = (Hookwright::serve(), Sink::answering(&[200]));
    let body = event(hookwright.home());
    let done = hookwright.run(&["deliver", "--to", &sink.url("/hooks"), "--body", &body]);
    assert!(!done.stderr.contains("No Hookwright delivers"), "{done:?}");
    assert_eq!(sink.next().first_line(), "POST /hooks HTTP/1.1");
    let rows = deliver(hookwright.home(), &sink.url("/hooks"), &["--wait"]);
    assert_eq!(field(&rows, "status"), ["200"]);
    assert_eq!(
        hookwright.rows(&["endpoint", "list"]).len(),
        1,
        "the endpoint is used again"
    );
}

#[test]
fn deliveries_are_held_let_go_ended_and_cleared() {
    let (home, url) = (Home::new(), dead_url());
    for _ in 0..3 {
        let _ = deliver(&home, &url, &[]);
    }
    let count = |arguments: &[&str], name: &str| {
        home.rows(&[&["deliveries"], arguments].concat())[0][name].clone()
    };
    assert_eq!(count(&["pause", "--filter", ""], "paused"), 3);
    assert_eq!(count(&["resume", "del_1", "del_2"], "resumed"), 2);
    assert_eq!(count(&["cancel", "del_1"], "cancelled"), 1);
    let again = home.run(&["deliveries", "cancel", "del_1"]).with_code(1);
    assert!(again.stderr.contains("have ended before"), "{again:?}");
    assert_eq!(
        field(&list(&home, ""), "state"),
        ["paused", "pending", "cancelled"]
    );
    assert_eq!(count(&["clear", "--filter", ""], "cleared"), 1);
    assert_eq!(field(&list(&home, ""), "id"), ["del_3", "del_2"]);
}

#[test]
fn dead_letters_are_recovered_by_time_and_endpoint() {
    let (home, sink) = (Home::new(), Sink::answering(&[500, 500, 200]));
    let body = event(&home);
    let _ = home
        .run(&[
            "endpoint",
            "add",
            "shop",
            "--url",
            &sink.url(""),
            "--schedule",
            "github",
        ])
        .well();
    for _ in 0..2 {
        let _ = home
            .run(&["deliver", "--endpoint", "shop", "--body", &body, "--wait"])
            .with_code(1);
    }
    let recovered = |arguments: &[&str]| {
        let rows = home.rows(&[&["deliveries", "recover"], arguments].concat());
        rows[0]["recovered"].clone()
    };
    assert_eq!(
        recovered(&[
            "--since",
            "1h",
            "--endpoint",
            "shop",
            "--filter",
            "type:none"
        ]),
        0
    );
    assert_eq!(recovered(&["del_1"]), 1);
    assert_eq!(recovered(&["--since", "1h"]), 1);
    assert_eq!(field(&list(&home, ""), "state"), ["retrying", "retrying"]);
}

#[test]
fn a_delivery_is_shown_with_its_attempts_and_those_to_come() {
    let (home, url) = (Home::new(), dead_url());
    let _ = deliver(
        &home,
        &url,
        &["--schedule", "5s, 1m", "--event-type", "push"],
    );
    let shown = &home.rows(&["deliveries", "show", "del_1"])[0];
    assert_eq!(shown["body_b64"], "eyJhIjoxfQ==");
    let planned = shown["planned"].as_array().expect("planned is a list");
    assert_eq!(field(planned, "number"), ["1", "2", "3"]);
    assert_eq!(field(planned, "wait_s"), ["0.0", "5.0", "60.0"]);
    let text = home.run(&["deliveries", "show", "del_1"]).well().stdout;
    assert!(
        text.contains("planned, after 1 min") && text.contains("{\"a\":1}"),
        "{text}"
    );
    let _ = home.run(&["deliveries", "show", "del_9"]).with_code(2);
}

#[test]
fn an_endpoint_is_made_changed_and_removed() {
    let home = Home::new();
    let add = [
        "endpoint",
        "add",
        "shop",
        "--url",
        "http://localhost:3000",
        "--scheme",
        "standard-webhooks-v1",
    ];
    let added = home.run(&[&["--json"], &add[..]].concat());
    assert!(
        added.stderr.contains("endpoint show shop --reveal"),
        "{added:?}"
    );
    let edit = [
        "endpoint",
        "edit",
        "shop",
        "--rate",
        "5",
        "--timeout",
        "0.5",
        "--breaker",
        "5:30",
        "--event-type",
        "invoice.*",
        "--header",
        "X-Key: 1",
        "--ordering",
        "by-key",
        "--faults",
        "drop=0.5,seed=7",
    ];
    let row = &home.rows(&edit)[0];
    assert_eq!((&row["rate"], &row["timeout_ms"]), (&json!(5), &json!(500)));
    assert_eq!(
        row["breaker"],
        json!({ "failures": 5, "cooldown_ms": 30_000 })
    );
    assert_eq!(
        (&row["event_types"], &row["headers"]),
        (&json!(["invoice.*"]), &json!([["X-Key", "1"]]))
    );
    assert_eq!(
        (&row["ordering"], &row["faults"]["drop"]),
        (&json!("by_key"), &json!(0.5))
    );
    let revealed = &home.rows(&["endpoint", "show", "shop", "--reveal"])[0]["secrets"][0]["value"];
    assert!(
        revealed
            .as_str()
            .is_some_and(|text| text.starts_with("whsec_"))
    );
    let hidden = &home.rows(&["endpoint", "show", "shop"])[0]["secrets"][0];
    assert_eq!(hidden.get("value"), None);
    assert_eq!(
        home.rows(&["endpoint", "disable", "shop"])[0]["enabled"],
        false
    );
    assert_eq!(
        home.rows(&["endpoint", "enable", "shop"])[0]["enabled"],
        true
    );
    let _ = home.run(&["endpoint", "remove", "shop"]).well();
    assert_eq!(home.rows(&["endpoint", "list"]).len(), 0);
    let _ = home.run(&["endpoint", "show", "shop"]).with_code(2);
}

/// `endpoint add` with further arguments.
fn add<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [
        &["endpoint", "add", "shop", "--url", "http://localhost:1"],
        arguments,
    ]
    .concat()
}

#[test]
fn what_cannot_be_is_bad_input_and_named() {
    let home = Home::new();
    let body = event(&home);
    for (arguments, said) in [
        (
            vec!["deliver", "--to", "localhost:3000", "--body", &body],
            "write it like http://",
        ),
        (
            vec![
                "deliver",
                "--to",
                "http://localhost:1",
                "--body",
                &body,
                "--schedule",
                "swix",
            ],
            "no schedule \"swix\"",
        ),
        (
            vec![
                "deliver",
                "--to",
                "http://localhost:1",
                "--body",
                &body,
                "--secret",
                "x",
            ],
            "choose the scheme",
        ),
        (
            vec![
                "deliver",
                "--to",
                "http://localhost:1",
                "--body",
                "no/such/file",
            ],
            "cannot be read",
        ),
        (vec!["deliver", "--to", "http://localhost:1"], "--body"),
        (
            vec!["deliver", "--endpoint", "nobody", "--body", &body],
            "no endpoint nobody",
        ),
        (
            vec!["deliveries", "list", "--filter", "state:broken"],
            "\"broken\" is no state",
        ),
        (
            vec!["deliveries", "recover", "--since", "soon"],
            "is no time",
        ),
        (vec!["deliveries", "cancel"], "<ID>"),
        (add(&["--speed", "0"]), "from 1 to 100000"),
        (add(&["--breaker", "5"]), "such as 5:30"),
        (add(&["--header", "Host: x"]), "belongs to the connection"),
        (add(&["--scheme", "no-such"]), "no scheme \"no-such\""),
    ] {
        let done = home.run(&arguments).with_code(2);
        assert!(done.stderr.contains(said), "{arguments:?}: {done:?}");
    }
}

#[test]
fn a_name_in_place_of_a_url_is_told_which_option_is_meant() {
    let home = Home::new();
    let body = event(&home);
    let _ = home.run(&add(&[])).well();
    let arguments = ["deliver", "--to", "shop", "--body", &body];
    let told = home.run(&arguments).with_code(2).stderr;
    assert!(told.contains("write --endpoint shop"), "{told}");
    // Made for a URL, an endpoint has a name of its own: the URL goes on being one.
    for _ in 0..2 {
        assert_eq!(deliver(&home, &dead_url(), &[])[0]["state"], "pending");
    }
}

#[test]
fn nobody_waits_for_an_endpoint_that_is_disabled() {
    let home = Home::new();
    let body = event(&home);
    let _ = home.run(&add(&[])).well();
    let _ = home.run(&["endpoint", "disable", "shop"]).well();
    let arguments = ["deliver", "--endpoint", "shop", "--body", &body, "--wait"];
    let done = home.run(&arguments).with_code(1);
    assert!(
        done.stderr.contains("hookwright endpoint enable shop"),
        "{done:?}"
    );
    assert_eq!(field(&list(&home, ""), "state"), ["pending"]);
}

#[test]
fn a_schedule_is_shown_before_it_is_used() {
    let home = Home::new();
    let listed = home.rows(&["schedules"]);
    assert_eq!(listed[0]["name"], "standard-webhooks");
    assert_eq!(home.rows(&["schedules", "list"]).len(), listed.len());
    let own = &home.rows(&["schedules", "show", "2s x2 up to 5s, 3 times"])[0];
    assert_eq!(own["at_ms"], json!([0.0, 2000.0, 6000.0, 11000.0]));
    let text = home.run(&["schedules", "show", "svix"]).well().stdout;
    assert!(
        text.contains("after 5 min") && text.contains("20 % shorter or longer"),
        "{text}"
    );
    let _ = home.run(&["schedules", "show", "swix"]).with_code(2);
}

#[test]
fn what_stands_out_in_a_secret_is_told_once_and_what_is_refused_is_only_refused() {
    let (home, url) = (Home::new(), dead_url());
    let scheme = ["--scheme", "standard-webhooks-v1", "--secret"];
    let told = |command: &[&str], secret: &str, code: i32| {
        let arguments = [command, &scheme, &[secret]].concat();
        home.run(&arguments).with_code(code).stderr
    };
    let endpoint = |name| ["endpoint", "add", name, "--url", &url];
    assert_eq!(told(&endpoint("usual"), SECRET, 0), "");
    let bare = told(&endpoint("bare"), &SECRET["whsec_".len()..], 0);
    assert_eq!(bare.matches("whsec_").count(), 1, "{bare}");
    let refused = told(&endpoint("refused"), "not base64!", 2);
    assert_eq!(refused.matches("base64").count(), 1, "{refused}");
    let source = told(&["source", "add", "shop"], "not base64!", 0);
    assert_eq!(source.matches("base64").count(), 1, "{source}");
    let key = told(&["source", "edit", "shop"], "sk_live_12345678", 0);
    assert!(
        key.contains("sk_live_") && !key.contains("12345678"),
        "{key}"
    );
    let body = event(&home);
    let deliver = ["deliver", "--to", &url, "--body", &body];
    let queued = told(&deliver, &SECRET["whsec_".len()..], 0);
    assert_eq!(queued.matches("whsec_").count(), 1, "{queued}");
}
