//! What the worker takes and brings back.

use bytes::Bytes;
use compact_str::CompactString;
use model::{
    AttemptDecision, CaptureId, DeliveryId, DeliveryState, EndpointId, EventId, Timestamp, Trigger,
};

use crate::NewAttempt;

/// What a worker has room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claiming {
    /// Who asks: a number of its own for every worker that ever ran.
    pub owner: i64,
    /// What is due at this time is taken.
    pub now: Timestamp,
    /// Until when the worker expects to be done; for people to read.
    pub lease_until: Timestamp,
    /// How many of each endpoint at most.
    pub rooms: Vec<(EndpointId, u32)>,
}

/// What a worker got.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claimed {
    /// Under way from now on, in the order they are due.
    pub taken: Vec<DueDelivery>,
    /// When each endpoint asked for has its next one due, those left over for want of room
    /// included; endpoints that have none are not named.
    pub next: Vec<(EndpointId, Timestamp)>,
}

/// A delivery whose attempt is to be made now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDelivery {
    /// Its id.
    pub delivery: DeliveryId,
    /// Where to.
    pub endpoint: EndpointId,
    /// What.
    pub event: EventId,
    /// The event's id as receivers see it.
    pub message_id: CompactString,
    /// Event type; empty when it has none.
    pub event_type: CompactString,
    /// Media type of the body.
    pub content_type: CompactString,
    /// The capture the event came from, if it did.
    pub capture: Option<CaptureId>,
    /// Whether it is signed afresh; always for an event without a capture.
    pub resign: bool,
    /// The body, of the event or of its capture.
    pub body: Bytes,
    /// The capture's head as it came; `None` for an event with a body of its own.
    pub head: Option<Bytes>,
    /// What asks for this attempt. [`Trigger::Redelivery`] is one asked for by hand beside the
    /// schedule: unless it delivers, its decision is `NextStep::Nothing`.
    pub trigger: Trigger,
    /// Number of this attempt, from 1.
    pub number: u32,
    /// Attempts before this one that counted for the schedule.
    pub scheduled: u32,
    /// When it was due.
    pub due_at: Timestamp,
    /// When the delivery was made.
    pub created_at: Timestamp,
    /// When the event was made.
    pub event_created_at: Timestamp,
    /// What orders deliveries of one endpoint.
    pub ordering_key: Option<String>,
    /// Since when attempts at this endpoint fail without one that succeeded.
    pub failing_since: Option<Timestamp>,
    /// How many of them failed in a row.
    pub failures_in_a_row: u32,
}

/// An attempt that ended, and what follows.
#[derive(Debug, Clone)]
pub struct Finished {
    /// Of which delivery.
    pub delivery: DeliveryId,
    /// To which endpoint.
    pub to: EndpointId,
    /// Who made it, as in [`Claiming`].
    pub owner: i64,
    /// The exchange. By itself: what is gathered for a commit is moved a few times.
    pub attempt: Box<NewAttempt>,
    /// Whether its body is the event's as it was taken, which is then not kept twice.
    pub sends_event: bool,
    /// What follows. After `NextStep::Nothing` the delivery is what it was before it was sent
    /// again by hand, whatever `state` and `due_at` say.
    pub decision: AttemptDecision,
    /// What the delivery is from now on: retrying or ended.
    pub state: DeliveryState,
    /// When the next attempt is due; for retrying.
    pub due_at: Option<Timestamp>,
    /// 0 for retries, 1 behind first attempts.
    pub lane: u8,
    /// What it says about the endpoint.
    pub endpoint: EndpointOutcome,
    /// Disables the endpoint, for this reason.
    pub disable: Option<String>,
}

/// What an attempt says about its endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointOutcome {
    /// It works.
    Succeeded,
    /// It does not.
    Failed,
    /// Nothing.
    Untouched,
}
