//! Handlers as people write them, with the frameworks they use: each is named by its mistake, and
//! those that do right are accused of nothing.

mod handlers;

use handlers::{Handler, Language, Served};
use serde_json::Value;
use tests::{Home, Row, dead_url};

const STRIPE: (&str, &str) = ("stripe-v1", "whsec_0123456789abcdef0123456789abcdef");
const GITHUB: (&str, &str) = ("github-sha256", "It's a Secret to Everybody");
const STANDARD: (&str, &str) = (
    "standard-webhooks-v1",
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
);
const SVIX: (&str, &str) = ("svix-v1", STANDARD.1);
const SLACK: (&str, &str) = ("slack-v0", "8f742231b10e8888abcd99yyyzzz85a5");

/// What is wrong with a handler: the checks that fail, and what their details say.
type Wrong = &'static [(&'static str, &'static str)];

const EXPRESS: &[(Handler, Wrong)] = &[
    (("/stripe-sdk-raw", STRIPE), &[]),
    (("/github-raw", GITHUB), &[]),
    (("/standard-throws", STANDARD), &[]),
    (
        ("/stripe-after-json", STRIPE),
        &[
            ("accepts_valid", "body.json_compact"),
            ("verifies_raw_body", "body.json_compact"),
            ("accepts_trailing_newline", "body."),
            ("accepts_crlf", "body."),
        ],
    ),
    (
        ("/fails-open", GITHUB),
        &[
            ("rejects_unsigned", "1 of"),
            ("rejects_empty_signature", "An empty signature"),
        ],
    ),
    (
        ("/first-only", STANDARD),
        &[("accepts_any_signature", "first only")],
    ),
    (
        ("/mixes-units", SLACK),
        &[("accepts_valid", "ts.signed_in_milliseconds")],
    ),
    (
        ("/long-tolerance", SLACK),
        &[
            ("rejects_expired", "ts.signed_in_milliseconds"),
            ("rejects_future", "ts.signed_in_milliseconds"),
        ],
    ),
    (("/no-tolerance", STRIPE), &[("rejects_expired", "none")]),
    (
        ("/latin-1", GITHUB),
        &[("verifies_raw_body", "body.utf8_mojibake")],
    ),
    (("/default-limit", GITHUB), &[("body_limit", "413")]),
    (("/leaks", GITHUB), &[("does_not_leak", "expected digest")]),
    (
        ("/undecoded", STANDARD),
        &[("accepts_valid", "secret.should_be_base64_decoded")],
    ),
    (
        ("/unset-secret", GITHUB),
        &[
            ("accepts_valid", "401"),
            ("rejects_empty_secret", "an empty key"),
        ],
    ),
    (
        ("/beginning", GITHUB),
        &[
            ("rejects_empty_signature", "An empty signature"),
            ("rejects_garbage_signature", "Only the digest's beginning"),
        ],
    ),
    (
        ("/looks-only", STANDARD),
        &[
            (
                "rejects_garbage_signature",
                "A digest wrong in one character",
            ),
            ("rejects_tampered_body", "2 of 2"),
            ("rejects_tampered_header", "2 of 2"),
            ("rejects_wrong_secret", "1 of 1"),
            ("rejects_empty_secret", "4 of 4"),
            ("rejects_expired", "none"),
            ("rejects_future", "none"),
        ],
    ),
    (
        ("/label-chooses", GITHUB),
        &[(
            "rejects_other_scheme",
            "Signed with HMAC-SHA1, labelled so (200)",
        )],
    ),
    (
        ("/trims", GITHUB),
        &[
            ("accepts_trailing_newline", "body.trailing_newline_added"),
            ("accepts_crlf", "body."),
        ],
    ),
];

const FLASK: &[(Handler, Wrong)] = &[
    (("/flask-raw", GITHUB), &[]),
    (("/flask-stripe", STRIPE), &[]),
    (
        ("/flask-get-json", GITHUB),
        &[
            ("accepts_valid", "body.json_python_default"),
            ("verifies_raw_body", "body.json_python_default"),
            ("accepts_trailing_newline", "body."),
            ("accepts_crlf", "body."),
        ],
    ),
    (
        ("/flask-ascii", GITHUB),
        &[("verifies_raw_body", "body.charset_latin1")],
    ),
];

const FASTAPI: &[(Handler, Wrong)] = &[
    (("/fastapi-svix", SVIX), &[]),
    (
        ("/fastapi-sorted", GITHUB),
        &[
            ("accepts_valid", "body.json_sorted_keys"),
            ("verifies_raw_body", "body.json_sorted_keys"),
            ("accepts_trailing_newline", "body."),
            ("accepts_crlf", "body."),
        ],
    ),
];

