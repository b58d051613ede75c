//! What was compared, step by step: the proof behind a verdict.
//!
//! Small enough to be stored with every capture: the signed bytes are told as
//! segments that point into the request instead of repeating it.

use serde::{Deserialize, Serialize};

use crate::{Reason, SecretId, Timestamp, Verdict};

/// A verdict and what led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Verification {
    /// The outcome.
    pub verdict: Verdict,
    /// Why, when it is not verified.
    pub reason: Option<Reason>,
    /// The steps taken; `None` when nothing could be checked.
    pub evidence: Option<Evidence>,
}

impl Verification {
    /// No scheme, or no secret: nothing was checked.
    #[must_use]
    pub const fn not_checked() -> Self {
        Self {
            verdict: Verdict::NotChecked,
            reason: None,
            evidence: None,
        }
    }
}

/// The steps of a check in the order they were taken; a step not reached is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Evidence {
    /// Id of the scheme that was checked.
    pub scheme: String,
    /// The signature as it was found.
    pub signature: Option<FoundSignature>,
    /// The parts it was cut into, in order (`t`, `v1`, `v1` …).
    pub parts: Vec<ParsedPart>,
    /// How old the request is.
    pub timestamp: Option<TimestampCheck>,
    /// The exact bytes that were signed.
    pub signed: Option<SignedContent>,
    /// Every digest computed, with what it was compared to.
    pub comparisons: Vec<Comparison>,
    /// The secret that matched.
    pub matched_secret: Option<SecretRef>,
    /// What is missing or wrong, in words, when the parts above do not say it
    /// ("header webhook-id is missing").
    pub detail: Option<String>,
    /// What the signed text claims of the request, and what is so; empty for
    /// schemes that sign the request itself.
    #[serde(default)]
    pub claims: Vec<ClaimCheck>,
    /// The key that would have to be fetched, where it is known only by its address.
    #[serde(default)]
    pub key_url: Option<KeyUrl>,
}

/// A value that the signed text claims of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ClaimCheck {
    /// Where it is claimed: `claim sha256`.
    pub place: String,
    /// What it should be: `SHA-256 of the body in hex`.
    pub what: String,
    /// The value that this request has.
    pub expected: String,
    /// The value that is claimed; `None` when the claim is absent.
    pub received: Option<String>,
    /// Whether they agree.
    pub matches: bool,
}

/// Where a provider publishes the key of a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct KeyUrl {
    /// Its address.
    pub url: String,
    /// The key's id, when the request names one.
    pub kid: Option<String>,
}

/// Where the signature stood and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FoundSignature {
    /// `header Stripe-Signature`, `query signature`, `body field data.hmac`.
    pub place: String,
    /// The text as it came (bytes that are not UTF-8 replaced).
    pub text: String,
}

/// One piece of a cut signature text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ParsedPart {
    /// The piece's key (`v1`), or empty where pieces have none.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Whether the scheme reads this piece (unknown versions are skipped).
    pub used: bool,
}

/// Whether timestamps ahead of our clock are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FuturePolicy {
    /// Beyond the tolerance they are refused.
    Reject,
    /// They are let through, as several official SDKs do.
    Accept,
}

impl FuturePolicy {
    /// The word used in JSON and storage.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Accept => "accept",
        }
    }

    /// Reads [`FuturePolicy::as_str`] back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let both = [Self::Reject, Self::Accept];
        both.into_iter().find(|policy| policy.as_str() == word)
    }
}

/// The request's own timestamp against the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TimestampCheck {
    /// `header X-Slack-Request-Timestamp`, `part t`, `body field webhookTimestamp`.
    pub place: String,
    /// The text as it came.
    pub text: String,
    /// The time it means; `None` when it cannot be read.
    pub at: Option<Timestamp>,
    /// How many microseconds before the check it lies; negative when ahead.
    #[ts(type = "number | null")]
    pub age_micros: Option<i64>,
    /// Allowed difference in seconds; `None` when the scheme has no window.
    #[ts(type = "number | null")]
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours.
    pub future: FuturePolicy,
}

/// The signed bytes as a row of segments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SignedContent {
    /// The segments, in order.
    pub segments: Vec<SignedSegment>,
    /// Length of all segments together, in bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// Set when a variant of the scheme was signed (`ascii-escaped body`).
    pub variant: Option<String>,
}

/// One piece of the signed bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SignedSegment {
    /// Where the piece comes from.
    pub kind: SegmentKind,
    /// What it is (`timestamp`, `header webhook-id`), or the fixed text itself.
    pub name: String,
    /// The bytes as text; `None` for the raw body, which the capture holds.
    pub text: Option<String>,
    /// Length in bytes.
    #[ts(type = "number")]
    pub length: u64,
}

/// Where a piece of the signed bytes comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Text fixed by the scheme.
    Literal,
    /// The request's body, byte for byte.
    Body,
    /// The timestamp as it came.
    Timestamp,
    /// A header's value.
    Header,
    /// The URL or a piece of it.
    Url,
    /// The request's method.
    Method,
    /// Anything computed: a hash of the body, sorted form fields, a JSON field.
    Derived,
    /// The secret itself, never shown.
    Secret,
}

/// One digest against one received signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Comparison {
    /// Which secret made the expected digest.
    pub secret: SecretRef,
    /// What the signature should be, written as the scheme writes it; for
    /// public-key schemes, where nothing can be computed, `None`.
    pub expected: Option<String>,
    /// What came.
    pub received: String,
    /// Whether they agree.
    pub matches: bool,
}

/// A secret by name, never by value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SecretRef {
    /// Its id, when it is a stored one.
    pub id: Option<SecretId>,
    /// `whsec_…4f`, or `secret 2` where it has no other name.
    pub name: String,
}
