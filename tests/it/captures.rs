//! What arrives is kept byte for byte, and shown as it came.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tests::{Hookwright, Row, field, get};

const ODD: &[u8] = b"POST /shop/a/b?x=1&y=%20+&z HTTP/1.1\r\nhOST: localhost\r\nX-One: 1\r\n\
    x-ONE:   2 \r\nX-Bytes: caf\xe9\r\nContent-Length: 6\r\n\r\nbo\x00\xff\r\n";

#[test]
fn a_head_is_kept_with_its_order_case_duplicates_and_odd_bytes() {
    let hookwright = Hookwright::serve();
    let capture = hookwright.capture(&hookwright.send(ODD).capture());
    let head = &ODD[..ODD.len() - 6];
    assert_eq!(capture["head_b64"], BASE64_STANDARD.encode(head));
    assert_eq!(
        capture["body_b64"],
        BASE64_STANDARD.encode(b"bo\x00\xff\r\n")
    );
    assert_eq!(
        capture["headers"],
        json!([
            ["hOST", "localhost"],
            ["X-One", "1"],
            ["x-ONE", "2"],
            ["X-Bytes", { "b64": BASE64_STANDARD.encode(b"caf\xe9") }],
            ["Content-Length", "6"],
        ])
    );
}

#[test]
fn a_capture_is_listed_and_shown_with_the_fields_that_scripts_read() {
    let hookwright = Hookwright::serve();
    let answer = hookwright.send(ODD);
    let row = &hookwright.rows(&["captures", "list"])[0];
    let listed = [
        "id",
        "received_at",
        "source",
        "method",
        "target",
        "http_version",
        "size",
        "verdict",
        "reason",
        "provider",
        "event_type",
        "event_id",
        "response_status",
    ];
    assert!(has(row, &listed), "{row}");
    assert_eq!(
        (&row["source"], &row["target"]),
        (&json!("unsorted"), &json!("/shop/a/b?x=1&y=%20+&z"))
    );
    assert_eq!(
        (&row["size"], &row["response_status"]),
        (&json!(6), &json!(200))
    );
    assert!(is_time(&row["received_at"]), "{row}");
    let shown = hookwright.capture(&answer.capture());
    assert!(
        has(&shown, &listed) && has(&shown, &["headers", "evidence", "attempts"]),
        "{shown}"
    );
    assert_eq!(shown["response"]["status"], 200);
    assert_eq!(
        shown["response"]["body_b64"],
        BASE64_STANDARD.encode(&answer.body)
    );
}

#[test]
fn the_newest_capture_is_listed_first_and_a_limit_holds() {
    let hookwright = Hookwright::serve();
    for number in 1..=5 {
        let _ = hookwright.send(get(&format!("/n/{number}"), &[]));
    }
    let targets = |limit| {
        field(
            &hookwright.rows(&["captures", "list", "--limit", limit]),
            "target",
        )
    };
    assert_eq!(targets("2"), ["/n/5", "/n/4"]);
    assert_eq!(targets("0").len(), 5);
}

#[test]
fn a_filter_chooses_by_source_verdict_method_path_and_text() {
    let hookwright = Hookwright::serve();
    let _ = hookwright
        .run(&[
            "source",
            "add",
            "shop",
            "--scheme",
            "github-sha256",
            "--secret",
            "s",
        ])
        .well();
    let _ = hookwright.post(
        "/shop/orders",
        &[("X-Trace", "trace-77")],
        r#"{"id":"ord_1"}"#,
    );
    let _ = hookwright.post(
        "/shop/orders",
        &[("X-Hub-Signature-256", "sha256=00")],
        r#"{"id":"ord_2"}"#,
    );
    let _ = hookwright.send(get("/other?deep=1", &[]));
    let targets = |filter: &str| {
        field(
            &hookwright.rows(&["captures", "list", "--filter", filter]),
            "id",
        )
    };
    assert_eq!(targets("source:shop"), ["cap_2", "cap_1"]);
    assert_eq!(targets("verdict:unsigned"), ["cap_1"]);
    assert_eq!(targets("verdict:rejected source:shop"), ["cap_2"]);
    assert_eq!(targets("method:get"), ["cap_3"]);
    assert_eq!(targets("path:/orders"), ["cap_2", "cap_1"]);
    assert_eq!(targets("not path:/shop"), ["cap_3"]);
    for (text, ids) in [
        ("ord_2", "cap_2"),
        ("trace-77", "cap_1"),
        ("deep=1", "cap_3"),
    ] {
        assert_eq!(targets(text), [ids], "{text}");
    }
}

#[test]
fn a_filter_that_is_not_known_says_what_is() {
    let hookwright = Hookwright::serve();
    let done = hookwright
        .run(&["captures", "list", "--filter", "colour:red"])
        .with_code(2);
    for known in ["colour:", "source", "verdict", "method", "path", "text"] {
        assert!(done.stderr.contains(known), "{done:?}");
    }
    assert_eq!(done.stdout, "");
}

#[test]
fn a_capture_that_is_not_there_is_named() {
    let hookwright = Hookwright::serve();
    let done = hookwright.run(&["captures", "show", "cap_99"]).with_code(2);
    assert!(done.stderr.contains("cap_99"), "{done:?}");
}

#[test]
fn captures_deleted_are_gone_and_the_others_stay() {
    let hookwright = Hookwright::serve();
    for path in ["/a", "/b", "/c"] {
        let _ = hookwright.send(get(path, &[]));
    }
    assert_eq!(
        hookwright.rows(&["captures", "delete", "cap_1", "cap_3"]),
        [json!({ "deleted": 2 })]
    );
    assert_eq!(
        field(&hookwright.rows(&["captures", "list"]), "target"),
        ["/b"]
    );
}

#[test]
fn what_is_captured_cannot_drive_the_terminal() {
    let hookwright = Hookwright::serve();
    let body = "\u{1b}]0;owned\u{7} \u{9b}2J \u{202e}turned";
    let id = hookwright
        .post("/x", &[("X-Turned", "\u{202e}turned")], body)
        .capture();
    let text = hookwright.run(&["captures", "show", &id]).well().stdout;
    assert!(text.contains("turned"), "{text:?}");
    let drives = |letter| matches!(letter, '\u{1b}' | '\u{7}' | '\u{9b}' | '\u{202e}');
    assert!(!text.contains(drives), "{text:?}");
}

fn has(row: &Row, names: &[&str]) -> bool {
    names.iter().all(|name| row.get(name).is_some())
}

/// RFC 3339 in UTC with microseconds.
fn is_time(value: &Value) -> bool {
    let digits = |text: &str| {
        text.chars()
            .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
            .collect()
    };
    value
        .as_str()
        .map(digits)
        .is_some_and(|text: String| text == "0000-00-00T00:00:00.000000Z")
}
