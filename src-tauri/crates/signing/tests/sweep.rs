//! Every scheme of the catalogue against awkward bodies and every kind of tampering.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::{Headers, Reason, Secret, SecretRef, Timestamp, Verdict};
use signing::{
    Check, Draft, KnownSecret, NewSecret, Request, Scheme, SignError, Signed, catalogue,
    new_secret, sample, sign, verify,
};

const NOW: i64 = 1_760_000_000;
const URL: &str = "https://hooks.example.com/in?data.id=AB1&x=a%20b";

/// A request with what signing put into it.
struct Sent {
    method: &'static str,
    url: String,
    headers: Headers,
    body: Vec<u8>,
}

/// Made once: RSA keys take a moment.
static SECRETS: LazyLock<BTreeMap<&str, NewSecret>> = LazyLock::new(|| {
    let made = |scheme: &'static Scheme| {
        let secret = new_secret(scheme, &[7; 32]).expect("every scheme's secrets can be made");
        (scheme.id(), secret)
    };
    catalogue().iter().map(made).collect()
});

fn secrets(scheme: &Scheme) -> NewSecret {
    SECRETS[scheme.id()].clone()
}

fn signed(scheme: &Scheme, secret: &Secret, body: &[u8]) -> Result<(Sent, Signed), SignError> {
    let headers: Headers = [("Content-Type", "application/json")].into_iter().collect();
    let draft = Draft {
        scheme,
        secrets: std::slice::from_ref(secret),
        request: Request {
            method: "POST",
            url: URL,
            headers: &headers,
            body,
        },
        now: Timestamp::from_unix_seconds(NOW),
        entropy: [9; 16],
    };
    let signed = sign(&draft)?;
    let mut sent = Sent {
        method: "POST",
        url: signed.url.clone().unwrap_or_else(|| URL.to_owned()),
        headers,
        body: signed.body.clone().unwrap_or_else(|| body.to_vec()),
    };
    signed.put_into(&mut sent.headers);
    Ok((sent, signed))
}

impl Sent {
    fn judged(&self, scheme: &Scheme, secret: &Secret, now: i64) -> (Verdict, Option<Reason>) {
        let name = SecretRef {
            id: None,
            name: "secret 1".to_owned(),
        };
        let known = KnownSecret {
            secret: secret.clone(),
            name,
        };
        self.judged_by(scheme, &[known], now)
    }

    fn judged_by(
        &self,
        scheme: &Scheme,
        secrets: &[KnownSecret],
        now: i64,
    ) -> (Verdict, Option<Reason>) {
        let check = Check {
            scheme,
            secrets,
            now: Timestamp::from_unix_seconds(now),
            tolerance_seconds: None,
            future: None,
        };
        let request = Request {
            method: self.method,
            url: &self.url,
            headers: &self.headers,
            body: &self.body,
        };
        let found = verify(&request, &check);
        (found.verdict, found.reason)
    }
}

fn awkward_bodies() -> Vec<Vec<u8>> {
    vec![
        b"".to_vec(),
        b"\xff\xfe\x00 not text \x80".to_vec(),
        b"\xef\xbb\xbf{\"id\":\"evt_1\"}".to_vec(),
        b"{\r\n  \"id\": \"evt_1\"\r\n}\r\n".to_vec(),
        vec![b'a'; 1024 * 1024],
        b"payload=%7B%22a%22%3A1%7D&x=a+b&x=2&empty=".to_vec(),
        br#"{"f":1.0,"e":1e3,"neg":-0.0,"big":12345678901234567890}"#.to_vec(),
        "{\"name\":\"Zoë 東京 🦀\"}".as_bytes().to_vec(),
    ]
}

#[test]
fn what_we_sign_verifies_whatever_the_body() {
    for scheme in catalogue().iter() {
        let pair = secrets(scheme);
        for body in awkward_bodies() {
            match signed(scheme, &pair.signing, &body) {
                Ok((sent, _)) => {
                    let found = sent.judged(scheme, &pair.verifying, NOW);
                    let start = String::from_utf8_lossy(&body[..body.len().min(40)]);
                    assert_eq!(found, (Verdict::Verified, None), "{} {start}", scheme.id());
                }
                Err(SignError::BodyIsNoJson { .. }) => {
                    assert!(keeps_something_in_json(scheme), "{}", scheme.id());
                }
                Err(error) => panic!("{}: {error}", scheme.id()),
            }
        }
    }
}

fn definition(scheme: &Scheme) -> &'static str {
    catalogue()
        .definition(scheme.id())
        .expect("the scheme is from the catalogue")
}

fn keeps_something_in_json(scheme: &Scheme) -> bool {
    let definition = definition(scheme);
    definition.contains("from = \"json:") || definition.contains("from = [\"json:")
}

/// Each scheme with its own sample, signed.
fn every_scheme(judge: impl Fn(&Scheme, &NewSecret, Sent, Signed)) {
    for scheme in catalogue().iter() {
        let pair = secrets(scheme);
        let (sent, told) =
            signed(scheme, &pair.signing, &sample(scheme).body).expect("samples can be signed");
        judge(scheme, &pair, sent, told);
    }
}

