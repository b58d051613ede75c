//! An answer that is no success: a refusal with the provider's words, or no answer of its at all.
//!
//! Told by the status, which is the contract; words change. Any provider's form of an error is
//! looked into, since proxies and gateways before a provider have forms of their own.

use std::time::Duration;

use model::AttemptAnswer;
use serde_json::Value;

use crate::redelivery::{RedeliveryOutcome, RedeliveryRefusal, RefusalReason};

/// Longest text of a refusal that is told, in characters.
const TOLD: usize = 500;
/// Where errors have their words, the most telling first.
const WORDS: [&str; 7] = [
    "/error/message",
    "/error/detail",
    "/detail",
    "/message",
    // OAuth 2 has a code in `error`, and the words beside it.
    "/error_description",
    "/error",
    "/title",
];

/// Where errors have their code.
const CODES: [&str; 3] = ["/error/code", "/code", "/error_code"];

/// What an answer means whose status is not 2xx; `provider` is its name for people.
///
/// A redirect is not followed: it would take the credential elsewhere.
pub fn refused(answer: &AttemptAnswer, provider: &str) -> RedeliveryOutcome {
    match answer.status {
        400.. => RedeliveryOutcome::Refused {
            refusal: refusal(answer),
        },
        status => RedeliveryOutcome::Unreadable {
            status,
            message: leads_on(answer, provider),
        },
    }
}

fn leads_on(answer: &AttemptAnswer, provider: &str) -> String {
    match answer.headers.text("location") {
        Some(location) => {
            format!("The answer leads on to {location}, and is not followed. Check the base URL.")
        }
        None => format!("This is no answer of {provider}'s. Check the base URL."),
    }
}

fn refusal(answer: &AttemptAnswer) -> RedeliveryRefusal {
    RedeliveryRefusal {
        status: answer.status,
        reason: RefusalReason::of(answer.status),
        code: code(&answer.body),
        words: words(&answer.body),
        retry_after_seconds: retry_after(answer).map(|wait| wait.as_secs()),
    }
}

/// A date is compared with that of the answer, so that only the provider's clock counts.
fn retry_after(answer: &AttemptAnswer) -> Option<Duration> {
    let headers = &answer.headers;
    match headers.text("date").and_then(delivery::http_date) {
        Some(date) => delivery::retry_after(headers, date),
        None => {
            let seconds = headers.text("retry-after")?.trim().parse().ok()?;
            Some(Duration::from_secs(seconds))
        }
    }
}

/// The words of an error, with what is wrong with each field; else the beginning of the body.
fn words(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let json: Value = serde_json::from_str(&text).unwrap_or_default();
    let told = WORDS.iter().find_map(|place| said(json.pointer(place)?));
    // Some say the same twice: as the message, and as what is wrong.
    let faults = |told: &String| faults(&json).filter(|faults| faults != told);
    let told = told.map(|told| match faults(&told) {
        Some(faults) => format!("{told}; {faults}"),
        None => told,
    });
    let words = told.unwrap_or_else(|| text.trim().to_owned());
    words.chars().take(TOLD).collect()
}

/// The provider's own word for what is wrong: a text or a number that is no mere status.
fn code(body: &[u8]) -> Option<String> {
    let json: Value = serde_json::from_slice(body).ok()?;
    match CODES.iter().find_map(|place| json.pointer(place))? {
        Value::String(code) if !code.is_empty() => Some(code.clone()),
        Value::Number(code) if code.as_u64().is_some_and(|code| code > 999) => {
            Some(code.to_string())
        }
        _ => None,
    }
}

fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(words) if !words.is_empty() => Some(words.clone()),
        Value::Array(faults) if !faults.is_empty() => {
            Some(faults.iter().map(fault).collect::<Vec<_>>().join("; "))
        }
        _ => None,
    }
}

/// What stands beside the words: `details` and `errors`, as a list or by field.
fn faults(json: &Value) -> Option<String> {
    let places = ["/error/details", "/details", "/errors", "/error/errors"];
    let found = places.iter().find_map(|place| json.pointer(place))?;
    match found {
        Value::Array(list) if !list.is_empty() => said(found),
        Value::Object(fields) if !fields.is_empty() => {
            let field = |(name, said): (&String, &Value)| format!("{name}: {}", plain(said));
            Some(fields.iter().map(field).collect::<Vec<_>>().join("; "))
        }
        _ => None,
    }
}

