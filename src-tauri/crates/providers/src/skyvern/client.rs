//! Calls Skyvern: makes the request, and reads what it answers. Pure.

mod runs;

use std::time::Duration;

use bytes::Bytes;
use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Headers, Secret};
use serde_json::json;

use super::replayed::SkyvernReplay;
use crate::call::{below, refused};
use crate::redelivery::RedeliveryOutcome;

pub(crate) use runs::{get_request, list_request, read_get, read_list};

/// What people call it.
const NAME: &str = "Skyvern";
/// Skyvern itself waits a minute for the receiver.
const PATIENCE: Duration = Duration::from_secs(90);

/// The URL of the call, below any path that the base URL has.
///
/// # Errors
/// When the base URL is none.
pub fn retry_url(base_url: &str, run_id: &str) -> Result<String, TargetError> {
    Ok(below(base_url, ["v1", "runs", run_id, "retry_webhook"])?.into())
}

/// The call.
#[must_use]
pub fn ask(url: String, key: &Secret, webhook_url: Option<&str>) -> Outgoing {
    let mut headers = Headers::default();
    headers.push("X-Api-Key", key.expose());
    headers.push("Content-Type", "application/json");
    headers.push("Accept", "application/json");
    let body = match webhook_url {
        Some(url) => json!({ "webhook_url": url }),
        None => json!({}),
    };
    Outgoing {
        headers,
        body: Bytes::from(body.to_string()),
        timeout: Some(PATIENCE),
        ..Outgoing::new("POST", url)
    }
}

/// What an answer means. Told by its status; its words are kept.
#[must_use]
pub fn read(answer: &AttemptAnswer) -> RedeliveryOutcome {
    if !(200..300).contains(&answer.status) {
        return refused(answer, NAME);
    }
    match serde_json::from_slice::<SkyvernReplay>(&answer.body) {
        Ok(replay) => RedeliveryOutcome::Replayed {
            arrived: replay.arrived(),
            replay: Box::new(replay),
        },
        Err(error) => RedeliveryOutcome::Unreadable {
            status: answer.status,
            message: format!("This is no answer of Skyvern's ({error}). Check the base URL."),
        },
    }
}

#[cfg(test)]
mod tests {
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
    fn the_path_of_a_base_url_is_kept_and_the_id_cannot_leave_its_place() {
        let url = |base: &str, id: &str| retry_url(base, id).unwrap();
        for base in ["http://h:1/skyvern", "http://h:1/skyvern/"] {
            let expected = "http://h:1/skyvern/v1/runs/tsk_1/retry_webhook";
            assert_eq!(url(base, "tsk_1"), expected);
        }
        assert_eq!(
            url("https://api.skyvern.com", "a/../b?c"),
            "https://api.skyvern.com/v1/runs/a%2F..%2Fb%3Fc/retry_webhook"
        );
        assert!(retry_url("nowhere", "x").is_err());
    }

    #[test]
    fn an_answer_is_read_with_what_it_lacks_and_what_is_new() {
        let body = r#"{"run_id":"tsk_1","run_type":"task_v1","payload":"{}","headers":{"a":"b"},"status_code":204,"new":[1]}"#;
        let RedeliveryOutcome::Replayed { replay, arrived } = read(&answer(200, body)) else {
            panic!()
        };
        assert!(arrived);
        assert_eq!(replay.response_body, None);
        assert_eq!(replay.more["new"], json!([1]));
    }

    #[test]
    fn a_receiver_that_failed_is_no_arrival() {
        let body = |status: &str| {
            format!(
                r#"{{"run_id":"r","run_type":"task_v1","payload":"","headers":{{}},"status_code":{status}}}"#
            )
        };
        for status in ["500", "302", "null"] {
            let read = read(&answer(200, &body(status)));
            assert!(matches!(
                read,
                RedeliveryOutcome::Replayed { arrived: false, .. }
            ));
        }
    }

    #[test]
    fn refusals_are_told_by_status_and_keep_their_words() {
        let refused = |status, body: &str| match read(&answer(status, body)) {
            RedeliveryOutcome::Refused { refusal } => (refusal.reason, refusal.words),
            other => panic!("{other:?}"),
        };
        let (reason, words) = refused(403, r#"{"detail":"Invalid credentials"}"#);
        assert_eq!(reason, RefusalReason::Credentials);
        assert_eq!(words, "Invalid credentials");
        let faults = r#"{"detail":[{"loc":["body",1],"msg":"JSON decode error"}]}"#;
        let (reason, words) = refused(422, faults);
        assert_eq!(reason, RefusalReason::Rejected);
        assert_eq!(words, "body.1: JSON decode error");
        assert_eq!(refused(502, "<html>").1, "<html>");
    }

    #[test]
    fn what_is_not_skyvern_is_said_to_be_unreadable() {
        for (status, body) in [(200, "<html>"), (200, "{}"), (302, "")] {
            let read = read(&answer(status, body));
            assert!(
                matches!(read, RedeliveryOutcome::Unreadable { .. }),
                "{body}"
            );
        }
    }
}
