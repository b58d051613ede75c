//! What an emulated B3OS remembers, as documents in the store.
//!
//! Only what the engine does not know: how far a delivery is, and what came of its attempts, is
//! asked of the engine each time.

use model::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Kind of the records that hold an [`Endpoint`].
pub const ENDPOINT: &str = "endpoint";
/// Kind of the records that hold a [`Delivery`].
pub const DELIVERY: &str = "delivery";

/// An execution webhook: where events go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is reached.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
    /// Attempts after the first one.
    pub max_retries: u32,
    /// Which events it gets; empty: all.
    pub subscribed_event_types: Vec<String>,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
    /// Since when it gets nothing.
    pub disabled_at: Option<Timestamp>,
}

/// An event on its way to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Its id.
    pub id: String,
    /// The endpoint.
    pub endpoint_id: String,
    /// The event, the same on every try and replay.
    pub event_id: String,
    /// What happened.
    pub event_type: String,
    /// The workflow that ran.
    pub workflow_id: String,
    /// Its run.
    pub run_id: String,
    /// The execution within the run.
    pub execution_id: String,
    /// The exact body.
    pub body: String,
    /// Attempts after the first one.
    pub max_retries: u32,
    /// The fields that a replayed delivery was sent with, until this one is.
    pub request_headers: Option<Map<String, Value>>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was requeued last.
    pub requeued_at: Option<Timestamp>,
}
