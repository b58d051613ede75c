//! What is known of events and deliveries, as others give and get it.

use bytes::Bytes;
use model::{
    Attempt, AttemptDecision, CaptureId, Delivery, DeliveryId, DeliveryState, EndpointId, Event,
    EventId, Timestamp,
};

/// Something to be delivered.
#[derive(Debug, Clone, Default)]
pub struct NewEvent {
    /// Its id as receivers see it; made when absent.
    pub message_id: Option<String>,
    /// Event type; empty when it has none.
    pub event_type: String,
    /// What orders deliveries of one endpoint; `None` orders nothing.
    pub ordering_key: Option<String>,
    /// The capture it comes from, if it does.
    pub capture: Option<CaptureId>,
    /// Media type of the body.
    pub content_type: String,
    /// The body; `None` is the capture's, or none at all.
    pub body: Option<Bytes>,
    /// Whether the capture's bytes are signed afresh; an event without a capture always is.
    pub resign: bool,
}

/// When a new delivery is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// At once.
    Now,
    /// At a time.
    At(Timestamp),
}

/// What came of a new event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The event.
    pub event: EventId,
    /// Its id as receivers see it.
    pub message_id: String,
    /// Its deliveries, in the order of the endpoints given.
    pub deliveries: Vec<DeliveryId>,
}

/// A delivery that is stored together with its capture.
///
/// All of one capture are of one event, whose type, media type and key are those of the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routed {
    /// Where to; passed over when it was removed in the meantime.
    pub endpoint: EndpointId,
    /// Whether it is signed afresh.
    pub resign: bool,
    /// Event type; empty when it has none.
    pub event_type: String,
    /// Media type of the body.
    pub content_type: String,
    /// What orders deliveries of one endpoint.
    pub ordering_key: Option<String>,
}

/// Which deliveries; an empty filter is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeliveryFilter {
    /// To this endpoint.
    pub endpoint: Option<EndpointId>,
    /// In one of these states; empty: in any.
    pub states: Vec<DeliveryState>,
    /// Of this event type, or with `*` at its end of those that begin so.
    pub event_type: Option<String>,
    /// Of the event with this id.
    pub message_id: Option<String>,
    /// Of this capture.
    pub capture: Option<CaptureId>,
    /// Made at this time or later.
    pub since: Option<Timestamp>,
    /// Made before this time.
    pub until: Option<Timestamp>,
}

/// Which deliveries something is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// These.
    Ids(Vec<DeliveryId>),
    /// All that match when their turn comes.
    Filter(DeliveryFilter),
}

/// How long a list is, and ids from which its parts can be fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeliveryOutline {
    /// Deliveries that match.
    pub total: u64,
    /// The first id, and every n-th after it, newest first.
    pub starts: Vec<DeliveryId>,
}

/// How many deliveries of an endpoint are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeliveryCount {
    /// The endpoint, removed ones included.
    pub endpoint: EndpointId,
    /// The state.
    pub state: DeliveryState,
    /// How many.
    pub total: u64,
}

/// A delivery with its event and its attempts, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRecord {
    /// What lists show.
    pub delivery: Delivery,
    /// What is delivered.
    pub event: Event,
    /// Whether the capture's bytes are signed afresh; `None` for events of their own.
    pub resign: Option<bool>,
    /// Attempts that counted for the schedule.
    pub scheduled: u32,
    /// What was sent and came back, and what followed.
    pub attempts: Vec<(Attempt, Option<AttemptDecision>)>,
}

/// How something is sent again by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedeliverMode {
    /// One attempt, beside the schedule: when it fails, the delivery goes on as it was.
    Once,
    /// The schedule from its beginning.
    RestartSchedule,
}
