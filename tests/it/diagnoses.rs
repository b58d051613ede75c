//! Why a signature does not verify, through the command line.

use serde_json::{Value, json};
use tests::{Home, Hookwright, Row, field, rows};

const VECTORS: &str = include_str!("../vectors/diagnose.jsonl");

/// A file as `sign` makes it: GitHub's header over a body.
fn signed(home: &Home, secret: &str, body: &str) -> String {
    let file = home.file("body.json", body);
    let file = file.to_str().expect("a path is text");
    let sign = [
        "sign",
        "--scheme",
        "github-sha256",
        "--secret",
        secret,
        "--body",
        file,
        "--json",
    ];
    let row = home.run(&sign).well().rows().remove(0);
    let header = &row["headers"][0];
    let text = |at: usize| header[at].as_str().expect("a header is text").to_owned();
    format!("{}: {}", text(0), text(1))
}

fn request(header: &str, body: &str) -> String {
    format!("POST /hooks HTTP/1.1\r\nHost: shop.test\r\n{header}\r\n\r\n{body}")
}

#[test]
fn a_batch_answers_every_row_in_order_and_names_its_cause() {
    let asked = rows(VECTORS);
    let done = Home::new().run_with_input(&["diagnose", "--batch", "-"], VECTORS.as_bytes());
    let answers = done.well().rows();
    assert_eq!(field(&answers, "id"), field(&asked, "id"));
    let unlike: Vec<String> = asked
        .iter()
        .zip(&answers)
        .filter(|(row, answer)| !is_explained(row, answer))
        .map(|(row, answer)| format!("{}: {answer}", row["id"]))
        .collect();
    assert_eq!(unlike, [""; 0]);
}

fn is_explained(row: &Row, answer: &Row) -> bool {
    let first = &answer["causes"][0];
    let verified = answer["verdict"] == "verified" && answer["hints"] == json!([]);
    match row["cause"].as_str().unwrap_or_default() {
        "none" => first.is_null() && verified,
        "unexplained" => first.is_null() && answer["verdict"] == "rejected",
        "combo" => first["code"] == "combo" && first["steps"] == row["causes"],
        cause => {
            let also = row["also_explained_by"].as_array().into_iter().flatten();
            first["code"] == cause || also.into_iter().any(|code| *code == first["code"])
        }
    }
}

#[test]
fn a_request_in_a_file_is_explained_with_what_helps_and_exits_with_no() {
    let home = Home::new();
    let header = signed(&home, "k3y", "{\"paid\":true}");
    let file = home.file("delivery.http", request(&header, "{\"paid\": true}"));
    let file = file.to_str().expect("a path is text");
    let diagnose = [
        "diagnose",
        "--request",
        file,
        "--scheme",
        "github-sha256",
        "--secret",
        "k3y",
    ];
    let done = home.run(&diagnose).with_code(1);
    assert!(done.stdout.contains("body.json_compact"), "{}", done.stdout);
    assert!(
        done.stdout.contains("Fix: Verify the raw bytes"),
        "{}",
        done.stdout
    );
    let row = home
        .run(&[&diagnose[..], &["--json"]].concat())
        .with_code(1)
        .rows()
        .remove(0);
    assert_eq!(row["causes"][0]["proof"]["signed"]["length"], 13);
    let whole = home.file("whole.http", request(&header, "{\"paid\":true}"));
    let whole = whole.to_str().expect("a path is text");
    let diagnose = [
        "diagnose",
        "--request",
        whole,
        "--scheme",
        "github-sha256",
        "--secret",
        "k3y",
    ];
    assert!(home.run(&diagnose).well().stdout.contains("verified"));
}

#[test]
fn a_capture_is_explained_by_the_secret_of_another_source_and_never_shows_it() {
    let hookwright = Hookwright::serve();
    for (name, secret) in [
        ("shop", "the shop's own secret"),
        ("blog", "the blog's own secret"),
    ] {
        let add = [
            "source",
            "add",
            name,
            "--scheme",
            "github-sha256",
            "--secret",
            secret,
        ];
        let _ = hookwright.run(&add).well();
    }
    let header = signed(hookwright.home(), "the blog's own secret", "{}");
    let (name, value) = header.split_once(": ").expect("a header has a name");
    let id = hookwright.post("/shop/x", &[(name, value)], "{}").capture();
    let done = hookwright
        .run(&["diagnose", "--capture", &id, "--json"])
        .with_code(1);
    let cause: Value = done.rows().remove(0)["causes"][0].clone();
    assert_eq!(cause["code"], "secret.other_endpoint");
    assert_eq!(
        (&cause["mend"]["kind"], &cause["mend"]["source"]),
        (&json!("use_secret"), &json!("blog"))
    );
    assert!(!done.stdout.contains("own secret"), "{}", done.stdout);
}
