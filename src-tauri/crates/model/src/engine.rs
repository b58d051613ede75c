//! What the delivery engine is doing now.

use serde::Serialize;

use crate::{EndpointId, Timestamp};

/// The engine at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct EngineStatus {
    /// Who delivers.
    pub place: EnginePlace,
    /// Whether it takes no new work and only lets end what is under way.
    pub draining: bool,
    /// Exchanges under way.
    #[ts(type = "number")]
    pub running: u64,
    /// Why nothing can be taken or stored, in words; `None` while all is well.
    pub trouble: Option<String>,
    /// The endpoints that are delivered to, in the order of their ids.
    pub endpoints: Vec<EndpointStatus>,
}

/// Which process delivers what this data folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EnginePlace {
    /// None that is known of: the engine is not running here.
    #[default]
    Stopped,
    /// This one.
    Here,
    /// Another one; this one takes over when that ends.
    Elsewhere {
        /// Its process id; 0 when it has not said it.
        pid: u32,
    },
}

/// How one endpoint is delivered to at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct EndpointStatus {
    /// Which endpoint.
    pub endpoint: EndpointId,
    /// Exchanges under way.
    pub running: u32,
    /// Nothing is sent before this, because the endpoint asked us to slow down.
    pub not_before: Option<Timestamp>,
    /// Its circuit breaker.
    pub breaker: BreakerState,
    /// Exchanges that may be under way at once now: fewer than its setting while it is slowed down.
    pub slowed_to: u32,
}

/// Where a circuit breaker stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum BreakerState {
    /// All is sent.
    #[default]
    Closed,
    /// Nothing is sent.
    Open {
        /// When one delivery may try.
        until: Timestamp,
    },
    /// One delivery tries.
    HalfOpen,
}
