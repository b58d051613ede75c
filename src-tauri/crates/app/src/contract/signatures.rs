//! Checks, signatures and diagnoses of captures and of requests that are not stored.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{CaptureId, FuturePolicy, Headers, SourceId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request that is typed or pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestFields {
    /// Method.
    pub method: String,
    /// Absolute URL, as the provider knows it.
    pub url: String,
    /// Header fields in order.
    pub headers: Headers,
    /// The body.
    pub body: RequestBody,
}

/// A body as a shell can hold it: `{"text": "…"}`, or `{"b64": "…"}` where it is not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestBody {
    /// UTF-8 text, byte for byte.
    Text(String),
    /// Any bytes, in base64.
    B64(String),
}

impl From<Vec<u8>> for RequestBody {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => Self::B64(BASE64_STANDARD.encode(error.as_bytes())),
        }
    }
}

/// What is checked: `{"capture": "cap_1"}` or `{"request": {…}}`.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A stored capture, as of the time it came.
    Capture(CaptureId),
    /// A request that is not stored.
    Request(RequestFields),
}

/// A scheme: `{"id": "stripe-v1"}`, or `{"definition": "…"}` for one that is not saved.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SchemeChoice {
    /// Of the catalogue or the user's own, by id.
    Id(String),
    /// A definition as TOML or JSON.
    Definition(String),
}

/// Secrets: `{"typed": ["…"]}`, or `{"source": "src_1"}` for those of a source.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretChoice {
    /// As text; any may match.
    Typed(Vec<String>),
    /// The stored ones of a source.
    Source(SourceId),
}

impl std::fmt::Debug for SecretChoice {
    /// Says how many were typed, never which.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Typed(texts) => write!(f, "{} typed", texts.len()),
            Self::Source(id) => write!(f, "those of {id}"),
        }
    }
}

/// Checks a capture with a scheme and secrets that are not saved.
#[derive(Debug, Deserialize, TS)]
pub struct TrySignature {
    /// Which capture.
    pub capture: CaptureId,
    /// Scheme id.
    pub scheme: String,
    /// Secrets as text; empty uses those of the capture's source.
    pub secrets: Vec<String>,
    /// Allowed clock difference in seconds; `null` is the scheme's own.
    #[ts(type = "number | null")]
    pub tolerance_seconds: Option<u64>,
    /// The URL the provider was given; `null` is the source's.
    pub public_url: Option<String>,
}

/// Checks a request.
#[derive(Debug, Deserialize, TS)]
pub struct VerifyRequest {
    /// The request.
    pub request: RequestFields,
    /// The scheme.
    pub scheme: SchemeChoice,
    /// What it is checked with.
    pub secrets: SecretChoice,
    /// Allowed clock difference in seconds; `null` is the scheme's own.
    #[ts(type = "number | null")]
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours; `null` is the scheme's own.
    pub future: Option<FuturePolicy>,
    /// The time of the check; `null` is now.
    pub now: Option<Timestamp>,
}

/// Signs a request as its provider would.
#[derive(Debug, Deserialize, TS)]
pub struct SignRequest {
    /// The request; signature and timestamp that it carries are replaced, an id is kept.
    pub request: RequestFields,
    /// The scheme.
    pub scheme: SchemeChoice,
    /// What it is signed with; for public-key schemes the private key.
    pub secrets: SecretChoice,
    /// The time that is signed; `null` is now.
    pub now: Option<Timestamp>,
}

/// A request that is signed.
#[derive(Debug, Serialize, TS)]
pub struct SignedRequest {
    /// The whole request, ready to be sent.
    pub request: RequestFields,
    /// The header fields that signing set, in order.
    pub headers: Headers,
    /// Whether signing put something into the URL.
    pub changes_url: bool,
    /// Whether signing put something into the body.
    pub changes_body: bool,
    /// The time that was signed.
    pub now: Timestamp,
}

/// Asks for a new secret in the form a scheme wants.
#[derive(Debug, Deserialize, TS)]
pub struct MakeSecret {
    /// The scheme.
    pub scheme: SchemeChoice,
}

/// A new secret; the halves differ only for public-key schemes.
#[derive(Serialize, TS)]
pub struct MadeSecret {
    /// What signs.
    pub signing: String,
    /// What verifies.
    pub verifying: String,
}

/// Asks why a request does not verify.
#[derive(Debug, Deserialize, TS)]
pub struct DiagnoseRequest {
    /// The request and what it is checked with.
    #[serde(flatten)]
    pub check: VerifyRequest,
    /// Tries every stored secret too; causes name its source.
    pub all_secrets: bool,
    /// Other URLs it may have been sent to.
    pub urls: Vec<String>,
}

/// Asks why a capture does not verify, with its source's scheme and secrets.
#[derive(Debug, Deserialize, TS)]
pub struct DiagnoseCapture {
    /// Which capture.
    pub id: CaptureId,
    /// Tries the secrets of every other source too; causes name the source.
    pub all_secrets: bool,
    /// Another scheme than the source's.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub scheme: Option<SchemeChoice>,
    /// Other secrets than the source's.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub secrets: Option<SecretChoice>,
}

/// Asks which scheme a request looks like.
#[derive(Debug, Deserialize, TS)]
pub struct DetectRequest {
    /// The request.
    pub request: RequestFields,
}

/// Searches for a scheme that a request was signed with.
#[derive(Debug, Deserialize, TS)]
pub struct ProposeScheme {
    /// A signed request.
    pub subject: Subject,
    /// The secret it was signed with; of several each is tried.
    pub secrets: SecretChoice,
}

/// A text to be read as a request.
#[derive(Debug, Deserialize, TS)]
pub struct ReadRequest {
    /// A raw HTTP request, a `curl` command, or header lines.
    pub text: String,
}

/// A text that was read as a request.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReadAnswer {
    /// What the text was taken for.
    pub form: RequestForm,
    /// The request; what the text does not say has a usual value.
    pub request: RequestFields,
    /// What could not be taken over, and what helps, a sentence each.
    pub notes: Vec<String>,
}

/// What a pasted text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestForm {
    /// Request line, header lines, blank line, body.
    Http,
    /// A `curl` command.
    Curl,
    /// Header lines, perhaps with a body behind a blank line.
    Headers,
}

/// A request as text to paste elsewhere.
#[derive(Debug, Deserialize, TS)]
pub struct CopyRequest {
    /// The request.
    pub request: RequestFields,
    /// In which form.
    pub format: RequestFormat,
}

/// Forms in which a request can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestFormat {
    /// A `curl` command.
    Curl,
    /// The raw HTTP message.
    Http,
    /// The header lines alone.
    Headers,
}
