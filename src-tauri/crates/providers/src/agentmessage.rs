//! AgentMessage: events of a messaging platform, and a log of each attempt to deliver them.
//!
//! `POST /v1/webhooks/deliveries/{id}/replay` sends the data of an event again under a new id.
//! Facts come from the published reference of that call and the documentation around it; what
//! nothing is published about is said to be ours where it stands.

mod answer;
pub(crate) mod client;
mod deliver;
mod emulation;
mod endpoint;
mod endpoints;
mod event;
mod facts;
mod gate;
mod log;
mod made;
mod query;
mod records;
mod refusal;
mod replay;
mod rotation;
mod row;
mod secret;
mod sent;
mod terms;
#[cfg(test)]
mod tests;

pub use made::AgentMessagePlay;
pub use secret::KeyForm;
pub use terms::AgentMessageTerms;
