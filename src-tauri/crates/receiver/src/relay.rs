//! The answer of a target, given to the sender in place of the rule's.
//!
//! The capture is on disk before the target is asked, and what the sender is
//! told is on disk before it is told. Nothing is tried twice, and no redirect
//! is followed: that is the sender's to do. Fields that belong to one
//! connection stay on it.

use std::time::{Duration, Instant};

use http::StatusCode;
use model::{Answer, AttemptAnswer, AttemptFailure, CaptureId, FailureKind, Header, Headers};
use store::NewAttempt;

use crate::answer::error;
use crate::context::Context;
use crate::forward::Onward;

/// Fields of an answer that belong to one connection, and its length, which is counted anew.
const OF_THE_CONNECTION: [&str; 10] = [
    "connection",
    "content-length",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Asks the target that answers for a capture; `None` where none does.
///
/// Returns once the attempt and the answer are stored with the capture.
pub(crate) async fn answer(
    context: &Context,
    (id, started): (CaptureId, Instant),
    mut onward: Onward,
) -> Option<Answer> {
    let one = onward
        .answering
        .take()
        .map(|target| onward.to(id, target))?;
    let within = context.options.answer_within;
    let order = one.order(onward.content, context.stop.clone(), Some(within));
    let attempt = order.send(&context.options.sender).await;
    let answer = told(&attempt, within);
    let captures = context.options.store.captures();
    let noted = captures.set_answer(id, answer.clone(), started.elapsed());
    let (noted, ()) = tokio::join!(noted, one.keep(context, attempt));
    if let Err(error) = noted {
        tracing::warn!(capture = %id, %error, "the answer was not stored");
    }
    Some(answer)
}

/// What the sender is told.
fn told(attempt: &NewAttempt, within: Duration) -> Answer {
    match (&attempt.answer, &attempt.failure) {
        (Some(answer), _) => passed_back(answer),
        (None, failure) => missing(failure.as_ref(), within),
    }
}

fn passed_back(answer: &AttemptAnswer) -> Answer {
    if answer.truncated {
        let kept = answer.body.len();
        return failed(
            StatusCode::BAD_GATEWAY,
            &format!("the handler's answer is longer than {kept} bytes"),
        );
    }
    if !(200..=599).contains(&answer.status) {
        let status = answer.status;
        return failed(
            StatusCode::BAD_GATEWAY,
            &format!("the handler answered {status}, which ends no request"),
        );
    }
    Answer {
        status: answer.status,
        headers: end_to_end(&answer.headers),
        body: Some(answer.body.clone()),
    }
}

/// What is told of a target is no more than a stranger may know: not where it is.
fn missing(failure: Option<&AttemptFailure>, within: Duration) -> Answer {
    use FailureKind::{
        BadAnswer, Cancelled, Closed, Forbidden, Other, Refused, Timeout, Tls, UnknownHost,
    };
    let (status, what) = match failure.map_or(Other, |failure| failure.kind) {
        Timeout => {
            let what = format!("the handler did not answer within {within:?}");
            return failed(StatusCode::GATEWAY_TIMEOUT, &what);
        }
        Cancelled => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the receiver is being stopped",
        ),
        Refused | UnknownHost => (StatusCode::BAD_GATEWAY, "the handler cannot be reached"),
        Closed => (
            StatusCode::BAD_GATEWAY,
            "the handler closed the connection without a whole answer",
        ),
        BadAnswer | Tls => (
            StatusCode::BAD_GATEWAY,
            "what the handler answered is not HTTP as expected",
        ),
        Forbidden | Other => (StatusCode::BAD_GATEWAY, "the handler could not be asked"),
    };
    failed(status, what)
}

fn failed(status: StatusCode, what: &str) -> Answer {
    error(status, &format!("{what}; the request was captured"))
}

/// The fields without those of the connection, by name or because `Connection` names them.
fn end_to_end(headers: &Headers) -> Headers {
    let named: Vec<String> = headers
        .all("connection")
        .flat_map(|value| value.split(|&byte| byte == b','))
        .map(|name| String::from_utf8_lossy(name).trim().to_ascii_lowercase())
        .collect();
    let stays = |header: &&Header| {
        let name = header.name.as_str().to_ascii_lowercase();
        !OF_THE_CONNECTION.contains(&name.as_str()) && !named.contains(&name)
    };
    Headers(headers.iter().filter(stays).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, fields: &[(&str, &str)]) -> AttemptAnswer {
        AttemptAnswer {
            status,
            headers: fields.iter().copied().collect(),
            body: b"queued".to_vec(),
            truncated: false,
        }
    }

    fn without_answer(kind: FailureKind) -> (u16, String) {
        let failure = AttemptFailure {
            kind,
            message: "Nothing listens on internal.test:3000.".to_owned(),
        };
        let answer = missing(Some(&failure), Duration::from_secs(30));
        let body = answer.body.unwrap_or_default();
        (answer.status, String::from_utf8(body).unwrap())
    }

    #[test]
    fn fields_of_the_connection_stay_on_it() {
        let fields = [
            ("Connection", "close, X-Hop"),
            ("Keep-Alive", "timeout=5"),
            ("Transfer-Encoding", "chunked"),
            ("Content-Length", "6"),
            ("x-hop", "1"),
            ("X-Request-Id", "r1"),
            ("Set-Cookie", "a=b"),
            ("Set-Cookie", "c=d"),
        ];
        let answer = passed_back(&answered(202, &fields));
        let kept: Vec<_> = answer.headers.iter().map(|header| &*header.name).collect();
        assert_eq!(kept, ["X-Request-Id", "Set-Cookie", "Set-Cookie"]);
        assert_eq!(
            (answer.status, answer.body),
            (202, Some(b"queued".to_vec()))
        );
    }

    #[test]
    fn an_answer_that_is_cut_or_ends_nothing_is_a_bad_gateway() {
        let cut = AttemptAnswer {
            truncated: true,
            ..answered(200, &[])
        };
        assert_eq!(passed_back(&cut).status, 502);
        assert_eq!(passed_back(&answered(101, &[])).status, 502);
        assert_eq!(
            passed_back(&answered(302, &[("Location", "/x")])).status,
            302
        );
    }

    #[test]
    fn a_sender_learns_what_happened_and_not_where() {
        assert_eq!(without_answer(FailureKind::Timeout).0, 504);
        assert_eq!(without_answer(FailureKind::Cancelled).0, 503);
        for kind in [FailureKind::Refused, FailureKind::Closed, FailureKind::Tls] {
            let (status, body) = without_answer(kind);
            assert_eq!(status, 502);
            assert!(body.contains("the request was captured"), "{body}");
            assert!(!body.contains("internal.test"), "{body}");
        }
    }
}
