//! Signs a request in its own fields, for who signs thousands a second.
//!
//! What comes of it is what [`super::sign`] and [`Signed::put_into`] give; nothing of the request
//! is copied on the way.

use super::draft_request::DraftRequest;
use super::unsigned::{SignedInPlace, Unsigned};
use super::{SignError, Signed, put_all, sign};
use crate::coded::{self, Rule};

/// Signs a request in its own fields.
///
/// # Errors
/// See [`sign`].
pub fn sign_in_place(unsigned: Unsigned<'_>) -> Result<SignedInPlace, SignError> {
    match coded::rule(unsigned.scheme.definition()) {
        Some(Rule::Whole { .. } | Rule::Token(_)) => apart(unsigned),
        Some(Rule::Message(_)) | None => {
            let keys = unsigned.keys;
            let mut request = DraftRequest::new(unsigned);
            put_all(&mut request, keys, &|source| coded::pieces(source))?;
            Ok(request.placed())
        }
    }
}

/// Signs by code that tells what it adds.
fn apart(unsigned: Unsigned<'_>) -> Result<SignedInPlace, SignError> {
    let signed = sign(&unsigned.draft())?;
    let mut headers = unsigned.headers;
    signed.put_into(&mut headers);
    let Signed { url, body, .. } = signed;
    Ok(SignedInPlace { headers, url, body })
}

#[cfg(test)]
mod tests;
