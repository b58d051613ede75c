//! Signed tokens: published ones, and everything that can be wrong with one.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use model::{Headers, Secret, SecretRef, Timestamp, Verdict, Verification};
use proptest::prelude::*;
use ring::hmac;
use serde_json::{Value, json};
use signing::{
    Check, Draft, KnownSecret, NewSecret, Request, Scheme, batch, catalogue, new_secret, sign,
    verify,
};

const NOW: i64 = 1_760_000_000;
const URL: &str = "https://hooks.example.com/in?b=2&a=1";
const BODY: &[u8] = br#"{"id":"evt_1"}"#;
// The SHA-256 of the body.
const HEX: &str = "b92a28d14a70ab6302d0aa84e5e9b9b3f76ed0a4b1d7cb7b0ac8b8a0f1c52b54";

fn scheme(id: &str) -> &'static Scheme {
    catalogue().get(id).expect("the scheme is in the catalogue")
}

fn segment(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

fn token(algorithm: hmac::Algorithm, header: &Value, claims: &Value, secret: &str) -> String {
    let signed = format!("{}.{}", segment(header), segment(claims));
    let key = hmac::Key::new(algorithm, secret.as_bytes());
    let signature = BASE64_URL_SAFE_NO_PAD.encode(hmac::sign(&key, signed.as_bytes()));
    format!("{signed}.{signature}")
}

fn hs256(claims: &Value) -> String {
    token(
        hmac::HMAC_SHA256,
        &json!({"alg": "HS256"}),
        claims,
        "secret",
    )
}

fn judged(id: &str, headers: &[(&str, &str)], secrets: &[&str], now: i64) -> Verification {
    let headers: Headers = headers.iter().copied().collect();
    let known = |text: &&str| KnownSecret {
        secret: Secret::new(*text),
        name: SecretRef {
            id: None,
            name: "secret 1".to_owned(),
        },
    };
    let secrets: Vec<KnownSecret> = secrets.iter().map(known).collect();
    let check = Check {
        scheme: scheme(id),
        secrets: &secrets,
        now: Timestamp::from_unix_seconds(now),
        tolerance_seconds: None,
        future: None,
    };
    let request = Request {
        method: "POST",
        url: URL,
        headers: &headers,
        body: BODY,
    };
    verify(&request, &check)
}

fn reason(id: &str, header: &str, text: &str) -> &'static str {
    let found = judged(id, &[(header, text)], &["secret"], NOW);
    found.reason.map_or("verified", model::Reason::as_str)
}

fn netlify(text: &str) -> &'static str {
    reason("netlify", "X-Webhook-Signature", text)
}

#[test]
fn the_reference_tokens_of_messagebird_come_out_as_published() {
    for line in include_str!("golden/messagebird.jsonl").lines() {
        let row: Value = serde_json::from_str(line).expect("rows are JSON");
        let answer = batch::verify_line(line).expect("rows can be read");
        let reason = answer.reason.map(model::Reason::as_str);
        assert_eq!(reason, row["reason"].as_str(), "{}", row["id"]);
    }
}

#[test]
fn a_token_is_judged_by_its_form_algorithm_signature_issuer_and_body_in_this_order() {
    let good = json!({"iss": "netlify", "sha256": body_sha256()});
    assert_eq!(netlify(&hs256(&good)), "verified");
    for text in ["", "a", "a.b", "a.b.c", "e30.e30.e30.e30", "W10.e30.a"] {
        let expected = match text {
            "" => "missing_signature",
            _ => "unsupported_or_malformed_signature",
        };
        assert_eq!(netlify(text), expected, "{text}");
    }
    assert_eq!(
        netlify(&hs256(&json!({"iss": "netlify", "sha256": HEX}))),
        "body_hash_mismatch"
    );
    assert_eq!(
        netlify(&hs256(&json!({"iss": "netlify"}))),
        "body_hash_mismatch"
    );
    assert_eq!(netlify(&hs256(&json!({"sha256": HEX}))), "wrong_issuer");
    assert_eq!(
        netlify(&hs256(&json!({"iss": ["netlify"], "sha256": HEX}))),
        "wrong_issuer"
    );
    let forged = token(
        hmac::HMAC_SHA256,
        &json!({"alg": "HS256"}),
        &good,
        "another",
    );
    assert_eq!(netlify(&forged), "signature_mismatch");
}

