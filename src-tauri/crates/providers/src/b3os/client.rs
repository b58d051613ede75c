//! Calls B3OS: makes the requests, and reads what it answers. Pure.
//!
//! Its documentation shows two envelopes: `code`, `data`, `message`, and on one page `success` with
//! `error`. Both are read, and null and missing are alike.

use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Secret};
use reqwest::Url;
use serde_json::Value;

use super::facts::{NAME, ROOT};
use crate::ask::{Again, Ask};
use crate::call::{below, not_its_answer, refused, text, with_bearer};
use crate::provider_delivery::{ProviderDelivery, ProviderOutcome, ProviderPage};
use crate::redelivery::RedeliveryOutcome;

/// As many rows as B3OS gives at once.
const PAGE: usize = 100;

/// The call that requeues a failed delivery, the same record; or the one that makes a new record
/// of any delivery.
///
/// # Errors
/// When the base URL is none.
pub fn redeliver_request(base_url: &str, key: &Secret, ask: &Ask) -> Result<Outgoing, TargetError> {
    let call = match ask.again {
        Again::Usual => "retry",
        Again::New => "replay",
    };
    let url = url(base_url, &["deliveries", &ask.id, call])?;
    Ok(with_bearer("POST", url, key))
}

/// What an answer to it means.
#[must_use]
pub fn read_redelivery(answer: &AttemptAnswer) -> RedeliveryOutcome {
    if !(200..300).contains(&answer.status) {
        return refused(answer, NAME);
    }
    match data(answer) {
        Ok(Read::Data(whole, delivery)) => RedeliveryOutcome::Accepted {
            delivery_id: text(&delivery, "id"),
            event_id: text(&delivery["requestBody"], "id"),
            state: text(&delivery, "status"),
            at: text(&delivery, "nextRetryAt"),
            answer: whole,
        },
        Ok(Read::Refused(status)) => refused(&as_refusal(answer, status), NAME),
        Err(message) => RedeliveryOutcome::Unreadable {
            status: answer.status,
            message,
        },
    }
}

/// The call for a page of deliveries; `cursor` is the offset that the last page told.
///
/// # Errors
/// When the base URL is none.
pub fn list_request(
    base_url: &str,
    key: &Secret,
    cursor: Option<&str>,
) -> Result<Outgoing, TargetError> {
    let mut url = url(base_url, &["deliveries"])?;
    url.query_pairs_mut()
        .append_pair("limit", &PAGE.to_string())
        .append_pair("offset", cursor.unwrap_or("0"));
    Ok(with_bearer("GET", url, key))
}

/// Reads a page of deliveries.
///
/// # Errors
/// Says why there is none, in words.
pub fn read_list(answer: &AttemptAnswer) -> Result<ProviderPage, String> {
    let page = accepted(answer)?;
    let items = page["items"]
        .as_array()
        .ok_or_else(|| not_its_answer(NAME))?;
    let offset = page["offset"].as_u64().unwrap_or(0);
    let after = offset + items.len() as u64;
    let goes_on = page["hasMore"] == true && !items.is_empty();
    Ok(ProviderPage {
        rows: items.iter().map(row).collect(),
        next: goes_on.then(|| after.to_string()),
    })
}

/// The call for one delivery.
///
/// # Errors
/// When the base URL is none.
pub fn get_request(base_url: &str, key: &Secret, id: &str) -> Result<Outgoing, TargetError> {
    Ok(with_bearer("GET", url(base_url, &["deliveries", id])?, key))
}

/// Reads one delivery.
///
/// # Errors
/// Says why there is none, in words.
pub fn read_get(answer: &AttemptAnswer) -> Result<ProviderDelivery, String> {
    Ok(row(&accepted(answer)?))
}

fn url(base_url: &str, segments: &[&str]) -> Result<Url, TargetError> {
    below(base_url, ROOT.iter().chain(segments).copied())
}

fn row(delivery: &Value) -> ProviderDelivery {
    let at = text(delivery, "updatedAt").or_else(|| text(delivery, "createdAt"));
    let status = delivery["responseStatus"].as_u64();
    ProviderDelivery {
        id: text(delivery, "id").unwrap_or_default(),
        event_type: text(delivery, "eventType"),
        outcome: outcome(delivery["status"].as_str().unwrap_or_default()),
        status: status.and_then(|status| u16::try_from(status).ok()),
        at: at.and_then(|at| at.parse().ok()),
        url: None,
        event_id: text(&delivery["requestBody"], "id"),
        more: delivery.clone(),
    }
}

fn outcome(status: &str) -> ProviderOutcome {
    match status {
        "success" => ProviderOutcome::Succeeded,
        "retrying" => ProviderOutcome::Retrying,
        "failure" => ProviderOutcome::Failed,
        "pending" => ProviderOutcome::Pending,
        other => ProviderOutcome::Other {
            words: other.to_owned(),
        },
    }
}

/// What an envelope holds.
enum Read {
    /// The whole answer, and its data.
    Data(Value, Value),
    /// An error, though the answer's own status is a success.
    Refused(u16),
}

fn data(answer: &AttemptAnswer) -> Result<Read, String> {
    let whole: Value = serde_json::from_slice(&answer.body).map_err(|_| not_its_answer(NAME))?;
    if let Some(status) = refusal(&whole) {
        return Ok(Read::Refused(status));
    }
    match &whole["data"] {
        data @ Value::Object(_) => {
            let data = data.clone();
            Ok(Read::Data(whole, data))
        }
        _ => Err(not_its_answer(NAME)),
    }
}

