//! A request that is signed in its own fields, before and after.

use model::{Headers, Secret, Timestamp};

use super::keys::Keys;
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

    /// The same for code that tells what it adds.
    pub(super) fn draft(&self) -> Draft<'_> {
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