#[test]
fn handlers_of_express_are_named_by_their_mistakes() {
    are_named(Language::Express, EXPRESS);
}

#[test]
fn handlers_of_flask_are_named_by_their_mistakes() {
    are_named(Language::Flask, FLASK);
}

#[test]
fn handlers_of_fastapi_are_named_by_their_mistakes() {
    are_named(Language::FastApi, FASTAPI);
}

fn are_named(language: Language, handlers: &[(Handler, Wrong)]) {
    let Some(served) = Served::start(language) else {
        return;
    };
    let home = Home::new();
    let mut differences = Vec::new();
    for (handler, wrong) in handlers {
        let rows = probed(&home, &served, *handler);
        let failed = failed(&rows);
        let is_named = |(check, detail): &(&str, &str)| {
            let mut found = failed.iter();
            found.any(|(failed, told)| failed == check && told.contains(detail))
        };
        if failed.len() != wrong.len() || !wrong.iter().all(is_named) {
            differences.push(format!("{}: {failed:#?}", handler.0));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn probed(home: &Home, served: &Served, (path, (scheme, secret)): Handler) -> Vec<Row> {
    let to = served.url(path);
    let probe = [
        "--json", "probe", "--to", &to, "--scheme", scheme, "--secret", secret,
    ];
    home.run(&probe).rows()
}

fn text<'r>(row: &'r Row, name: &str) -> &'r str {
    row[name].as_str().unwrap_or_default()
}

/// The failed checks that weigh anything, with their details.
fn failed(rows: &[Row]) -> Vec<(String, String)> {
    let failed = rows
        .iter()
        .filter(|row| text(row, "result") == "fail" && text(row, "severity") != "info");
    let told = failed.map(|row| {
        (
            text(row, "check").to_owned(),
            text(row, "detail").to_owned(),
        )
    });
    told.collect()
}

#[test]
fn a_handler_that_takes_all_is_told_by_its_exit_code_and_its_rows() {
    let Some(served) = Served::start(Language::Express) else {
        return;
    };
    let home = Home::new();
    let to = served.url("/takes-all");
    let done = home.run(&[
        "--json", "probe", "--to", &to, "--scheme", STRIPE.0, "--secret", STRIPE.1,
    ]);
    assert_eq!(done.code, Some(1), "{}", done.stderr);
    let rows = done.rows();
    let result = |check: &str| {
        let mut rows = rows.iter();
        let row = rows.find(|row| text(row, "check") == check);
        row.map(|row| text(row, "result"))
            .unwrap_or_default()
            .to_owned()
    };
    for check in [
        "rejects_unsigned",
        "rejects_garbage_signature",
        "rejects_tampered_body",
        "rejects_wrong_secret",
        "rejects_expired",
    ] {
        assert_eq!(result(check), "fail", "{check}");
    }
    // Its acceptance tells nothing.
    assert_eq!(result("verifies_raw_body"), "inconclusive");
    let summary = rows.last().expect("the summary is the last row");
    assert_eq!(summary["summary"], Value::Bool(true));
    assert!(summary["critical"].as_u64() >= Some(5), "{summary}");
    assert_eq!(summary["target"], to);
}

#[test]
fn nobody_at_the_url_is_an_exit_code_of_its_own() {
    let home = Home::new();
    let to = dead_url();
    let probe = [
        "probe", "--to", &to, "--scheme", STRIPE.0, "--secret", STRIPE.1,
    ];
    let done = home.run(&probe);
    assert_eq!(done.code, Some(3), "{}", done.stdout);
    assert!(done.stderr.contains("cannot be reached"), "{}", done.stderr);
}

#[test]
fn another_machine_is_not_probed_without_a_word() {
    let home = Home::new();
    let to = "https://hooks.example.com/in";
    let probe = [
        "probe", "--to", to, "--scheme", STRIPE.0, "--secret", STRIPE.1,
    ];
    let done = home.run(&probe);
    assert_eq!(done.code, Some(2), "{}", done.stdout);
    assert!(done.stderr.contains("--allow-remote"), "{}", done.stderr);
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    let Some(served) = Served::start(Language::Express) else {
        return;
    };
    let home = Home::new();
    let rows = probed(&home, &served, ("/moved", GITHUB));
    assert_eq!(failed(&rows), []);
    assert!(text(&rows[0], "detail").contains("308"), "{}", rows[0]);
}