fn body_sha256() -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, BODY);
    digest
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn a_scheme_takes_its_own_algorithms_and_no_other() {
    let claims = json!({"iss": "netlify", "sha256": body_sha256()});
    let named = |algorithm: hmac::Algorithm, name: &str| {
        netlify(&token(algorithm, &json!({"alg": name}), &claims, "secret"))
    };
    assert_eq!(named(hmac::HMAC_SHA256, "HS256"), "verified");
    assert_eq!(named(hmac::HMAC_SHA512, "HS512"), "alg_not_allowed");
    for name in ["none", "None", "", "hs256", "RS256", "ES256"] {
        assert_eq!(named(hmac::HMAC_SHA256, name), "alg_not_allowed", "{name}");
    }
    let unsigned = format!("{}.{}.", segment(&json!({"alg": "none"})), segment(&claims));
    assert_eq!(netlify(&unsigned), "alg_not_allowed");
    // What is not base64url without padding has no second spelling.
    let padded = format!("{}=", hs256(&claims));
    assert_eq!(netlify(&padded), "signature_mismatch");
}

#[test]
fn a_public_key_is_no_secret() {
    let pair = plaid_pair();
    let public = String::from_utf8_lossy(pair.verifying.expose()).into_owned();
    let claims = json!({"iat": NOW, "request_body_sha256": body_sha256()});
    let confused = token(
        hmac::HMAC_SHA256,
        &json!({"alg": "HS256"}),
        &claims,
        &public,
    );
    let found = judged(
        "plaid",
        &[("Plaid-Verification", &confused)],
        &[&public],
        NOW,
    );
    assert_eq!(found.reason, Some(model::Reason::AlgNotAllowed));
}

#[test]
fn a_token_begins_with_nbf_and_is_over_at_exp() {
    let at = |now: i64| {
        let claims = json!({"iss": "Upstash", "nbf": NOW, "exp": NOW + 60, "sub": URL,
            "body": BASE64_URL_SAFE_NO_PAD.encode(ring::digest::digest(&ring::digest::SHA256, BODY))});
        let text = hs256(&claims);
        let found = judged(
            "qstash",
            &[("Upstash-Signature", &text)],
            &["other", "secret"],
            now,
        );
        found.reason.map_or("verified", model::Reason::as_str)
    };
    assert_eq!(at(NOW - 1), "token_not_yet_valid");
    assert_eq!(at(NOW), "verified");
    assert_eq!(at(NOW + 59), "verified");
    assert_eq!(at(NOW + 60), "token_expired");
}

#[test]
fn livekit_allows_ten_seconds_and_needs_an_end() {
    let body =
        base64::prelude::BASE64_STANDARD.encode(ring::digest::digest(&ring::digest::SHA256, BODY));
    let judged = |exp: Option<i64>| {
        let mut claims = json!({"iss": "APIkey", "sha256": body});
        if let Some(exp) = exp {
            claims["exp"] = json!(exp);
        }
        reason("livekit", "Authorization", &hs256(&claims))
    };
    assert_eq!(judged(Some(NOW - 9)), "verified");
    assert_eq!(judged(Some(NOW - 10)), "token_expired");
    assert_eq!(judged(None), "unsupported_or_malformed_signature");
}

#[test]
fn livekits_issuer_is_judged_where_the_api_key_is_known() {
    let body =
        base64::prelude::BASE64_STANDARD.encode(ring::digest::digest(&ring::digest::SHA256, BODY));
    let text = hs256(&json!({"iss": "APIkey", "exp": NOW + 1, "sha256": body}));
    let judged = |secret: &str| {
        let found = judged("livekit", &[("Authorization", &text)], &[secret], NOW);
        found.reason.map_or("verified", model::Reason::as_str)
    };
    assert_eq!(judged("secret"), "verified");
    assert_eq!(judged("APIkey:secret"), "verified");
    assert_eq!(judged("APIother:secret"), "wrong_issuer");
}

