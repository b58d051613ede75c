//! A delivery of a callback: what the emulation keeps of it, and how it is told. Pure.
//!
//! The body is frozen when the delivery is made. How far it is, the engine knows: the state told
//! here is read from there, whenever it is asked for.

use model::{AttemptFailure, DeliveryState, FailureKind, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::facts::MAX_ATTEMPTS;
use crate::stage::ids::uuid_v7;
use crate::stage::time::python_naive;
use crate::stage::{Progress, Tried};

/// A delivery as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// A UUID.
    pub id: String,
    /// The run; none for a batch.
    pub run_id: Option<String>,
    /// Where it goes.
    pub callback_url: String,
    /// The body, frozen.
    pub payload: String,
    /// Which secret signs it; none sends unsigned.
    pub signing_secret_id: Option<String>,
    /// Whether the end of the run made it, and nobody asked.
    pub is_automatic: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A delivery as it is told, its fields in Runflow's order.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    id: String,
    run_id: Option<String>,
    callback_url: String,
    payload_bytes: String,
    payload: Option<Box<RawValue>>,
    signing_secret_id: Option<String>,
    is_automatic: bool,
    status_code: &'static str,
    failure_reason_code: Option<&'static str>,
    failure_detail: Option<String>,
    attempt_count: usize,
    max_attempts: u32,
    next_attempt_at: Option<String>,
    created_at: String,
    updated_at: String,
    completed_at: Option<String>,
    attempts: Vec<ToldAttempt>,
}

#[derive(Debug, Clone, Serialize)]
struct ToldAttempt {
    id: String,
    delivery_id: String,
    attempt_number: usize,
    status_code: Option<u16>,
    response_body: Option<String>,
    response_time_ms: u64,
    error_message: Option<String>,
    created_at: String,
}

impl Sent {
    /// A new delivery of this body.
    pub fn new(callback_url: &str, payload: String, now: Timestamp) -> Self {
        Self {
            id: uuid_v7(now),
            run_id: None,
            callback_url: callback_url.to_owned(),
            payload,
            signing_secret_id: None,
            is_automatic: false,
            created_at: now,
        }
    }

    /// How it is told before anything was tried.
    pub fn pending(self) -> Told {
        let created_at = zulu(self.created_at);
        Told {
            payload: RawValue::from_string(self.payload.clone()).ok(),
            payload_bytes: self.payload,
            id: self.id,
            run_id: self.run_id,
            callback_url: self.callback_url,
            signing_secret_id: self.signing_secret_id,
            is_automatic: self.is_automatic,
            status_code: "pending",
            failure_reason_code: None,
            failure_detail: None,
            attempt_count: 0,
            max_attempts: MAX_ATTEMPTS,
            next_attempt_at: Some(created_at.clone()),
            updated_at: created_at.clone(),
            created_at,
            completed_at: None,
            attempts: Vec::new(),
        }
    }

    /// How it is told by what the engine has of it; a delivery that was cleared away there came
    /// to nothing.
    pub fn told(self, progress: Option<&Progress>) -> Told {
        let Some(progress) = progress else {
            return Told {
                status_code: "failed",
                failure_reason_code: Some("cancelled"),
                failure_detail: Some("The delivery was removed.".to_owned()),
                next_attempt_at: None,
                ..self.pending()
            };
        };
        let attempts = progress.attempts.iter().enumerate();
        let attempts: Vec<_> = attempts
            .map(|(index, tried)| ToldAttempt::of(&self.id, index + 1, tried))
            .collect();
        let (failure_reason_code, failure_detail) = failure(progress).unzip();
        let delivery = &progress.delivery;
        let last = progress.attempts.last().map(Tried::ended_at);
        let updated_at = delivery.ended_at.or(last).unwrap_or(self.created_at);
        Told {
            status_code: status(delivery.state),
            failure_reason_code,
            failure_detail,
            attempt_count: attempts.len(),
            next_attempt_at: delivery.due_at.map(zulu),
            updated_at: zulu(updated_at),
            completed_at: delivery.ended_at.map(zulu),
            attempts,
            ..self.pending()
        }
    }
}

