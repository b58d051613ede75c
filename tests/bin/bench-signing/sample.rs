//! A signed request, and what the raw call needs of it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Headers, Secret, SecretRef, Timestamp, Verdict};
use serde_json::Value;
use signing::{Check, Draft, KnownSecret, Request, Scheme};

use crate::raw::Raw;

const URL: &str = "https://hooks.example.com/in";
const NOW: i64 = 1_795_000_000;
const TEXT: &str = "It's a Secret to Everybody";
const WHSEC: &str = "whsec_C1BzrwAEt7cHaTBmVq7T6Xd+WckKMrlu";

/// The providers' rows, for keys that cannot be made here.
const ROWS: &str = include_str!("../../vectors/verify.jsonl");

/// A request that verifies.
pub struct Sample {
    scheme: &'static Scheme,
    headers: Headers,
    /// Its body.
    pub body: Vec<u8>,
    secret: KnownSecret,
    now: Timestamp,
    raw: Raw,
}

impl Sample {
    /// A request that we sign.
    pub fn signed(scheme: &str, size: usize) -> Self {
        let scheme = signing::catalogue().get(scheme).expect("a scheme of ours");
        let (private, public) = secrets(scheme);
        let (body, now) = (vec![b'a'; size], Timestamp::from_unix_seconds(NOW));
        let mut headers = Headers::default();
        let draft = Draft {
            scheme,
            secrets: &[private],
            request: Request {
                method: "POST",
                url: URL,
                headers: &headers,
                body: &body,
            },
            now,
            entropy: [7; 16],
        };
        signing::sign(&draft)
            .expect("it signs")
            .put_into(&mut headers);
        Self::new(scheme, headers, body, &public, now)
    }

    /// The longest request of a provider that verifies.
    pub fn of_a_provider(scheme: &str) -> Self {
        let rows = ROWS
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("a row"));
        let right = rows.filter(|row| row["scheme"] == scheme && row["expect"] == "valid");
        let row = right
            .max_by_key(|row| row["body_b64"].as_str().map(str::len))
            .expect("a row of this scheme");
        let headers = serde_json::from_value(row["headers"].clone()).expect("header fields");
        let body = BASE64_STANDARD.decode(row["body_b64"].as_str().unwrap_or_default());
        let now = Timestamp::from_unix_seconds(row["now_unix"].as_i64().unwrap_or_default());
        let public = row["public_key"].as_str().unwrap_or_default();
        let scheme = signing::catalogue().get(scheme).expect("a scheme of ours");
        Self::new(
            scheme,
            headers,
            body.expect("base64"),
            &Secret::new(public),
            now,
        )
    }

    fn new(
        scheme: &'static Scheme,
        headers: Headers,
        body: Vec<u8>,
        public: &Secret,
        now: Timestamp,
    ) -> Self {
        let raw = Raw::new(scheme.id(), &headers, &body, public);
        let name = SecretRef {
            id: None,
            name: "secret".to_owned(),
        };
        let secret = KnownSecret {
            secret: public.clone(),
            name,
        };
        Self {
            scheme,
            headers,
            body,
            secret,
            now,
            raw,
        }
    }

    /// The scheme's id.
    pub fn scheme(&self) -> &str {
        self.scheme.id()
    }

    /// Our check.
    pub fn verified(&self) -> bool {
        let request = Request {
            method: "POST",
            url: URL,
            headers: &self.headers,
            body: &self.body,
        };
        let check = Check {
            scheme: self.scheme,
            secrets: std::slice::from_ref(&self.secret),
            now: self.now,
            tolerance_seconds: None,
            future: None,
        };
        signing::verify(&request, &check).verdict == Verdict::Verified
    }

    /// The raw call.
    pub fn raw(&self) -> bool {
        self.raw.verifies(&self.body)
    }
}

fn secrets(scheme: &Scheme) -> (Secret, Secret) {
    if scheme.summary().public_key {
        let pair = signing::new_secret(scheme, &[1; 32]).expect("a pair can be made");
        return (pair.signing, pair.verifying);
    }
    let text = match scheme.id() {
        "standard-webhooks-v1" => WHSEC,
        _ => TEXT,
    };
    (Secret::new(text), Secret::new(text))
}
