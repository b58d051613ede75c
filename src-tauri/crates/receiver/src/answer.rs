//! What a sender is told: decided before the capture is stored, sent after the commit.
//!
//! An answer carries the rule's own fields, the id of the capture and nothing
//! that says which program wrote it.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use model::{Answer, CaptureId, Header, Headers, ResponseRule, ResponseStep};

/// The header of an answer that names the capture.
pub const CAPTURE_HEADER: HeaderName = HeaderName::from_static("x-hookwright-capture");

const JSON: &str = "application/json";

/// Seconds after which a sender may try a paused receiver or source again.
const PAUSED_FOR: &str = "30";

/// How a sender is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// With this, after a wait.
    Answer {
        /// What is sent.
        answer: Answer,
        /// How long the sender waits for it after the commit.
        delay: Duration,
    },
    /// Not at all: the connection is held until the sender gives up.
    Never,
    /// With what the source's first target answers, once the capture is on disk.
    Relayed,
}

impl Reply {
    /// Answer number `index` of a rule, counted from 0 since the rule was set.
    #[must_use]
    pub fn by_rule(rule: &ResponseRule, index: u64) -> Self {
        let ResponseStep::Status(status) = rule.step(index) else {
            return Self::Never;
        };
        let mut headers = rule.headers.clone();
        if headers.get(CONTENT_TYPE.as_str()).is_none() {
            headers.push("content-type", JSON);
        }
        let body = rule.body.as_ref().map(|body| body.clone().into_bytes());
        Self::Answer {
            answer: Answer {
                status,
                headers,
                body,
            },
            delay: Duration::from_millis(rule.delay_ms),
        }
    }

    /// The answer while `what` ("the receiver", "source stripe") is paused.
    #[must_use]
    pub fn paused(what: &str) -> Self {
        let mut answer = error(
            StatusCode::SERVICE_UNAVAILABLE,
            &format!("{what} is paused; the request was captured: send it again later"),
        );
        answer.headers.push(RETRY_AFTER.as_str(), PAUSED_FOR);
        Self::now(answer)
    }

    /// An answer without a wait.
    #[must_use]
    pub const fn now(answer: Answer) -> Self {
        Self::Answer {
            answer,
            delay: Duration::ZERO,
        }
    }

    /// What is stored as answered, and the wait that belongs to it.
    pub(crate) fn stored(&self) -> (Option<Answer>, Duration) {
        match self {
            Self::Answer { answer, delay } => (Some(answer.clone()), *delay),
            Self::Never | Self::Relayed => (None, Duration::ZERO),
        }
    }
}

/// An answer that says what is wrong and what helps, as JSON.
pub(crate) fn error(status: StatusCode, message: &str) -> Answer {
    let text = serde_json::json!({ "error": message }).to_string();
    Answer {
        status: status.as_u16(),
        headers: [("content-type", JSON)].into_iter().collect(),
        body: Some((text + "\n").into_bytes()),
    }
}

/// The answer as it goes out; it names the capture when there is one.
pub(crate) fn response(answer: Answer, capture: Option<CaptureId>) -> Response<Body> {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let body = match answer.body {
        _ if !has_body(status) => Bytes::new(),
        Some(body) => body.into(),
        None => capture.map_or_else(Bytes::new, naming),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = fields(&answer.headers);
    if let Some(value) = capture.and_then(|id| HeaderValue::try_from(id.to_string()).ok()) {
        response.headers_mut().insert(CAPTURE_HEADER, value);
    }
    response
}

/// Tells the sender to wait a while before the next try.
pub(crate) fn retry_after(mut response: Response<Body>, seconds: u16) -> Response<Body> {
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

/// Ends the connection after this answer: what is left of the request is not read.
pub(crate) fn closing(mut response: Response<Body>) -> Response<Body> {
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}

/// The default answer's body: a small JSON that names the capture.
#[must_use]
pub fn naming(capture: CaptureId) -> Bytes {
    format!("{{\"capture\":\"{capture}\"}}\n").into()
}

fn has_body(status: StatusCode) -> bool {
    !status.is_informational()
        && status != StatusCode::NO_CONTENT
        && status != StatusCode::NOT_MODIFIED
}

fn fields(headers: &Headers) -> HeaderMap {
    let mut map = HeaderMap::with_capacity(headers.len() + 1);
    for (name, value) in headers.iter().filter_map(field) {
        map.append(name, value);
    }
    map
}

/// A field that HTTP allows and that does not say how long the message is: that is not the rule's to say.
fn field(header: &Header) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
    let value = HeaderValue::from_bytes(&header.value).ok()?;
    (name != CONTENT_LENGTH && name != TRANSFER_ENCODING).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(rule: &ResponseRule) -> Answer {
        let (answer, _) = Reply::by_rule(rule, 0).stored();
        answer.unwrap()
    }

    async fn body(response: Response<Body>) -> Bytes {
        axum::body::to_bytes(response.into_body(), 1024)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn the_default_answer_names_the_capture() {
        let response = response(answer(&ResponseRule::default()), Some(CaptureId(42)));
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()[CONTENT_TYPE], JSON);
        assert_eq!(response.headers()[CAPTURE_HEADER], "cap_42");
        assert_eq!(body(response).await, "{\"capture\":\"cap_42\"}\n");
    }

    #[tokio::test]
    async fn a_status_without_a_body_gets_none() {
        let rule = ResponseRule {
            steps: vec![ResponseStep::Status(204)],
            body: Some("text".into()),
            ..ResponseRule::default()
        };
        let response = response(answer(&rule), None);
        assert!(body(response).await.is_empty());
    }

    #[test]
    fn a_rule_cannot_break_the_framing_of_its_answer() {
        let headers = [
            ("Content-Length", "7"),
            ("Transfer-Encoding", "chunked"),
            ("bad name", "x"),
            ("X-Bad", "line\nbreak"),
            ("Content-Type", "text/plain"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
        ];
        let rule = ResponseRule {
            headers: headers.into_iter().collect(),
            ..ResponseRule::default()
        };
        let response = response(answer(&rule), None);
        assert_eq!(response.headers().len(), 3);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/plain");
        assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
    }

    #[test]
    fn a_paused_source_asks_for_patience_and_is_not_forgotten() {
        let (answer, _) = Reply::paused("source stripe").stored();
        let answer = answer.unwrap();
        assert_eq!(answer.status, 503);
        assert_eq!(answer.headers.text("retry-after"), Some(PAUSED_FOR));
        let body = String::from_utf8(answer.body.unwrap()).unwrap();
        assert!(body.contains("source stripe is paused"), "{body}");
    }
}
