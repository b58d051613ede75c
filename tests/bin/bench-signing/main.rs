//! `cargo xtask bench signing`: verifications a second, beside the raw call of the algorithm.
//!
//! One thread, one request, one secret. The raw call gets the signed bytes and
//! the key as they are; ours finds, cuts and decodes the signature first, and
//! writes down the evidence.

mod raw;
mod sample;

use std::hint::black_box;
use std::time::{Duration, Instant};

use sample::Sample;

/// How long each side runs at a time; the better of [`ROUNDS`] counts.
const ROUND: Duration = Duration::from_millis(250);
const ROUNDS: usize = 5;

/// A scheme for each algorithm.
const SHARED: [(&str, &str); 5] = [
    ("HMAC-SHA1", "github-sha1"),
    ("HMAC-SHA256", "github-sha256"),
    ("HMAC-SHA256, list", "standard-webhooks-v1"),
    ("HMAC-SHA512", "paystack"),
    ("plain SHA-256", "hubspot-v1"),
];
const PAIRS: [(&str, &str); 2] = [("Ed25519", "discord"), ("ECDSA P-256", "sendgrid")];
const SIZES: [usize; 3] = [1_000, 64_000, 1_000_000];

fn main() {
    println!("Verifications a second on one thread, and the raw call over the same bytes.\n");
    println!(
        "{:>18} {:<21} {:>7} | {:>10} {:>10} | {:>5}",
        "algorithm", "scheme", "body", "raw/s", "verify/s", "ratio"
    );
    for (algorithm, scheme) in SHARED.into_iter().chain(PAIRS) {
        for size in SIZES {
            row(algorithm, &Sample::signed(scheme, size));
        }
    }
    row("RSA 2048", &Sample::of_a_provider("wise"));
}

fn row(algorithm: &str, sample: &Sample) {
    let (raw, ours) = alternating(|| sample.raw(), || sample.verified());
    println!(
        "{algorithm:>18} {:<21} {:>7} | {raw:>10.0} {ours:>10.0} | {:>5.2}",
        sample.scheme(),
        sample.body.len(),
        ours / raw
    );
}

/// The best rates of two calls that take turns, so that a busy moment hits both.
fn alternating(one: impl Fn() -> bool, other: impl Fn() -> bool) -> (f64, f64) {
    let mut best = (0_f64, 0_f64);
    for _ in 0..ROUNDS {
        best = (best.0.max(rate(&one)), best.1.max(rate(&other)));
    }
    best
}

/// Calls a second. Every call must say yes: a refusal would be quick and prove nothing.
fn rate(call: impl Fn() -> bool) -> f64 {
    let start = Instant::now();
    let mut calls = 0_u32;
    while start.elapsed() < ROUND {
        for _ in 0..8 {
            assert!(black_box(call()), "the signature is right");
        }
        calls += 8;
    }
    f64::from(calls) / start.elapsed().as_secs_f64()
}
