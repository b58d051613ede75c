//! Every handshake that is known, against published and recomputed examples.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Headers, Secret, SecretRef, Verdict};
use serde::Deserialize;
use signing::{Handshake, HandshakeContext, KnownSecret, Request, Scheme, catalogue, handshake};

#[derive(Deserialize)]
struct Row {
    id: String,
    provider: String,
    config: BTreeMap<String, String>,
    request: Asked,
    response: Expected,
}

#[derive(Deserialize)]
struct Asked {
    method: String,
    url: String,
    headers: Headers,
    body_b64: String,
}

#[derive(Deserialize)]
struct Expected {
    status: u16,
    content_type: Option<String>,
    text: Option<String>,
    json: Option<serde_json::Value>,
    #[serde(default)]
    headers: Headers,
}

/// The names under which rows give what signs.
const SECRETS: [&str; 4] = [
    "consumer_secret",
    "secret_token",
    "private_key",
    "client_secret",
];

/// The scheme of a row's provider; `None` for those that need none.
fn scheme(provider: &str) -> Option<&'static Scheme> {
    let by_provider = |scheme: &&Scheme| {
        let first = |name: &str| name.split([' ', '/']).next().map(str::to_owned);
        first(scheme.provider()) == first(provider) && !signing::handshakes(Some(scheme)).is_empty()
    };
    catalogue().iter().find(by_provider)
}

/// What one agrees on or keeps secret, as a row has it.
struct Config {
    values: BTreeMap<String, Secret>,
    secrets: Vec<KnownSecret>,
}

impl Config {
    fn of(config: &BTreeMap<String, String>) -> Self {
        let is_secret = |name: &String| SECRETS.contains(&name.as_str());
        let known = |(name, text): (&String, &String)| KnownSecret {
            secret: Secret::new(text.as_str()),
            name: SecretRef {
                id: None,
                name: name.clone(),
            },
        };
        let value = |(name, text): (&String, &String)| (name.clone(), Secret::new(text.as_str()));
        Self {
            secrets: config
                .iter()
                .filter(|(name, _)| is_secret(name))
                .map(known)
                .collect(),
            values: config
                .iter()
                .filter(|(name, _)| !is_secret(name))
                .map(value)
                .collect(),
        }
    }

    fn context<'a>(&'a self, scheme: Option<&'a Scheme>) -> HandshakeContext<'a> {
        HandshakeContext {
            scheme,
            values: &self.values,
            secrets: &self.secrets,
            verdict: Verdict::NotChecked,
        }
    }
}

fn rows() -> Vec<Row> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/vectors/handshakes.jsonl"
    );
    let text = std::fs::read_to_string(path).expect("the examples are there");
    // The last row tells a rule and no example; `an_intent_to_receive_…` below has it.
    let lines = text.lines().filter(|line| !line.contains("\"200 or 401\""));
    lines
        .map(|line| serde_json::from_str(line).expect("a line is a row"))
        .collect()
}

fn answered(row: &Row) -> Handshake {
    let body = BASE64_STANDARD.decode(&row.request.body_b64);
    let body = body.expect("bodies are base64");
    let request = Request {
        method: &row.request.method,
        url: &row.request.url,
        headers: &row.request.headers,
        body: &body,
    };
    let config = Config::of(&row.config);
    let found = handshake(&request, &config.context(scheme(&row.provider)));
    found.unwrap_or_else(|| panic!("{}: {} is no handshake", row.id, row.provider))
}

#[test]
fn every_example_is_answered_as_its_provider_wants_it() {
    let rows = rows();
    assert!(rows.len() >= 19);
    for row in rows {
        let found = answered(&row);
        let reply = &found.reply;
        assert_eq!(reply.status, row.response.status, "{}: {found:?}", row.id);
        if let Some(kind) = &row.response.content_type {
            assert_eq!(
                reply.headers.text("content-type"),
                Some(&**kind),
                "{}",
                row.id
            );
        }
        if let Some(text) = &row.response.text {
            assert_eq!(reply.body, text.as_bytes(), "{}", row.id);
        }
        if let Some(json) = &row.response.json {
            let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
            assert_eq!(&body, json, "{}", row.id);
        }
        for header in &row.response.headers {
            assert_eq!(
                reply.headers.get(&header.name),
                Some(&*header.value),
                "{}",
                row.id
            );
        }
    }
}

/// A request without headers and body, but for what a test changes.
fn asked<'a>(method: &'a str, url: &'a str, headers: &'a Headers, body: &'a str) -> Request<'a> {
    Request {
        method,
        url,
        headers,
        body: body.as_bytes(),
    }
}

fn headers(fields: &[(&str, &str)]) -> Headers {
    fields.iter().copied().collect()
}

