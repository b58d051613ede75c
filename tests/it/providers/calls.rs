//! What is kept of the calls of a profile: all that was said, and no credential in any spelling.

use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tests::{Home, Hookwright, Message, Relay, Row, Sink, dead_url};

use super::{create_of, text};

/// `serve` with its emulations, and a window.
fn serve() -> Hookwright {
    Hookwright::serve_with(Home::new(), &["--emulations", "localhost:0"])
}

fn add_profile(home: &Home, (name, provider): (&str, &str), (base_url, key): (&str, &str)) {
    let file = home.file("key.txt", key);
    let file = file.to_str().expect("temporary paths are text");
    let add = ["provider", "add", name, "--provider", provider];
    let how = ["--base-url", base_url, "--api-key-file", file];
    drop(home.run(&[&add[..], &how].concat()).well());
    std::fs::remove_file(file).expect("it was made");
}

fn whole(home: &Home, profile: &str) -> Vec<Row> {
    home.rows(&["provider", "calls", profile, "--full"])
}

fn bytes(base64: &Value) -> Vec<u8> {
    let text = base64.as_str().expect("bytes are base64");
    BASE64_STANDARD.decode(text).expect("bytes are base64")
}

/// The message as it may be kept.
fn without(text: &[u8], gone: &[(&str, &str)]) -> String {
    let mut text = String::from_utf8(text.to_vec()).expect("providers speak UTF-8");
    for (secret, instead) in gone {
        text = text.replace(secret, instead);
    }
    text
}

fn assert_kept(call: &Row, (request, answer): &(Message, Message), gone: &[(&str, &str)]) {
    let asked = &call["request"];
    let kept = String::from_utf8(bytes(&asked["head_b64"])).expect("heads are text");
    assert_eq!(kept, without(&request.head, gone));
    assert_eq!(
        bytes(&asked["body_b64"]),
        without(&request.body, gone).as_bytes()
    );
    let told = &call["response"];
    assert_eq!(told["status"], answer.status(), "{call}");
    assert_eq!(
        String::from_utf8(bytes(&told["body_b64"])).expect("providers speak UTF-8"),
        without(&answer.body, gone)
    );
    let kind = answer.field("content-type").expect("it has a body");
    let headers = told["headers"].as_array().expect("it has fields");
    let is_it = |field: &&Value| field[1] == kind.as_str();
    assert!(headers.iter().any(|field| is_it(&field)), "{told}");
}

/// The files of a data folder that this stands in.
fn files_with(home: &Home, secret: &[u8]) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home.folder()).expect("it is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let holds = |path: &PathBuf| {
        let file = std::fs::read(path).expect("it can be read");
        file.windows(secret.len()).any(|part| part == secret)
    };
    paths.filter(|path| path.is_file()).filter(holds).collect()
}

#[test]
fn what_is_kept_of_a_call_is_what_was_said_but_for_the_credential() {
    let hookwright = serve();
    let made = create_of(&hookwright, "instavm", &["--to", "http://127.0.0.1:9/hook"]);
    let relay = Relay::to(hookwright.address("emulations"));
    let key = text(&made, "api_key").to_owned();
    let home = hookwright.home();
    add_profile(home, ("vms", "instavm"), (&relay.url("/instavm"), &key));
    let browser = hookwright.browser();
    let list = browser.call("profiles.deliveries", &json!({"profile": "vms"}));
    drop(browser.call("profiles.check", &json!({"name": "vms"})));
    let endpoints = browser.call("profiles.endpoints", &json!({"profile": "vms"}));
    let endpoint = text(&endpoints["rows"][0], "id").to_owned();
    let rotate = json!({"profile": "vms", "deed": {"kind": "rotate_secret", "id": endpoint}});
    let rotated = browser.call("profiles.change_endpoint", &rotate);
    let secret = text(&rotated, "secret").to_owned();
    let id = text(&list["rows"][0], "id").to_owned();
    drop(browser.call("providers.redeliver", &json!({"profile": "vms", "id": id})));

    let mut calls = whole(home, "vms");
    calls.reverse();
    let operations: Vec<_> = calls.iter().map(|call| &call["operation"]).collect();
    let expected = [
        "list_deliveries",
        "check",
        "list_endpoints",
        "rotate_secret",
        "redeliver",
    ];
    assert_eq!(operations, expected);
    assert_eq!(calls[3]["subject"], endpoint.as_str());
    let gone = [
        (key.as_str(), "[redacted]"),
        (secret.as_str(), "[redacted]"),
    ];
    for call in &calls {
        assert_kept(call, &relay.next(), &gone);
        assert!(text(call, "curl").starts_with("curl -X "), "{call}");
    }
    let narrow = ["provider", "calls", "vms", "--kind", "endpoint"];
    assert_eq!(home.rows(&narrow).len(), 1);
    let home = hookwright.stop();
    for secret in [&key, &secret] {
        let files = files_with(&home, secret.as_bytes());
        assert!(files.is_empty(), "{files:?}");
    }
}

