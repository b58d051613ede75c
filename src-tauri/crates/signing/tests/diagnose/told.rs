//! What a diagnosis tells, and what it keeps to itself.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Mend, SecretChange, Timestamp};
use signing::OtherSecret;

use crate::support::{Broken, URL, VECTORS, known, signed};

const SECRET: &str = "It's a Secret to Everybody";

fn hints(broken: &Broken) -> Vec<String> {
    let hints = broken.diagnosed().hints;
    hints.into_iter().map(|hint| hint.code).collect()
}

fn mend(broken: &Broken) -> Option<Mend> {
    broken.diagnosed().causes.into_iter().next()?.mend
}

#[test]
fn a_verified_request_is_left_in_peace() {
    let diagnosis = signed("github-sha256", SECRET, b"{}").diagnosed();
    assert!(diagnosis.causes.is_empty() && diagnosis.hints.is_empty());
    assert!(diagnosis.remains.is_empty());
}

#[test]
fn a_proof_shows_both_bodies_around_their_difference() {
    let mut broken = signed("github-sha256", SECRET, b"{\"a\":1}");
    broken.body.push(b'\n');
    let cause = broken.diagnosed().causes.remove(0);
    assert_eq!(cause.code, "body.trailing_newline_added");
    let (checked, signed) = (cause.proof.checked, cause.proof.signed);
    assert_eq!(
        (checked.part.as_str(), checked.differs_from, checked.length),
        ("body", 7, 8)
    );
    assert_eq!(
        BASE64_STANDARD.decode(signed.excerpt_b64).unwrap(),
        b"{\"a\":1}"
    );
    assert_eq!(cause.proof.expected, cause.proof.received);
}

#[test]
fn a_secret_that_can_be_put_right_here_is_offered_so() {
    let mut broken = signed("github-sha256", SECRET, b"{}");
    broken.secret.push(b'\n');
    let expected = Mend::ChangeSecret {
        secret: known("mine", b"").name,
        how: SecretChange::Trim,
    };
    assert_eq!(mend(&broken), Some(expected));
}

#[test]
fn the_secret_of_another_source_is_offered_by_its_name() {
    let mut broken = signed("github-sha256", SECRET, b"{}");
    broken.secret = b"quite another one".to_vec();
    broken.others = vec![OtherSecret {
        known: known("theirs", SECRET.as_bytes()),
        source: Some("shop".to_owned()),
        other_mode: false,
    }];
    let expected = Mend::UseSecret {
        secret: known("theirs", b"").name,
        source: Some("shop".to_owned()),
    };
    assert_eq!(mend(&broken), Some(expected));
    broken.others[0].source = Some("shop-test".to_owned());
    broken.others[0].other_mode = true;
    assert_eq!(broken.best(), ["secret.test_vs_live"]);
}

#[test]
fn the_url_that_was_signed_is_offered_as_the_public_one() {
    let mut broken = signed("square", SECRET, b"{}");
    broken.url = "http://localhost:4400/hooks?a=1".to_owned();
    broken.urls = vec!["https://shop.example.com".to_owned(), URL.to_owned()];
    assert_eq!(
        mend(&broken),
        Some(Mend::PublicUrl {
            url: URL.to_owned()
        })
    );
    broken.urls.clear();
    broken.headers.push("X-Forwarded-Host", "shop.example.com");
    assert_eq!(broken.best(), ["url.scheme", "url.host"]);
}

#[test]
fn another_scheme_is_offered_when_it_is_the_right_one() {
    let mut broken = signed("stripe-v1", SECRET, b"{}");
    broken.scheme = signing::catalogue().get("github-sha256").unwrap();
    let expected = Mend::Scheme {
        id: "stripe-v1".to_owned(),
    };
    assert_eq!(mend(&broken), Some(expected));
}

#[test]
fn a_right_signature_at_the_wrong_time_gets_a_hint_and_no_cause() {
    let mut broken = signed("stripe-v1", SECRET, b"{}");
    broken.now = Timestamp(broken.now.0 + 3_600_000_000);
    let diagnosis = broken.diagnosed();
    assert!(diagnosis.causes.is_empty() && diagnosis.remains.is_empty());
    assert_eq!(hints(&broken), ["ts.too_old"]);
    let mut ahead = signed("slack-v0", SECRET, b"{}");
    ahead.now = Timestamp(ahead.now.0 - 3_600_000_000);
    assert_eq!(hints(&ahead), ["ts.in_future"]);
}

