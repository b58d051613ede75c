//! What comes is verified with its source's scheme and secrets.

use std::time::Instant;

use bytes::Bytes;
use model::{Answer, Headers, HttpVersion, Origin, Reason, Timestamp, Verdict};
use signing::{Draft, Request};
use store::CustomScheme;

use super::support::{NOW, Running, post, secret};
use crate::{Answered, Inbound, admit};

// A row of the vectors that Stripe's own SDKs (PyPI 16.1.0, npm 23.1.0) accept.
const SECRET: &str = "whsec_7Ww6cMEP8VGk4V0rk91oukd9C6VKEQaS";
const SIGNATURE: &str =
    "t=1760000000,v1=73bc2d26234de0b214a507fa230bf9d4e6b27b43582923c147d143b9c87ce2c3";
const BODY: &str = r#"{"name":"Zoë Müller","city":"東京","emoji":"🦀","note":"naïve café"}"#;

async fn with_stripe() -> Running {
    let running = Running::start().await;
    running
        .source("stripe", |new| {
            new.scheme = Some("stripe-v1".into());
            new.secrets = vec![secret(SECRET).into()];
        })
        .await;
    running
}

fn signed(body: &str) -> Vec<u8> {
    post("/stripe", &[("Stripe-Signature", SIGNATURE)], body)
}

#[tokio::test]
async fn a_signed_request_is_verified_with_the_secret_that_matched() {
    let running = with_stripe().await;
    let id = running.send(signed(BODY)).await.capture();
    let record = running.record(id).await;
    assert_eq!(record.capture.verdict, Verdict::Verified);
    assert_eq!(record.capture.reason, None);
    assert_eq!(record.capture.provider.as_deref(), Some("Stripe"));
    let evidence = record.evidence.unwrap().evidence.unwrap();
    assert_eq!(evidence.matched_secret.unwrap().name, secret(SECRET).hint());
}

#[tokio::test]
async fn a_tampered_request_is_rejected_with_the_evidence_and_answered_all_the_same() {
    let running = with_stripe().await;
    let heard = running.send(signed(&BODY.replace("Zoë", "Zoé"))).await;
    assert_eq!(heard.status(), 200);
    let record = running.record(heard.capture()).await;
    assert_eq!(record.capture.verdict, Verdict::Rejected);
    assert_eq!(record.capture.reason, Some(Reason::SignatureMismatch));
    let evidence = record.evidence.unwrap().evidence.unwrap();
    assert!(
        evidence
            .comparisons
            .iter()
            .all(|comparison| !comparison.matches)
    );
    assert!(!evidence.comparisons.is_empty());
}

#[tokio::test]
async fn a_request_without_a_signature_is_unsigned() {
    let running = with_stripe().await;
    let id = running.send(post("/stripe", &[], BODY)).await.capture();
    let capture = running.record(id).await.capture;
    assert_eq!(capture.verdict, Verdict::Unsigned);
    assert_eq!(capture.reason, Some(Reason::MissingSignature));
}

#[tokio::test]
async fn a_source_without_a_secret_checks_nothing() {
    let running = Running::start().await;
    running
        .source("stripe", |new| new.scheme = Some("stripe-v1".into()))
        .await;
    let id = running.send(signed(BODY)).await.capture();
    assert_eq!(
        running.record(id).await.capture.verdict,
        Verdict::NotChecked
    );
}

async fn detail(running: &Running, request: Vec<u8>) -> (Verdict, String) {
    let id = running.send(request).await.capture();
    let record = running.record(id).await;
    let evidence = record.evidence.unwrap().evidence.unwrap();
    (record.capture.verdict, evidence.detail.unwrap_or_default())
}

#[tokio::test]
async fn secrets_out_of_reach_do_not_keep_a_request_from_being_captured() {
    let folder = with_stripe().await.stop().await;
    std::fs::remove_file(folder.path().join("hookwright.key")).unwrap();
    let running = Running::on(folder, |_| ()).await;
    let (verdict, detail) = detail(&running, signed(BODY)).await;
    assert_eq!(verdict, Verdict::NotChecked);
    assert!(detail.starts_with("the secrets are locked: "), "{detail}");
}

#[tokio::test]
async fn a_scheme_that_nobody_knows_is_named_in_the_evidence() {
    let running = Running::start().await;
    running
        .source("stripe", |new| {
            new.scheme = Some("stripe-v9".into());
            new.secrets = vec![secret(SECRET).into()];
        })
        .await;
    let (verdict, detail) = detail(&running, signed(BODY)).await;
    assert_eq!(verdict, Verdict::NotChecked);
    assert!(detail.contains("no scheme stripe-v9"), "{detail}");
}