/// As RFC 3986 writes all but letters and digits.
fn percent(text: &str) -> String {
    let encoded = |byte: u8| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}

#[test]
fn a_token_and_what_it_was_given_for_stand_nowhere_in_the_folder() {
    let (password, token) = ("s/é+\"cret=1", "A21.to/k+en");
    let key = format!("client:{password}");
    let escaped = json!(password)
        .to_string()
        .replace('/', "\\/")
        .replace('é', "\\u00e9");
    let basic = BASE64_STANDARD.encode(&key);
    let echoes = format!(
        r#"{{"access_token":"{token}","expires_in":300,"scope":"all","events":[],"a":{escaped},"b":"{}","c":"{basic}","d":"{}"}}"#,
        percent(password),
        percent(token),
    );
    let (home, sink) = (Home::new(), Sink::saying(200, &echoes));
    add_profile(&home, ("pay", "paypal"), (&sink.url(""), &key));
    drop(home.run(&["provider", "deliveries", "pay"]).well());
    let told = home.run(&["--json", "redeliver", "pay", "WH-1"]).well();
    assert!(!told.stdout.contains(token), "{}", told.stdout);
    assert!(told.stdout.contains("[redacted]"), "{}", told.stdout);
    let calls = whole(&home, "pay");
    let kinds: Vec<_> = calls.iter().map(|call| &call["kind"]).collect();
    assert_eq!(kinds, ["redelivery", "token", "list", "token"]);
    let exchange = String::from_utf8(bytes(&calls[1]["response"]["body_b64"])).expect("text");
    assert!(exchange.contains(r#""access_token":"[redacted]","expires_in":300,"scope":"all""#));
    let spellings = [
        password.to_owned(),
        token.to_owned(),
        percent(password),
        percent(token),
        basic.clone(),
    ];
    let escaped = escaped.trim_matches('"').to_owned();
    for secret in spellings.iter().chain([&escaped]) {
        let files = files_with(&home, secret.as_bytes());
        assert!(files.is_empty(), "{secret}: {files:?}");
    }
}

#[test]
fn a_call_that_nobody_answered_is_kept_with_the_words_for_it_and_all_goes_with_the_profile() {
    let home = Home::new();
    add_profile(
        &home,
        ("dead", "agentmessage"),
        (&dead_url(), "am_0123456789"),
    );
    drop(home.run(&["provider", "check", "dead"]).with_code(1));
    let calls = whole(&home, "dead");
    assert_eq!(calls[0]["kind"], "check");
    assert_eq!(calls[0]["response"], Value::Null);
    assert_eq!(calls[0]["attempt"]["failure"]["kind"], "refused");
    let id = text(&calls[0], "id");
    let shown = home.run(&["provider", "calls", "dead", id]).well();
    assert!(
        shown.stdout.contains("Authorization: [redacted]"),
        "{}",
        shown.stdout
    );
    let words = text(&calls[0]["attempt"]["failure"], "message");
    assert!(shown.stdout.contains(words), "{}", shown.stdout);
    let copied = home
        .run(&["provider", "calls", "dead", id, "--curl"])
        .well();
    assert!(
        copied.stdout.contains("'Authorization: [redacted]'"),
        "{}",
        copied.stdout
    );
    add_profile(
        &home,
        ("other", "agentmessage"),
        (&dead_url(), "am_0123456789"),
    );
    let refused = home.run(&["provider", "calls", "other", id]).with_code(2);
    assert!(
        refused.stderr.contains("a call of dead"),
        "{}",
        refused.stderr
    );
    drop(home.run(&["provider", "remove", "dead"]).well());
    for gone in [
        &["provider", "calls", "dead"][..],
        &["provider", "calls", "dead", id],
    ] {
        let refused = home.run(gone).with_code(2);
        assert!(
            refused.stderr.contains("no profile dead"),
            "{}",
            refused.stderr
        );
    }
    add_profile(
        &home,
        ("dead", "agentmessage"),
        (&dead_url(), "am_0123456789"),
    );
    assert!(whole(&home, "dead").is_empty());
    drop(home.run(&["provider", "calls", "dead", id]).with_code(2));
}
