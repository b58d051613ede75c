//! An event on its way to an endpoint, as the emulation keeps it. Pure.
//!
//! The engine has its tries; here is what only AgentMessage would know. A replay is another one,
//! with an id of its own and the same data.

use model::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::{Content, body};
use crate::stage::ids::{is_uuid, uuid_v7};

/// Bits of a record's id that are left to the number of an attempt.
const NUMBER: u128 = 0xffff;

/// An event for one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its record: a UUID with room for the number of an attempt.
    pub id: String,
    /// The endpoint.
    pub endpoint_id: String,
    /// The event: a UUID.
    pub event_id: String,
    /// Type of the event.
    pub event_type: String,
    /// Where the endpoint was reached.
    pub url: String,
    /// Version that the endpoint was made for.
    pub api_version: String,
    /// Data of the event: JSON.
    pub data: String,
    /// When the event came about; a replay tells the same.
    pub created_at: Timestamp,
    /// When this was put on its way: what retention counts from.
    pub enqueued_at: Timestamp,
}

impl Sent {
    /// The body that goes out.
    pub fn body(&self) -> String {
        let content = Content {
            event_type: &self.event_type,
            api_version: &self.api_version,
            created_at: self.created_at,
            data: &self.data,
        };
        body(&self.event_id, &content)
    }

    /// The same data as a new event.
    pub fn again(&self, now: Timestamp) -> Self {
        Self {
            id: new_id(now),
            event_id: uuid_v7(now),
            enqueued_at: now,
            ..self.clone()
        }
    }

    /// The id of the row of an attempt, counted from 1.
    pub fn row(&self, attempt: u32) -> String {
        let bits = bits(&self.id).unwrap_or_default();
        text(bits | u128::from(attempt) & NUMBER)
    }
}

/// An id for a new record.
pub fn new_id(now: Timestamp) -> String {
    text(bits(&uuid_v7(now)).unwrap_or_default() & !NUMBER)
}

/// The record and the attempt that a row's id stands for.
pub fn record_of(row: &str) -> Option<(String, u32)> {
    let bits = bits(row)?;
    let attempt = u32::try_from(bits & NUMBER).ok()?;
    (attempt > 0).then(|| (text(bits & !NUMBER), attempt))
}

fn bits(uuid: &str) -> Option<u128> {
    let digits = uuid.replace('-', "");
    is_uuid(uuid).then(|| u128::from_str_radix(&digits, 16).ok())?
}

fn text(bits: u128) -> String {
    let hex = format!("{bits:032x}");
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}

#[cfg(test)]
pub mod trial {
    //! An event on its way, for tests.

    use super::*;

    pub const NOW: Timestamp = Timestamp::from_unix_seconds(1_777_474_500);

    pub fn sent() -> Sent {
        Sent {
            id: "0190a1b2-c3d4-7e5f-a6b7-c8d9e0f10000".into(),
            endpoint_id: "0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3b4".into(),
            event_id: "0190a1b2-c3d4-7e5f-a6b7-c8d9e0f1a2b3".into(),
            event_type: "brand.vetted".into(),
            url: "https://example.com/h".into(),
            api_version: "2026-04-01".into(),
            data: r#"{"brand_id":"b_1"}"#.into(),
            created_at: NOW,
            enqueued_at: NOW,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::trial::{NOW, sent};
    use super::*;

    #[test]
    fn a_row_is_known_by_its_record_and_its_attempt() {
        let row = sent().row(3);
        assert_eq!(row, "0190a1b2-c3d4-7e5f-a6b7-c8d9e0f10003");
        assert_eq!(record_of(&row), Some((sent().id, 3)));
        assert_eq!(record_of(&row.to_uppercase()), Some((sent().id, 3)));
        assert_eq!(record_of(&sent().id), None);
        assert_eq!(record_of("no"), None);
        assert!(new_id(NOW).ends_with("0000") && is_uuid(&new_id(NOW)));
    }

    #[test]
    fn a_replay_has_ids_of_its_own_and_the_same_data() {
        let later = NOW.plus_micros(60_000_000);
        let again = sent().again(later);
        assert_ne!(again.id, sent().id);
        assert_ne!(again.event_id, sent().event_id);
        let as_before = Sent {
            id: sent().id,
            event_id: sent().event_id,
            enqueued_at: NOW,
            ..again
        };
        assert_eq!(as_before, sent());
    }
}
