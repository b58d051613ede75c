//! Every scheme is known by what it sends, or stands among those that look the same.

use model::{Headers, Secret, Timestamp};

use super::*;
use crate::{Draft, find, new_secret, sample, sign};

/// Schemes this close are not told apart by the request.
const SAME: i32 = 3;

const RSA_KEY: &str = include_str!("../../tests/keys/only-for-tests-private.pem");

struct Sent {
    url: String,
    headers: Headers,
    body: Vec<u8>,
}

/// The scheme's own sample, signed.
fn signed(scheme: &Scheme) -> Sent {
    let sample = sample(scheme);
    let mut headers = sample.headers.clone();
    headers.push("Content-Type", sample.content_type.as_str());
    let secret =
        new_secret(scheme, &[7; 32]).map_or_else(|| Secret::new(RSA_KEY), |new| new.signing);
    let url = "https://hooks.example.com/in?data.id=AB1";
    let draft = Draft {
        scheme,
        secrets: std::slice::from_ref(&secret),
        request: Request {
            method: "POST",
            url,
            headers: &headers,
            body: &sample.body,
        },
        now: Timestamp::from_unix_seconds(1_760_000_000),
        entropy: [9; 16],
    };
    let signed = sign(&draft).unwrap_or_else(|error| panic!("{}: {error}", scheme.id()));
    signed.put_into(&mut headers);
    Sent {
        url: signed.url.unwrap_or_else(|| url.to_owned()),
        headers,
        body: signed.body.unwrap_or(sample.body),
    }
}

impl Sent {
    fn request(&self) -> Request<'_> {
        Request {
            method: "POST",
            url: &self.url,
            headers: &self.headers,
            body: &self.body,
        }
    }
}

/// How far a scheme is from the first: 0 when it is the first.
fn distance(request: &Request<'_>, id: &str) -> Option<i32> {
    let ranked = ranked(request);
    let own = ranked.iter().find(|(scheme, _)| scheme.id() == id)?;
    Some(ranked[0].1.points - own.1.points)
}

#[test]
fn what_a_scheme_signs_is_detected_as_it_or_as_its_like() {
    let (mut first, mut all) = (0, 0);
    let mut missed = Vec::new();
    for scheme in catalogue().iter() {
        let sent = signed(scheme);
        let found = detect(&sent.request());
        all += 1;
        first += usize::from(
            found
                .first()
                .is_some_and(|found| found.scheme == scheme.id()),
        );
        if distance(&sent.request(), scheme.id()).is_none_or(|far| far > SAME) {
            let found = found
                .first()
                .map(|found| (&found.scheme, found.score, &found.reasons));
            missed.push(format!("{}: {found:?}", scheme.id()));
        }
    }
    println!(
        "{first} of {all} schemes come first, {} are missed",
        missed.len()
    );
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_providers_own_marks_rank_it_before_its_like() {
    let marked = |scheme: &&Scheme| {
        let clues = &scheme.definition().detect;
        !clues.user_agent.is_empty() || !clues.headers.is_empty()
    };
    for scheme in catalogue().iter().filter(marked) {
        let mut sent = signed(scheme);
        let clues = &scheme.definition().detect;
        if let Some(agent) = clues.user_agent.first() {
            sent.headers.set("User-Agent", agent.as_bytes());
        }
        for clue in &clues.headers {
            let value = clue.value.as_deref().unwrap_or("1");
            sent.headers.set(&clue.name, value.as_bytes());
        }
        let found = detect(&sent.request());
        assert_eq!(found[0].provider, scheme.provider(), "{found:#?}");
    }
}

#[test]
fn the_scheme_that_all_follow_stands_first_when_nothing_tells() {
    for (id, first) in [
        ("polar", "standard-webhooks-v1"),
        ("meta", "github-sha256"),
        ("vanta", "svix-v1"),
    ] {
        let found = detect(&signed(catalogue().get(id).unwrap()).request());
        assert_eq!(found[0].scheme, first);
    }
}

#[test]
fn an_address_named_after_the_provider_decides_between_its_like() {
    let mut sent = signed(catalogue().get("polar").unwrap());
    sent.url = "http://127.0.0.1:4400/polar/events?x=1".to_owned();
    let found = detect(&sent.request());
    assert_eq!(found[0].scheme, "polar");
    assert!(
        found[0]
            .reasons
            .iter()
            .any(|reason| reason.contains("polar"))
    );
}

#[test]
fn a_dropped_signature_is_told_where_the_providers_marks_are_left() {
    let headers: Headers = [
        ("X-GitHub-Event", "push"),
        ("User-Agent", "GitHub-Hookshot/1"),
    ]
    .into_iter()
    .collect();
    let request = Request {
        method: "POST",
        url: "http://localhost/",
        headers: &headers,
        body: b"{}",
    };
    let found = detect(&request);
    assert_eq!(found[0].provider, "GitHub");
    assert_eq!(found[0].event_type.as_deref(), Some("push"));
    assert!(found[0].score <= 50 && found[0].reasons.last().unwrap().contains("missing"));
}

#[test]
fn nothing_is_detected_in_any_other_request() {
    let headers: Headers = [
        ("Content-Type", "application/json"),
        ("User-Agent", "curl/8"),
    ]
    .into_iter()
    .collect();
    let request = Request {
        method: "POST",
        url: "http://localhost/in",
        headers: &headers,
        body: br#"{"id":1,"type":"a.b","object":"event"}"#,
    };
    assert_eq!(detect(&request), []);
}

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    scheme: String,
    method: String,
    headers: Headers,
    body_b64: String,
}

/// Vectors that differ in the scheme or in the names of their headers.
fn distinct_rows() -> Vec<Row> {
    const VECTORS: &str = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/vectors/verify.jsonl"
    ));
    let mut seen = std::collections::BTreeSet::new();
    let rows = VECTORS
        .lines()
        .map(|line| serde_json::from_str::<Row>(line).unwrap());
    rows.filter(|row| catalogue().get(&row.scheme).is_some())
        .filter(|row| {
            let names: Vec<_> = row
                .headers
                .iter()
                .map(|header| header.name.to_lowercase())
                .collect();
            seen.insert((row.scheme.clone(), names))
        })
        .collect()
}

#[test]
fn the_vectors_are_detected_by_their_headers_and_bodies_alone() {
    use base64::Engine as _;
    let (mut missed, mut all) = (Vec::new(), 0);
    for row in &distinct_rows() {
        let body = base64::prelude::BASE64_STANDARD
            .decode(&row.body_b64)
            .unwrap();
        // Their own URLs name the scheme.
        let request = Request {
            method: &row.method,
            url: "http://localhost/in?data.id=1",
            headers: &row.headers,
            body: &body,
        };
        let definition = catalogue().get(&row.scheme).unwrap().definition();
        if find::signatures(definition, &request).is_empty() {
            continue;
        }
        all += 1;
        if distance(&request, &row.scheme).is_none_or(|far| far > SAME) {
            let found = detect(&request).into_iter().next();
            missed.push(format!(
                "{}: {:?}",
                row.id,
                found.map(|found| (found.scheme, found.reasons))
            ));
        }
    }
    println!("{} of {} missed:\n{}", missed.len(), all, missed.join("\n"));
    assert!(missed.len() * 20 <= all);
}
