//! How providers sign, and whether a request is signed right.
//!
//! Pure: no I/O, no clock, no randomness. The caller brings the time and the
//! entropy, so that every check can be repeated exactly.

pub mod batch;
mod catalogue;
mod describe;
mod request;
mod sample;
mod scheme;
mod secret;
mod sign;
mod summary;
mod verify;

pub use catalogue::{Catalogue, catalogue};
pub use describe::{Described, describe};
pub use request::{Check, Draft, KnownSecret, Request};
pub use sample::{Sample, sample};
pub use scheme::{Scheme, SchemeError};
pub use secret::{NewSecret, new_secret};
pub use sign::{SignError, Signed, sign};
pub use summary::{Confidence, SchemeSummary};
pub use verify::verify;
