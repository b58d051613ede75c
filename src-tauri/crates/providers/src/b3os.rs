//! B3OS: workflow runs, whose events go to execution webhooks.
//!
//! A failed delivery is retried as the same record, requeued; any delivery is replayed as a new
//! one. Facts come from the published API reference; what is not published (the body's shape, the
//! schedule, the words of errors) is conventional, and `openapi.json` says where.

mod body;
pub mod client;
mod emulation;
mod facts;
mod making;
mod records;
mod refusal;
mod standing;
#[cfg(test)]
mod tests;
mod wanted;
mod wire;

pub use emulation::Emulation;
