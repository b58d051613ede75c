//! Calls InstaVM: makes the requests, and reads what it answers. Pure.
//!
//! InstaVM has no call for one delivery; its list is all there is.

use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Secret};
use serde_json::Value;

use super::facts::NAME;
use crate::call::{below, not_its_answer, refused, text, with_key, words_of};
use crate::provider_delivery::{ProviderDelivery, ProviderOutcome, ProviderPage};
use crate::redeliver::Ask;
use crate::redelivery::RedeliveryOutcome;

/// The field that lets a caller in.
const KEY_FIELD: &str = "X-API-Key";
const DELIVERIES: [&str; 3] = ["v1", "webhooks", "deliveries"];
/// Rows asked for at once.
const PAGE: usize = 100;

/// The call that makes a new delivery of an old one's event.
///
/// # Errors
/// When the base URL is none.
pub fn redeliver_request(base_url: &str, key: &Secret, ask: &Ask) -> Result<Outgoing, TargetError> {
    let replay = [ask.id.as_str(), "replay"];
    let url = below(base_url, DELIVERIES.into_iter().chain(replay))?;
    Ok(with_key("POST", url, (KEY_FIELD, key.expose())))
}

/// What an answer to it means.
#[must_use]
pub fn read_redelivery(answer: &AttemptAnswer) -> RedeliveryOutcome {
    if !(200..300).contains(&answer.status) {
        return refused(answer, NAME);
    }
    match serde_json::from_slice::<Value>(&answer.body) {
        Ok(delivery) if delivery["id"].is_string() => RedeliveryOutcome::Accepted {
            delivery_id: text(&delivery, "id"),
            event_id: text(&delivery, "event_id"),
            state: text(&delivery, "status"),
            at: text(&delivery, "next_retry_at"),
            answer: delivery,
        },
        Ok(_) | Err(_) => RedeliveryOutcome::Unreadable {
            status: answer.status,
            message: not_its_answer(NAME),
        },
    }
}

/// The call for a page of deliveries; `cursor` is what the last page told.
///
/// # Errors
/// When the base URL is none.
pub fn list_request(
    base_url: &str,
    key: &Secret,
    cursor: Option<&str>,
) -> Result<Outgoing, TargetError> {
    let mut url = below(base_url, DELIVERIES)?;
    url.query_pairs_mut()
        .append_pair("limit", &PAGE.to_string())
        .extend_pairs(cursor.map(|cursor| ("cursor", cursor)));
    Ok(with_key("GET", url, (KEY_FIELD, key.expose())))
}

/// Reads a page of deliveries.
///
/// # Errors
/// Says why there is none, in words.
pub fn read_list(answer: &AttemptAnswer) -> Result<ProviderPage, String> {
    if !(200..300).contains(&answer.status) {
        return Err(words_of(&refused(answer, NAME)));
    }
    let page: Value = serde_json::from_slice(&answer.body).map_err(|_| not_its_answer(NAME))?;
    let items = page["items"]
        .as_array()
        .ok_or_else(|| not_its_answer(NAME))?;
    Ok(ProviderPage {
        rows: items.iter().map(row).collect(),
        next: text(&page, "next_cursor").filter(|cursor| !cursor.is_empty()),
    })
}

fn row(delivery: &Value) -> ProviderDelivery {
    let at = text(delivery, "last_attempt_at").or_else(|| text(delivery, "created_at"));
    let status = delivery["final_http_status"].as_u64();
    ProviderDelivery {
        id: text(delivery, "id").unwrap_or_default(),
        event_type: text(delivery, "event_type"),
        outcome: outcome(delivery["status"].as_str().unwrap_or_default()),
        status: status.and_then(|status| u16::try_from(status).ok()),
        at: at.and_then(|at| at.parse().ok()),
        url: None,
        event_id: text(delivery, "event_id"),
        more: delivery.clone(),
    }
}

