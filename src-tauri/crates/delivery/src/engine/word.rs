//! What the worker hears from what it started.

use std::sync::Arc;

use model::{DeliveryId, EndpointId};
use store::{Claimed, Error, Finished};
use tokio::sync::mpsc;

/// Something that was started has come to a point.
#[derive(Debug)]
pub(super) enum Word {
    /// An exchange is over; the attempt is not stored yet.
    Ended(Over),
    /// The store answered these attempts; those that it did not take are offered again.
    Stored(Arc<Vec<Finished>>, Result<(), Error>),
    /// An exchange of this errand came to nothing that could be stored: its delivery has to be
    /// given back.
    Lost(ErrandId, DeliveryId, EndpointId),
    /// A delivery that somebody else makes is stored as it stands there.
    Carried(ErrandId, EndpointId),
    /// The store answered a claim for these endpoints.
    Claimed(Vec<EndpointId>, Result<Claimed, Error>),
    /// The store answered what was given back.
    GivenBack(Vec<DeliveryId>, Result<u64, Error>),
}

/// Which errand it is, of all that this worker began. No delivery names it: one that it has made may
/// be under way again, sent once more by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ErrandId(pub(super) u64);

/// An exchange that is over.
#[derive(Debug)]
pub(super) struct Over {
    pub(super) errand: ErrandId,
    pub(super) finished: Finished,
    pub(super) lesson: Lesson,
    /// The errand has another one under way; else its place is free.
    pub(super) goes_on: bool,
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
