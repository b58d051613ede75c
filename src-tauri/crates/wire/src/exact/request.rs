//! A request as bytes, and what it is a copy of.

use bytes::Bytes;

/// A request as bytes.
#[derive(Debug, Clone)]
pub struct ExactRequest {
    /// The complete head with its blank line, exactly as it shall go out.
    pub head: Bytes,
    /// The body, exactly as it shall go out.
    pub body: Bytes,
    /// What the proof compares the written head with.
    pub expect: Expected,
}

/// The recorded head, and where the one sent may differ from it.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The head as it was recorded.
    pub recorded: Bytes,
    /// The differences that are meant.
    pub excepted: Vec<Exception>,
}

/// One place where a head sent again differs from the recorded one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exception {
    /// Another target was asked for.
    Target,
    /// A head that came over HTTP/2 goes out as HTTP/1.1.
    Version,
    /// Fields of this name, in lower case, are changed, added or left out.
    Field(String),
}

/// A head made from a recorded one.
#[derive(Debug, Clone)]
pub struct ExactHead {
    /// The head to send, with its blank line.
    pub bytes: Bytes,
    /// What differs from the recorded head, in plain words; empty when nothing does.
    pub exceptions: Vec<String>,
    /// The same for the proof.
    pub expect: Expected,
}

impl ExactHead {
    /// The request that consists of this head and `body`.
    #[must_use]
    pub fn with_body(self, body: Bytes) -> ExactRequest {
        ExactRequest {
            head: self.bytes,
            body,
            expect: self.expect,
        }
    }
}