fn outcome(status: &str) -> ProviderOutcome {
    match status {
        "delivered" => ProviderOutcome::Succeeded,
        "retrying" => ProviderOutcome::Retrying,
        "failed" => ProviderOutcome::Failed,
        "pending" => ProviderOutcome::Pending,
        other => ProviderOutcome::Other {
            words: other.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use model::{Headers, Timestamp};

    use super::*;
    use crate::redelivery::RefusalReason;

    fn answer(status: u16, body: &str) -> AttemptAnswer {
        AttemptAnswer {
            status,
            headers: Headers::default(),
            body: body.into(),
            truncated: false,
        }
    }

    #[test]
    fn the_calls_are_made_as_the_official_client_makes_them() {
        let key = Secret::new("instavm_sk_1");
        let ask = Ask {
            id: "d 1".into(),
            ..Ask::default()
        };
        let replay = redeliver_request("http://h:1/instavm", &key, &ask).unwrap();
        assert_eq!(replay.method, "POST");
        assert_eq!(
            &*replay.url,
            "http://h:1/instavm/v1/webhooks/deliveries/d%201/replay"
        );
        assert_eq!(replay.headers.text("x-api-key"), Some("instavm_sk_1"));
        assert!(replay.body.is_empty());
        let list = |cursor| list_request("http://h", &key, cursor).unwrap().url;
        assert!(list(None).ends_with("/deliveries?limit=100"));
        assert!(list(Some("a&b")).ends_with("?limit=100&cursor=a%26b"));
    }

    #[test]
    fn a_replay_is_read_with_what_it_lacks_and_what_is_new() {
        let body = r#"{"id":"new","event_id":null,"status":"pending","replay_of_delivery_id":"old","more":[1]}"#;
        let RedeliveryOutcome::Accepted {
            delivery_id,
            event_id,
            state,
            answer,
            ..
        } = read_redelivery(&answer(200, body))
        else {
            panic!()
        };
        assert_eq!((delivery_id.as_deref(), event_id), (Some("new"), None));
        assert_eq!(
            (state.as_deref(), answer.to_string()),
            (Some("pending"), body.to_owned())
        );
    }

    #[test]
    fn refusals_are_told_by_status_and_keep_their_words() {
        for (status, body, reason, words) in [
            (
                401,
                r#"{"detail":"Not authenticated"}"#,
                RefusalReason::Credentials,
                "Not authenticated",
            ),
            (
                404,
                r#"{"detail":"Webhook delivery not found"}"#,
                RefusalReason::NotFound,
                "not found",
            ),
            (
                409,
                r#"{"detail":"disabled"}"#,
                RefusalReason::NotReady,
                "disabled",
            ),
            (
                422,
                r#"{"detail":[{"loc":["path","id"],"msg":"bad","type":"t"}]}"#,
                RefusalReason::Rejected,
                "path.id: bad",
            ),
        ] {
            let RedeliveryOutcome::Refused { refusal } = read_redelivery(&answer(status, body))
            else {
                panic!("{body}")
            };
            assert_eq!(refusal.reason, reason);
            assert!(refusal.words.contains(words), "{}", refusal.words);
            assert!(
                read_list(&answer(status, body))
                    .unwrap_err()
                    .contains(words)
            );
        }
    }

    #[test]
    fn what_is_not_instavms_is_unreadable() {
        for body in ["<html>", "[]", "{}"] {
            let read = read_redelivery(&answer(200, body));
            assert!(
                matches!(read, RedeliveryOutcome::Unreadable { .. }),
                "{body}"
            );
            assert!(read_list(&answer(200, body)).is_err(), "{body}");
        }
    }

    #[test]
    fn a_page_has_its_rows_and_its_cursor() {
        let body = r#"{"items":[{"id":"a","status":"delivered","final_http_status":204,
            "event_type":"vm.terminated","event_id":"evt_1","created_at":"2026-01-31T12:00:00Z",
            "last_attempt_at":null}],"next_cursor":"c"}"#;
        let page = read_list(&answer(200, body)).unwrap();
        assert_eq!(page.next.as_deref(), Some("c"));
        let row = &page.rows[0];
        assert_eq!(
            (row.outcome.clone(), row.status),
            (ProviderOutcome::Succeeded, Some(204))
        );
        assert_eq!(row.at, Some(Timestamp(1_769_860_800_000_000)));
        assert_eq!(row.event_id.as_deref(), Some("evt_1"));
        assert_eq!(row.more["id"], "a");
    }
}
