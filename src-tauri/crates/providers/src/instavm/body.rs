//! The body of a webhook. InstaVM publishes none; this one is conventional.

use model::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use super::wire::when;

/// What happened.
#[derive(Debug)]
pub struct Body<'a> {
    /// Id of the event, the same on every try and replay.
    pub event_id: &'a str,
    /// What happened.
    pub event_type: &'a str,
    /// When it happened.
    pub created_at: Timestamp,
    /// What belongs to it, to the letter.
    pub data: &'a RawValue,
}

#[derive(Serialize)]
struct Written<'a> {
    event_id: &'a str,
    event_type: &'a str,
    event_group: &'a str,
    created_at: String,
    data: &'a RawValue,
}

impl Body<'_> {
    /// Its bytes, as they are signed and sent.
    pub fn text(&self) -> String {
        let written = Written {
            event_id: self.event_id,
            event_type: self.event_type,
            event_group: group(self.event_type),
            created_at: when(self.created_at),
            data: self.data,
        };
        serde_json::to_string(&written).expect("texts and JSON")
    }
}

/// The family of a type: what stands before its first dot.
pub fn group(event_type: &str) -> &str {
    event_type.split('.').next().unwrap_or(event_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_have_their_order_and_data_keeps_its_letters() {
        let data = RawValue::from_string(r#"{"n": 1.0}"#.to_owned()).unwrap();
        let body = Body {
            event_id: "evt_1",
            event_type: "vm.terminated",
            created_at: Timestamp(1_769_860_800_000_000),
            data: &data,
        };
        assert_eq!(
            body.text(),
            r#"{"event_id":"evt_1","event_type":"vm.terminated","event_group":"vm","created_at":"2026-01-31T12:00:00Z","data":{"n": 1.0}}"#
        );
        assert_eq!(
            (group("execution.completed"), group("ping"), group("")),
            ("execution", "ping", "")
        );
    }
}
