//! What an emulated InstaVM remembers, as documents in the store.
//!
//! Only what the engine does not know: how far a delivery is, and what came of its attempts, is
//! asked of the engine each time.

use model::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of the records that hold an [`Endpoint`].
pub const ENDPOINT: &str = "endpoint";
/// Kind of the records that hold a [`Delivery`].
pub const DELIVERY: &str = "delivery";

/// A webhook endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Its id.
    pub id: String,
    /// Where it is reached.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
    /// Which events it gets, `vm.*` for a family.
    pub event_patterns: Vec<String>,
    /// How long an attempt may take.
    pub timeout_seconds: u32,
    /// Attempts after the first one.
    pub max_retries: u32,
    /// Enough of its secret to tell it from others.
    pub secret_hint: String,
    /// When it last answered a verification.
    pub verified_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
}

/// An event on its way to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Its id.
    pub id: String,
    /// The endpoint.
    pub endpoint_id: String,
    /// The event.
    pub event_id: String,
    /// What happened.
    pub event_type: String,
    /// The family of what happened.
    pub event_group: String,
    /// The exact body.
    pub body: String,
    /// The delivery that this one repeats.
    pub replay_of_delivery_id: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}
