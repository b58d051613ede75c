//! What is checked and what is signed: borrowed views, nothing copied.

use model::{FuturePolicy, Headers, Secret, SecretRef, Timestamp};

use crate::Scheme;
use crate::timestamp::Allowance;

/// A request as the provider knows it.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Method, as it stands in the request line.
    pub method: &'a str,
    /// Absolute URL the provider was given, with path and query.
    pub url: &'a str,
    /// Header fields as they came.
    pub headers: &'a Headers,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

/// A secret and the name it goes by in evidence.
///
/// For public-key schemes the secret is the text of the public key.
#[derive(Debug, Clone)]
pub struct KnownSecret {
    /// Its value.
    pub secret: Secret,
    /// Its name.
    pub name: SecretRef,
}

/// What a request is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The secrets; any may match. None: the verdict is `not_checked`.
    pub secrets: &'a [KnownSecret],
    /// The time of the check.
    pub now: Timestamp,
    /// Allowed clock difference in seconds, instead of the scheme's own.
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours, instead of the scheme's own policy.
    pub future: Option<FuturePolicy>,
}

impl Check<'_> {
    /// What is allowed of the clock in place of the scheme's own rule.
    pub(crate) const fn allowance(&self) -> Allowance {
        Allowance {
            tolerance_seconds: self.tolerance_seconds,
            future: self.future,
        }
    }
}

/// A request to be signed.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The secrets; all sign where the scheme allows several signatures, else the first.
    ///
    /// For public-key schemes these are the private keys, see [`crate::new_secret`].
    pub secrets: &'a [Secret],
    /// The request; an id header it carries is kept.
    pub request: Request<'a>,
    /// The time that is signed.
    pub now: Timestamp,
    /// Random bytes for an id, used where the scheme needs one and the request has none.
    pub entropy: [u8; 16],
}
