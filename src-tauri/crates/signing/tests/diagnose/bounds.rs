//! Nothing that arrives makes a search panic, or run without end.

use std::cell::Cell;

use model::Headers;
use proptest::collection::vec;
use proptest::prelude::*;
use signing::catalogue;

use crate::support::{Broken, NOW, URL, signed};

/// A search may ask for time this often before the test calls it endless.
const MOST_LOOKS: u32 = 20_000;

#[test]
fn a_spent_budget_ends_the_search_at_once() {
    let body = vec![b'['; 1 << 20];
    let mut broken = signed("github-sha256", "secret", &body);
    broken.body.push(b'x');
    let looks = Cell::new(0);
    let diagnosis = broken.diagnosed_within(&|| {
        looks.set(looks.get() + 1);
        false
    });
    assert!(!diagnosis.finished);
    assert_eq!(looks.get(), 1);
    assert!(diagnosis.tried < 4, "{}", diagnosis.tried);
}

#[test]
fn the_budget_is_asked_between_all_tries_on_a_large_body() {
    let item = "{\"id\":12,\"name\":\"Zoë\",\"url\":\"https://x/y\",\"price\":1.50},";
    let body = format!("[{}{{}}]", item.repeat((1 << 20) / item.len()));
    let mut broken = signed("stripe-v1", "secret", body.as_bytes());
    broken.secret = b"another".to_vec();
    let looks = Cell::new(0_u64);
    let diagnosis = broken.diagnosed_within(&|| {
        looks.set(looks.get() + 1);
        looks.get() < 40
    });
    assert!(!diagnosis.finished);
    assert!(
        diagnosis.tried <= looks.get() + 2,
        "{} {}",
        diagnosis.tried,
        looks.get()
    );
}

#[test]
fn a_decompression_bomb_goes_off_quietly() {
    use std::io::Write as _;
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        bomb.write_all(&[0; 1 << 20]).unwrap();
    }
    let mut broken = signed("github-sha256", "secret", b"{}");
    broken.body = bomb.finish().unwrap();
    let looks = Cell::new(0);
    let diagnosis = broken.diagnosed_within(&|| {
        looks.set(looks.get() + 1);
        looks.get() < 3
    });
    assert!(diagnosis.causes.is_empty());
}

fn scheme() -> impl Strategy<Value = &'static signing::Scheme> {
    let all: Vec<_> = catalogue().iter().collect();
    (0..all.len()).prop_map(move |at| all[at])
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..64),
        "[\\[\\]{}\",:0-9a-eu\\\\/ \n\r%+&=\u{e9}]{0,60}".prop_map(String::into_bytes),
        "(\\{\"[a-z0-9]{1,3}\":(1\\.0|\"\\\\u00e9/\"|\\[\\]|null),?\\}?){1,4}"
            .prop_map(String::into_bytes),
        vec(any::<u8>(), 0..40).prop_map(|rest| [b"\x1f\x8b\x08\x00".to_vec(), rest].concat()),
    ]
}

fn signature() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,80}",
        "(t=[0-9]{10},)?(v1[=,]|sha256=|)([0-9a-f]{64}|[A-Za-z0-9+/]{43}=)",
    ]
}

/// A request that names everything a scheme may read.
fn broken(
    scheme: &'static signing::Scheme,
    signature: &str,
    body: Vec<u8>,
    secret: Vec<u8>,
) -> Broken {
    let mut headers = Headers::default();
    let place = scheme.summary().place;
    for name in place
        .split(" or ")
        .filter_map(|place| place.strip_prefix("header "))
    {
        headers.push(name, signature);
    }
    headers.push("webhook-id", "msg_1");
    headers.push("webhook-timestamp", "1760000000");
    headers.push("X-Forwarded-Host", signature);
    Broken {
        scheme,
        secret,
        others: Vec::new(),
        url: format!("{URL}&b={signature}"),
        urls: vec![signature.to_owned()],
        headers,
        body,
        now: NOW,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_request_makes_a_search_panic_or_run_without_end(
        scheme in scheme(),
        signature in signature(),
        body in body(),
        secret in vec(any::<u8>(), 0..40),
    ) {
        let looks = Cell::new(0);
        let broken = broken(scheme, &signature, body, secret);
        let diagnosis = broken.diagnosed_within(&|| {
            looks.set(looks.get() + 1);
            looks.get() < MOST_LOOKS
        });
        prop_assert!(looks.get() < MOST_LOOKS, "{}: {} tries", scheme.id(), diagnosis.tried);
        for cause in &diagnosis.causes {
            prop_assert!(!cause.sentence.is_empty() && cause.steps.len() <= 2);
        }
    }
}
