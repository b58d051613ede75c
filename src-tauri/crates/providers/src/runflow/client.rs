//! Calls Runflow: makes the requests, and reads what it answers. Pure.
//!
//! Every field of its answers may be null, a delivery's `status_code` is a text, and errors
//! come in two forms; all of that is taken, and what is new is kept.

use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Secret, Timestamp};
use serde_json::Value;

use crate::ask::Ask;
use crate::call::{below, refused, with_bearer, words_of};
use crate::provider_delivery::{ProviderDelivery, ProviderOutcome, ProviderPage};
use crate::redelivery::{RedeliveryOutcome, RefusalReason};

/// Its name for people.
const NAME: &str = "Runflow";
/// What an id begins with that is a batch's and no run's.
const BATCH: &str = "batch:";

/// Asks for the callback of a run, or with `batch:` before its id of a batch, once more.
///
/// # Errors
/// When the base URL is none.
pub fn redeliver_request(base_url: &str, key: &Secret, ask: &Ask) -> Result<Outgoing, TargetError> {
    let path = match ask.id.strip_prefix(BATCH) {
        Some(batch) => ["v1", "batches", batch, "callback-redeliveries"],
        None => ["v1", "runs", &ask.id, "callback-redeliveries"],
    };
    let mut outgoing = call("POST", base_url, path, key)?;
    if let Some(organization) = &ask.organization {
        outgoing
            .headers
            .push("X-Organization-Id", organization.as_str());
    }
    Ok(outgoing)
}

/// What the answer to that means.
#[must_use]
pub fn read_redelivery(answer: &AttemptAnswer) -> RedeliveryOutcome {
    if !(200..300).contains(&answer.status) {
        return in_flight_or(refused(answer, NAME), answer);
    }
    match serde_json::from_slice::<Value>(&answer.body) {
        Ok(delivery @ Value::Object(_)) => RedeliveryOutcome::Accepted {
            delivery_id: text(&delivery, "id"),
            // The callback names its run, and no event.
            event_id: text(&delivery, "run_id"),
            state: text(&delivery, "status_code"),
            at: text(&delivery, "created_at"),
            answer: delivery,
        },
        _ => RedeliveryOutcome::Unreadable {
            status: answer.status,
            message: "This is no delivery of Runflow's. Check the base URL.".to_owned(),
        },
    }
}

/// One delivery at a time: what is in flight is told as 422 with `error_type: "conflict"`, and can be
/// asked for again once that has ended.
fn in_flight_or(mut outcome: RedeliveryOutcome, answer: &AttemptAnswer) -> RedeliveryOutcome {
    let whole: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let places = ["/error_type", "/errors/0/error_type", "/error/error_type"];
    let is_conflict = |place: &&str| whole.pointer(place).is_some_and(|word| word == "conflict");
    if let RedeliveryOutcome::Refused { refusal } = &mut outcome
        && refusal.status == 422
        && places.iter().any(is_conflict)
    {
        refusal.reason = RefusalReason::NotReady;
    }
    outcome
}

/// Asks for all deliveries of a run's callback.
///
/// # Errors
/// When the base URL is none.
pub fn history_request(base_url: &str, key: &Secret, run: &str) -> Result<Outgoing, TargetError> {
    call("GET", base_url, ["v1", "runs", run, "callback"], key)
}

/// Those deliveries, in Runflow's order; there is one page of them.
///
/// # Errors
/// Says what came instead.
pub fn read_history(answer: &AttemptAnswer) -> Result<ProviderPage, String> {
    if !(200..300).contains(&answer.status) {
        return Err(words_of(&refused(answer, NAME)));
    }
    match serde_json::from_slice::<Value>(&answer.body) {
        Ok(Value::Array(deliveries)) => Ok(ProviderPage {
            rows: deliveries.into_iter().map(row).collect(),
            next: None,
        }),
        _ => Err("This is no list of Runflow's deliveries. Check the base URL.".to_owned()),
    }
}

fn row(delivery: Value) -> ProviderDelivery {
    let state = text(&delivery, "status_code").unwrap_or_default();
    ProviderDelivery {
        id: text(&delivery, "run_id").unwrap_or_default(),
        event_type: delivery
            .pointer("/payload/event")
            .and_then(Value::as_str)
            .map(str::to_owned),
        outcome: outcome(&state),
        status: last_status(&delivery),
        at: text(&delivery, "created_at").and_then(|at| at.parse::<Timestamp>().ok()),
        url: text(&delivery, "callback_url"),
        event_id: text(&delivery, "id"),
        more: delivery,
    }
}

fn outcome(state: &str) -> ProviderOutcome {
    match state {
        "succeeded" => ProviderOutcome::Succeeded,
        "failed" => ProviderOutcome::Failed,
        "delivering" => ProviderOutcome::Retrying,
        "pending" => ProviderOutcome::Pending,
        other => ProviderOutcome::Other {
            words: other.to_owned(),
        },
    }
}

/// Status of the last answer: an attempt's `status_code` is a number.
fn last_status(delivery: &Value) -> Option<u16> {
    let attempt = delivery["attempts"].as_array()?.last()?;
    u16::try_from(attempt["status_code"].as_u64()?).ok()
}

