//! Signs a request as the provider would.

use model::Headers;

use crate::Draft;

/// What signing adds to a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signed {
    /// Fields to set: signature, timestamp, id, and those the scheme requires.
    pub headers: Headers,
    /// The URL to call instead, where the signature stands in it.
    pub url: Option<String>,
    /// The body to send instead, where the signature stands in it.
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
}

/// Signs a request.
///
/// # Errors
/// When there is no usable secret, or the request lacks what the scheme signs.
pub fn sign(draft: &Draft<'_>) -> Result<Signed, SignError> {
    Err(SignError::NoSecret {
        scheme: draft.scheme.id().to_owned(),
    })
}
