//! Keys that a provider publishes: fetched on the user's word, and never while a sender waits.

use serde_json::Value;
use tests::{Hookwright, Sink};

/// An Ed25519 pair: the seed is 32 bytes of one.
const SEED: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
const KEYS: &str =
    r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w"}]}"#;
const BODY: &str = r#"{"type":"ping"}"#;

/// A source of a scheme whose key is published at an address.
fn publishing(keys: &Sink, more: &[&str]) -> (Hookwright, String) {
    let hookwright = Hookwright::serve();
    let definition = format!(
        r#"{{"id":"published","provider":"Published","signature":{{"from":"header:X-Signature","encoding":"base64"}},
        "algorithm":{{"kind":"ed25519"}},"key":{{"form":"jwk","url":"{}"}},"message":{{"parts":"{{body}}"}}}}"#,
        keys.url("/jwks.json")
    );
    let file = hookwright.home().file("published.json", &definition);
    let scheme = file.display().to_string();
    let add = ["source", "add", "lab", "--scheme", &scheme];
    let _ = hookwright.run(&[&add, more].concat()).well();
    (hookwright, scheme)
}

fn deliver(hookwright: &Hookwright, scheme: &str) -> String {
    let body = hookwright
        .home()
        .file("body.json", BODY)
        .display()
        .to_string();
    let sign = [
        "sign", "--scheme", scheme, "--secret", SEED, "--body", &body,
    ];
    let signature = hookwright.rows(&sign)[0]["headers"][0][1].clone();
    let fields = [("X-Signature", signature.as_str().expect("text"))];
    hookwright.post("/lab/", &fields, BODY).capture()
}

#[test]
fn a_published_key_is_fetched_once_it_is_allowed_and_the_capture_is_checked_again() {
    let keys = Sink::saying(200, KEYS);
    let (hookwright, scheme) = publishing(&keys, &["--fetch-keys"]);
    let mut captures = hookwright.watch_captures();
    let id = deliver(&hookwright, &scheme);
    let verified = captures.until(|rows| rows.iter().any(|row| row["verdict"] == "verified"));
    assert_eq!(verified[0]["id"], Value::from(id));
    assert_eq!(keys.next().first_line(), "GET /jwks.json HTTP/1.1");
    let _ = deliver(&hookwright, &scheme);
    assert!(keys.others().is_empty(), "the key is kept");
}

#[test]
fn nothing_is_fetched_unasked() {
    let keys = Sink::saying(200, KEYS);
    let (hookwright, scheme) = publishing(&keys, &["--fetch-keys"]);
    let _ = hookwright
        .run(&["source", "edit", "lab", "--fetch-keys", "false"])
        .well();
    let capture = hookwright.capture(&deliver(&hookwright, &scheme));
    assert_eq!(capture["verdict"], "not_checked");
    assert_eq!(capture["evidence"]["detail"], "key not here yet");
    assert_eq!(
        capture["evidence"]["key_url"]["url"],
        Value::from(keys.url("/jwks.json"))
    );
    assert!(keys.others().is_empty());
}

#[test]
fn a_capture_says_why_its_key_could_not_be_fetched() {
    let keys = Sink::saying(404, "nothing here");
    let (hookwright, scheme) = publishing(&keys, &["--fetch-keys"]);
    let mut captures = hookwright.watch_captures();
    let id = deliver(&hookwright, &scheme);
    let told = |hookwright: &Hookwright| hookwright.capture(&id)["evidence"]["detail"].to_string();
    let _ = captures.until(|_| told(&hookwright).contains("answered 404 instead of a key"));
    assert_eq!(hookwright.capture(&id)["verdict"], "not_checked");
}
