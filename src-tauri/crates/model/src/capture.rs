//! One inbound request, as lists show it and as it is answered.

use serde::{Deserialize, Serialize};

use crate::{CaptureId, Headers, Reason, Timestamp, Verdict};

/// A capture without its bytes: what a row of a list needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Capture {
    /// Its id.
    pub id: CaptureId,
    /// When the head was complete.
    pub received_at: Timestamp,
    /// Name of the source, `unsorted` when its path belongs to none.
    pub source: String,
    /// Method as it came.
    pub method: String,
    /// Request target as it came: path and query.
    pub target: String,
    /// Version of HTTP it came with.
    pub http_version: HttpVersion,
    /// Body size in bytes, as it came (still compressed, if it was).
    #[ts(type = "number")]
    pub size: u64,
    /// What the signature check found.
    pub verdict: Verdict,
    /// Why it did not verify.
    pub reason: Option<Reason>,
    /// The provider of the source's scheme.
    pub provider: Option<String>,
    /// Event type, where the scheme says where it stands.
    pub event_type: Option<String>,
    /// Event id, where the scheme says where it stands.
    pub event_id: Option<String>,
    /// Status we answered; `None` when we never answered.
    pub response_status: Option<u16>,
    /// Microseconds from the complete head to the answer.
    #[ts(type = "number")]
    pub took_micros: u64,
    /// Whether the user pinned it.
    pub pinned: bool,
    /// What is out of the ordinary about it.
    pub flags: Vec<CaptureFlag>,
    /// How it came to us.
    pub origin: Origin,
    /// How many attempts were made with it.
    pub attempts: u32,
}

/// HTTP version of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub enum HttpVersion {
    /// HTTP/1.0.
    #[serde(rename = "1.0")]
    Http10,
    /// HTTP/1.1.
    #[serde(rename = "1.1")]
    Http11,
    /// HTTP/2: the head is our rendering of its fields, since it never was text.
    #[serde(rename = "2")]
    Http2,
}

impl HttpVersion {
    /// The text used in JSON and storage.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http10 => "1.0",
            Self::Http11 => "1.1",
            Self::Http2 => "2",
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// The word used in JSON and storage.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads [`Self::as_str`] back.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Something out of the ordinary about a request.
    CaptureFlag {
        /// Sent by a web page (`Origin` or `Sec-Fetch-Site: cross-site`): not forwarded.
        Browser = "browser",
        /// The body was longer than the limit: answered 413, what came is not kept.
        BodyTooLarge = "body_too_large",
        /// The head was longer than the limit: answered 431, its beginning is kept.
        HeadTooLarge = "head_too_large",
        /// The sender was too slow: answered 408.
        TooSlow = "too_slow",
        /// The sender stopped before the body was whole.
        Incomplete = "incomplete",
        /// Content-Length and Transfer-Encoding disagree, or one is given twice.
        AmbiguousLength = "ambiguous_length",
        /// No `Host`, or more than one.
        HostMissingOrRepeated = "host_missing_or_repeated",
        /// Lines ended without a carriage return.
        BareLineFeed = "bare_line_feed",
        /// Not HTTP that could be read.
        Malformed = "malformed",
        /// Its sender asked whether we listen; the capture says what came of it.
        Handshake = "handshake",
        /// More connections at once than the limit: answered 503 with `Retry-After`.
        TooManyConnections = "too_many_connections",
    }
}

words! {
    /// How a capture came to us.
    Origin {
        /// Over a socket of the receiver.
        Received = "received",
        /// Read from a file.
        Imported = "imported",
        /// Signed and sent by ourselves to try the source.
        Test = "test",
    }
}

/// What we answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Header fields we set.
    pub headers: Headers,
    /// The body; `None` is the default body, a small JSON that names the capture.
    #[serde(skip)]
    pub body: Option<Vec<u8>>,
}
