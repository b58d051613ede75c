//! What an engine works with, and whether it takes new work.

use std::sync::Arc;
use std::time::Duration;

use model::Clock;
use store::Store;

use super::handover::Carrier;
use crate::Sender;

/// What an engine works with.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// Gives deliveries, takes attempts.
    pub store: Store,
    /// Sends.
    pub sender: Sender,
    /// Says what is due, and what time is signed.
    pub clock: Clock,
    /// How long exchanges under way may take to end once the engine is shut down.
    pub grace: Duration,
    /// Delivers to endpoints that are handed over; without one their deliveries wait.
    pub carrier: Option<Arc<dyn Carrier>>,
}

impl EngineOptions {
    /// With the sender's clock and a short grace.
    #[must_use]
    pub fn new(store: Store, sender: Sender) -> Self {
        let clock = sender.clock().clone();
        Self {
            store,
            sender,
            clock,
            grace: Duration::from_secs(3),
            carrier: None,
        }
    }
}

/// Whether new work is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Intake {
    /// As it comes due.
    #[default]
    Open,
    /// None: what is under way ends, and all else waits.
    Drained,
}
