//! Events, and their way to an endpoint.

use serde::{Deserialize, Serialize};

use crate::{
    AttemptId, CaptureId, DeliveryId, EndpointId, EventId, FailureKind, Fault, Timestamp, Trigger,
};

/// What is delivered, without its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Event {
    /// Its id here.
    pub id: EventId,
    /// Its id as receivers see it, the same on every try (`msg_…`).
    pub message_id: String,
    /// Event type (`invoice.paid`); empty when it has none.
    pub event_type: String,
    /// What orders deliveries of one endpoint; `None` orders nothing.
    pub ordering_key: Option<String>,
    /// The capture it came from, if it did.
    pub capture: Option<CaptureId>,
    /// Media type of the body.
    pub content_type: String,
    /// Size of the body in bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// One event on its way to one endpoint: all tries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// What is delivered.
    pub event: EventId,
    /// The event's id as receivers see it.
    pub message_id: String,
    /// The event's type; empty when it has none.
    pub event_type: String,
    /// Where to.
    pub endpoint: EndpointId,
    /// The endpoint's name.
    pub endpoint_name: String,
    /// The capture the event came from, if it did.
    pub capture: Option<CaptureId>,
    /// How far it is.
    pub state: DeliveryState,
    /// Attempts made so far.
    pub attempts: u32,
    /// Attempts that the schedule allows, the first one included.
    pub attempts_planned: u32,
    /// When the next attempt is due, in real time; `None` when none is planned, or when it waits for
    /// an earlier delivery with its ordering key.
    pub due_at: Option<Timestamp>,
    /// Status of the last answer.
    pub last_status: Option<u16>,
    /// Why the last attempt got no answer.
    pub last_failure: Option<FailureKind>,
    /// The last attempt.
    pub last_attempt: Option<AttemptId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// How far a delivery is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its first attempt.
    Pending,
    /// An attempt is under way, under a lease.
    Running,
    /// An attempt failed, and the next one is planned.
    Retrying,
    /// Delivered.
    Succeeded,
    /// No attempt is left: a dead letter.
    Failed,
    /// The user ended it.
    Cancelled,
    /// The user holds it back.
    Paused,
}

impl DeliveryState {
    /// Every state, in the order of a delivery's life.
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Running,
        Self::Retrying,
        Self::Paused,
        Self::Succeeded,
        Self::Failed,
        Self::Cancelled,
    ];

    /// Its word, as stored and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Retrying => "retrying",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Paused => "paused",
        }
    }

    /// Reads [`Self::as_str`] back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether nothing more happens by itself.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled)
    }
}

/// What followed an attempt of a delivery, decided and stored together with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AttemptDecision {
    /// Number of the attempt in its delivery, from 1.
    pub number: u32,
    /// What asked for it.
    pub trigger: Trigger,
    /// What follows.
    pub next: NextStep,
    /// Faults that befell it on purpose.
    pub faults: Vec<Fault>,
}

/// What follows an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NextStep {
    /// Nothing: it is delivered.
    Delivered,
    /// Another attempt.
    Retry {
        /// When, in real time.
        due_at: Timestamp,
        /// The wait as the schedule counts it, in microseconds.
        #[ts(type = "number")]
        wait_micros: u64,
        /// How many times faster than real time that wait goes by.
        speed: u32,
        /// Why it is not the schedule's own wait (`Retry-After: 120`), in words.
        because: Option<String>,
    },
    /// Nothing: the schedule is used up, or the failure is not tried again.
    GiveUp {
        /// Why, in words.
        because: String,
    },
    /// Nothing, and the endpoint is disabled.
    Disable {
        /// Why, in words.
        because: String,
    },
    /// Nothing by itself: it was asked for by hand, and the delivery stays as it was.
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_read_back_by_the_words_they_have_in_json() {
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::from_word(state.as_str()), Some(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
        assert_eq!(DeliveryState::from_word("lost"), None);
    }
}