/// A field as text; a number too, in case a text became one.
fn text(of: &Value, name: &str) -> Option<String> {
    match &of[name] {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn call<'a>(
    method: &str,
    base_url: &str,
    path: impl IntoIterator<Item = &'a str>,
    key: &Secret,
) -> Result<Outgoing, TargetError> {
    Ok(with_bearer(method, below(base_url, path)?, key))
}

#[cfg(test)]
mod tests {
    use model::Headers;

    use super::*;

    fn answer(status: u16, body: &str) -> AttemptAnswer {
        AttemptAnswer {
            status,
            headers: Headers::default(),
            body: body.into(),
            truncated: false,
        }
    }

    fn asked(id: &str, organization: Option<&str>) -> Outgoing {
        let ask = Ask {
            id: id.into(),
            organization: organization.map(str::to_owned),
            ..Ask::default()
        };
        redeliver_request("http://h/runflow/", &Secret::new("rf_1"), &ask).unwrap()
    }

    #[test]
    fn a_delivery_in_flight_is_waited_for_and_what_is_wrong_is_not() {
        let reason = |body: &str| match read_redelivery(&answer(422, body)) {
            RedeliveryOutcome::Refused { refusal } => refusal.reason,
            other => panic!("{other:?}"),
        };
        for body in [
            r#"{"code":"X","message":"m","errors":[{"error_type":"conflict","message":"m"}]}"#,
            r#"{"code":"X","message":"m","errors":null,"error_type":"conflict"}"#,
            r#"{"error":{"code":"X","message":"m","error_type":"conflict"}}"#,
        ] {
            assert_eq!(reason(body), RefusalReason::NotReady, "{body}");
        }
        let wrong = r#"{"code":"X","message":"m","errors":[{"error_type":"validation_error"}]}"#;
        assert_eq!(reason(wrong), RefusalReason::Rejected);
    }

    #[test]
    fn a_run_and_a_batch_are_asked_for_without_a_body() {
        let run = asked("r_1", None);
        assert_eq!(
            &*run.url,
            "http://h/runflow/v1/runs/r_1/callback-redeliveries"
        );
        assert_eq!((run.method.as_str(), run.body.len()), ("POST", 0));
        assert_eq!(run.headers.text("authorization"), Some("Bearer rf_1"));
        assert_eq!(run.headers.text("x-organization-id"), None);
        let batch = asked("batch:b_1", Some("org"));
        assert_eq!(
            &*batch.url,
            "http://h/runflow/v1/batches/b_1/callback-redeliveries"
        );
        assert_eq!(batch.headers.text("x-organization-id"), Some("org"));
    }

    #[test]
    fn a_delivery_is_read_with_nulls_and_with_what_is_new() {
        let body = r#"{"id":"d","run_id":"r","status_code":"pending","created_at":"2023-11-07T05:31:56Z","new":[1]}"#;
        let RedeliveryOutcome::Accepted {
            delivery_id,
            event_id,
            state,
            at,
            answer,
        } = read_redelivery(&answer(201, body))
        else {
            panic!()
        };
        assert_eq!(delivery_id.as_deref(), Some("d"));
        assert_eq!(event_id.as_deref(), Some("r"));
        assert_eq!(state.as_deref(), Some("pending"));
        assert_eq!(at.as_deref(), Some("2023-11-07T05:31:56Z"));
        assert_eq!(answer["new"][0], 1);
    }

    #[test]
    fn a_delivery_of_nulls_alone_was_accepted_too() {
        let read = read_redelivery(&answer(200, r#"{"id":null,"status_code":202}"#));
        let RedeliveryOutcome::Accepted {
            delivery_id, state, ..
        } = read
        else {
            panic!("{read:?}")
        };
        assert_eq!((delivery_id, state.as_deref()), (None, Some("202")));
    }

    #[test]
    fn both_forms_of_an_error_are_refusals_with_their_words() {
        for body in [
            r#"{"code":"RUN_NOT_FOUND","message":"no such run","errors":null}"#,
            r#"{"error":{"code":"RUN_NOT_FOUND","message":"no such run"}}"#,
        ] {
            let RedeliveryOutcome::Refused { refusal } = read_redelivery(&answer(404, body)) else {
                panic!()
            };
            assert_eq!(refusal.reason, RefusalReason::NotFound);
            assert_eq!(refusal.words, "no such run");
        }
        for body in ["<html>", "[]", "null"] {
            let read = read_redelivery(&answer(200, body));
            assert!(
                matches!(read, RedeliveryOutcome::Unreadable { .. }),
                "{body}"
            );
        }
    }

    #[test]
    fn a_history_is_read_row_by_row() {
        let body = r#"[{"id":"d","run_id":"r","callback_url":"http://h/","payload":{"event":"run.failed"},"status_code":"failed","created_at":"2023-11-07T05:31:56Z","attempts":[{"status_code":500},{"status_code":503}]},{"attempts":null}]"#;
        let page = read_history(&answer(200, body)).unwrap();
        let first = &page.rows[0];
        assert_eq!((first.id.as_str(), first.status), ("r", Some(503)));
        assert_eq!(first.event_type.as_deref(), Some("run.failed"));
        assert_eq!(first.outcome, ProviderOutcome::Failed);
        assert_eq!(first.event_id.as_deref(), Some("d"));
        assert_eq!(page.rows[1].status, None);
        let refused = read_history(&answer(404, r#"{"message":"no"}"#));
        let words = "It answered 404: it knows nothing of this id (no).";
        assert_eq!(refused, Err(words.to_owned()));
        assert!(read_history(&answer(200, "{}")).is_err());
    }
}
