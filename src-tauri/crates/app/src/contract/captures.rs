//! What screens ask about captures.

use model::{
    Answer, AttemptFailure, Capture, CaptureHandshake, CaptureId, Headers, SourceId, Timestamp,
    Verdict, Verification,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of the newest captures, or of those from one capture on.
#[derive(Debug, Deserialize, TS)]
pub struct PageCaptures {
    /// Filter text; empty for all.
    pub filter: String,
    /// First capture of the page, itself included; `null` starts at the newest.
    pub from: Option<CaptureId>,
    /// At most this many rows, 500 at most.
    pub limit: u32,
}

/// The shape of a filtered list, so that it can jump anywhere without counting rows.
#[derive(Debug, Deserialize, TS)]
pub struct OutlineCaptures {
    /// Filter text without text terms; empty for all.
    pub filter: String,
}

/// Answer to [`OutlineCaptures`].
#[derive(Debug, Serialize, TS)]
pub struct CaptureOutline {
    /// How many captures match.
    #[ts(type = "number")]
    pub total: u64,
    /// Rows between two starts.
    pub page_size: u32,
    /// First capture of every page, newest first.
    pub starts: Vec<CaptureId>,
    /// True when the filter has text terms: use `captures.search` instead; the rest is empty.
    pub needs_search: bool,
}

/// One slice of a text search; ask again with `before: next` until `next` is `null`.
#[derive(Debug, Deserialize, TS)]
pub struct SearchCaptures {
    /// Filter text.
    pub filter: String,
    /// Where the last slice ended.
    pub before: Option<CaptureId>,
    /// At most this many rows.
    pub limit: u32,
}

/// Answer to [`SearchCaptures`].
#[derive(Debug, Serialize, TS)]
pub struct FoundCaptures {
    /// What this slice found, newest first.
    pub rows: Vec<Capture>,
    /// Where to go on; `null` when everything was looked through.
    pub next: Option<CaptureId>,
    /// Captures looked at in this slice.
    #[ts(type = "number")]
    pub scanned: u64,
    /// About how many are left.
    #[ts(type = "number")]
    pub left: u64,
}

/// How many captures are newer than the newest one shown.
#[derive(Debug, Deserialize, TS)]
pub struct NewerCaptures {
    /// Filter text.
    pub filter: String,
    /// The newest one shown; `null` counts all.
    pub than: Option<CaptureId>,
}

/// Answer to [`NewerCaptures`].
#[derive(Debug, Serialize, TS)]
pub struct NewerCount {
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}

/// Totals for the sidebar and for completion in the filter.
#[derive(Debug, Serialize, TS)]
pub struct CaptureCounts {
    /// All captures.
    #[ts(type = "number")]
    pub total: u64,
    /// By verdict; every verdict is there.
    pub by_verdict: Vec<(Verdict, u64)>,
    /// By source, `unsorted` included once it has captures.
    pub by_source: Vec<SourceCount>,
}

/// Captures of one source.
#[derive(Debug, Serialize, TS)]
pub struct SourceCount {
    /// Name of the source.
    pub source: String,
    /// All its captures.
    #[ts(type = "number")]
    pub total: u64,
    /// The rejected ones.
    #[ts(type = "number")]
    pub rejected: u64,
    /// When the last one came.
    pub last_received_at: Option<Timestamp>,
}

/// Names one capture.
#[derive(Debug, Deserialize, TS)]
pub struct OneCapture {
    /// Its id.
    pub id: CaptureId,
}

/// Everything about a capture but its body, which is read from `/bytes/captures/{id}/body`.
#[derive(Debug, Serialize, TS)]
pub struct CaptureDetail {
    /// The row.
    pub capture: Capture,
    /// Header fields as they came.
    pub headers: Headers,
    /// Size of the head in bytes; the head itself is at `/bytes/captures/{id}/head`.
    #[ts(type = "number")]
    pub head_size: u64,
    /// Address of the sender.
    pub remote: Option<String>,
    /// Id of the source, while it exists.
    pub source_id: Option<SourceId>,
    /// The signature check with its steps.
    pub verification: Verification,
    /// What came of it, when it was a handshake.
    pub handshake: Option<CaptureHandshake>,
    /// Name of the scheme for people.
    pub scheme_name: Option<String>,
    /// What we answered.
    pub answer: Option<Answer>,
    /// The answer's body as text, cut at 64 KiB.
    pub answer_text: Option<String>,
    /// What the body is, so that a view can be chosen without reading it.
    pub body: BodyFacts,
    /// The last forward that did not arrive.
    pub forward_failure: Option<AttemptFailure>,
}

/// What a body is.
#[derive(Debug, Serialize, TS)]
pub struct BodyFacts {
    /// Bytes as they came.
    #[ts(type = "number")]
    pub size: u64,
    /// Hex SHA-256 of the bytes as they came.
    pub sha256: String,
    /// `Content-Type` as it came.
    pub content_type: Option<String>,
    /// `Content-Encoding` when it is one that can be shown decoded (`gzip`, `deflate`);
    /// the decoded bytes are at `/bytes/captures/{id}/decoded`.
    pub encoding: Option<String>,
    /// How it can be shown.
    pub kind: BodyKind,
}

/// How a body can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// No bytes.
    Empty,
    /// Reads as JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// XML or HTML, shown as text.
    Xml,
    /// Other UTF-8 text.
    Text,
    /// Bytes that are not UTF-8.
    Binary,
}

/// Sets or takes a pin.
#[derive(Debug, Deserialize, TS)]
pub struct PinCaptures {
    /// Which captures.
    pub ids: Vec<CaptureId>,
    /// Pinned or not.
    pub pinned: bool,
}

/// Names several captures.
#[derive(Debug, Deserialize, TS)]
pub struct SomeCaptures {
    /// Which captures.
    pub ids: Vec<CaptureId>,
}

/// How many captures a command touched.
#[derive(Debug, Serialize, TS)]
pub struct TouchedCaptures {
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}

/// A capture as text to paste elsewhere.
#[derive(Debug, Deserialize, TS)]
pub struct CopyCapture {
    /// Which capture.
    pub id: CaptureId,
    /// In which form.
    pub format: CopyFormat,
    /// Keeps credentials (`Authorization`, `Cookie`, API keys) in; else they are redacted.
    pub with_credentials: bool,
}

/// Forms in which a capture can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyFormat {
    /// A `curl` command.
    Curl,
    /// The raw HTTP message.
    Http,
    /// One JSON object, as `hookwright captures show --json` prints it.
    Json,
}

/// A text to put on the clipboard.
#[derive(Debug, Serialize, TS)]
pub struct CopiedText {
    /// The text.
    pub text: String,
    /// Names of what was redacted.
    pub redacted: Vec<String>,
}

/// What the provider's side said to a visit.
#[derive(Debug, Serialize, TS)]
pub struct Visited {
    /// Its status, when it answered.
    pub status: Option<u16>,
    /// Why it did not.
    pub problem: Option<String>,
}
