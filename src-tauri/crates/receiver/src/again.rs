//! Stored captures, checked as they would be if they came now.
//!
//! By the same checker and the same rules as at the socket, as of the time a
//! capture came. Nothing is answered, passed on or stored.

use std::time::Instant;

use model::{CaptureFlag, CaptureId};
use store::{Judgement, Labels, LiveSource, SourceSet, WholeCapture};

use crate::checker::Checker;
use crate::inbound::{Answered, Inbound};
use crate::opinion::check;
use crate::url::signed_url;

/// The check of a source, made ready once for many captures.
#[derive(Debug)]
pub struct Again {
    checker: Checker,
    public_url: Option<String>,
}

impl Again {
    /// The check of a source as it is set now.
    #[must_use]
    pub fn of(sources: &SourceSet, live: &LiveSource) -> Self {
        Self {
            checker: Checker::of(live, sources.locked()),
            public_url: live.source.public_url.clone(),
        }
    }

    /// Checks a capture.
    #[must_use]
    pub fn judge(&self, whole: WholeCapture) -> Judgement {
        let (id, exchange) = inbound(whole);
        let public = self.public_url.as_deref();
        let url = signed_url(public, &exchange.target, &exchange.headers, exchange.remote);
        let checked = check(&exchange, Some(&self.checker), &url);
        Judgement {
            id,
            verification: checked.verification,
            labels: Labels {
                provider: checked.provider,
                event_type: checked.described.event_type,
                event_id: checked.described.event_id,
            },
        }
    }
}

/// A capture as it came.
fn inbound(whole: WholeCapture) -> (CaptureId, Inbound) {
    let answered = match was_refused(&whole) {
        true => Answered::Already(None),
        false => Answered::ByRule,
    };
    let WholeCapture { record, body } = whole;
    let parsed = wire::head::parse(&record.head);
    let exchange = Inbound {
        received_at: record.capture.received_at,
        started: Instant::now(),
        method: record.capture.method,
        target: record.capture.target,
        http_version: record.capture.http_version,
        head: record.head.into(),
        headers: parsed.map(|parsed| parsed.headers).unwrap_or_default(),
        body: body.into(),
        flags: record.capture.flags,
        origin: record.capture.origin,
        imported: None,
        remote: record.remote.and_then(|remote| remote.parse().ok()),
        answered,
    };
    (record.capture.id, exchange)
}

/// Whether its head alone decided the answer, so that its body never came.
fn was_refused(whole: &WholeCapture) -> bool {
    use CaptureFlag::{AmbiguousLength, TooManyConnections};
    let capture = &whole.record.capture;
    let refused = |flag| matches!(flag, &AmbiguousLength | &TooManyConnections);
    let status = matches!(capture.response_status, Some(400 | 503));
    whole.body.is_empty() && status && capture.flags.iter().any(refused)
}

#[cfg(test)]
mod tests {
    use model::{Capture, HttpVersion, Origin, Timestamp, Verdict};
    use store::CaptureRecord;

    use super::*;

    fn whole(flags: Vec<CaptureFlag>, body: &[u8]) -> WholeCapture {
        let capture = Capture {
            id: CaptureId(7),
            received_at: Timestamp(0),
            source: "lab".into(),
            method: "POST".into(),
            target: "/lab/".into(),
            http_version: HttpVersion::Http11,
            size: body.len() as u64,
            verdict: Verdict::NotChecked,
            reason: None,
            provider: None,
            event_type: None,
            event_id: None,
            response_status: Some(400),
            took_micros: 0,
            pinned: false,
            flags,
            origin: Origin::Received,
            attempts: 0,
        };
        let record = CaptureRecord {
            capture,
            head: b"POST /lab/ HTTP/1.1\r\nX-A: 1\r\n\r\n".to_vec(),
            remote: Some("127.0.0.1:9".into()),
            evidence: None,
            answer: None,
            handshake: None,
        };
        WholeCapture {
            record,
            body: body.to_vec(),
        }
    }

    #[test]
    fn a_capture_is_taken_for_the_request_that_it_was() {
        let (id, exchange) = inbound(whole(Vec::new(), b"{}"));
        assert_eq!(
            (id, exchange.headers.text("x-a")),
            (CaptureId(7), Some("1"))
        );
        assert!(exchange.is_local());
        assert!(!exchange.is_partial());
    }

    #[test]
    fn a_request_whose_body_never_came_is_not_judged_by_its_body() {
        let refused = whole(vec![CaptureFlag::AmbiguousLength], b"");
        assert!(inbound(refused).1.is_partial());
        let answered = whole(vec![CaptureFlag::AmbiguousLength], b"{}");
        assert!(!inbound(answered).1.is_partial());
        let short = whole(vec![CaptureFlag::Incomplete], b"{");
        assert!(inbound(short).1.is_partial());
    }
}
