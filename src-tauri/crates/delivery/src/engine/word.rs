//! What the worker hears from what it started.

use model::{DeliveryId, EndpointId};
use store::{Claimed, Error};
use tokio::sync::mpsc;

/// Something that was started has come to a point.
#[derive(Debug)]
pub(super) enum Word {
    /// An exchange is over, and its place is free; the attempt is not stored yet.
    Ended(EndpointId, Lesson),
    /// An attempt and what follows from it are stored.
    Stored(EndpointId),
    /// The store did not take an attempt; it will be offered again.
    Refused(Error),
    /// What was under way came to nothing that is stored: it has to be given back.
    Lost {
        delivery: DeliveryId,
        endpoint: EndpointId,
        stage: Stage,
        /// Why, when the store is closed.
        error: Option<Error>,
    },
    /// The store answered a claim for these endpoints.
    Claimed(Vec<EndpointId>, Result<Claimed, Error>),
    /// The store answered what was given back.
    GivenBack(Vec<DeliveryId>, Result<u64, Error>),
}

/// How far an errand is that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its exchange takes up a place.
    Exchange,
    /// Its exchange is over and being stored.
    Storing,
}

/// What an exchange means for what is sent to its endpoint next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lesson {
    /// Go on.
    GoOn,
    /// Send less.
    SlowDown,
    /// Send nothing more: it is disabled.
    Stop,
}

/// Where the worker hears.
pub(super) type Words = mpsc::UnboundedSender<Word>;