/// The answer of a scheme without secrets and values.
fn plain(scheme: &str, request: &Request<'_>, verdict: Verdict) -> Option<Handshake> {
    let config = Config::of(&BTreeMap::new());
    let context = HandshakeContext {
        verdict,
        ..config.context(catalogue().get(scheme))
    };
    handshake(request, &context)
}

#[test]
fn a_wrong_or_missing_token_is_refused_and_nothing_is_repeated() {
    let none = Headers::default();
    let config = Config::of(&BTreeMap::from([("verify_token".into(), "right".into())]));
    for token in ["&hub.verify_token=wrong", "&hub.verify_token=", ""] {
        let url = format!("https://e.example/m?hub.mode=subscribe&hub.challenge=42{token}");
        let request = asked("GET", &url, &none, "");
        let found = handshake(&request, &config.context(catalogue().get("meta"))).unwrap();
        assert_eq!(found.reply.status, 403, "{token}");
        assert!(found.reply.body.is_empty() && found.reply.headers.is_empty());
        assert!(found.refused.unwrap().contains("verify_token"));
    }
}

#[test]
fn without_the_value_it_needs_a_handshake_is_refused_and_says_which() {
    let none = Headers::default();
    let url = "https://e.example/m?hub.mode=subscribe&hub.challenge=42&hub.verify_token=any";
    let found = plain("meta", &asked("GET", url, &none, ""), Verdict::NotChecked).unwrap();
    assert_eq!(found.reply.status, 403);
    assert_eq!(found.refused.as_deref(), Some("set the value verify_token"));
    let zoom = r#"{"event":"endpoint.url_validation","payload":{"plainToken":"a"}}"#;
    let found = plain(
        "zoom",
        &asked("POST", "https://e.example/z", &none, zoom),
        Verdict::NotChecked,
    );
    let refused = found.unwrap().refused;
    assert_eq!(
        refused.as_deref(),
        Some("there is no secret to answer with")
    );
}

#[test]
fn what_is_repeated_is_never_html() {
    let none = Headers::default();
    let url = "https://e.example/d?challenge=%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let found = plain(
        "dropbox",
        &asked("GET", url, &none, ""),
        Verdict::NotChecked,
    )
    .unwrap();
    assert_eq!(found.reply.body, b"<script>alert(1)</script>");
    assert_eq!(found.reply.headers.text("content-type"), Some("text/plain"));
    assert_eq!(
        found.reply.headers.text("x-content-type-options"),
        Some("nosniff")
    );
}

#[test]
fn no_value_can_begin_a_header_of_its_own() {
    let none = Headers::default();
    let scheme = Scheme::from_toml(
        "id = \"mine\"\nprovider = \"Mine\"\n[signature]\nfrom = \"header:S\"\n[algorithm]\n\
         kind = \"hmac\"\n[message]\nparts = \"{body}\"\n[handshake]\nkind = \"echo\"\n\
         when = { \"query:c\" = \"*\" }\nreply = { headers = { X-Echo = \"{q:c}\" } }",
    );
    let scheme = scheme.unwrap();
    let config = Config::of(&BTreeMap::new());
    let answer = |challenge: &str| {
        let url = format!("https://e.example/?c={challenge}");
        let request = asked("GET", &url, &none, "");
        handshake(&request, &config.context(Some(&scheme))).unwrap()
    };
    assert_eq!(
        answer("plain%20text").reply.headers.text("x-echo"),
        Some("plain text")
    );
    for injected in ["a%0D%0ASet-Cookie:%20b=1", "a%0Ab", "a%00b", "%C3%BC"] {
        let found = answer(injected);
        assert_eq!(found.reply.status, 400, "{injected}");
        assert!(found.reply.headers.is_empty(), "{injected}");
    }
}

#[test]
fn a_challenge_without_end_is_not_repeated() {
    let none = Headers::default();
    let url = format!("https://e.example/d?challenge={}", "a".repeat(5000));
    let found = plain(
        "dropbox",
        &asked("GET", &url, &none, ""),
        Verdict::NotChecked,
    )
    .unwrap();
    assert_eq!((found.reply.status, found.reply.body.len()), (400, 0));
}

#[test]
fn an_intent_to_receive_is_answered_by_its_signature_alone() {
    let signed = headers(&[("x-xero-signature", "c2ln")]);
    let body = r#"{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"x"}"#;
    let request = asked("POST", "https://e.example/x", &signed, body);
    let status = |verdict| plain("xero", &request, verdict).unwrap().reply.status;
    assert_eq!(status(Verdict::Verified), 200);
    assert_eq!(status(Verdict::Rejected), 401);
    let event = asked(
        "POST",
        "https://e.example/x",
        &signed,
        r#"{"events":[{"a":1}]}"#,
    );
    assert_eq!(plain("xero", &event, Verdict::Verified), None);
}