impl ToldAttempt {
    fn of(delivery_id: &str, attempt_number: usize, tried: &Tried) -> Self {
        let failure = tried.attempt.failure.as_ref();
        Self {
            id: attempt_id(delivery_id, attempt_number),
            delivery_id: delivery_id.to_owned(),
            attempt_number,
            status_code: tried.attempt.status,
            response_body: tried.answer_text(),
            response_time_ms: tried.took_millis(),
            error_message: failure.map(|failure| failure.message.clone()),
            created_at: zulu(tried.attempt.started_at),
        }
    }
}

/// Of a delivery's UUID and a number, so that it is the same whenever it is told.
fn attempt_id(delivery_id: &str, number: usize) -> String {
    let digits = delivery_id.replace('-', "");
    let bits = u128::from_str_radix(&digits, 16).unwrap_or_default();
    // Spread by an odd factor within the last 62 bits, which are chance and no version.
    let spread = (number as u128).wrapping_mul(0x9e37_79b9_7f4a_7c15) & (u128::MAX >> 66);
    let hex = format!("{:032x}", bits ^ spread);
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}

/// Whether nothing more happens to it by itself.
pub fn has_ended(progress: Option<&Progress>) -> bool {
    progress.is_none_or(|progress| progress.delivery.state.has_ended())
}

const fn status(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Pending => "pending",
        DeliveryState::Running | DeliveryState::Retrying | DeliveryState::Paused => "delivering",
        DeliveryState::Succeeded => "succeeded",
        DeliveryState::Failed | DeliveryState::Cancelled => "failed",
    }
}

/// Why it failed, or why its last attempt did.
fn failure(progress: &Progress) -> Option<(&'static str, String)> {
    let last = progress.attempts.last().map(|tried| &tried.attempt);
    match progress.delivery.state {
        DeliveryState::Succeeded => None,
        DeliveryState::Cancelled => Some(("cancelled", "The delivery was cancelled.".to_owned())),
        _ => match (last?.status, &last?.failure) {
            (Some(status), _) => Some(("http_error", format!("HTTP {status}"))),
            (None, Some(failure)) => Some((reason(failure), failure.message.clone())),
            (None, None) => None,
        },
    }
}

const fn reason(failure: &AttemptFailure) -> &'static str {
    match failure.kind {
        FailureKind::UnknownHost => "dns_error",
        FailureKind::Timeout => "timeout",
        FailureKind::Tls => "tls_error",
        FailureKind::Refused
        | FailureKind::Closed
        | FailureKind::BadAnswer
        | FailureKind::Cancelled
        | FailureKind::Forbidden
        | FailureKind::Other => "connection_error",
    }
}

/// A time as Runflow's own answers have it: with `Z`, and a fraction only where there is one.
pub fn zulu(at: Timestamp) -> String {
    format!("{}Z", python_naive(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_700_000_000);

    fn sent() -> Sent {
        let payload = r#"{"event":"run.completed","output":{"n":1.0}}"#;
        Sent::new("http://h/", payload.to_owned(), NOW)
    }

    #[test]
    fn a_new_delivery_has_its_fields_in_order_and_nothing_tried() {
        let text = serde_json::to_string(&sent().pending()).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let names: Vec<&str> = json
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let expected = "id run_id callback_url payload_bytes payload signing_secret_id is_automatic status_code failure_reason_code failure_detail attempt_count max_attempts next_attempt_at created_at updated_at completed_at attempts";
        assert_eq!(names.join(" "), expected);
        assert_eq!(json["status_code"], "pending");
        assert_eq!(json["created_at"], "2023-11-14T22:13:20Z");
        assert!(text.contains(r#""payload":{"event":"run.completed","output":{"n":1.0}},"#));
    }

    #[test]
    fn states_are_words_and_never_a_status_of_http() {
        let words = DeliveryState::ALL.map(status);
        for word in words {
            assert!(["pending", "delivering", "succeeded", "failed"].contains(&word));
        }
    }

    #[test]
    fn attempts_of_a_delivery_have_ids_of_their_own() {
        let id = sent().id;
        let ids = [1, 2, 5].map(|number| attempt_id(&id, number));
        assert!(ids.iter().all(|id| crate::stage::ids::is_uuid(id)));
        assert_eq!(ids[0][..19], id[..19]);
        assert!(ids[0] != ids[1] && ids[1] != ids[2]);
    }

    #[test]
    fn a_delivery_that_was_cleared_away_has_ended() {
        assert!(has_ended(None));
        let json = serde_json::to_value(sent().told(None)).unwrap();
        assert_eq!(json["status_code"], "failed");
    }
}
