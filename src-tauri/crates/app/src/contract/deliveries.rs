//! Events on their way to endpoints, and the engine that brings them there.

use model::{
    Attempt, AttemptDecision, CaptureId, Delivery, DeliveryId, EndpointId, Event, EventId,
    Timestamp,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::endpoints::{ScheduleView, StateCount};

/// A page of the newest deliveries, or of those from one delivery on.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PageDeliveries {
    /// Filter text (`endpoint:shop state:failed type:invoice.* since:1h`); empty for all.
    pub filter: String,
    /// First delivery of the page, itself included; `null` starts at the newest.
    pub from: Option<DeliveryId>,
    /// At most this many rows, 500 at most.
    pub limit: u32,
}

/// The shape of a filtered list, so that it can jump anywhere without counting rows.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OutlineDeliveries {
    /// Filter text; empty for all.
    pub filter: String,
}

/// Answer to [`OutlineDeliveries`].
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeliveryOutline {
    /// How many deliveries match.
    #[ts(type = "number")]
    pub total: u64,
    /// Rows between two starts.
    pub page_size: u32,
    /// First delivery of every page, newest first.
    pub starts: Vec<DeliveryId>,
}

/// Deliveries of one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EndpointCount {
    /// Which endpoint.
    pub endpoint: EndpointId,
    /// Its name.
    pub name: String,
    /// By state; every state is there.
    pub by_state: Vec<StateCount>,
}

/// Totals, and what is next.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeliveryCounts {
    /// All deliveries by state; every state is there.
    pub by_state: Vec<StateCount>,
    /// The same of each endpoint, removed ones left out.
    pub by_endpoint: Vec<EndpointCount>,
    /// Deliveries that are not delivered, dead, cancelled or paused yet.
    #[ts(type = "number")]
    pub queued: u64,
    /// What is due next, soonest first.
    pub next: Vec<DueNext>,
}

/// A delivery whose next attempt is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueNext {
    /// Which delivery.
    pub delivery: DeliveryId,
    /// Where to.
    pub endpoint: EndpointId,
    /// When, in real time.
    pub due_at: Timestamp,
}

/// Names one delivery.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct OneDelivery {
    /// Its id.
    pub id: DeliveryId,
}

/// Everything about a delivery; the whole body is at `/bytes/events/{id}/body`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeliveryDetail {
    /// The row.
    pub delivery: Delivery,
    /// What is delivered.
    pub event: Event,
    /// Every attempt, oldest first.
    pub attempts: Vec<DeliveryAttempt>,
    /// The body as text, cut at 64 KiB; `null` when it is no text.
    pub body_text: Option<String>,
    /// The attempts that the schedule still has, soonest first.
    pub planned: Vec<PlannedAttempt>,
    /// URL of the endpoint; `null` once it is removed.
    pub url: Option<String>,
    /// The endpoint's schedule, when it can be read.
    pub schedule: Option<ScheduleView>,
    /// How many times faster than real time its waits go by now.
    pub speed: u32,
    /// When the first attempt was, or will be due: where the timeline begins.
    pub begins_at: Option<Timestamp>,
}

/// An attempt and what followed from it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeliveryAttempt {
    /// The exchange.
    pub attempt: Attempt,
    /// The decision stored with it.
    pub decision: Option<AttemptDecision>,
}

/// An attempt to come.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PlannedAttempt {
    /// Its number in the delivery, from 1.
    pub number: u32,
    /// When, in real time, when every attempt before it fails at once and nothing throttles.
    pub due_at: Timestamp,
    /// Milliseconds that are waited before it, as the schedule counts them.
    pub wait_ms: f64,
}

/// Delivers an event.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CreateDelivery {
    /// Where to.
    pub to: DeliveryTarget,
    /// Event type; empty when it has none.
    pub event_type: String,
    /// The body; `null` takes the capture's.
    pub body: Option<EventBody>,
    /// Media type of the body; `null`: `application/json` when it reads as JSON, the capture's, or
    /// `text/plain` and `application/octet-stream`.
    pub content_type: Option<String>,
    /// What orders deliveries of an endpoint that keeps an order.
    pub ordering_key: Option<String>,
    /// Id that the receiver sees; `null`: one is made.
    pub message_id: Option<String>,
    /// The capture the event comes from.
    pub capture: Option<CaptureId>,
}

/// Where an event goes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryTarget {
    /// To these endpoints.
    Endpoints(Vec<EndpointId>),
    /// To a URL: an endpoint is made for it, or the one with the same URL, scheme and schedule taken.
    Url(UrlTarget),
}

/// A URL without an endpoint of its own yet.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct UrlTarget {
    /// http(s) URL.
    pub url: String,
    /// Scheme id; `null` sends unsigned.
    pub scheme: Option<String>,
    /// Secrets as text; those that the endpoint does not have are added.
    pub secrets: Vec<String>,
    /// A published schedule, or one's own; `null` is Standard Webhooks'.
    pub schedule: Option<String>,
    /// How many times faster than real time the schedule's waits go by; `null` leaves it, or is 1.
    pub speed: Option<u32>,
    /// Profile of the provider that delivers; absent: this machine does.
    #[serde(default)]
    #[ts(optional)]
    pub delivered_by: Option<String>,
}

/// The body of an event.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EventBody {
    /// Text.
    Text(String),
    /// Bytes as base64.
    B64(String),
}

/// Delivers captures: each becomes an event.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DeliverCaptures {
    /// Which captures, oldest first.
    pub captures: Vec<CaptureId>,
    /// Where to.
    pub endpoints: Vec<EndpointId>,
    /// Signs afresh with each endpoint's scheme, instead of sending the bytes as they came.
    pub resign: bool,
}

/// What became of an event, or of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CreatedDeliveries {
    /// The events.
    pub events: Vec<CreatedEvent>,
    /// Whether a Hookwright delivers for this data folder now; else they wait for one.
    pub is_delivering: bool,
}

/// An event that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CreatedEvent {
    /// Its id here.
    pub event: EventId,
    /// Its id as receivers see it.
    pub message_id: String,
    /// Its deliveries, one an endpoint; fewer where an endpoint does not want its type.
    pub deliveries: Vec<DeliveryId>,
}

/// Several deliveries.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChosenDeliveries {
    /// By id.
    Ids(Vec<DeliveryId>),
    /// All that a filter lets through; an empty one means all.
    Filter(String),
}

/// Tries deliveries again by hand.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RetryDeliveries {
    /// Which.
    #[serde(flatten)]
    pub chosen: ChosenDeliveries,
    /// Begins the schedule anew; else there is one attempt, and the schedule stays as it is.
    pub restart: bool,
}

/// How many deliveries a command touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct TouchedDeliveries {
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}

/// Stops beginning attempts, or goes on.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct DrainEngine {
    /// Whether nothing new is begun.
    pub on: bool,
}