/// The status that an envelope's error stands for: codes of six digits begin with it.
fn refusal(envelope: &Value) -> Option<u16> {
    if envelope["success"] == false {
        return Some(400);
    }
    let code = envelope["code"].as_u64()?;
    let status = if code > 999 { code / 1000 } else { code };
    u16::try_from(status).ok().filter(|status| *status >= 400)
}

fn as_refusal(answer: &AttemptAnswer, status: u16) -> AttemptAnswer {
    AttemptAnswer {
        status,
        ..answer.clone()
    }
}

/// The data of an answer that is a success.
fn accepted(answer: &AttemptAnswer) -> Result<Value, String> {
    let refused = match answer.status {
        200..300 => match data(answer)? {
            Read::Data(_, data) => return Ok(data),
            Read::Refused(status) => refused(&as_refusal(answer, status), NAME),
        },
        _ => refused(answer, NAME),
    };
    Err(crate::call::words_of(&refused))
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
    fn the_calls_are_made_as_the_documentation_has_them() {
        let key = Secret::new("b3_key");
        let ask = Ask {
            id: "del/1".into(),
            ..Ask::default()
        };
        let retry = redeliver_request("http://h:1/b3os/", &key, &ask).unwrap();
        assert_eq!(retry.method, "POST");
        let path = "http://h:1/b3os/v1/execution-webhooks/deliveries/del%2F1/retry";
        assert_eq!(&*retry.url, path);
        assert_eq!(retry.headers.text("authorization"), Some("Bearer b3_key"));
        assert!(retry.body.is_empty());
        let list = list_request("https://api.b3os.org", &key, Some("100")).unwrap();
        assert!(
            list.url.ends_with("/deliveries?limit=100&offset=100"),
            "{}",
            list.url
        );
        assert!(get_request("nowhere", &key, "x").is_err());
    }

    #[test]
    fn both_envelopes_are_read() {
        for body in [
            r#"{"code":200,"data":{"id":"d","status":"pending","requestBody":{"id":"e"}},"message":"success","requestId":"r"}"#,
            r#"{"success":true,"data":{"id":"d","status":"pending","requestBody":{"id":"e"},"new":1}}"#,
        ] {
            let RedeliveryOutcome::Accepted {
                delivery_id,
                event_id,
                state,
                at,
                answer,
            } = read_redelivery(&answer(200, body))
            else {
                panic!("{body}")
            };
            let told = (
                delivery_id.as_deref(),
                event_id.as_deref(),
                state.as_deref(),
            );
            assert_eq!(told, (Some("d"), Some("e"), Some("pending")));
            assert_eq!((at, answer.to_string()), (None, body.to_owned()));
        }
    }

    #[test]
    fn an_error_in_either_envelope_is_a_refusal_whatever_the_status_of_the_answer() {
        for (status, body, reason) in [
            (
                400,
                r#"{"code":400228,"message":"m","requestId":"r"}"#,
                RefusalReason::Rejected,
            ),
            (
                200,
                r#"{"code":404001,"message":"m"}"#,
                RefusalReason::NotFound,
            ),
            (
                200,
                r#"{"code":403,"message":"m","data":null}"#,
                RefusalReason::Credentials,
            ),
            (
                200,
                r#"{"success":false,"error":{"code":"X","message":"m"}}"#,
                RefusalReason::Rejected,
            ),
            (
                401,
                r#"{"success":false,"error":{"code":"X","message":"m"}}"#,
                RefusalReason::Credentials,
            ),
        ] {
            let RedeliveryOutcome::Refused { refusal } = read_redelivery(&answer(status, body))
            else {
                panic!("{body}")
            };
            assert_eq!(
                (refusal.reason, refusal.words.as_str()),
                (reason, "m"),
                "{body}"
            );
            assert!(read_list(&answer(status, body)).unwrap_err().contains('m'));
        }
    }

    #[test]
    fn what_is_no_envelope_is_unreadable() {
        for body in ["<html>", "[]", "{}", r#"{"code":200,"data":null}"#] {
            let read = read_redelivery(&answer(200, body));
            assert!(
                matches!(read, RedeliveryOutcome::Unreadable { .. }),
                "{body}"
            );
            assert!(read_get(&answer(200, body)).is_err(), "{body}");
        }
    }

    #[test]
    fn a_page_says_where_the_next_one_begins() {
        let body = r#"{"code":200,"data":{"hasMore":true,"items":[
            {"id":"a","status":"failure","responseStatus":500,"createdAt":"2026-01-31T12:00:00Z","eventType":"run.failed"},
            {"id":"b","status":"lost","responseStatus":null}],"limit":2,"offset":4}}"#;
        let page = read_list(&answer(200, body)).unwrap();
        assert_eq!(page.next.as_deref(), Some("6"));
        let [first, second] = &page.rows[..] else {
            panic!()
        };
        assert_eq!(
            (first.outcome.clone(), first.status),
            (ProviderOutcome::Failed, Some(500))
        );
        assert_eq!(first.at, Some(Timestamp(1_769_860_800_000_000)));
        let words = "lost".to_owned();
        assert_eq!(second.outcome, ProviderOutcome::Other { words });
        let last = body.replace("\"hasMore\":true", "\"hasMore\":false");
        assert_eq!(read_list(&answer(200, &last)).unwrap().next, None);
    }
}
