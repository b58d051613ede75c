//! What a signature check found, and the code that says why it failed.

use serde::{Deserialize, Serialize};

/// The outcome of checking a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A secret matched and every rule of the scheme held.
    Verified,
    /// Signed, and not right; a [`Reason`] says how.
    Rejected,
    /// The scheme's signature is not there at all.
    Unsigned,
    /// No scheme or no usable secret to check with.
    NotChecked,
}

impl Verdict {
    /// Every verdict, in the order lists offer them.
    pub const ALL: [Self; 4] = [
        Self::Verified,
        Self::Rejected,
        Self::Unsigned,
        Self::NotChecked,
    ];

    /// The word used in JSON, filters and storage.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Rejected => "rejected",
            Self::Unsigned => "unsigned",
            Self::NotChecked => "not_checked",
        }
    }

    /// Reads [`Verdict::as_str`] back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|verdict| verdict.as_str() == word)
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// Why a request was rejected (or, for [`Reason::MissingSignature`], unsigned).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
        pub enum Reason {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code used in JSON and storage.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Reads [`Reason::as_str`] back.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

reasons! {
    /// No secret gives the digest that was sent.
    SignatureMismatch = "signature_mismatch",
    /// The signature header is absent or empty.
    MissingSignature = "missing_signature",
    /// A signature is there, but in no form this scheme knows.
    UnsupportedOrMalformedSignature = "unsupported_or_malformed_signature",
    /// The scheme signs a timestamp and none came.
    MissingTimestamp = "missing_timestamp",
    /// The timestamp is not written as the scheme writes it.
    MalformedTimestamp = "malformed_timestamp",
    /// Older than the tolerance.
    TimestampTooOld = "timestamp_too_old",
    /// Further in the future than the tolerance.
    TimestampInFuture = "timestamp_in_future",
    /// A header that is part of the signed bytes is absent.
    MissingHeader = "missing_header",
    /// A plain token differs from the one configured.
    TokenMismatch = "token_mismatch",
    /// The body's hash differs from the signed hash.
    BodyHashMismatch = "body_hash_mismatch",
    /// The URL's hash differs from the signed hash.
    UrlHashMismatch = "url_hash_mismatch",
    /// A signed token is past its end.
    TokenExpired = "token_expired",
    /// A signed token is not valid yet.
    TokenNotYetValid = "token_not_yet_valid",
    /// A signed token comes from someone else.
    WrongIssuer = "wrong_issuer",
    /// A signed token names an algorithm that must not be accepted.
    AlgNotAllowed = "alg_not_allowed",
    /// The key id in the request is not known.
    UnknownKeyId = "unknown_key_id",
    /// None of the keys at hand has the key id.
    NoMatchingKeyId = "no_matching_key_id",
    /// The certificate's address is not one of the provider's.
    UntrustedCertUrl = "untrusted_cert_url",
}
