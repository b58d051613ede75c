//! Calls AgentMessage: makes the requests, and reads what it answers. Pure.
//!
//! Any success is taken for one, with its fields bare or below `data`, and event ids with
//! `evt_` or without.

use bytes::Bytes;
use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Secret, Timestamp};
use serde_json::{Value, json};

use super::event::event_id;
use crate::ask::Ask;
use crate::call::{below, refused, text, with_bearer, words_of};
use crate::provider_delivery::{ProviderDelivery, ProviderOutcome, ProviderPage};
use crate::redelivery::RedeliveryOutcome;

/// Its name for people.
const NAME: &str = "AgentMessage";
/// Rows of a page.
const LISTED: &str = "100";

/// Asks for a replay of a delivery.
///
/// # Errors
/// When the base URL is none.
pub fn redeliver_request(base_url: &str, key: &Secret, ask: &Ask) -> Result<Outgoing, TargetError> {
    let url = below(
        base_url,
        ["v1", "webhooks", "deliveries", &ask.id, "replay"],
    )?;
    let body = match &ask.reason {
        Some(reason) => json!({ "reason": reason }),
        None => json!({}),
    };
    let mut outgoing = with_bearer("POST", url, key);
    outgoing.headers.push("Content-Type", "application/json");
    outgoing.body = Bytes::from(body.to_string());
    Ok(outgoing)
}

/// What the answer to that means.
#[must_use]
pub fn read_redelivery(answer: &AttemptAnswer) -> RedeliveryOutcome {
    if !(200..300).contains(&answer.status) {
        return refused(answer, NAME);
    }
    match object(&answer.body) {
        Some(replay) => RedeliveryOutcome::Accepted {
            // The answer names what was asked for; the new delivery is known by its event.
            delivery_id: text(&replay, "delivery_id"),
            event_id: text(&replay, "new_event_id").map(|id| event_id(&id)),
            state: None,
            at: text(&replay, "enqueued_at"),
            answer: replay,
        },
        None => RedeliveryOutcome::Unreadable {
            status: answer.status,
            message: "This is no replay of AgentMessage's. Check the base URL.".to_owned(),
        },
    }
}

/// Asks for a page of deliveries, newest first.
///
/// # Errors
/// When the base URL is none.
pub fn list_request(
    base_url: &str,
    key: &Secret,
    cursor: Option<&str>,
) -> Result<Outgoing, TargetError> {
    let mut url = below(base_url, ["v1", "webhooks", "deliveries"])?;
    url.query_pairs_mut().append_pair("limit", LISTED);
    if let Some(cursor) = cursor {
        url.query_pairs_mut().append_pair("cursor", cursor);
    }
    Ok(with_bearer("GET", url, key))
}

/// That page.
///
/// # Errors
/// Says what came instead.
pub fn read_list(answer: &AttemptAnswer) -> Result<ProviderPage, String> {
    let page = success(answer)?;
    let Value::Array(rows) = &page["data"] else {
        return Err("This is no list of AgentMessage's deliveries. Check the base URL.".to_owned());
    };
    Ok(ProviderPage {
        rows: rows.iter().cloned().map(row).collect(),
        next: page["meta"]["next_cursor"].as_str().map(str::to_owned),
    })
}

/// Asks for one delivery.
///
/// # Errors
/// When the base URL is none.
pub fn get_request(base_url: &str, key: &Secret, id: &str) -> Result<Outgoing, TargetError> {
    let url = below(base_url, ["v1", "webhooks", "deliveries", id])?;
    Ok(with_bearer("GET", url, key))
}

/// That delivery.
///
/// # Errors
/// Says what came instead.
pub fn read_get(answer: &AttemptAnswer) -> Result<ProviderDelivery, String> {
    success(answer)?;
    let delivery = object(&answer.body).filter(|delivery| delivery["id"].is_string());
    delivery
        .map(row)
        .ok_or_else(|| "This is no delivery of AgentMessage's. Check the base URL.".to_owned())
}

fn row(delivery: Value) -> ProviderDelivery {
    let status = delivery["response_status"].as_u64();
    ProviderDelivery {
        id: text(&delivery, "id").unwrap_or_default(),
        event_type: text(&delivery, "event_type"),
        outcome: outcome(&text(&delivery, "outcome").unwrap_or_default()),
        status: status.and_then(|status| u16::try_from(status).ok()),
        at: text(&delivery, "occurred_at").and_then(|at| at.parse::<Timestamp>().ok()),
        url: text(&delivery, "url"),
        event_id: text(&delivery, "event_id").map(|id| event_id(&id)),
        more: delivery,
    }
}

fn outcome(word: &str) -> ProviderOutcome {
    match word {
        "success" => ProviderOutcome::Succeeded,
        "retry" => ProviderOutcome::Retrying,
        "dead" => ProviderOutcome::Failed,
        other => ProviderOutcome::Other {
            words: other.to_owned(),
        },
    }
}

fn success(answer: &AttemptAnswer) -> Result<Value, String> {
    if (200..300).contains(&answer.status) {
        return Ok(serde_json::from_slice(&answer.body).unwrap_or_default());
    }
    Err(words_of(&refused(answer, NAME)))
}

/// An object, bare or below `data`.
fn object(body: &[u8]) -> Option<Value> {
    let mut whole: Value = serde_json::from_slice(body).ok()?;
    match &whole["data"] {
        Value::Object(_) => Some(whole["data"].take()),
        _ => whole.is_object().then_some(whole),
    }
}

