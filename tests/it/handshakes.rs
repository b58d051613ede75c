//! Handshakes: a provider asks over real HTTP whether we listen, and is answered.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use tests::{Answer, Hookwright, Row, Sink, get, post};

/// A receiver with one source.
fn with_source(arguments: &[&str]) -> Hookwright {
    let hookwright = Hookwright::serve();
    let add = [&["source", "add"], arguments].concat();
    let _ = hookwright.run(&add).well();
    hookwright
}

/// What the capture behind an answer says of the handshake.
fn told(hookwright: &Hookwright, answer: &Answer) -> Row {
    let capture = hookwright.capture(&answer.capture());
    let flags = capture["flags"].as_array().cloned().unwrap_or_default();
    assert!(flags.contains(&json!("handshake")), "{capture:#}");
    capture["handshake"].clone()
}

fn signed(
    hookwright: &Hookwright,
    scheme: &str,
    secret: &str,
    body: &str,
) -> Vec<(String, String)> {
    let file = hookwright.home().file("body", body);
    let file = file.to_str().expect("temporary paths are UTF-8");
    let sign = [
        "sign", "--scheme", scheme, "--secret", secret, "--body", file,
    ];
    let rows = hookwright.rows(&sign);
    let headers = rows[0]["headers"].as_array().expect("headers are a list");
    let text = |value: &Row| value.as_str().expect("a header is text").to_owned();
    headers
        .iter()
        .map(|field| (text(&field[0]), text(&field[1])))
        .collect()
}

/// Posts a body that is signed with a secret.
fn deliver(hookwright: &Hookwright, path: &str, scheme: &str, (secret, body): (&str, &str)) -> Row {
    let fields = signed(hookwright, scheme, secret, body);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let answer = hookwright.post(path, &fields, body);
    hookwright.capture(&answer.capture())
}

#[test]
fn zoom_hears_its_token_and_the_proof_of_the_secret() {
    let hookwright = with_source(&["zoom", "--scheme", "zoom", "--secret", "zoom-secret-token"]);
    let body =
        r#"{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}"#;
    let answer = hookwright.post("/zoom", &[("Content-Type", "application/json")], body);
    assert_eq!(answer.status(), 200);
    let expected = json!({
        "plainToken": "qgg8vlvZRS6UYooatFL8Aw",
        "encryptedToken": "d9e0d764a78494688ba3f2d5c0ed4ca311394b4834d959759213424d2df961e3",
    });
    assert_eq!(answer.json(), expected);
    let handshake = told(&hookwright, &answer);
    assert_eq!(
        (&handshake["kind"], &handshake["outcome"]),
        (&json!("url_validation"), &json!("answered"))
    );
}

#[test]
fn meta_hears_its_challenge_only_for_the_right_token() {
    let hookwright = with_source(&[
        "m",
        "--scheme",
        "meta",
        "--handshake-value",
        "verify_token=meatyhamhock",
    ]);
    let ask = |token: &str| {
        let path =
            format!("/m?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}");
        hookwright.send(get(&path, &[]))
    };
    let right = ask("meatyhamhock");
    assert_eq!((right.status(), &*right.body), (200, &b"1158201444"[..]));
    assert_eq!(right.field("content-type").as_deref(), Some("text/plain"));
    assert_eq!(
        right.field("x-content-type-options").as_deref(),
        Some("nosniff")
    );
    let wrong = ask("nope");
    assert_eq!((wrong.status(), &*wrong.body), (403, &b""[..]));
    assert_eq!(told(&hookwright, &wrong)["outcome"], "refused");
    let shown = hookwright.run(&["source", "show", "m", "--json"]).well();
    assert!(!shown.stdout.contains("meatyhamhock"), "{shown:?}");
    assert!(shown.stdout.contains("verify_token"), "{shown:?}");
}

