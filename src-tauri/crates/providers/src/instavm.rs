//! InstaVM: virtual machines, whose lives are told by webhooks.
//!
//! A delivery is replayed as a new one that names the old. Facts come from the published OpenAPI
//! document, and from the PyPI package `instavm` 0.26.1 with its verifier; what neither has (words
//! of errors, the schedule, the body's shape) is conventional, and `openapi.json` says where.

mod body;
pub mod client;
mod emulation;
mod facts;
mod making;
mod records;
mod standing;
#[cfg(test)]
mod tests;
mod verification;
mod wanted;
mod wire;

pub use emulation::Emulation;