#[cfg(test)]
mod tests {
    use model::Headers;

    use super::*;
    use crate::redelivery::RefusalReason;

    const REPLAY: &str = r#"{"delivery_id":"0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3d4","endpoint_id":"0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3b4","event_type":"brand.vetted","new_event_id":"0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2c0d0","audit_log_id":"0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2c0d1","enqueued_at":"2026-04-29T14:35:00Z"}"#;

    fn answer(status: u16, body: &str) -> AttemptAnswer {
        AttemptAnswer {
            status,
            headers: Headers::default(),
            body: body.into(),
            truncated: false,
        }
    }

    #[test]
    fn a_replay_is_asked_for_with_a_reason_or_an_empty_object() {
        let key = Secret::new("am_live_1");
        let asked = |reason: Option<&str>| {
            let ask = Ask {
                id: "d_1".into(),
                reason: reason.map(str::to_owned),
                ..Ask::default()
            };
            redeliver_request("http://h", &key, &ask).unwrap()
        };
        let bare = asked(None);
        assert_eq!(&*bare.url, "http://h/v1/webhooks/deliveries/d_1/replay");
        assert_eq!(bare.body, "{}");
        assert_eq!(bare.headers.text("authorization"), Some("Bearer am_live_1"));
        assert_eq!(asked(Some("a \"b\"")).body, r#"{"reason":"a \"b\""}"#);
    }

    #[test]
    fn any_success_is_taken_bare_or_wrapped_with_evt_or_without() {
        let wrapped = format!(r#"{{"success":true,"data":{REPLAY}}}"#);
        let prefixed = REPLAY.replace(r#""new_event_id":""#, r#""new_event_id":"evt_"#);
        for (status, body) in [(202, REPLAY), (200, &wrapped), (201, &prefixed)] {
            let read = read_redelivery(&answer(status, body));
            let RedeliveryOutcome::Accepted {
                event_id,
                at,
                delivery_id,
                ..
            } = read
            else {
                panic!("{read:?}")
            };
            assert_eq!(
                event_id.as_deref(),
                Some("evt_0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2c0d0")
            );
            assert_eq!(
                delivery_id.as_deref(),
                Some("0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3d4")
            );
            assert_eq!(at.as_deref(), Some("2026-04-29T14:35:00Z"));
        }
    }

    #[test]
    fn refusals_keep_the_words_and_what_is_wrong_with_each_field() {
        let body = r#"{"success":false,"error":{"code":"VALIDATION_FAILED","message":"validation failed","request_id":"01JTBQH2FZ8K1RXC0WJ4Z9P3VM","details":{"to":"must be E.164"}}}"#;
        let RedeliveryOutcome::Refused { refusal } = read_redelivery(&answer(422, body)) else {
            panic!()
        };
        assert_eq!(refusal.reason, RefusalReason::Rejected);
        assert_eq!(refusal.words, "validation failed; to: must be E.164");
        let gone = r#"{"success":false,"error":{"code":"EVENT_EXPIRED","message":"pruned"}}"#;
        let RedeliveryOutcome::Refused { refusal } = read_redelivery(&answer(410, gone)) else {
            panic!()
        };
        assert_eq!(refusal.reason, RefusalReason::Expired);
        let unread = read_redelivery(&answer(200, "[]"));
        assert!(matches!(unread, RedeliveryOutcome::Unreadable { .. }));
    }

    #[test]
    fn a_page_of_deliveries_says_what_asks_for_the_next() {
        let key = Secret::new("k");
        let url = |cursor| list_request("http://h/p", &key, cursor).unwrap().url;
        assert_eq!(&*url(None), "http://h/p/v1/webhooks/deliveries?limit=100");
        assert!(url(Some("a&b")).ends_with("&cursor=a%26b"));
        let body = r#"{"success":true,"data":[{"id":"d","event_id":"e","event_type":"brand.vetted","url":"http://h/","outcome":"dead","response_status":500,"occurred_at":"2026-04-29T14:35:00Z"}],"meta":{"next_cursor":"c"}}"#;
        let page = read_list(&answer(200, body)).unwrap();
        assert_eq!(page.next.as_deref(), Some("c"));
        let row = &page.rows[0];
        assert_eq!((row.id.as_str(), row.status), ("d", Some(500)));
        assert_eq!(row.outcome, ProviderOutcome::Failed);
        assert_eq!(row.event_id.as_deref(), Some("evt_e"));
        assert!(read_list(&answer(200, "{}")).is_err());
        let refused = read_list(&answer(403, r#"{"error":{"message":"missing"}}"#));
        let words = "It answered 403: it does not accept this credential (missing).";
        assert_eq!(refused, Err(words.to_owned()));
    }

    #[test]
    fn one_delivery_is_read_bare() {
        let read = read_get(&answer(200, r#"{"id":"d","outcome":"success"}"#)).unwrap();
        assert_eq!(read.outcome, ProviderOutcome::Succeeded);
        assert!(read_get(&answer(200, "{}")).is_err());
        let asked = get_request("http://h", &Secret::new("k"), "d/1").unwrap();
        assert_eq!(&*asked.url, "http://h/v1/webhooks/deliveries/d%2F1");
    }
}
