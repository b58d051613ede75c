//! Signing in place against signing apart, with every scheme.

use model::{Headers, Secret, Timestamp};

use super::*;
use crate::{Draft, Keys, Request, Scheme, catalogue};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_760_000_000);
const ENTROPY: [u8; 16] = [7; 16];

/// A request, signed apart.
fn told(scheme: &Scheme, secrets: &[Secret], before: &SignedInPlace) -> SignedInPlace {
    let url = before.url.as_deref().unwrap_or_default();
    let draft = Draft {
        scheme,
        secrets,
        request: Request {
            method: "POST",
            url,
            headers: &before.headers,
            body: before.body.as_deref().unwrap_or_default(),
        },
        now: NOW,
        entropy: ENTROPY,
    };
    let signed = sign(&draft).unwrap_or_else(|error| panic!("{}: {error}", scheme.id()));
    let mut headers = before.headers.clone();
    signed.put_into(&mut headers);
    let Signed { url, body, .. } = signed;
    SignedInPlace { headers, url, body }
}

/// The same, signed in place.
fn placed(scheme: &Scheme, secrets: &[Secret], before: &SignedInPlace) -> SignedInPlace {
    let unsigned = Unsigned {
        scheme,
        secrets,
        keys: &Keys::new(scheme, secrets),
        method: "POST",
        url: before.url.as_deref().unwrap_or_default(),
        headers: before.headers.clone(),
        body: before.body.as_deref().unwrap_or_default(),
        now: NOW,
        entropy: &|| ENTROPY,
    };
    sign_in_place(unsigned).unwrap()
}

/// Whether each signature of a scheme is another one.
fn is_random(scheme: &Scheme) -> bool {
    let definition = scheme.definition();
    let draws = definition.algorithm.kind == crate::scheme::definition::AlgorithmKind::EcdsaP256;
    draws || definition.coded.is_some() && definition.has_key_pair()
}

#[test]
fn every_scheme_signs_in_place_as_it_does_apart() {
    for scheme in catalogue().iter().filter(|scheme| !is_random(scheme)) {
        let made = [[7; 32], [8; 32]].map(|bytes| crate::new_secret(scheme, &bytes));
        let made: Vec<_> = made.into_iter().flatten().collect();
        let secrets: Vec<_> = made.into_iter().map(|secret| secret.signing).collect();
        let sample = crate::sample(scheme);
        let mut before = SignedInPlace {
            headers: sample.headers,
            url: Some("http://h/x?a=1".to_owned()),
            body: Some(sample.body),
        };
        for secrets in [&secrets[..secrets.len().min(1)], &secrets] {
            if secrets.is_empty() {
                continue;
            }
            let once = told(scheme, secrets, &before);
            assert_eq!(placed(scheme, secrets, &before), once, "{}", scheme.id());
            // Signed a second time: all it puts is there already.
            before.headers = once.headers;
        }
    }
}

type Fields<'a> = &'a [(&'a str, &'a str)];

fn of(headers: Fields<'_>) -> SignedInPlace {
    SignedInPlace {
        headers: headers.iter().copied().collect(),
        url: Some("http://h/x".to_owned()),
        body: Some(b"{}".to_vec()),
    }
}

#[test]
fn names_of_another_kind_doubled_and_stale_fields_are_treated_alike() {
    let svix = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let cases: [(&str, &str, Fields<'_>); 4] = [
        (
            "svix-v1",
            svix,
            &[
                ("webhook-id", "a"),
                ("X", "1"),
                ("webhook-id", "b"),
                ("webhook-signature", "v1,old"),
            ],
        ),
        (
            "svix-v1",
            svix,
            &[
                ("svix-id", ""),
                ("webhook-id", "b"),
                ("Svix-Id", "c"),
                ("webhook-timestamp", "1"),
            ],
        ),
        (
            "box",
            "secret",
            &[
                ("BOX-SIGNATURE-SECONDARY", "old"),
                ("A", "1"),
                ("box-signature-primary", "old"),
                ("BOX-SIGNATURE-PRIMARY", "older"),
            ],
        ),
        (
            "standard-webhooks-v1",
            svix,
            &[("Webhook-Id", "a"), ("webhook-id", "b")],
        ),
    ];
    for (id, secret, fields) in cases {
        let scheme = catalogue().get(id).unwrap();
        let secrets = [Secret::new(secret)];
        let before = of(fields);
        let expected = told(scheme, &secrets, &before);
        assert_eq!(placed(scheme, &secrets, &before), expected, "{fields:?}");
    }
}

#[test]
fn what_cannot_be_signed_says_the_same() {
    let none: &[Secret] = &[];
    let cases = [
        ("standard-webhooks-v1", none, "none was given"),
        (
            "standard-webhooks-v1",
            &[Secret::new("whsec_?")],
            "decoded from base64",
        ),
        ("discord", &[Secret::new("?")], "this is none"),
    ];
    for (id, secrets, words) in cases {
        let scheme = catalogue().get(id).unwrap();
        let unsigned = Unsigned {
            scheme,
            secrets,
            keys: &Keys::new(scheme, secrets),
            method: "POST",
            url: "http://h/x",
            headers: Headers::default(),
            body: b"{}",
            now: NOW,
            entropy: &|| ENTROPY,
        };
        let error = sign(&unsigned.draft()).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(sign_in_place(unsigned).unwrap_err(), error);
    }
}