#[test]
fn the_secret_that_asana_brings_verifies_its_next_delivery_until_it_is_forgotten() {
    let hookwright = with_source(&["asana", "--scheme", "asana"]);
    let secret = "b537207f20cbfa02357cf448134da559";
    let shake = || hookwright.post("/asana", &[("X-Hook-Secret", secret)], "{}");
    let answer = shake();
    assert_eq!(
        (answer.status(), answer.field("x-hook-secret").as_deref()),
        (200, Some(secret))
    );
    let handshake = told(&hookwright, &answer);
    let learned = handshake["learned"]["id"]
        .as_str()
        .expect("a stored secret has an id");
    assert_eq!(
        told(&hookwright, &shake())["learned"]["id"],
        learned,
        "it is learned once"
    );
    let event = (secret, r#"{"events":[]}"#);
    assert_eq!(
        deliver(&hookwright, "/asana", "asana", event)["verdict"],
        "verified"
    );
    let _ = hookwright
        .run(&["source", "edit", "asana", "--remove-secret", learned])
        .well();
    assert_eq!(
        deliver(&hookwright, "/asana", "asana", event)["verdict"],
        "rejected"
    );
}

#[test]
fn the_token_that_notion_brings_is_shown_and_verifies() {
    let hookwright = with_source(&["notion", "--scheme", "notion"]);
    let token = "secret_tMrlL1qK5vuQAh1b6cZGhFChZSTSYJlce98V0pYn7yBl";
    let answer = hookwright.post(
        "/notion",
        &[],
        json!({ "verification_token": token }).to_string(),
    );
    assert_eq!((answer.status(), &*answer.body), (200, &b""[..]));
    let shown = hookwright
        .run(&["captures", "show", &answer.capture()])
        .well();
    assert!(shown.stdout.contains("learned the secret"), "{shown:?}");
    let revealed = hookwright
        .run(&["source", "show", "notion", "--reveal"])
        .well();
    assert!(revealed.stdout.contains(token), "{revealed:?}");
    assert_eq!(
        deliver(&hookwright, "/notion", "notion", (token, "{}"))["verdict"],
        "verified"
    );
}

#[test]
fn slack_hears_its_challenge_before_any_rule_and_nothing_is_passed_on() {
    let sink = Sink::answering(&[200]);
    let hookwright = with_source(&[
        "slack",
        "--scheme",
        "slack-v0",
        "--respond",
        "503",
        "--forward-to",
        &sink.url(""),
    ]);
    let body = r#"{"token":"t","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}"#;
    let answer = hookwright.post("/slack", &[], body);
    assert_eq!(answer.status(), 200);
    assert_eq!(
        answer.body,
        b"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
    );
    let capture = hookwright.capture(&answer.capture());
    assert_eq!(capture["attempts"], json!([]));
    assert_eq!(hookwright.post("/slack", &[], "{}").status(), 503);
}

#[test]
fn dropbox_and_graph_hear_what_they_sent() {
    let hookwright = with_source(&["d", "--scheme", "dropbox"]);
    let _ = hookwright
        .run(&["source", "add", "g", "--scheme", "ms-graph"])
        .well();
    let dropbox = hookwright.send(get("/d?challenge=abc123", &[]));
    assert_eq!((dropbox.status(), &*dropbox.body), (200, &b"abc123"[..]));
    let graph = hookwright.post("/g?validationToken=Validation%3A+abc", &[], "");
    assert_eq!(
        (graph.status(), &*graph.body),
        (200, &b"Validation: abc"[..])
    );
}

#[test]
fn cloudevents_and_event_grid_need_no_scheme() {
    let hookwright = with_source(&["any"]);
    let ask = "OPTIONS /any HTTP/1.1\r\nHost: localhost\r\nWebHook-Request-Origin: \
               eventemitter.example.com\r\nWebHook-Request-Rate: 120\r\n\r\n";
    let answer = hookwright.send(ask);
    assert_eq!(answer.status(), 200);
    assert_eq!(
        answer.field("webhook-allowed-origin").as_deref(),
        Some("eventemitter.example.com")
    );
    assert_eq!(answer.field("webhook-allowed-rate").as_deref(), Some("120"));
    let event = json!([{
        "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
        "data": { "validationCode": "512d38b6" },
    }]);
    let grid = hookwright.post(
        "/any",
        &[("aeg-event-type", "SubscriptionValidation")],
        event.to_string(),
    );
    assert_eq!(grid.json(), json!({ "validationResponse": "512d38b6" }));
}

#[test]
fn discord_gets_401_for_a_wrong_signature() {
    let key = "a9f3c45aebf57d19a0ea4b0b0c6e06d0e2a6f1a4c1f2f0d7f1b3c5d7e9fb0a1c";
    let hookwright = with_source(&["discord", "--scheme", "discord", "--secret", key]);
    let fields = [
        ("X-Signature-Ed25519", "00"),
        ("X-Signature-Timestamp", "1760000000"),
    ];
    let answer = hookwright.post("/discord", &fields, r#"{"type":1}"#);
    assert_eq!((answer.status(), &*answer.body), (401, &b""[..]));
}

#[test]
fn a_subscription_of_sns_waits_for_a_person() {
    let hookwright = with_source(&["sns", "--scheme", "aws-sns"]);
    let ask = |url: &str| {
        let body = json!({ "Type": "SubscriptionConfirmation", "SubscribeURL": url });
        told(&hookwright, &hookwright.post("/sns", &[], body.to_string()))
    };
    let real = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=1";
    assert_eq!(ask(real)["visit"], real);
    let false_one = ask("https://sns.eu-central-1.amazonaws.com.example.com/");
    assert!(false_one["visit"].is_null(), "{false_one}");
}

#[test]
fn a_web_page_cannot_shake_hands_unless_it_is_allowed() {
    let hookwright = with_source(&["d", "--scheme", "dropbox"]);
    let ask = || {
        hookwright.send(get(
            "/d?challenge=abc123",
            &[("Origin", "https://page.example")],
        ))
    };
    let withheld = ask();
    assert!(!String::from_utf8_lossy(&withheld.body).contains("abc123"));
    assert_eq!(told(&hookwright, &withheld)["outcome"], "withheld");
    let _ = hookwright
        .run(&["source", "edit", "d", "--allow-browser"])
        .well();
    assert_eq!(ask().body, b"abc123");
}

#[test]
fn a_source_that_is_told_not_to_answers_by_its_rule() {
    let hookwright = with_source(&["d", "--scheme", "dropbox", "--handshake", "off"]);
    let answer = hookwright.send(get("/d?challenge=abc123", &[]));
    assert_eq!(answer.json()["capture"], answer.capture());
    assert!(hookwright.capture(&answer.capture())["handshake"].is_null());
    let edited = hookwright.rows(&["source", "edit", "d", "--handshake", "on"]);
    assert_eq!(edited[0]["handshake"], true);
    assert_eq!(
        hookwright.send(get("/d?challenge=abc123", &[])).body,
        b"abc123"
    );
}

#[test]
fn a_value_that_no_handshake_takes_is_refused_with_those_it_does() {
    let hookwright = Hookwright::serve();
    let add = [
        "source",
        "add",
        "m",
        "--scheme",
        "meta",
        "--handshake-value",
        "token=secret-one",
    ];
    let refused = hookwright.run(&add).with_code(2);
    assert!(refused.stderr.contains("verify_token"), "{refused:?}");
    assert!(!refused.stderr.contains("secret-one"), "{refused:?}");
}

#[test]
fn times_ahead_are_judged_as_the_source_says() {
    let hookwright = with_source(&[
        "gh", "--scheme", "slack-v0", "--secret", "s", "--future", "accept",
    ]);
    let ahead = "4102444800";
    let sign = [
        "sign", "--scheme", "slack-v0", "--secret", "s", "--time", ahead,
    ];
    let rows = hookwright.rows(&sign);
    let fields: Vec<(&str, &str)> = rows[0]["headers"]
        .as_array()
        .expect("headers are a list")
        .iter()
        .filter_map(|field| Some((field[0].as_str()?, field[1].as_str()?)))
        .collect();
    let verdict = || {
        let answer = hookwright.send(post("/gh", &fields, b""));
        hookwright.capture(&answer.capture())["reason"].clone()
    };
    assert_eq!(verdict(), Row::Null);
    let _ = hookwright
        .run(&["source", "edit", "gh", "--future", "none"])
        .well();
    assert_eq!(verdict(), "timestamp_in_future");
}

/// The schemes of the examples' providers; the others need none.
const SCHEMES: [(&str, &str); 16] = [
    ("X / Twitter", "x-twitter"),
    ("Braintree", "braintree"),
    ("Zoom", "zoom"),
    ("Meta / WhatsApp", "meta"),
    ("Dropbox", "dropbox"),
    ("Slack", "slack-v0"),
    ("Asana", "asana"),
    ("Okta", "okta-hooks"),
    ("Discord", "discord"),
    ("Microsoft Graph", "ms-graph"),
    ("Notion", "notion"),
    ("YouTube / WebSub", "youtube-websub"),
    ("LinkedIn", "linkedin"),
    ("Twitch EventSub", "twitch"),
    ("Smartsheet", "smartsheet"),
    ("Xero", "xero"),
];

/// What signs, under the names that the examples give it.
const SECRETS: [&str; 4] = [
    "consumer_secret",
    "secret_token",
    "private_key",
    "client_secret",
];

/// A source for an example, made with what its provider and its user have agreed on.
fn source_of(hookwright: &Hookwright, row: &Row) -> String {
    let name = row["id"].as_str().expect("a row has an id").to_owned();
    let mut add = ["source", "add", &name].map(str::to_owned).to_vec();
    let provider = row["provider"].as_str().unwrap_or_default();
    let scheme = SCHEMES.iter().find(|(name, _)| *name == provider);
    add.extend(
        scheme
            .iter()
            .flat_map(|(_, id)| ["--scheme".to_owned(), (*id).to_owned()]),
    );
    for (name, value) in row["config"].as_object().into_iter().flatten() {
        let value = value.as_str().unwrap_or_default();
        match SECRETS.contains(&name.as_str()) {
            true => add.extend(["--secret".to_owned(), value.to_owned()]),
            false => add.extend(["--handshake-value".to_owned(), format!("{name}={value}")]),
        }
    }
    let arguments: Vec<&str> = add.iter().map(String::as_str).collect();
    let _ = hookwright.run(&arguments).well();
    name
}

/// An example's request, sent to its source.
fn ask(hookwright: &Hookwright, row: &Row) -> Answer {
    let request = &row["request"];
    let text = |name: &str| request[name].as_str().unwrap_or_default();
    let query = text("url")
        .split_once('?')
        .map_or(String::new(), |(_, query)| format!("?{query}"));
    let body = BASE64_STANDARD
        .decode(text("body_b64"))
        .expect("bodies are base64");
    let mut head = format!(
        "{} /{}{query} HTTP/1.1\r\nHost: localhost\r\n",
        text("method"),
        source_of(hookwright, row)
    );
    for field in request["headers"].as_array().into_iter().flatten() {
        head += &format!(
            "{}: {}\r\n",
            field[0].as_str().unwrap_or_default(),
            field[1].as_str().unwrap_or_default()
        );
    }
    head += &format!("Content-Length: {}\r\n\r\n", body.len());
    hookwright.send([head.as_bytes(), &body].concat())
}

#[test]
fn every_published_example_is_answered_over_http() {
    let hookwright = Hookwright::serve();
    let examples = tests::rows(include_str!("../vectors/handshakes.jsonl"));
    // The last one tells a rule in words.
    for row in examples
        .iter()
        .filter(|row| row["response"]["status"].is_u64())
    {
        let (answer, expected) = (ask(&hookwright, row), &row["response"]);
        assert_eq!(expected["status"], answer.status(), "{row}");
        if let Some(kind) = expected["content_type"].as_str() {
            assert_eq!(answer.field("content-type").as_deref(), Some(kind), "{row}");
        }
        if let Some(text) = expected["text"].as_str() {
            assert_eq!(answer.body, text.as_bytes(), "{row}");
        }
        if !expected["json"].is_null() {
            assert_eq!(answer.json(), expected["json"], "{row}");
        }
        for field in expected["headers"].as_array().into_iter().flatten() {
            let name = field[0].as_str().unwrap_or_default();
            assert_eq!(answer.field(name).as_deref(), field[1].as_str(), "{row}");
        }
    }
}

#[test]
fn an_intent_to_receive_is_right_or_wrong_by_its_signature() {
    let hookwright = with_source(&["x", "--scheme", "xero", "--secret", "webhook-key"]);
    let body =
        r#"{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}"#;
    let fields = signed(&hookwright, "xero", "webhook-key", body);
    let right = hookwright.post("/x", &[(&*fields[0].0, &*fields[0].1)], body);
    assert_eq!((right.status(), &*right.body), (200, &b""[..]));
    let wrong = hookwright.post("/x", &[("x-xero-signature", "d3Jvbmc=")], body);
    assert_eq!((wrong.status(), &*wrong.body), (401, &b""[..]));
}

#[test]
fn a_paused_source_shakes_no_hands() {
    let hookwright = with_source(&["d", "--scheme", "dropbox"]);
    let _ = hookwright.run(&["source", "edit", "d", "--pause"]).well();
    let answer = hookwright.send(get("/d?challenge=abc123", &[]));
    assert_eq!(answer.status(), 503);
    assert!(hookwright.capture(&answer.capture())["handshake"].is_null());
}