#[test]
fn any_other_character_in_what_was_set_is_not_verified() {
    every_scheme(|scheme, pair, mut sent, told| {
        for header in &told.headers {
            for at in 0..header.value.len() {
                let mut value = header.value.clone();
                value[at] ^= 1;
                sent.headers.set(&header.name, value);
                let (verdict, _) = sent.judged(scheme, &pair.verifying, NOW);
                assert_ne!(
                    verdict,
                    Verdict::Verified,
                    "{} {} at {at}",
                    scheme.id(),
                    header.name
                );
            }
            sent.headers.set(&header.name, header.value.clone());
        }
    });
}

#[test]
fn a_tampered_body_is_a_mismatch_where_the_body_is_signed() {
    every_scheme(|scheme, pair, mut sent, _| {
        if !scheme.summary().signs_body {
            return;
        }
        let last = sent.body.len() - 2;
        sent.body[last] ^= 1;
        let (verdict, reason) = sent.judged(scheme, &pair.verifying, NOW);
        assert_eq!(verdict, Verdict::Rejected, "{}", scheme.id());
        let mismatch = [
            Some(Reason::SignatureMismatch),
            Some(Reason::BodyHashMismatch),
        ];
        assert!(mismatch.contains(&reason), "{} {reason:?}", scheme.id());
    });
}

#[test]
fn another_url_or_method_is_a_mismatch_where_they_are_signed() {
    every_scheme(|scheme, pair, mut sent, _| {
        let rejected = |sent: &Sent| {
            let (verdict, reason) = sent.judged(scheme, &pair.verifying, NOW);
            assert_eq!(verdict, Verdict::Rejected, "{}", scheme.id());
            let mismatch = [
                Some(Reason::SignatureMismatch),
                Some(Reason::UrlHashMismatch),
            ];
            assert!(mismatch.contains(&reason), "{} {reason:?}", scheme.id());
        };
        let text = definition(scheme);
        if text.contains("{url}") || text.contains("\nurl = true") {
            sent.url.push('1');
            rejected(&sent);
            sent.url.pop();
        }
        if text.contains("{method}") {
            sent.method = "PUT";
            rejected(&sent);
        }
    });
}

#[test]
fn without_a_secret_nothing_is_checked() {
    every_scheme(|scheme, _, sent, _| {
        let found = sent.judged_by(scheme, &[], NOW);
        assert_eq!(found, (Verdict::NotChecked, None), "{}", scheme.id());
    });
}

#[test]
fn another_secret_is_a_mismatch() {
    every_scheme(|scheme, _, sent, _| {
        let Some(other) = new_secret(scheme, &[8; 32]) else {
            return;
        };
        let (verdict, reason) = sent.judged(scheme, &other.verifying, NOW);
        assert_eq!(verdict, Verdict::Rejected, "{}", scheme.id());
        let mismatch = [
            Some(Reason::SignatureMismatch),
            Some(Reason::TokenMismatch),
            Some(Reason::UnknownKeyId),
            Some(Reason::NoMatchingKeyId),
        ];
        assert!(mismatch.contains(&reason), "{} {reason:?}", scheme.id());
    });
}

#[test]
fn without_its_signature_a_request_is_unsigned() {
    for scheme in catalogue().iter() {
        let pair = secrets(scheme);
        let sent = Sent {
            method: "POST",
            url: URL.to_owned(),
            headers: Headers::default(),
            body: b"{}".to_vec(),
        };
        let found = sent.judged(scheme, &pair.verifying, NOW);
        assert_eq!(
            found,
            (Verdict::Unsigned, Some(Reason::MissingSignature)),
            "{}",
            scheme.id()
        );
    }
}

#[test]
fn the_window_is_the_schemes_own() {
    every_scheme(|scheme, pair, sent, _| {
        let summary = scheme.summary();
        let Some(tolerance) = summary
            .tolerance
            .and_then(|seconds| i64::try_from(seconds).ok())
        else {
            return;
        };
        let at = |now| sent.judged(scheme, &pair.verifying, now).1;
        assert_eq!(at(NOW + tolerance), None, "{}", scheme.id());
        assert_eq!(
            at(NOW + tolerance + 1),
            Some(Reason::TimestampTooOld),
            "{}",
            scheme.id()
        );
        let ahead = match summary.future {
            Some(model::FuturePolicy::Reject) => Some(Reason::TimestampInFuture),
            _ => None,
        };
        assert_eq!(at(NOW - tolerance - 1), ahead, "{}", scheme.id());
    });
}

#[test]
fn every_secret_of_a_rotation_signs_where_the_scheme_has_room() {
    for id in [
        "stripe-v1",
        "standard-webhooks-v1",
        "docusign",
        "hookdeck",
        "mollie-next",
        "persona",
        "recurly",
    ] {
        let scheme = catalogue().get(id).expect("the scheme is in the catalogue");
        let pair =
            [[1; 32], [2; 32]].map(|entropy| new_secret(scheme, &entropy).expect("HMAC").signing);
        let headers = Headers::default();
        let draft = Draft {
            scheme,
            secrets: &pair,
            request: Request {
                method: "POST",
                url: URL,
                headers: &headers,
                body: b"{}",
            },
            now: Timestamp::from_unix_seconds(NOW),
            entropy: [9; 16],
        };
        let headers = sign(&draft).expect("HMAC").headers;
        let sent = Sent {
            method: "POST",
            url: URL.to_owned(),
            headers,
            body: b"{}".to_vec(),
        };
        for secret in &pair {
            assert_eq!(
                sent.judged(scheme, secret, NOW),
                (Verdict::Verified, None),
                "{id}"
            );
        }
    }
}