/// One fault of a list: FastAPI's `loc` and `msg`, a field and its message, or just words.
fn fault(fault: &Value) -> String {
    let place = match (&fault["loc"], &fault["field"]) {
        (Value::Array(parts), _) => parts.iter().map(plain).collect::<Vec<_>>().join("."),
        (_, Value::String(field)) => field.clone(),
        _ => String::new(),
    };
    let message = ["msg", "message", "detail", "code"];
    let message = message.iter().find_map(|name| fault[*name].as_str());
    match (message, place.is_empty()) {
        (Some(message), false) => format!("{place}: {message}"),
        (Some(message), true) => message.to_owned(),
        (None, _) => plain(fault),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, fields: &[(&str, &str)], body: &str) -> AttemptAnswer {
        AttemptAnswer {
            status,
            headers: fields.iter().copied().collect(),
            body: body.into(),
            truncated: false,
        }
    }

    fn refusal_of(status: u16, fields: &[(&str, &str)], body: &str) -> RedeliveryRefusal {
        match refused(&answer(status, fields, body), "P") {
            RedeliveryOutcome::Refused { refusal } => refusal,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_words_are_found_in_every_form_of_an_error() {
        for (body, words) in [
            (r#"{"detail":"Not authenticated"}"#, "Not authenticated"),
            (
                r#"{"detail":[{"loc":["body",1],"msg":"bad","type":"t"}]}"#,
                "body.1: bad",
            ),
            (
                r#"{"code":400228,"message":"only failed","requestId":"r"}"#,
                "only failed",
            ),
            (r#"{"code":"X","message":"m","errors":null}"#, "m"),
            (
                r#"{"code":"X","message":"m","errors":[{"field":"f","message":"n"}]}"#,
                "m; f: n",
            ),
            (
                r#"{"message":"m","errors":[{"error_type":"conflict","field":null,"message":"m"}]}"#,
                "m",
            ),
            (r#"{"error":{"code":"X","message":"m"}}"#, "m"),
            (
                r#"{"success":false,"error":{"message":"m","details":{"to":"E.164"}}}"#,
                "m; to: E.164",
            ),
            (r#"{"error":"plain"}"#, "plain"),
            ("<html>", "<html>"),
            ("", ""),
        ] {
            assert_eq!(refusal_of(400, &[], body).words, words, "{body}");
        }
    }

    #[test]
    fn the_code_is_the_providers_and_no_status_again() {
        for (body, code) in [
            (r#"{"code":400228,"message":"m"}"#, Some("400228")),
            (r#"{"code":404,"message":"m"}"#, None),
            (
                r#"{"code":"RUN_NOT_FOUND","message":"m"}"#,
                Some("RUN_NOT_FOUND"),
            ),
            (
                r#"{"success":false,"error":{"code":"EVENT_EXPIRED","message":"m"}}"#,
                Some("EVENT_EXPIRED"),
            ),
            (r#"{"error":{"code":"X","message":"m"}}"#, Some("X")),
            (r#"{"detail":"Invalid credentials"}"#, None),
            (r#"{"code":null}"#, None),
            ("<html>", None),
        ] {
            assert_eq!(refusal_of(400, &[], body).code.as_deref(), code, "{body}");
        }
    }

    #[test]
    fn the_reason_follows_from_the_status() {
        for (status, reason) in [
            (401, RefusalReason::Credentials),
            (402, RefusalReason::Unpaid),
            (403, RefusalReason::Credentials),
            (404, RefusalReason::NotFound),
            (409, RefusalReason::NotReady),
            (410, RefusalReason::Expired),
            (422, RefusalReason::Rejected),
            (429, RefusalReason::RateLimited),
            (503, RefusalReason::ProviderBroke),
        ] {
            assert_eq!(refusal_of(status, &[], "").reason, reason);
        }
    }

    #[test]
    fn how_long_to_wait_is_read_as_seconds_and_as_a_date_of_the_same_clock() {
        let wait = |fields: &[(&str, &str)]| refusal_of(429, fields, "").retry_after_seconds;
        assert_eq!(wait(&[("Retry-After", "7")]), Some(7));
        let date = ("Date", "Sun, 06 Nov 1994 08:49:30 GMT");
        let until = ("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(wait(&[date, until]), Some(7));
        assert_eq!(wait(&[until]), None);
        assert_eq!(wait(&[("Retry-After", "soon")]), None);
        assert_eq!(wait(&[]), None);
    }

    #[test]
    fn what_is_neither_success_nor_refusal_is_no_answer() {
        for fields in [&[("Location", "https://h/")] as &[(&str, &str)], &[]] {
            let read = refused(&answer(302, fields, ""), "P");
            assert!(
                matches!(read, RedeliveryOutcome::Unreadable { .. }),
                "{read:?}"
            );
        }
    }
}