#[tokio::test]
async fn a_scheme_of_the_users_own_holds_from_the_next_request() {
    let running = Running::start().await;
    let definition = r#"{"id":"mine","provider":"Mine","name":"token","confidence":"M","facts_from":"us",
        "signature":{"from":"header:X-Token","encoding":"text"},"algorithm":{"kind":"token"}}"#;
    let scheme = CustomScheme {
        id: "mine".into(),
        definition: definition.into(),
    };
    running.store.schemes().put(scheme).await.unwrap();
    running
        .source("own", |new| {
            new.scheme = Some("mine".into());
            new.secrets = vec![secret("open sesame").into()];
        })
        .await;
    let request = post("/own", &[("X-Token", "open sesame")], "");
    let id = running.send(request).await.capture();
    let record = running.record(id).await;
    assert_eq!(
        record.capture.verdict,
        Verdict::Verified,
        "{:?}",
        record.evidence
    );
    assert_eq!(record.capture.provider.as_deref(), Some("Mine"));
}

fn sign(scheme: &str, url: &str, body: &str) -> Headers {
    let draft = Draft {
        scheme: signing::catalogue().get(scheme).unwrap(),
        secrets: &[secret(SECRET)],
        request: Request {
            method: "POST",
            url,
            headers: &Headers::default(),
            body: body.as_bytes(),
        },
        now: Timestamp::from_unix_seconds(NOW),
        entropy: [7; 16],
    };
    signing::sign(&draft).unwrap().headers
}

fn post_signed(target: &str, headers: &Headers, body: &str) -> Vec<u8> {
    let fields = headers
        .iter()
        .map(|header| (&*header.name, std::str::from_utf8(&header.value).unwrap()));
    post(target, &fields.collect::<Vec<_>>(), body)
}

#[tokio::test]
async fn a_signed_url_is_the_public_one_and_a_guess_says_that_it_is_one() {
    let running = Running::start().await;
    for (name, public) in [("guessed", None), ("known", Some("https://hooks.test/in"))] {
        running
            .source(name, |new| {
                new.scheme = Some("hubspot-v3".into());
                new.secrets = vec![secret(SECRET).into()];
                new.public_url = public.map(str::to_owned);
            })
            .await;
    }
    let headers = sign("hubspot-v3", "https://hooks.test/in/a?b=c", "{}");
    let guessed = post_signed("/guessed/a?b=c", &headers, "{}");
    let (verdict, detail) = detail(&running, guessed).await;
    assert_eq!(verdict, Verdict::Rejected);
    assert!(
        detail.contains("http://localhost/guessed/a?b=c, from Host"),
        "{detail}"
    );
    let known = post_signed("/known/a?b=c", &headers, "{}");
    let id = running.send(known).await.capture();
    assert_eq!(running.record(id).await.capture.verdict, Verdict::Verified);
}

#[tokio::test]
async fn a_large_body_is_verified_like_a_small_one() {
    let running = with_stripe().await;
    let body = format!("{{\"padding\":\"{}\"}}", "x".repeat(200_000));
    let headers = sign("stripe-v1", "http://localhost/stripe", &body);
    let request = post_signed("/stripe", &headers, &body);
    let id = running.send(request).await.capture();
    assert_eq!(running.record(id).await.capture.verdict, Verdict::Verified);
    assert_eq!(running.body(id).await, body.as_bytes());
}

#[tokio::test]
async fn an_import_is_verified_like_a_request_of_its_time_and_keeps_its_answer() {
    let running = with_stripe().await;
    let headers: Headers = [("Stripe-Signature", SIGNATURE)].into_iter().collect();
    let answer = Answer {
        status: 418,
        headers: Headers::default(),
        body: Some(Vec::new()),
    };
    let exchange = Inbound {
        received_at: Timestamp::from_unix_seconds(NOW),
        started: Instant::now(),
        method: "POST".into(),
        target: "/stripe".into(),
        http_version: HttpVersion::Http11,
        head: wire::head::render("POST", "/stripe", &headers).into(),
        headers,
        body: Bytes::from_static(BODY.as_bytes()),
        flags: Vec::new(),
        origin: Origin::Imported,
        imported: None,
        remote: None,
        answered: Answered::Already(Some(answer)),
    };
    let admitted = admit(&running.context, exchange).await.unwrap();
    assert_eq!(admitted.verdict, Verdict::Verified);
    let capture = running.record(admitted.id).await.capture;
    assert_eq!(capture.origin, Origin::Imported);
    assert_eq!(capture.response_status, Some(418));
}
