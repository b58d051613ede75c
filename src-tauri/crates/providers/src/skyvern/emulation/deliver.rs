//! One attempt at a receiver, and what Skyvern says of it.

use std::time::Duration;

use bytes::Bytes;
use delivery::{Order, Outgoing};
use model::{AttemptAnswer, AttemptFailure, FailureKind, Headers, SendMode, Trigger};
use reqwest::Url;

use crate::means::Means;
use crate::skyvern::signed::SignedHeaders;
use crate::skyvern::{answered, automatic};

/// Longest text of a receiver's answer that is told, in characters.
const TOLD_CHARACTERS: usize = 2048;
const CUT: &str = "\n... (truncated)";

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    pub status_code: Option<u16>,
    pub latency_ms: u64,
    pub response_body: Option<String>,
    pub error: Option<String>,
}

impl Delivered {
    /// Whether the receiver took it.
    pub fn succeeded(&self) -> bool {
        self.status_code
            .is_some_and(|status| (200..300).contains(&status))
    }
}

/// Sends a signed body once, and keeps the attempt.
pub async fn deliver(
    means: &Means,
    url: &Url,
    (body, signed): (&str, &SignedHeaders),
    patience: Duration,
) -> Result<Delivered, store::Error> {
    let order = Order {
        capture: None,
        trigger: Trigger::Redelivery,
        mode: SendMode::Resigned,
        outgoing: Outgoing {
            headers: headers(signed),
            body: Bytes::copy_from_slice(body.as_bytes()),
            timeout: Some(patience),
            ..Outgoing::new("POST", url.as_str())
        },
    };
    let attempt = order.send(&means.sender).await;
    let (answer, failure) = (attempt.answer.clone(), attempt.failure.clone());
    let latency_ms = attempt.timing.total_micros / 1000;
    delivery::keep(attempt, &means.store).await?;
    Ok(Delivered {
        status_code: answer.as_ref().map(|answer| answer.status),
        latency_ms,
        response_body: answer.as_ref().and_then(told),
        error: failure.as_ref().map(error),
    })
}

/// Who sends, and then what was signed.
fn headers(signed: &SignedHeaders) -> Headers {
    let mut headers = automatic::sender();
    for field in signed.fields().iter() {
        headers.push(field.name.clone(), field.value.clone());
    }
    headers
}

/// The beginning of an answer's text; nothing for an empty one.
fn told(answer: &AttemptAnswer) -> Option<String> {
    let text = answered::text(answer);
    if text.is_empty() {
        return None;
    }
    let cut = text.char_indices().nth(TOLD_CHARACTERS);
    Some(match cut {
        Some((end, _)) => format!("{}{CUT}", &text[..end]),
        None => text.into_owned(),
    })
}

/// Skyvern's words for an attempt without an answer.
fn error(failure: &AttemptFailure) -> String {
    let said = &failure.message;
    match failure.kind {
        FailureKind::Timeout => "Request timed out after 60 seconds.".to_owned(),
        FailureKind::Refused => "Could not reach URL: All connection attempts failed".to_owned(),
        FailureKind::UnknownHost => {
            "Could not reach URL: [Errno -2] Name or service not known".to_owned()
        }
        FailureKind::Tls => format!("Could not reach URL: {said}"),
        FailureKind::Forbidden => "The target host was refused by SSRF protection.".to_owned(),
        FailureKind::Closed => {
            "Unexpected error: Server disconnected without sending a response.".to_owned()
        }
        FailureKind::BadAnswer | FailureKind::Cancelled | FailureKind::Other => {
            format!("Unexpected error: {said}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> AttemptAnswer {
        AttemptAnswer {
            status: 200,
            headers: Headers::default(),
            body: body.into(),
            truncated: false,
        }
    }

    #[test]
    fn a_long_answer_is_cut_by_characters_and_an_empty_one_is_none() {
        assert_eq!(told(&answer("")), None);
        let whole = "é".repeat(TOLD_CHARACTERS);
        assert_eq!(told(&answer(&whole)), Some(whole.clone()));
        let longer = told(&answer(&format!("{whole}x"))).unwrap();
        assert_eq!(longer, format!("{whole}\n... (truncated)"));
    }

    #[test]
    fn failures_have_skyverns_words() {
        let said = |kind| {
            error(&AttemptFailure {
                kind,
                message: "why".into(),
            })
        };
        assert_eq!(
            said(FailureKind::Timeout),
            "Request timed out after 60 seconds."
        );
        assert_eq!(
            said(FailureKind::Refused),
            "Could not reach URL: All connection attempts failed"
        );
        assert_eq!(
            said(FailureKind::Forbidden),
            "The target host was refused by SSRF protection."
        );
        assert_eq!(said(FailureKind::BadAnswer), "Unexpected error: why");
    }
}
