//! What is known of captures, as others give and get it.

use std::time::{Duration, Instant};

use bytes::Bytes;
use model::{
    Answer, Capture, CaptureFlag, CaptureHandshake, CaptureId, HttpVersion, Origin, SourceId,
    Timestamp, Verdict, Verification,
};

use crate::{ImportedFrom, Routed};

/// A request to be stored.
#[derive(Debug, Clone)]
pub struct NewCapture {
    /// When the head was complete.
    pub received_at: Timestamp,
    /// The same moment on the clock that never jumps.
    pub started: Instant,
    /// The source its path belongs to.
    pub source: Option<SourceId>,
    /// Method as it came.
    pub method: String,
    /// Request target as it came.
    pub target: String,
    /// Version of HTTP it came with.
    pub http_version: HttpVersion,
    /// The head byte for byte.
    pub head: Bytes,
    /// The body byte for byte.
    pub body: Bytes,
    /// What the signature check found.
    pub verification: Verification,
    /// The provider of the source's scheme.
    pub provider: Option<String>,
    /// Event type, where the scheme says where it stands.
    pub event_type: Option<String>,
    /// Event id, where the scheme says where it stands.
    pub event_id: Option<String>,
    /// What came of it, when it was a handshake.
    pub handshake: Option<CaptureHandshake>,
    /// What the sender will be answered.
    pub answer: Option<Answer>,
    /// How long the answer will be held back; added to the time taken.
    pub delay: Duration,
    /// What is out of the ordinary about it.
    pub flags: Vec<CaptureFlag>,
    /// How it came to us.
    pub origin: Origin,
    /// The delivery of a provider's log that it was read from: it is stored once.
    pub imported: Option<ImportedFrom>,
    /// Address of the sender.
    pub remote: Option<String>,
    /// Deliveries that are stored with it.
    pub routed: Vec<Routed>,
}

/// A capture with everything but its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureRecord {
    /// What lists show.
    pub capture: Capture,
    /// The head byte for byte.
    pub head: Vec<u8>,
    /// Address of the sender.
    pub remote: Option<String>,
    /// The check and its steps.
    pub evidence: Option<Verification>,
    /// What came of it, when it was a handshake.
    pub handshake: Option<CaptureHandshake>,
    /// What the sender was answered.
    pub answer: Option<Answer>,
}

/// What a new look at a capture says about its event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// The provider of the scheme.
    pub provider: Option<String>,
    /// Event type.
    pub event_type: Option<String>,
    /// Event id.
    pub event_id: Option<String>,
}

/// How long a list is, and ids from which its parts can be fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Captures that match.
    pub total: u64,
    /// The first id, and every n-th after it, newest first.
    pub starts: Vec<CaptureId>,
}

/// A part of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What matches, newest first.
    pub rows: Vec<Capture>,
    /// Where to go on (pass it as `before`); `None` when everything was looked at.
    pub next: Option<CaptureId>,
    /// Captures that were looked at in this part.
    pub scanned: u64,
    /// About how many are left to look at.
    pub left: u64,
}

/// How many captures there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub total: u64,
    /// Every verdict, in the order of [`Verdict::ALL`].
    pub by_verdict: Vec<(Verdict, u64)>,
    /// Sources that have captures, by name.
    pub by_source: Vec<SourceCount>,
}

/// How many captures a source has; sources of one name count together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCount {
    /// The source's name.
    pub source: String,
    /// All of its captures.
    pub total: u64,
    /// Those that were rejected.
    pub rejected: u64,
    /// When the last one came.
    pub last_received_at: Timestamp,
}
