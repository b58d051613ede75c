//! Signs a request in its own fields, for who signs thousands a second.
//!
//! What comes of it is what [`super::sign`] and [`Signed::put_into`] give; nothing of the request
//! is copied on the way.

use model::{Headers, Secret, Timestamp};

use super::draft_request::DraftRequest;
use super::{Keys, SignError, Signed, put_all, sign};
use crate::coded::{self, Rule};
use crate::{Draft, Request, Scheme};

/// A request to be signed in its own fields.
pub struct Unsigned<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The secrets, for code that reads them itself.
    pub secrets: &'a [Secret],
    /// The keys read from these secrets.
    pub keys: &'a Keys,
    /// Method.
    pub method: &'a str,
    /// Absolute URL the receiver is known by.
    pub url: &'a str,
    /// Header fields; an id among them is kept.
    pub headers: Headers,
    /// The body, byte for byte.
    pub body: &'a [u8],
    /// The time that is signed.
    pub now: Timestamp,
    /// Gives random bytes for an id, where the scheme needs one and the request has none.
    pub entropy: &'a dyn Fn() -> [u8; 16],
}

/// A signed request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInPlace {
    /// All its fields.
    pub headers: Headers,
    /// The URL to call instead, where the scheme puts something into it.
    pub url: Option<String>,
    /// The body to send instead, where the scheme puts something into it.
    pub body: Option<Vec<u8>>,
}

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

impl<'a> Unsigned<'a> {
    /// A request of which a copy is signed.
    pub(super) fn copied(
        draft: &Draft<'a>,
        keys: &'a Keys,
        entropy: &'a dyn Fn() -> [u8; 16],
    ) -> Self {
        let Request {
            method,
            url,
            headers,
            body,
        } = draft.request;
        Self {
            scheme: draft.scheme,
            secrets: draft.secrets,
            keys,
            method,
            url,
            headers: headers.clone(),
            body,
            now: draft.now,
            entropy,
        }
    }

    fn draft(&self) -> Draft<'_> {
        Draft {
            scheme: self.scheme,
            secrets: self.secrets,
            request: Request {
                method: self.method,
                url: self.url,
                headers: &self.headers,
                body: self.body,
            },
            now: self.now,
            entropy: (self.entropy)(),
        }
    }
}

#[cfg(test)]
mod tests;
