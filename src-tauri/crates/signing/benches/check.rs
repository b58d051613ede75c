//! How long a check takes, against the bare HMAC-SHA256 of the same body.
//!
//! The bare HMAC is the limit: what a check takes beyond it goes into finding,
//! cutting and telling.

use std::hint::black_box;
use std::time::Instant;

use hmac::{Hmac, KeyInit as _, Mac as _};
use model::{Headers, Secret, SecretRef, Timestamp};
use signing::{Check, Draft, KnownSecret, Request, catalogue, new_secret, sign, verify};

const ROUNDS: u32 = 20_000;

/// Scheme and size of the body in bytes.
const CASES: &[(&str, usize)] = &[
    ("github-sha256", 1024),
    ("stripe-v1", 1024),
    ("standard-webhooks-v1", 1024),
    ("linear", 1024),
    ("discord", 1024),
    ("github-sha256", 1024 * 1024),
];

fn main() {
    for &(id, size) in CASES {
        let rounds = if size > 4096 { ROUNDS / 100 } else { ROUNDS };
        let body = body(size);
        let check = microseconds(rounds, checking(id, &body));
        let bare = microseconds(rounds, || drop(black_box(bare_hmac(&body))));
        println!(
            "{id:24} {size:8} bytes: check {check:9.2} µs, bare {bare:9.2} µs, ratio {:.2}",
            check / bare
        );
    }
}

fn body(size: usize) -> Vec<u8> {
    let start = "{\"webhookTimestamp\":1760000000000,\"pad\":\"";
    format!("{start}{}\"}}", "x".repeat(size - start.len() - 2)).into_bytes()
}

fn microseconds(rounds: u32, mut run: impl FnMut()) -> f64 {
    let start = Instant::now();
    (0..rounds).for_each(|_| run());
    start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds)
}

fn bare_hmac(body: &[u8]) -> Vec<u8> {
    let mut mac =
        Hmac::<sha2::Sha256>::new_from_slice(b"a key").expect("HMAC takes a key of any length");
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

fn checking(id: &str, body: &[u8]) -> impl FnMut() {
    let scheme = catalogue().get(id).expect("the scheme is in the catalogue");
    let pair = new_secret(scheme, &[7; 32]).expect("no RSA here");
    let now = Timestamp::from_unix_seconds(1_760_000_000);
    let empty = Headers::default();
    let request = Request {
        method: "POST",
        url: "https://example.com/",
        headers: &empty,
        body,
    };
    let draft = Draft {
        scheme,
        secrets: &[pair.signing],
        request,
        now,
        entropy: [1; 16],
    };
    let headers = sign(&draft).expect("a new secret signs").headers;
    let name = SecretRef {
        id: None,
        name: "secret 1".to_owned(),
    };
    let secrets = [KnownSecret {
        secret: Secret::new(pair.verifying.expose()),
        name,
    }];
    let body = body.to_vec();
    move || {
        let request = Request {
            method: "POST",
            url: "https://example.com/",
            headers: &headers,
            body: &body,
        };
        let check = Check {
            scheme,
            secrets: &secrets,
            now,
            tolerance_seconds: None,
            future: None,
        };
        let found = verify(black_box(&request), &check);
        assert_eq!(found.reason, None);
    }
}