#[test]
fn a_ping_is_answered_only_when_its_signature_is_right() {
    let none = Headers::default();
    let request = asked("POST", "https://e.example/d", &none, r#"{"type":1}"#);
    let status = |verdict| plain("discord", &request, verdict).unwrap().reply.status;
    assert_eq!(status(Verdict::Verified), 200);
    assert_eq!(status(Verdict::Rejected), 401);
    assert_eq!(status(Verdict::Unsigned), 401);
    let command = asked("POST", "https://e.example/d", &none, r#"{"type":2}"#);
    assert_eq!(plain("discord", &command, Verdict::Verified), None);
}

#[test]
fn what_a_handshake_brings_becomes_the_secret_unless_it_cannot_be_one() {
    let secret = |value: &str| {
        let fields = headers(&[("X-Hook-Secret", value)]);
        plain(
            "asana",
            &asked("POST", "https://e.example/a", &fields, "{}"),
            Verdict::Unsigned,
        )
        .unwrap()
    };
    assert_eq!(
        secret("b537207f20cbfa02357cf448134da559").learned,
        Some(Secret::new("b537207f20cbfa02357cf448134da559"))
    );
    let short = secret("a");
    assert_eq!((short.reply.status, short.learned), (400, None));
    let token = r#"{"verification_token":"secret_tMrlL1qK5vuQAh1b6cZGhFChZSTSYJlce98V0pYn7yBl"}"#;
    let none = Headers::default();
    let notion = plain(
        "notion",
        &asked("POST", "https://e.example/n", &none, token),
        Verdict::Unsigned,
    );
    assert!(notion.unwrap().learned.is_some());
    let later = headers(&[("X-Notion-Signature", "sha256=00")]);
    let event = asked("POST", "https://e.example/n", &later, token);
    assert_eq!(plain("notion", &event, Verdict::Rejected), None);
}

#[test]
fn a_subscription_is_confirmed_by_a_person_at_amazons_own_address_only() {
    let body =
        |url: &str| format!(r#"{{"Type":"SubscriptionConfirmation","SubscribeURL":"{url}"}}"#);
    let none = Headers::default();
    let asked = |url: &str| {
        let body = body(url);
        plain(
            "aws-sns",
            &asked("POST", "https://e.example/s", &none, &body),
            Verdict::NotChecked,
        )
        .unwrap()
    };
    let real = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=1";
    assert_eq!(asked(real).visit.as_deref(), Some(real));
    let false_one = asked("https://sns.eu-central-1.amazonaws.com.evil.example/?Action=x");
    assert_eq!((false_one.visit, false_one.reply.status), (None, 200));
    assert!(false_one.note.unwrap().contains("do not visit"));
}

#[test]
fn an_endpoint_that_is_not_given_is_the_url_without_its_query() {
    let row = rows()
        .into_iter()
        .find(|row| row.provider == "eBay")
        .unwrap();
    let mut config = row.config.clone();
    assert!(config.remove("endpoint").is_some());
    let guessed = answered(&Row { config, ..row });
    let json: serde_json::Value = serde_json::from_slice(&guessed.reply.body).unwrap();
    assert_eq!(
        json["challengeResponse"],
        "d24cd543fe79a6b0b79e99e0b27939b4a01fce883ae11a63ca875183a5a07ba4"
    );
}

#[test]
fn a_scheme_answers_its_own_handshakes_and_no_others() {
    let rate = headers(&[("WebHook-Request-Origin", "a.example")]);
    let request = asked("OPTIONS", "https://e.example/c", &rate, "");
    let config = Config::of(&BTreeMap::new());
    assert!(handshake(&request, &config.context(None)).is_some());
    assert_eq!(plain("github-sha256", &request, Verdict::Unsigned), None);
}

#[test]
fn an_event_is_no_handshake() {
    let none = Headers::default();
    let sample = |scheme: &Scheme| {
        let sample = signing::sample(scheme);
        let request = Request {
            method: "POST",
            url: "https://e.example/",
            headers: &sample.headers,
            body: &sample.body,
        };
        plain(scheme.id(), &request, Verdict::Verified)
    };
    for scheme in catalogue().iter() {
        assert_eq!(sample(scheme), None, "{}", scheme.id());
    }
    let event = asked("POST", "https://e.example/", &none, r#"{"type":"ping"}"#);
    assert_eq!(
        handshake(&event, &Config::of(&BTreeMap::new()).context(None)),
        None
    );
}
