//! How providers sign, and whether a request is signed right.
//!
//! Pure: no I/O and no clock. The caller brings the time and the entropy, so
//! that every check can be repeated exactly. (ECDSA and RSA alone take random
//! numbers from the system when they sign; see `public_key`.)
//!
//! Schemes are data: [`catalogue`] has one for each file of `catalog/`, and
//! [`Scheme::from_json`] reads a user's own in the same language. What the
//! language cannot say is code beside the data, one file a scheme in `coded/`.
//! [`verify`] and [`sign`] know no provider by name.

mod api_keys;
pub mod batch;
mod catalogue;
mod certificate;
mod coded;
mod cut;
mod der;
mod describe;
mod detect;
mod diagnose;
mod digest;
mod encode;
mod expected;
mod find;
mod form;
mod handshake;
mod https;
mod json;
mod jwk;
mod jwt;
mod key;
mod key_pair;
mod manual;
mod message;
mod multipart;
mod pem;
mod propose;
mod public_key;
mod request;
mod rsa;
mod sample;
mod scheme;
mod secret;
mod secret_remark;
mod sign;
mod snippet;
mod spki;
mod summary;
mod timestamp;
mod variants;
mod verify;

pub use catalogue::{Catalogue, catalogue};
pub use describe::{Described, describe};
pub use detect::{Detected, detect};
pub use diagnose::{OtherSecret, Question, diagnose, mended_secret};
pub use handshake::{
    Handshake, HandshakeContext, HandshakeReply, HandshakeSummary, HandshakeValue, handshake,
    handshakes, takes_handshake_value,
};
pub use manual::{Example, Fact, Manual, Section, manual};
pub use propose::{Proposal, Proposals, propose};
pub use request::{Check, Draft, KnownSecret, Request};
pub use sample::{Sample, sample};
pub use scheme::confidence::Confidence;
pub use scheme::{Scheme, SchemeError};
pub use secret::{NewSecret, new_secret};
pub use secret_remark::secret_remark;
pub use sign::{Keys, SignError, Signed, SignedInPlace, Unsigned, sign, sign_in_place};
pub use snippet::{Language, NoSnippet, Snippet, snippet};
pub use summary::SchemeSummary;
pub use variants::{
    Altered, BodyForm, Clockwork, Misread, Misreading, SecretText, UrlForm, body_forms, clockwork,
    misreadings, secret_texts, signature_texts, url_forms, with_signature,
};
pub use verify::verify;
