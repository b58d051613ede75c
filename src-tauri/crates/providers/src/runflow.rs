//! Runflow: runs of models, each of which may end in a callback.
//!
//! `POST /v1/runs/{run_id}/callback-redeliveries` makes a new delivery of what the run is now,
//! and freezes it. Facts come from the published reference of that call and the documentation
//! around it; what nothing is published about is said to be ours where it stands.

mod answer;
mod change;
pub(crate) mod client;
mod deliver;
mod emulation;
mod facts;
mod fields;
mod gate;
mod made;
mod payload;
mod records;
mod refusal;
mod run;
mod secrets;
mod sent;
#[cfg(test)]
mod tests;

pub use made::RunflowPlay;
