//! What comes of signing: what to send, or why nothing can be signed.

use model::Headers;

/// What signing adds to a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signed {
    /// Fields to set: id, timestamp, those the scheme requires, signature. A
    /// name that comes twice is sent twice.
    pub headers: Headers,
    /// The URL to call instead, where the scheme puts something into it.
    pub url: Option<String>,
    /// The body to send instead, where the scheme puts something into it.
    pub body: Option<Vec<u8>>,
}

/// Why a request cannot be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// There is nothing to sign with.
    #[error("{scheme} signs with a secret, and none was given: add one")]
    NoSecret {
        /// The scheme's id.
        scheme: String,
    },
    /// The secret is not of the form the scheme needs.
    #[error("the secret cannot be {form}, as {scheme} needs it: check that it was copied whole")]
    UnreadableSecret {
        /// The scheme's id.
        scheme: String,
        /// What cannot be done with it ("decoded from base64").
        form: &'static str,
    },
    /// What was given is no private key of the scheme's algorithm.
    #[error("{scheme} signs with a private key, and this is none: a public key can only verify")]
    NoPrivateKey {
        /// The scheme's id.
        scheme: String,
    },
    /// The request lacks a value that is signed and cannot be made up.
    #[error("{scheme} signs {what}, and the request has none: add it")]
    Missing {
        /// The scheme's id.
        scheme: String,
        /// What is missing.
        what: String,
    },
    /// The scheme keeps something in the JSON body, and this body is none.
    #[error("{scheme} keeps its {place}, and this body is not a JSON object that could hold it")]
    BodyIsNoJson {
        /// The scheme's id.
        scheme: String,
        /// Where it belongs ("body field webhookTimestamp").
        place: String,
    },
}
