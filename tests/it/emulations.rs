//! Emulations arranged from the command line while they are served: who is let in, what goes
//! wrong, what was asked, how fast a clock turns.

use serde_json::Value;
use tests::{Home, Hookwright, Message, RawClient, Row, Sink, dead_url, field, get, post};

const PROVIDERS: [&str; 5] = ["skyvern", "b3os", "instavm", "runflow", "agentmessage"];

fn serve() -> Hookwright {
    let own = ["--no-ui", "--emulations", "localhost:0"];
    Hookwright::serve_with(Home::new(), &own)
}

fn client(hookwright: &Hookwright) -> RawClient {
    RawClient::connect(hookwright.address("emulations"))
}

fn emulate(hookwright: &Hookwright, provider: &str, arguments: &[&str]) -> Vec<Row> {
    hookwright.rows(&[&["emulate", provider], arguments].concat())
}

fn text(row: &Row, name: &str) -> String {
    let text = row[name].as_str();
    text.unwrap_or_else(|| panic!("no {name}: {row}"))
        .to_owned()
}

/// Asks for a replay of a run that has no URL.
fn replay(hookwright: &Hookwright, run: &str, key: &str) -> Message {
    let path = format!("/skyvern/v1/runs/{run}/retry_webhook");
    let mut client = client(hookwright);
    client.write(post(&path, &[("x-api-key", key)], b""));
    client.answer()
}

#[test]
fn every_emulation_says_what_it_is_like_and_serves_the_document_of_its_api() {
    let hookwright = serve();
    for provider in PROVIDERS {
        let status = emulate(&hookwright, provider, &["status"]).remove(0);
        assert_eq!(status["served"], true, "{status}");
        assert_eq!(status["organizations"].as_array().map(Vec::len), Some(1));
        let mut client = client(&hookwright);
        client.write(get(&format!("/{provider}/openapi.json"), &[]));
        let document = client.answer().json();
        assert_eq!(document["openapi"], "3.1.0");
        let root = format!("/{provider}");
        assert_eq!(document["servers"][0]["url"], root.as_str());
        client.write(get(&format!("/{provider}/docs"), &[]));
        let page = String::from_utf8(client.answer().body).expect("it is text");
        assert!(page.contains("openapi.json"), "{page}");
        let calls = emulate(&hookwright, provider, &["calls"]);
        assert_eq!(calls, Vec::<Row>::new());
    }
}

#[test]
fn keys_are_made_and_revoked_while_the_emulation_is_served() {
    let hookwright = serve();
    let run = text(&emulate(&hookwright, "skyvern", &["create"])[0], "id");
    let first = emulate(&hookwright, "skyvern", &["keys"]).remove(0);
    let second = emulate(&hookwright, "skyvern", &["keys", "add", "--label", "two"]).remove(0);
    let other = emulate(&hookwright, "skyvern", &["organizations", "add", "o_2"]).remove(0);
    assert_eq!(other["name"], "o_2");
    let keys = emulate(&hookwright, "skyvern", &["keys"]);
    assert_eq!(keys[2]["organization"], "o_2");
    let statuses = |key: &Row| replay(&hookwright, &run, &text(key, "api_key")).status();
    let found = 400;
    assert_eq!([statuses(&first), statuses(&second)], [found, found]);
    assert_eq!(statuses(&keys[2]), 404, "a run is its organization's");
    let id = text(&first, "id");
    let revoked = emulate(&hookwright, "skyvern", &["keys", "revoke", &id]);
    assert_eq!(revoked[0]["removed"], id.as_str());
    assert_eq!([statuses(&first), statuses(&second)], [403, found]);
    let unknown = hookwright.run(&["emulate", "skyvern", "keys", "add", "--scope", "x"]);
    let unknown = unknown.with_code(2);
    assert!(unknown.stderr.contains("for everything"), "{unknown:?}");
}

