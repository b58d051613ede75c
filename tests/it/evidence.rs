//! Why a delivery verifies, or does not: what was compared, step by step.

use serde_json::{Value, json};
use tests::{Home, Hookwright, Row, field, unix_now};

const SECRET: &str = "whsec_sk2fV9";
const EVENT: &str = r#"{"id":"evt_77","type":"invoice.paid"}"#;

/// A source `shop` that is checked as Stripe's.
fn with_stripe() -> Hookwright {
    let hookwright = Hookwright::serve();
    let add = [
        "source",
        "add",
        "shop",
        "--scheme",
        "stripe-v1",
        "--secret",
        SECRET,
    ];
    let _ = hookwright.run(&add).well();
    hookwright
}

/// Posts a body with the signature of another one, made at some time.
fn deliver(hookwright: &Hookwright, signed: &str, sent: &str, at: i64) -> Row {
    let body = hookwright.home().file("signed.json", signed);
    let (body, at) = (body.display().to_string(), at.to_string());
    let sign = [
        "sign",
        "--scheme",
        "stripe-v1",
        "--secret",
        SECRET,
        "--body",
        &body,
        "--time",
        &at,
    ];
    let fields = hookwright.rows(&sign)[0]["headers"].clone();
    let signature = fields[0][1]
        .as_str()
        .expect("a signature is text")
        .to_owned();
    let answer = hookwright.post("/shop/hooks", &[("Stripe-Signature", &signature)], sent);
    hookwright.capture(&answer.capture())
}

#[test]
fn a_signed_delivery_is_verified_and_says_with_which_secret() {
    let capture = deliver(&with_stripe(), EVENT, EVENT, unix_now());
    assert_eq!(
        (&capture["verdict"], &capture["reason"]),
        (&"verified".into(), &Value::Null)
    );
    assert_eq!(
        (&capture["provider"], &capture["source"]),
        (&"Stripe".into(), &"shop".into())
    );
    assert_eq!(
        (&capture["event_type"], &capture["event_id"]),
        (&"invoice.paid".into(), &"evt_77".into())
    );
    let evidence = &capture["evidence"];
    assert_eq!(
        (&evidence["scheme"], &evidence["comparisons"][0]["matches"]),
        (&"stripe-v1".into(), &true.into())
    );
    assert!(
        evidence["matched_secret"]["name"].is_string() && evidence["timestamp"]["at"].is_string(),
        "{evidence}"
    );
}

#[test]
fn a_tampered_delivery_is_rejected_with_both_digests_side_by_side() {
    let capture = deliver(
        &with_stripe(),
        EVENT,
        &EVENT.replace("paid", "owed"),
        unix_now(),
    );
    assert_eq!(
        (&capture["verdict"], &capture["reason"]),
        (&"rejected".into(), &"signature_mismatch".into())
    );
    let comparison = &capture["evidence"]["comparisons"][0];
    let digests = [&comparison["expected"], &comparison["received"]]
        .map(|digest| digest.as_str().unwrap_or_default());
    assert!(
        digests.iter().all(|digest| digest.len() == 64) && digests[0] != digests[1],
        "{comparison}"
    );
    assert_eq!(
        field(
            capture["evidence"]["signed"]["segments"]
                .as_array()
                .expect("a list"),
            "kind"
        ),
        ["timestamp", "literal", "body"]
    );
    assert_eq!(
        capture["response_status"], 200,
        "the sender is answered by the source's rule"
    );
}

#[test]
fn an_old_delivery_is_rejected_for_its_age_alone_and_a_wider_tolerance_takes_it() {
    let hookwright = with_stripe();
    let capture = deliver(&hookwright, EVENT, EVENT, unix_now() - 3_600);
    assert_eq!(capture["reason"], "timestamp_too_old");
    let id = capture["id"].as_str().expect("an id is text");
    let verify = ["verify", "--capture", id];
    let _ = hookwright.run(&verify).with_code(1);
    let _ = hookwright
        .run(&[&verify[..], &["--tolerance", "7200"]].concat())
        .well();
    let _ = hookwright
        .run(
            &[
                &verify[..],
                &["--secret", "whsec_other", "--tolerance", "7200"],
            ]
            .concat(),
        )
        .with_code(1);
}

#[test]
fn a_delivery_without_a_signature_is_unsigned_and_without_a_scheme_not_checked() {
    let hookwright = with_stripe();
    let _ = hookwright.run(&["source", "add", "open"]).well();
    for path in ["/shop/x", "/open/x", "/nobody/x"] {
        let _ = hookwright.post(path, &[], EVENT);
    }
    let rows = hookwright.rows(&["captures", "list"]);
    assert_eq!(
        field(&rows, "verdict"),
        ["not_checked", "not_checked", "unsigned"]
    );
    assert_eq!(
        field(&rows, "reason"),
        ["null", "null", "missing_signature"]
    );
}

#[test]
fn a_scheme_of_the_users_own_is_a_file_that_a_source_can_name() {
    let hookwright = Hookwright::serve();
    let definition = json!({
        "id": "mine", "provider": "Mine", "name": "of our own", "confidence": "M", "facts_from": "us",
        "signature": { "from": "header:X-Mine", "encoding": "hex" },
        "algorithm": { "kind": "hmac", "hash": "sha256" },
        "message": { "parts": "{ts}.{body}" },
        "timestamp": { "from": "header:X-Mine-Time", "unit": "s", "tolerance": 300 },
    });
    let file = hookwright
        .home()
        .file("mine.json", definition.to_string())
        .display()
        .to_string();
    let _ = hookwright
        .run(&["source", "add", "own", "--scheme", &file, "--secret", "s"])
        .well();
    let signed = hookwright.rows(&["sign", "--scheme", "mine", "--secret", "s"]);
    let fields: Vec<(String, String)> =
        serde_json::from_value(signed[0]["headers"].clone()).expect("pairs");
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    for (body, verdict) in [("", "verified"), ("x", "rejected")] {
        let id = hookwright.post("/own/x", &fields, body).capture();
        assert_eq!(hookwright.capture(&id)["verdict"], verdict, "with {body:?}");
    }
    assert!(field(&hookwright.rows(&["schemes", "list"]), "id").contains(&"mine".to_owned()));
}

#[test]
fn a_definition_that_is_wrong_is_refused_by_the_name_of_its_field() {
    let home = Home::new();
    let definition = json!({
        "id": "mine", "provider": "Mine", "name": "x", "confidence": "M", "facts_from": "us",
        "signature": { "from": "header:X-Mine", "encoding": "hex" },
        "algorithm": { "kind": "hmac", "hash": "sha257" },
    });
    let file = home
        .file("mine.json", definition.to_string())
        .display()
        .to_string();
    let done = home
        .run(&["source", "add", "own", "--scheme", &file, "--secret", "s"])
        .with_code(2);
    assert!(
        done.stderr.contains("hash") && done.stderr.contains("sha257"),
        "{done:?}"
    );
}