#[test]
fn what_stands_out_is_hinted_at() {
    let mut cut = signed("github-sha256", SECRET, b"{\"a\":\"long enough\"}");
    cut.body.truncate(8);
    cut.headers.push("Content-Length", "19");
    assert_eq!(hints(&cut), ["body.truncated"]);
    let mut renamed = signed("github-sha256", SECRET, b"{}");
    let value = renamed.headers.get("X-Hub-Signature-256").unwrap().to_vec();
    renamed.headers.remove("X-Hub-Signature-256");
    renamed.headers.push("X_Hub_Signature_256", value);
    assert_eq!(hints(&renamed), ["header.missing", "header.near_miss"]);
    let mut api_key = signed("stripe-v1", SECRET, b"{}");
    api_key.secret = b"sk_live_51Habcdefghijklmnop".to_vec();
    assert_eq!(hints(&api_key), ["secret.api_key"]);
}

#[test]
fn when_nothing_explains_it_is_said_what_was_tried() {
    let mut broken = signed("github-sha256", SECRET, b"{\"amount\":1}");
    broken.body = b"{\"amount\":2}".to_vec();
    let diagnosis = broken.diagnosed();
    assert!(diagnosis.causes.is_empty() && diagnosis.finished);
    assert!(diagnosis.remains[0].contains(&diagnosis.tried.to_string()));
}

#[test]
fn of_a_token_nothing_is_said_to_have_been_tried_that_it_does_not_cover() {
    let mut broken = signed("gitlab-token", "abcdefgh", b"{}");
    broken.secret = b"zyxwvuts".to_vec();
    let said = broken.diagnosed().remains.join(" ");
    assert!(said.contains("the secret in every form"), "{said}");
    for word in ["body", "algorithm", "URL"] {
        assert!(!said.contains(word), "{said}");
    }
}

#[test]
fn a_public_key_is_tried_with_changed_bodies_too() {
    let scheme = signing::catalogue().get("discord").unwrap();
    let new = signing::new_secret(scheme, &[5; 32]).unwrap();
    let private = String::from_utf8(new.signing.expose().to_vec()).unwrap();
    let mut broken = signed("discord", &private, b"{\"a\":1}");
    broken.secret = new.verifying.expose().to_vec();
    broken.body = b"{\"a\": 1}".to_vec();
    assert_eq!(broken.best(), ["body.json_compact"]);
}

#[test]
fn a_scheme_that_is_code_is_asked_with_one_change_and_then_with_two() {
    let mut broken = signed("netlify", SECRET, b"{\"a\":1}");
    broken.body.push(b'\n');
    assert_eq!(broken.best(), ["body.trailing_newline_added"]);
    broken.secret = format!("'{SECRET}'").into_bytes();
    assert_eq!(
        broken.best(),
        ["secret.quoted", "body.trailing_newline_added"]
    );
}

#[test]
fn no_diagnosis_tells_a_secret() {
    for line in VECTORS.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let answer = signing::batch::diagnose_line(line, &|| true).unwrap();
        let told = serde_json::to_string(&answer).unwrap();
        let known = row["known_secrets"].as_array().into_iter().flatten();
        let secrets = known.map(|known| &known["secret"]).chain([&row["secret"]]);
        for secret in secrets.filter_map(serde_json::Value::as_str) {
            assert!(
                !told.contains(secret.trim_matches(['\'', '"', ' ', '\n', '\r', '\t'])),
                "{}",
                row["id"]
            );
        }
    }
}

#[test]
fn a_token_is_not_told_though_it_is_the_secret() {
    let mut broken = signed("gitlab-token", "glpat-secret-token", b"{}");
    broken.secret.push(b'\n');
    let cause = broken.diagnosed().causes.remove(0);
    let told = format!("{cause:?}");
    assert_eq!(cause.code, "secret.trailing_newline");
    assert!(!told.contains("secret-token"), "{told}");
}
