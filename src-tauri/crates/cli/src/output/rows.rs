//! Captures and attempts as lines and as JSON rows.

use model::{Attempt, AttemptId, Capture, CaptureId, FailureKind, Reason};
use serde::Serialize;

use super::columns::Cell;
use super::text::Colour;
use super::words;

/// A row an attempt: what `replay` prints, and `listen` for forwards.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttemptRow {
    id: AttemptId,
    capture: Option<CaptureId>,
    target: String,
    status: Option<u16>,
    latency_ms: f64,
    error: Option<String>,
    exact: Option<bool>,
}

impl AttemptRow {
    /// The row of an attempt.
    #[expect(clippy::cast_precision_loss, reason = "no exchange takes 285 years")]
    pub fn new(attempt: &Attempt) -> Self {
        Self {
            id: attempt.id,
            capture: attempt.capture,
            target: attempt.target.clone(),
            status: attempt.status,
            latency_ms: attempt.timing.total_micros as f64 / 1e3,
            error: attempt
                .failure
                .as_ref()
                .map(|failure| failure.message.clone()),
            exact: attempt.exact,
        }
    }
}

/// Whether an attempt was answered with 2xx.
pub fn succeeded(attempt: &Attempt) -> bool {
    attempt
        .status
        .is_some_and(|status| (200..300).contains(&status))
}

/// `-> http://localhost:3000/hooks 200 in 12 ms`, or why not.
pub fn arrow(attempt: &Attempt) -> Cell {
    let result = match (&attempt.failure, attempt.status) {
        (Some(failure), _) => format!("{}: {}", kind_word(attempt), failure.message),
        (None, Some(status)) => {
            format!(
                "{status} in {}",
                words::duration(attempt.timing.total_micros)
            )
        }
        (None, None) => "no answer".to_owned(),
    };
    let cell = Cell::new(format!("-> {} {result}", attempt.target));
    cell.colour(if succeeded(attempt) {
        Colour::Good
    } else {
        Colour::Bad
    })
}

fn kind_word(attempt: &Attempt) -> &'static str {
    let failure = attempt.failure.as_ref();
    failure.map_or("failed", |failure| failure_word(failure.kind))
}

/// What got in the way of an answer.
pub const fn failure_word(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::UnknownHost => "unknown host",
        FailureKind::Refused => "refused",
        FailureKind::Timeout => "timed out",
        FailureKind::Tls => "TLS failed",
        FailureKind::Closed => "closed",
        FailureKind::BadAnswer => "bad answer",
        FailureKind::Cancelled => "cancelled",
        FailureKind::Forbidden => "forbidden",
        FailureKind::Other => "failed",
    }
}

/// The cells of a capture, its id and time aside.
pub fn capture(capture: &Capture) -> Vec<Cell> {
    let about = match (&capture.event_type, capture.reason) {
        (_, Some(reason)) if reason != Reason::MissingSignature => {
            Cell::new(reason.as_str()).colour(Colour::Bad)
        }
        (Some(event_type), _) => Cell::new(event_type),
        (None, _) => Cell::new(""),
    };
    vec![
        words::verdict(capture.verdict),
        Cell::new(&capture.method),
        Cell::new(&capture.target),
        about,
        Cell::new(words::size(capture.size)),
        words::status(capture.response_status),
    ]
}

#[cfg(test)]
pub mod samples {
    //! A capture and an attempt to print.

    use model::{
        Attempt, AttemptFailure, AttemptId, Capture, CaptureId, FailureKind, HttpVersion, Origin,
        SendMode, Timestamp, Timing, Trigger, Verdict,
    };

    /// A verified capture.
    pub fn capture() -> Capture {
        Capture {
            id: CaptureId(7),
            received_at: Timestamp(1_760_000_000_000_000),
            source: "stripe".into(),
            method: "POST".into(),
            target: "/stripe/hooks".into(),
            http_version: HttpVersion::Http11,
            size: 1234,
            verdict: Verdict::Verified,
            reason: None,
            provider: Some("Stripe".into()),
            event_type: Some("invoice.paid".into()),
            event_id: None,
            response_status: Some(200),
            took_micros: 900,
            pinned: false,
            flags: Vec::new(),
            origin: Origin::Received,
            attempts: 0,
        }
    }

    /// An attempt that was answered with 200.
    pub fn attempt() -> Attempt {
        Attempt {
            id: AttemptId(3),
            capture: Some(CaptureId(7)),
            trigger: Trigger::Forward,
            mode: SendMode::Exact,
            method: "POST".into(),
            target: "http://localhost:3000/hooks".into(),
            started_at: Timestamp(1_760_000_000_000_000),
            timing: Timing {
                total_micros: 12_345,
                ..Timing::default()
            },
            status: Some(200),
            failure: None,
            exact: Some(true),
            request_size: 1234,
            response_size: 2,
        }
    }

    /// An attempt that nobody took.
    pub fn refused() -> Attempt {
        let failure = AttemptFailure {
            kind: FailureKind::Refused,
            message: "Nothing listens there.".into(),
        };
        Attempt {
            status: None,
            exact: None,
            failure: Some(failure),
            ..attempt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::columns::Columns;

    fn text(cells: &[Cell]) -> String {
        Columns::default().line(cells, false)
    }

    #[test]
    fn an_attempt_is_told_with_its_answer_or_with_what_is_in_the_way() {
        assert_eq!(
            text(&[arrow(&samples::attempt())]),
            "-> http://localhost:3000/hooks 200 in 12 ms"
        );
        assert_eq!(
            text(&[arrow(&samples::refused())]),
            "-> http://localhost:3000/hooks refused: Nothing listens there."
        );
    }

    #[test]
    fn the_row_of_an_attempt_has_the_fields_that_scripts_read() {
        let row = serde_json::to_string(&AttemptRow::new(&samples::attempt())).unwrap();
        assert_eq!(
            row,
            r#"{"id":"att_3","capture":"cap_7","target":"http://localhost:3000/hooks","status":200,"latency_ms":12.345,"error":null,"exact":true}"#
        );
    }

    #[test]
    fn a_capture_reads_from_verdict_to_answer() {
        assert_eq!(
            text(&capture(&samples::capture())),
            "✓ verified  POST  /stripe/hooks  invoice.paid  1.2 kB  200"
        );
        let rejected = Capture {
            verdict: model::Verdict::Rejected,
            reason: Some(Reason::TimestampTooOld),
            ..samples::capture()
        };
        assert!(text(&capture(&rejected)).contains("timestamp_too_old"));
    }
}
