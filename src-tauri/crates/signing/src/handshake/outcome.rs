//! What a handshake comes to.

use model::{Headers, Secret};

/// A request that is a handshake, and how it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handshake {
    /// What it is called, such as `url_verification`.
    pub kind: String,
    /// Who asks.
    pub provider: String,
    /// The answer, a refusal included.
    pub reply: HandshakeReply,
    /// The secret that the provider signs with from now on.
    pub learned: Option<Secret>,
    /// Why it is refused, in words.
    pub refused: Option<String>,
    /// A URL that a person may visit to agree: https, and one of the provider's hosts.
    pub visit: Option<String>,
    /// What else one should know.
    pub note: Option<String>,
}

/// An answer; what it repeats has been made harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandshakeReply {
    /// Status code.
    pub status: u16,
    /// Header fields.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
}

impl HandshakeReply {
    /// A status and nothing else.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Headers::default(),
            body: Vec::new(),
        }
    }
}
