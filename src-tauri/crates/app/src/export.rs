//! A capture as one JSON object: what `hookwright captures show --json` prints.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Attempt, Capture, CaptureHandshake, Evidence, Headers};
use serde::Serialize;
use store::CaptureRecord;

use crate::record::{answer_body, headers_of};

/// The columns of `captures list --json`.
#[derive(Debug, Serialize)]
pub struct ExportedRow<'a> {
    /// The capture, less what only screens show.
    #[serde(flatten)]
    row: RowColumns<'a>,
}

#[derive(Debug, Serialize)]
struct RowColumns<'a> {
    id: model::CaptureId,
    received_at: model::Timestamp,
    source: &'a str,
    method: &'a str,
    target: &'a str,
    http_version: model::HttpVersion,
    size: u64,
    verdict: model::Verdict,
    reason: Option<model::Reason>,
    provider: Option<&'a str>,
    event_type: Option<&'a str>,
    event_id: Option<&'a str>,
    response_status: Option<u16>,
    flags: &'a [model::CaptureFlag],
}

impl<'a> ExportedRow<'a> {
    /// The row of a capture.
    #[must_use]
    pub fn new(capture: &'a Capture) -> Self {
        let row = RowColumns {
            id: capture.id,
            received_at: capture.received_at,
            source: &capture.source,
            method: &capture.method,
            target: &capture.target,
            http_version: capture.http_version,
            size: capture.size,
            verdict: capture.verdict,
            reason: capture.reason,
            provider: capture.provider.as_deref(),
            event_type: capture.event_type.as_deref(),
            event_id: capture.event_id.as_deref(),
            response_status: capture.response_status,
            flags: &capture.flags,
        };
        Self { row }
    }
}

/// Everything about a capture; bytes as base64.
#[derive(Debug, Serialize)]
pub struct ExportedCapture<'a> {
    #[serde(flatten)]
    row: ExportedRow<'a>,
    headers: Headers,
    body_b64: String,
    head_b64: String,
    evidence: Option<&'a Evidence>,
    handshake: Option<&'a CaptureHandshake>,
    response: Option<ExportedAnswer<'a>>,
    attempts: Vec<Attempt>,
}

#[derive(Debug, Serialize)]
struct ExportedAnswer<'a> {
    status: u16,
    headers: &'a Headers,
    body_b64: String,
}

impl<'a> ExportedCapture<'a> {
    /// Puts a capture together; `headers` may be redacted ones, then the head is left out.
    #[must_use]
    pub fn new(
        record: &'a CaptureRecord,
        headers: Headers,
        body: &[u8],
        attempts: Vec<Attempt>,
    ) -> Self {
        let complete = headers == headers_of(&record.head);
        let head: &[u8] = if complete { &record.head } else { &[] };
        let id = record.capture.id;
        let response = record.answer.as_ref().map(|answer| ExportedAnswer {
            status: answer.status,
            headers: &answer.headers,
            body_b64: BASE64_STANDARD.encode(answer_body(id, answer.clone())),
        });
        Self {
            row: ExportedRow::new(&record.capture),
            headers,
            body_b64: BASE64_STANDARD.encode(body),
            head_b64: BASE64_STANDARD.encode(head),
            evidence: record.evidence.as_ref().and_then(|it| it.evidence.as_ref()),
            handshake: record.handshake.as_ref(),
            response,
            attempts,
        }
    }
}
