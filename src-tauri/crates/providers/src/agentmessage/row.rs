//! One attempt at an endpoint, as AgentMessage logs it. Pure.
//!
//! Its id is the event record's, whose last 16 bits are kept free for the number of the
//! attempt: so a row can be asked for before anybody listed it, and nothing is stored twice.

use model::{AttemptDecision, NextStep};
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::event::seconds;
use super::sent::Sent;
use crate::stage::Tried;

/// Longest text of an answer that is told, in characters.
const EXCERPT: usize = 1024;

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    pub id: String,
    pub endpoint_id: String,
    pub event_id: String,
    pub event_type: String,
    pub url: String,
    pub attempt: u32,
    pub outcome: Outcome,
    pub response_status: Option<u16>,
    pub response_time_ms: Option<u64>,
    pub request_body_sha256: String,
    pub request_body_bytes: usize,
    pub response_body_excerpt: Option<String>,
    pub request_headers: Map<String, Value>,
    pub error: Option<String>,
    pub occurred_at: String,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The receiver took it.
    Success,
    /// It failed, and there will be another.
    Retry,
    /// It failed, and there will be none.
    Dead,
}

impl Outcome {
    /// Reads its word.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "success" => Some(Self::Success),
            "retry" => Some(Self::Retry),
            "dead" => Some(Self::Dead),
            _ => None,
        }
    }

    /// By what followed; without a word of the engine's the status decides.
    pub fn after(status: Option<u16>, decision: Option<&AttemptDecision>) -> Self {
        let succeeded = matches!(status, Some(200..300));
        match decision.map(|decision| &decision.next) {
            Some(NextStep::Delivered) => Self::Success,
            Some(NextStep::Retry { .. }) => Self::Retry,
            Some(NextStep::GiveUp { .. } | NextStep::Disable { .. }) => Self::Dead,
            Some(NextStep::Nothing) | None if succeeded => Self::Success,
            Some(NextStep::Nothing) | None => Self::Dead,
        }
    }
}

impl Row {
    /// The row of an attempt.
    pub fn of(sent: &Sent, attempt: u32, tried: &Tried) -> Self {
        Self {
            outcome: Outcome::after(tried.attempt.status, tried.decision.as_ref()),
            url: tried.attempt.target.clone(),
            response_status: tried.attempt.status,
            response_time_ms: tried.attempt.status.map(|_| tried.took_millis()),
            response_body_excerpt: tried.answer_text().map(excerpt),
            request_headers: fields(tried),
            error: tried
                .attempt
                .failure
                .as_ref()
                .map(|failure| failure.message.clone()),
            occurred_at: seconds(tried.attempt.started_at),
            ..Self::waiting(sent, attempt)
        }
    }

    /// The row of an attempt that is yet to be made.
    pub fn waiting(sent: &Sent, attempt: u32) -> Self {
        let body = sent.body();
        Self {
            id: sent.row(attempt),
            endpoint_id: sent.endpoint_id.clone(),
            event_id: sent.event_id.clone(),
            event_type: sent.event_type.clone(),
            url: sent.url.clone(),
            attempt,
            outcome: Outcome::Retry,
            response_status: None,
            response_time_ms: None,
            request_body_sha256: hex(&Sha256::digest(&body)),
            request_body_bytes: body.len(),
            response_body_excerpt: None,
            request_headers: Map::new(),
            error: None,
            occurred_at: seconds(sent.enqueued_at),
        }
    }
}

fn excerpt(text: String) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    }
}

/// The fields that were sent; of those with one name all values.
fn fields(tried: &Tried) -> Map<String, Value> {
    let mut fields = Map::new();
    for header in &tried.request_headers.0 {
        let value = String::from_utf8_lossy(&header.value).into_owned();
        let value = match fields.get(header.name.as_str()).and_then(Value::as_str) {
            Some(before) => format!("{before}, {value}"),
            None => value,
        };
        fields.insert(header.name.to_string(), value.into());
    }
    fields
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
pub mod trial {
    //! An attempt that failed, for tests.

    use model::{
        Attempt, AttemptAnswer, AttemptDecision, AttemptId, Headers, SendMode, Timing, Trigger,
    };

    use super::super::sent::trial::{NOW, sent};
    use super::*;

    pub fn tried(status: u16, next: NextStep) -> Tried {
        Tried {
            attempt: Attempt {
                id: AttemptId(1),
                capture: None,
                trigger: Trigger::Scheduled,
                mode: SendMode::Resigned,
                method: "POST".into(),
                target: "https://example.com/h".into(),
                started_at: NOW,
                timing: Timing {
                    total_micros: 12_900,
                    ..Timing::default()
                },
                status: Some(status),
                failure: None,
                exact: None,
                request_size: 1,
                response_size: 1,
            },
            request_headers: [("A", "1"), ("B", "2"), ("A", "3")].into_iter().collect(),
            answer: Some(AttemptAnswer {
                status,
                headers: Headers::default(),
                body: "é".repeat(2000).into(),
                truncated: false,
            }),
            decision: Some(AttemptDecision {
                number: 1,
                trigger: Trigger::Scheduled,
                next,
                faults: Vec::new(),
            }),
        }
    }

    pub fn retry() -> NextStep {
        NextStep::Retry {
            due_at: NOW,
            wait_micros: 0,
            speed: 1,
            because: None,
        }
    }

    pub fn row() -> Row {
        Row::of(&sent(), 1, &tried(500, retry()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sent::trial::sent;
    use super::trial::{retry, row, tried};
    use super::*;

    #[test]
    fn a_row_has_its_fields_in_order() {
        let json = serde_json::to_value(row()).unwrap();
        let names: Vec<&str> = json
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let expected = "id endpoint_id event_id event_type url attempt outcome response_status response_time_ms request_body_sha256 request_body_bytes response_body_excerpt request_headers error occurred_at";
        assert_eq!(names.join(" "), expected);
        assert_eq!(json["response_time_ms"], 12);
        assert_eq!(json["request_headers"]["A"], "1, 3");
        assert_eq!(
            json["response_body_excerpt"]
                .as_str()
                .unwrap()
                .chars()
                .count(),
            EXCERPT
        );
        let digest = json["request_body_sha256"].as_str().unwrap();
        assert_eq!(digest.len(), 64);
        assert_eq!(json["request_body_bytes"], sent().body().len());
    }

    #[test]
    fn the_outcome_is_what_followed() {
        let of = |status, next| Row::of(&sent(), 1, &tried(status, next)).outcome;
        let gave_up = || NextStep::GiveUp {
            because: String::new(),
        };
        assert_eq!(of(200, NextStep::Delivered), Outcome::Success);
        assert_eq!(of(500, retry()), Outcome::Retry);
        assert_eq!(of(500, gave_up()), Outcome::Dead);
        assert_eq!(of(204, NextStep::Nothing), Outcome::Success);
        assert_eq!(of(500, NextStep::Nothing), Outcome::Dead);
    }

    #[test]
    fn an_attempt_that_is_yet_to_be_made_has_no_answer() {
        let row = Row::waiting(&sent(), 1);
        assert_eq!((row.outcome, row.response_status), (Outcome::Retry, None));
        assert!(row.request_headers.is_empty());
    }
}