fn plaid_pair() -> NewSecret {
    new_secret(scheme("plaid"), &[7; 32]).expect("P-256 pairs can be made")
}

fn plaid_token(pair: &NewSecret) -> String {
    let headers = Headers::default();
    let draft = Draft {
        scheme: scheme("plaid"),
        secrets: std::slice::from_ref(&pair.signing),
        request: Request {
            method: "POST",
            url: URL,
            headers: &headers,
            body: BODY,
        },
        now: Timestamp::from_unix_seconds(NOW),
        entropy: [0; 16],
    };
    let signed = sign(&draft).expect("the pair signs");
    signed
        .headers
        .text("Plaid-Verification")
        .expect("it is set")
        .to_owned()
}

#[test]
fn the_key_is_found_by_its_id_in_whatever_was_pasted() {
    let (pair, other) = (plaid_pair(), plaid_pair());
    let text = plaid_token(&pair);
    let jwk = |pair: &NewSecret| String::from_utf8_lossy(pair.verifying.expose()).into_owned();
    let judged = |pasted: &str| {
        let found = judged("plaid", &[("Plaid-Verification", &text)], &[pasted], NOW);
        found.reason.map_or("verified", model::Reason::as_str)
    };
    assert_eq!(judged(&jwk(&pair)), "verified");
    let set = format!(r#"{{"keys":[{},{}]}}"#, jwk(&other), jwk(&pair));
    assert_eq!(judged(&set), "verified");
    assert_eq!(judged(&format!(r#"{{"key":{}}}"#, jwk(&pair))), "verified");
    assert_eq!(judged(&jwk(&other)), "unknown_key_id");
    let ended = |at: i64| jwk(&pair).replace("null", &at.to_string());
    assert_eq!(judged(&ended(NOW + 1)), "verified");
    assert_eq!(judged(&ended(NOW)), "unknown_key_id");
    assert_eq!(judged("no key"), "signature_mismatch");
    let nameless = jwk(&other).replace("kid", "other");
    assert_eq!(judged(&nameless), "signature_mismatch");
}

#[test]
fn a_key_that_is_not_here_yet_is_told_with_its_address() {
    let text = plaid_token(&plaid_pair());
    let found = judged("plaid", &[("Plaid-Verification", &text)], &[], NOW);
    assert_eq!(found.verdict, Verdict::NotChecked);
    let url = found
        .evidence
        .and_then(|evidence| evidence.key_url)
        .expect("it has an address");
    assert!(
        url.url.starts_with("https://production.plaid.com/"),
        "{url:?}"
    );
    assert!(url.kid.is_some());
    let found = judged("fal-ai", &[], &[], NOW)
        .evidence
        .and_then(|evidence| evidence.key_url);
    assert!(
        found
            .expect("it has an address")
            .url
            .ends_with("/jwks.json")
    );
}

#[test]
fn evidence_tells_the_claims_and_what_is_so() {
    let text = hs256(&json!({"iss": "netlify", "sha256": HEX, "more": {"a": 1}}));
    let found = judged(
        "netlify",
        &[("X-Webhook-Signature", &text)],
        &["secret"],
        NOW,
    );
    let evidence = found.evidence.expect("a check leaves evidence");
    let parts: Vec<(&str, &str, bool)> = evidence
        .parts
        .iter()
        .map(|part| (&*part.name, &*part.value, part.used))
        .collect();
    let expected = [
        ("alg", "HS256", true),
        ("iss", "netlify", true),
        ("sha256", HEX, true),
        ("more", r#"{"a":1}"#, false),
    ];
    assert_eq!(parts, expected);
    assert!(evidence.comparisons[0].matches);
    assert!(evidence.matched_secret.is_some());
    let claim = &evidence.claims[0];
    assert_eq!((&*claim.place, claim.matches), ("claim sha256", false));
    assert_eq!(claim.expected, body_sha256());
    assert_eq!(claim.received.as_deref(), Some(HEX));
    assert_eq!(
        evidence.signed.expect("it was read").length,
        text.rfind('.').unwrap_or(0) as u64
    );
}

#[test]
fn atlassians_token_stands_in_a_header_or_in_the_query() {
    // "POST&/in&a=1&b=2", from URL and method.
    let hash = ring::digest::digest(&ring::digest::SHA256, b"POST&/in&a=1&b=2");
    let hash: String = hash
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let text = hs256(&json!({"iss": "key", "exp": NOW + 1, "qsh": hash}));
    let judged = |url: String, header: String| {
        let row = json!({"id": "r", "scheme": "jira-connect", "secret": "secret", "url": url,
            "headers": [["Authorization", header]], "now_unix": NOW});
        let answer = batch::verify_line(&row.to_string()).expect("it is a row");
        answer.reason.map_or("verified", model::Reason::as_str)
    };
    let header = || format!("JWT {text}");
    assert_eq!(judged(URL.to_owned(), header()), "verified");
    assert_eq!(
        judged(format!("{URL}&jwt={text}"), String::new()),
        "verified"
    );
    assert_eq!(judged(format!("{URL}&c=3"), header()), "url_hash_mismatch");
    assert_eq!(
        judged(URL.replace("/in", "/out"), header()),
        "url_hash_mismatch"
    );
    let bearer = format!("Bearer {text}");
    assert_eq!(
        judged(URL.to_owned(), bearer),
        "unsupported_or_malformed_signature"
    );
}

/// A JSON value that no sender in their right mind would claim.
fn wild() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        proptest::collection::vec(any::<u8>(), 0..4).prop_map(Value::from),
    ]
}

proptest! {
    #[test]
    fn whatever_a_token_claims_it_gets_a_verdict(
        claims in proptest::collection::vec((0_usize..9, wild()), 0..9),
        kid in wild(),
    ) {
        let names = ["iss", "exp", "nbf", "iat", "sub", "body", "sha256", "jti", "qsh"];
        let claims = claims.into_iter().map(|(at, value)| (names[at].to_owned(), value));
        let header = json!({"alg": "HS256", "kid": kid});
        let text = token(hmac::HMAC_SHA256, &header, &claims.collect(), "secret");
        for (id, name) in [
            ("netlify", "X-Webhook-Signature"),
            ("livekit", "Authorization"),
            ("qstash", "Upstash-Signature"),
            ("messagebird", "MessageBird-Signature-JWT"),
            ("plaid", "Plaid-Verification"),
        ] {
            let found = judged(id, &[(name, &text)], &["secret"], NOW);
            prop_assert_eq!(found.verdict, Verdict::Rejected);
        }
    }

    #[test]
    fn whatever_is_pasted_as_a_key_is_one_or_none(
        kty in prop_oneof![Just("RSA"), Just("EC"), Just("OKP"), Just("oct")],
        crv in prop_oneof![Just("P-256"), Just("Ed25519"), Just("")],
        numbers in proptest::collection::vec("[A-Za-z0-9_-]{0,90}", 4),
        wrapped in any::<bool>(),
    ) {
        let [x, y, n, e] = &numbers[..] else { unreachable!("there are four") };
        let key = json!({"kty": kty, "crv": crv, "x": x, "y": y, "n": n, "e": e});
        let pasted = if wrapped { json!({"keys": [key]}) } else { key }.to_string();
        let text = plaid_token(&plaid_pair());
        let found = judged("plaid", &[("Plaid-Verification", &text)], &[&pasted], NOW);
        prop_assert_eq!(found.reason, Some(model::Reason::SignatureMismatch));
        let text = format!("Bearer {}.{}.AAAA", segment(&json!({"alg": "RS256"})), segment(&json!({})));
        let found = judged("google-pubsub", &[("Authorization", &text)], &[&pasted], NOW);
        prop_assert_eq!(found.reason, Some(model::Reason::SignatureMismatch));
    }
}
