//! Bodies and heads for the shells: `/bytes/captures/cap_42/body`, in ranges.
//!
//! Bodies never travel through a command. What is served here is untrusted and
//! never rendered: always `application/octet-stream`, never sniffed.

use std::ops::Range;

use http::{Response, StatusCode, header};
use model::{AttemptId, CaptureId, EventId};

use crate::contract::CallError;
use crate::{App, body, record};

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    CaptureBody(CaptureId),
    CaptureDecoded(CaptureId),
    CaptureHead(CaptureId),
    CaptureAnswer(CaptureId),
    AttemptRequest(AttemptId),
    AttemptResponse(AttemptId),
    EventBody(EventId),
}

/// Reads `/bytes/{captures|attempts|events}/{id}/{part}`.
fn wanted(path: &str) -> Option<Wanted> {
    let mut segments = path.strip_prefix("/bytes/")?.split('/');
    let (kind, id, part) = (segments.next()?, segments.next()?, segments.next()?);
    if segments.next().is_some() {
        return None;
    }
    Some(match (kind, part) {
        ("captures", "body") => Wanted::CaptureBody(id.parse().ok()?),
        ("captures", "decoded") => Wanted::CaptureDecoded(id.parse().ok()?),
        ("captures", "head") => Wanted::CaptureHead(id.parse().ok()?),
        ("captures", "answer") => Wanted::CaptureAnswer(id.parse().ok()?),
        ("attempts", "request") => Wanted::AttemptRequest(id.parse().ok()?),
        ("attempts", "response") => Wanted::AttemptResponse(id.parse().ok()?),
        ("events", "body") => Wanted::EventBody(id.parse().ok()?),
        _ => return None,
    })
}

/// Answers a request for bytes as every shell does; `range` is the `Range` header.
pub async fn serve(app: &App, path: &str, range: Option<&str>) -> Response<Vec<u8>> {
    let Some(wanted) = wanted(path) else {
        return refusal(StatusCode::NOT_FOUND, "no such bytes");
    };
    match read(app, wanted).await {
        Ok(Some(bytes)) => cut(bytes, range),
        Ok(None) => refusal(StatusCode::NOT_FOUND, "it is not there (any more)"),
        Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, &error.message),
    }
}

async fn read(app: &App, wanted: Wanted) -> Result<Option<Vec<u8>>, CallError> {
    let captures = app.store().captures();
    let attempts = app.store().attempts();
    Ok(match wanted {
        Wanted::CaptureBody(id) => captures.body(id).await?,
        Wanted::CaptureDecoded(id) => decoded(app, id).await?,
        Wanted::CaptureHead(id) => captures.get(id).await?.map(|record| record.head),
        Wanted::CaptureAnswer(id) => {
            let record = captures.get(id).await?;
            record.and_then(|record| Some(record::answer_body(record.capture.id, record.answer?)))
        }
        Wanted::AttemptRequest(id) => attempts.request_body(id).await?,
        Wanted::AttemptResponse(id) => attempts.response_body(id).await?,
        Wanted::EventBody(id) => app.store().deliveries().event_body(id).await?,
    })
}

async fn decoded(app: &App, id: CaptureId) -> Result<Option<Vec<u8>>, CallError> {
    let Some(record) = app.store().captures().get(id).await? else {
        return Ok(None);
    };
    let headers = record::headers_of(&record.head);
    let Some(body) = app.store().captures().body(id).await? else {
        return Ok(None);
    };
    let encoding = body::known_encoding(&headers);
    Ok(encoding.and_then(|encoding| body::decode(encoding, &body)))
}

fn cut(bytes: Vec<u8>, range: Option<&str>) -> Response<Vec<u8>> {
    let total = bytes.len();
    let Some(range) = range.and_then(|range| parse_range(range, total)) else {
        return served(StatusCode::OK, bytes, None);
    };
    if range.is_empty() {
        return refusal(StatusCode::RANGE_NOT_SATISFIABLE, "the range lies outside");
    }
    let content_range = format!("bytes {}-{}/{total}", range.start, range.end - 1);
    served(
        StatusCode::PARTIAL_CONTENT,
        bytes[range].to_vec(),
        Some(content_range),
    )
}

/// One range of RFC 9110; several, or a form not understood, serve the whole.
fn parse_range(text: &str, total: usize) -> Option<Range<usize>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    if last.contains(',') {
        return None;
    }
    match (first, last) {
        ("", suffix) => Some(total.saturating_sub(suffix.parse().ok()?)..total),
        (first, "") => Some(first.parse::<usize>().ok()?.min(total)..total),
        (first, last) => {
            let end = last.parse::<usize>().ok()?.saturating_add(1).min(total);
            Some(first.parse::<usize>().ok()?.min(end)..end)
        }
    }
}

fn served(status: StatusCode, bytes: Vec<u8>, range: Option<String>) -> Response<Vec<u8>> {
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_DISPOSITION, "attachment")
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CACHE_CONTROL, "no-store");
    if let Some(range) = range {
        response = response.header(header::CONTENT_RANGE, range);
    }
    response.body(bytes).expect("these header values are ASCII")
}

fn refusal(status: StatusCode, message: &str) -> Response<Vec<u8>> {
    served(status, message.as_bytes().to_vec(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_paths_name_bytes() {
        assert_eq!(
            wanted("/bytes/captures/cap_7/body"),
            Some(Wanted::CaptureBody(CaptureId(7)))
        );
        for path in [
            "/bytes/captures/att_7/body",
            "/bytes/captures/cap_7",
            "/bytes/captures/cap_7/body/x",
        ] {
            assert_eq!(wanted(path), None, "{path}");
        }
    }

    #[test]
    fn ranges_are_cut_as_http_says() {
        assert_eq!(parse_range("bytes=2-3", 10), Some(2..4));
        assert_eq!(parse_range("bytes=8-", 10), Some(8..10));
        assert_eq!(parse_range("bytes=-3", 10), Some(7..10));
        assert_eq!(parse_range("bytes=0-99", 10), Some(0..10));
        assert_eq!(parse_range("bytes=0-1,4-5", 10), None);
        assert_eq!(parse_range("lines=1-2", 10), None);
    }

    #[test]
    fn a_range_outside_is_refused() {
        let response = cut(vec![0; 4], Some("bytes=9-12"));
        assert_eq!(response.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(cut(vec![0; 4], Some("bytes=1-2")).body().len(), 2);
    }
}