#[test]
fn calls_go_wrong_as_told_and_are_logged() {
    let hookwright = serve();
    let run = text(&emulate(&hookwright, "skyvern", &["create"])[0], "id");
    let key = text(&emulate(&hookwright, "skyvern", &["keys"])[0], "api_key");
    let limited = [
        "trouble",
        "add",
        "--status",
        "429",
        "--operation",
        "retry_webhook",
    ];
    emulate(&hookwright, "skyvern", &limited);
    let cut = ["trouble", "add", "--cut"];
    let troubles = emulate(&hookwright, "skyvern", &cut);
    assert_eq!(field(&troubles, "kind"), ["status", "cut"]);

    let refused = replay(&hookwright, &run, &key);
    assert_eq!(refused.status(), 429);
    assert!(refused.field("retry-after").is_some());
    let mut client = client(&hookwright);
    let path = format!("/skyvern/v1/runs/{run}/retry_webhook");
    client.write(post(&path, &[("x-api-key", &key)], b""));
    assert_eq!(client.rest(), b"", "nothing is answered");
    assert_eq!(replay(&hookwright, &run, &key).status(), 400);

    let calls = emulate(&hookwright, "skyvern", &["calls"]);
    let statuses: Vec<&Value> = calls.iter().map(|call| &call["status"]).collect();
    assert_eq!(
        statuses,
        [&Value::from(400), &Value::Null, &Value::from(429)]
    );
    assert_eq!(calls[1]["trouble"], "cut");
    let id = text(&calls[0], "id");
    let call = emulate(&hookwright, "skyvern", &["calls", &id]).remove(0);
    let head = text(&call, "request_head");
    assert!(
        head.contains("[redacted]") && !head.contains(&key),
        "{head}"
    );
    assert!(
        text(&call, "response_body").contains("No webhook URL"),
        "{call}"
    );
    let wrong = hookwright.run(&["emulate", "skyvern", "trouble", "add", "--status", "200"]);
    drop(wrong.with_code(2));
}

#[test]
fn samples_go_out_signed_through_the_one_engine() {
    let hookwright = serve();
    let sink = Sink::answering(&[200]);
    emulate(&hookwright, "b3os", &["speed", "1000"]);
    let url = sink.url("/hook");
    let made = emulate(&hookwright, "b3os", &["create", "--samples", "--to", &url]);
    assert_eq!(made.len(), 3, "{made:?}");
    let endpoints = hookwright.rows(&["endpoint", "list"]);
    assert!(!endpoints.is_empty());
    for endpoint in &endpoints {
        assert!(text(endpoint, "name").starts_with("b3os:"), "{endpoint}");
    }
    let deliveries = hookwright.rows(&["deliveries", "list"]);
    assert_eq!(deliveries.len(), 3);
}

#[test]
fn a_log_that_a_provider_refuses_is_a_no_and_one_out_of_reach_is_broken() {
    let hookwright = serve();
    let address = hookwright.address("emulations");
    let played = format!("http://{address}/b3os");
    for (name, base_url, key) in [
        ("refused", &played, "not a key"),
        ("away", &dead_url(), "any"),
    ] {
        let add = ["provider", "add", name, "--provider", "b3os", "--base-url"];
        let added = hookwright.run(&[&add[..], &[base_url, "--key", key]].concat());
        drop(added.well());
    }
    for call in ["deliveries", "import"] {
        let read = |name, code| hookwright.run(&["provider", call, name]).with_code(code);
        assert!(read("refused", 1).stderr.contains("401"), "{call}");
        drop(read("away", 3));
        drop(read("nobody", 2));
    }
    let many = |name| hookwright.run(&["redeliver", name, "--many", "--filter", "limit:1"]);
    assert!(many("refused").with_code(1).stderr.contains("401"));
    drop(many("away").with_code(3));
}

#[test]
fn a_delivery_of_b3os_is_sent_again_as_itself_or_as_a_new_one() {
    let hookwright = serve();
    let sink = Sink::answering(&[200]);
    let to = sink.url("/hook");
    let failed = ["create", "--to", &to, "--status", "failure"];
    let made = emulate(&hookwright, "b3os", &failed).remove(0);
    let (base_url, key) = (text(&made, "base_url"), text(&made, "api_key"));
    let add = ["provider", "add", "played", "--provider", "b3os"];
    let place = ["--base-url", &base_url, "--key", &key];
    drop(hookwright.run(&[&add[..], &place].concat()).well());
    let id = text(&made, "delivery_id");
    let asked = |more: &[&str]| {
        let asked = hookwright.rows(&[&["redeliver", "played", &id], more].concat());
        drop(sink.next());
        asked[0]["outcome"]["delivery_id"].clone()
    };
    assert_ne!(asked(&["--new"]), id.as_str());
    assert_eq!(asked(&[]), id.as_str());
    let run = text(&emulate(&hookwright, "skyvern", &["create"])[0], "id");
    let add = [
        "provider",
        "add",
        "runs",
        "--provider",
        "skyvern",
        "--key",
        "k",
    ];
    drop(hookwright.run(&add).well());
    let wrong = hookwright.run(&["redeliver", "runs", &run, "--new"]);
    assert!(wrong.with_code(2).stderr.contains("as a new record"));
}
