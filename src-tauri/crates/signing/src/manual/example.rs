//! A request signed with a secret that everybody may know.

use model::{Headers, Secret, SecretRef, SegmentKind, SignedSegment, Timestamp, Verification};
use serde::Serialize;

use crate::{
    Check, Draft, KnownSecret, NewSecret, Request, Scheme, new_secret, sample, sign, verify,
};

/// A request signed with a secret that everybody may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Example {
    /// The secret; for public-key schemes the public key.
    pub secret: String,
    /// The request's method.
    pub method: String,
    /// The URL it is sent to.
    pub url: String,
    /// Its header fields.
    pub headers: Headers,
    /// Its body.
    pub body: String,
    /// The bytes that are signed; the secret, where it is among them, as `{secret}`.
    pub signed: Option<String>,
    /// The time it was signed at, in Unix seconds.
    #[ts(type = "number")]
    pub now_unix: i64,
}

/// The time of the samples: 31 January 2026, noon.
const NOW: i64 = 1_769_860_800;

const URL: &str = "https://example.com/webhooks";

/// From these bytes the secret is made: they are public, so nobody may use it.
const PUBLIC: &[u8; 32] = b"an example secret that is public";

/// The scheme's sample, signed; `None` where we cannot make a secret.
pub fn example(scheme: &Scheme) -> Option<Example> {
    let secret = new_secret(scheme, PUBLIC)?;
    let sample = sample(scheme);
    let mut headers: Headers = [("Content-Type", sample.content_type.as_str())]
        .into_iter()
        .collect();
    headers.0.extend(sample.headers.iter().cloned());
    let request = Request {
        method: "POST",
        url: URL,
        headers: &headers.clone(),
        body: &sample.body,
    };
    let signed = sign(&Draft {
        scheme,
        secrets: std::slice::from_ref(&secret.signing),
        request,
        now: Timestamp::from_unix_seconds(NOW),
        entropy: *b"a public example",
    })
    .ok()?;
    signed.put_into(&mut headers);
    let url = signed.url.unwrap_or_else(|| URL.to_owned());
    let body = signed.body.unwrap_or(sample.body);
    let request = Request {
        method: "POST",
        url: &url,
        headers: &headers,
        body: &body,
    };
    let signed = signed_text(&request, &checked(scheme, &request, &secret));
    Some(Example {
        secret: text(secret.verifying.expose()),
        method: "POST".to_owned(),
        signed,
        body: text(&body),
        url,
        headers,
        now_unix: NOW,
    })
}

fn checked(scheme: &Scheme, request: &Request<'_>, secret: &NewSecret) -> Verification {
    let secret: Secret = secret.verifying.clone();
    let name = SecretRef {
        id: None,
        name: "the example's secret".to_owned(),
    };
    let check = Check {
        scheme,
        secrets: &[KnownSecret { secret, name }],
        now: Timestamp::from_unix_seconds(NOW),
        tolerance_seconds: None,
        future: None,
    };
    verify(request, &check)
}

/// What was signed, put together from the evidence.
fn signed_text(request: &Request<'_>, verification: &Verification) -> Option<String> {
    let signed = verification.evidence.as_ref()?.signed.as_ref()?;
    let segment = |segment: &SignedSegment| match (&segment.text, segment.kind) {
        (Some(text), _) => text.clone(),
        (None, SegmentKind::Secret) => "{secret}".to_owned(),
        (None, _) => text(request.body),
    };
    Some(signed.segments.iter().map(segment).collect())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
