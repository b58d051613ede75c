//! Requests signed right, to be broken by the tests.

use model::{Diagnosis, Headers, Secret, SecretRef, Timestamp};
use signing::{Draft, KnownSecret, OtherSecret, Question, Request, Scheme, catalogue};

/// The published rows.
pub const VECTORS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../tests/vectors/diagnose.jsonl"
));

/// The time of every check.
pub const NOW: Timestamp = Timestamp(1_760_000_000_000_000);

/// The URL that the provider was given.
pub const URL: &str = "https://shop.example.com/hooks?a=1";

/// A request and what it is checked with; tests change one thing of it.
pub struct Broken {
    pub scheme: &'static Scheme,
    pub secret: Vec<u8>,
    pub others: Vec<OtherSecret>,
    pub url: String,
    pub urls: Vec<String>,
    pub headers: Headers,
    pub body: Vec<u8>,
    pub now: Timestamp,
}

/// A request that verifies.
pub fn signed(scheme: &str, secret: &str, body: &[u8]) -> Broken {
    let scheme = catalogue().get(scheme).expect("a scheme of the catalogue");
    let draft = Draft {
        scheme,
        secrets: &[Secret::new(secret)],
        request: Request {
            method: "POST",
            url: URL,
            headers: &Headers::default(),
            body,
        },
        now: NOW,
        entropy: [7; 16],
    };
    Broken {
        headers: signing::sign(&draft).expect("it can be signed").headers,
        scheme,
        secret: secret.as_bytes().to_vec(),
        others: Vec::new(),
        url: URL.to_owned(),
        urls: Vec::new(),
        body: body.to_vec(),
        now: NOW,
    }
}

/// A named secret.
pub fn known(name: &str, secret: &[u8]) -> KnownSecret {
    KnownSecret {
        secret: Secret::new(secret),
        name: SecretRef {
            id: None,
            name: name.to_owned(),
        },
    }
}

impl Broken {
    /// What is found while the budget holds.
    pub fn diagnosed_within(&self, budget: &dyn Fn() -> bool) -> Diagnosis {
        let request = Request {
            method: "POST",
            url: &self.url,
            headers: &self.headers,
            body: &self.body,
        };
        signing::diagnose(
            &request,
            &Question {
                scheme: self.scheme,
                secrets: &[known("mine", &self.secret)],
                others: &self.others,
                now: self.now,
                tolerance_seconds: None,
                future: None,
                urls: &self.urls,
                other_schemes: true,
                budget,
            },
        )
    }

    /// What is found with all the time in the world.
    pub fn diagnosed(&self) -> Diagnosis {
        self.diagnosed_within(&|| true)
    }

    /// The codes of the best cause.
    pub fn best(&self) -> Vec<String> {
        let causes = self.diagnosed().causes;
        let steps = causes.first().map(|cause| cause.steps.clone());
        steps
            .unwrap_or_default()
            .into_iter()
            .map(|step| step.code)
            .collect()
    }
}
