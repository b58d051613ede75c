//! What a replay is asked with, and what it is answered. Pure.

use model::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::event::seconds;
use super::refusal::{Faults, Refusal};
use super::sent::Sent;

/// Longest reason, in characters; the figure is ours.
const LONGEST_REASON: usize = 500;

/// The answer: bare, its fields in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// The delivery that was asked for.
    delivery_id: String,
    endpoint_id: String,
    event_type: String,
    new_event_id: String,
    audit_log_id: String,
    enqueued_at: String,
}

/// What is remembered of a replay that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// A UUID.
    pub id: String,
    /// The delivery that was asked for.
    pub delivery_id: String,
    /// The event that came of it.
    pub new_event_id: String,
    /// Why, if it was said.
    pub reason: Option<String>,
    /// When.
    pub created_at: Timestamp,
}

/// An audit record as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldAudit {
    id: String,
    action: &'static str,
    delivery_id: String,
    new_event_id: String,
    reason: Option<String>,
    created_at: String,
}

impl Audit {
    /// How it is told.
    pub fn told(self) -> ToldAudit {
        ToldAudit {
            id: self.id,
            action: "webhook.delivery.replayed",
            delivery_id: self.delivery_id,
            new_event_id: self.new_event_id,
            reason: self.reason,
            created_at: seconds(self.created_at),
        }
    }
}

impl Replayed {
    /// The answer for an event that is sent again, and its audit record.
    pub fn of(again: &Sent, audit: &Audit) -> Self {
        Self {
            delivery_id: audit.delivery_id.clone(),
            endpoint_id: again.endpoint_id.clone(),
            event_type: again.event_type.clone(),
            new_event_id: again.event_id.clone(),
            audit_log_id: audit.id.clone(),
            enqueued_at: seconds(again.enqueued_at),
        }
    }
}

/// The reason in a body; none needs to be given.
pub fn reason(body: &[u8]) -> Result<Option<String>, Refusal> {
    let body = object(body)?;
    let wanted = || format!("must be a string of at most {LONGEST_REASON} chars");
    match body.get("reason") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(reason)) if reason.chars().count() <= LONGEST_REASON => {
            Ok(Some(reason.clone()))
        }
        Some(_) => Err(Refusal::invalid(Faults::one("reason", wanted()))),
    }
}

/// The fields of a body; no bytes are none.
pub fn object(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    if body.trim_ascii().is_empty() {
        return Ok(Map::new());
    }
    let invalid = |_| Refusal::invalid(Faults::one("body", "must be a JSON object"));
    serde_json::from_slice(body).map_err(invalid)
}

#[cfg(test)]
mod tests {
    use super::super::sent::trial::sent;
    use super::*;

    #[test]
    fn the_answer_has_six_fields_and_no_wrapper() {
        let audit = Audit {
            id: "a".into(),
            delivery_id: "d".into(),
            new_event_id: "e".into(),
            reason: None,
            created_at: sent().enqueued_at,
        };
        let answer = serde_json::to_string(&Replayed::of(&sent(), &audit)).unwrap();
        assert_eq!(
            answer,
            r#"{"delivery_id":"d","endpoint_id":"0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3b4","event_type":"brand.vetted","new_event_id":"0190a1b2-c3d4-7e5f-a6b7-c8d9e0f1a2b3","audit_log_id":"a","enqueued_at":"2026-04-29T14:55:00Z"}"#
        );
    }

    #[test]
    fn a_reason_may_be_given() {
        for (body, given) in [
            ("", None),
            ("{}", None),
            (r#"{"reason":null}"#, None),
            (r#"{"reason":"fixed","other":1}"#, Some("fixed")),
        ] {
            assert_eq!(reason(body.as_bytes()).unwrap().as_deref(), given, "{body}");
        }
        for (body, field) in [
            (r#"{"reason":1}"#.to_owned(), "reason"),
            (format!(r#"{{"reason":"{}"}}"#, "x".repeat(501)), "reason"),
            ("[]".to_owned(), "body"),
            ("null".to_owned(), "body"),
            ("{".to_owned(), "body"),
        ] {
            let refusal = reason(body.as_bytes()).unwrap_err();
            assert!(refusal.details().names(field), "{body}");
        }
    }
}
