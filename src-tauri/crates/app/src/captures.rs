//! Answers what screens ask about captures.

use std::time::Duration;

use model::{Capture, CaptureId, Filter, Headers, Verification};
use store::CaptureRecord;

use crate::contract::captures::{
    CaptureCounts, CaptureDetail, CaptureOutline, CopiedText, CopyCapture, CopyFormat,
    FoundCaptures, NewerCaptures, NewerCount, OneCapture, OutlineCaptures, PageCaptures,
    PinCaptures, SearchCaptures, SomeCaptures, SourceCount, TouchedCaptures,
};
use crate::contract::{CallError, Nothing};
use crate::copy::{self, Copied};
use crate::export::ExportedCapture;
use crate::record::{answer_body, headers_of, read};
use crate::{App, body};

/// Rows between two starts of an outline.
const PAGE_SIZE: u32 = 200;
/// Most rows of one page.
const LONGEST_PAGE: u32 = 500;
/// How long one slice of a search may look.
const SEARCH_BUDGET: Duration = Duration::from_millis(120);
/// Longest text of an answer that is shown.
const SHOWN_ANSWER: usize = 64 * 1024;

/// See [`PageCaptures`].
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn page(app: &App, argument: PageCaptures) -> Result<Vec<Capture>, CallError> {
    let filter = Filter::parse(&argument.filter)?;
    let limit = argument.limit.clamp(1, LONGEST_PAGE);
    Ok(app
        .store()
        .captures()
        .page(&filter, argument.from, limit)
        .await?)
}

/// See [`OutlineCaptures`].
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn outline(app: &App, argument: OutlineCaptures) -> Result<CaptureOutline, CallError> {
    let filter = Filter::parse(&argument.filter)?;
    if filter.has_text() {
        return Ok(CaptureOutline {
            total: 0,
            page_size: PAGE_SIZE,
            starts: Vec::new(),
            needs_search: true,
        });
    }
    let outline = app.store().captures().outline(&filter, PAGE_SIZE).await?;
    Ok(CaptureOutline {
        total: outline.total,
        page_size: PAGE_SIZE,
        starts: outline.starts,
        needs_search: false,
    })
}

/// See [`SearchCaptures`].
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn search(app: &App, argument: SearchCaptures) -> Result<FoundCaptures, CallError> {
    let filter = Filter::parse(&argument.filter)?;
    let limit = argument.limit.clamp(1, LONGEST_PAGE);
    let captures = app.store().captures();
    let found = captures
        .search(&filter, argument.before, limit, SEARCH_BUDGET)
        .await?;
    Ok(FoundCaptures {
        rows: found.rows,
        next: found.next,
        scanned: found.scanned,
        left: found.left,
    })
}

/// See [`NewerCaptures`].
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn newer(app: &App, argument: NewerCaptures) -> Result<NewerCount, CallError> {
    let filter = Filter::parse(&argument.filter)?;
    let than = argument.than.unwrap_or(CaptureId(0));
    let count = app.store().captures().newer(&filter, than).await?;
    Ok(NewerCount { count })
}

/// Totals for the sidebar.
///
/// # Errors
/// When the store fails.
pub async fn counts(app: &App, _: Nothing) -> Result<CaptureCounts, CallError> {
    let counts = app.store().captures().counts().await?;
    let by_source = counts.by_source.into_iter().map(|count| SourceCount {
        source: count.source,
        total: count.total,
        rejected: count.rejected,
        last_received_at: Some(count.last_received_at),
    });
    Ok(CaptureCounts {
        total: counts.total,
        by_verdict: counts.by_verdict,
        by_source: by_source.collect(),
    })
}

/// Everything about a capture but its body.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn detail(app: &App, argument: OneCapture) -> Result<CaptureDetail, CallError> {
    let record = read(app, argument.id).await?;
    let bytes = app
        .store()
        .captures()
        .body(argument.id)
        .await?
        .unwrap_or_default();
    let headers = headers_of(&record.head);
    let sources = app.store().sources().snapshot();
    let source = sources.by_path(&record.capture.source);
    let verification = record
        .evidence
        .unwrap_or_else(|| bare_verification(&record.capture));
    let scheme = verification
        .evidence
        .as_ref()
        .map(|evidence| evidence.scheme.clone());
    let answer_text = record
        .answer
        .clone()
        .and_then(|answer| body::beginning(&answer_body(record.capture.id, answer), SHOWN_ANSWER));
    Ok(CaptureDetail {
        source_id: source.map(|source| source.source.id),
        scheme_name: app.scheme_name(scheme.as_deref()).await,
        forward_failure: crate::sources::last_failure_of(app, argument.id).await?,
        body: body::facts(&headers, &bytes),
        head_size: record.head.len() as u64,
        remote: record.remote,
        answer: record.answer,
        capture: record.capture,
        answer_text,
        verification,
        handshake: record.handshake,
        headers,
    })
}

fn bare_verification(capture: &Capture) -> Verification {
    Verification {
        verdict: capture.verdict,
        reason: capture.reason,
        evidence: None,
    }
}

/// See [`PinCaptures`].
///
/// # Errors
/// When the store fails.
pub async fn pin(app: &App, argument: PinCaptures) -> Result<TouchedCaptures, CallError> {
    app.store()
        .captures()
        .pin(&argument.ids, argument.pinned)
        .await?;
    Ok(TouchedCaptures {
        count: argument.ids.len() as u64,
    })
}

/// Marks captures as deleted; they can be restored until the program ends.
///
/// # Errors
/// When the store fails.
pub async fn delete(app: &App, argument: SomeCaptures) -> Result<TouchedCaptures, CallError> {
    let count = app.store().captures().delete(&argument.ids).await?;
    Ok(TouchedCaptures { count })
}

/// Takes a deletion back.
///
/// # Errors
/// When the store fails.
pub async fn restore(app: &App, argument: SomeCaptures) -> Result<TouchedCaptures, CallError> {
    app.store().captures().restore(&argument.ids).await?;
    Ok(TouchedCaptures {
        count: argument.ids.len() as u64,
    })
}

/// A capture as text to paste elsewhere.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn copy(app: &App, argument: CopyCapture) -> Result<CopiedText, CallError> {
    let record = read(app, argument.id).await?;
    let bytes = app
        .store()
        .captures()
        .body(argument.id)
        .await?
        .unwrap_or_default();
    let mut headers = headers_of(&record.head);
    let mut redacted = Vec::new();
    if !argument.with_credentials {
        (headers, redacted) = copy::redact(&headers);
    }
    let url = format!("{}{}", app.receiver_url(), record.capture.target);
    let copied = Copied {
        method: &record.capture.method,
        url: &url,
        headers: &headers,
        body: &bytes,
    };
    let text = match argument.format {
        CopyFormat::Curl => copy::curl(&copied),
        CopyFormat::Http => copy::http(&copied, &record.capture.target),
        CopyFormat::Json => json(app, &record, headers.clone(), &bytes).await?,
    };
    Ok(CopiedText { text, redacted })
}

/// A capture as one line of JSON with every byte, credentials included.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn exported(app: &App, id: CaptureId) -> Result<String, CallError> {
    let record = read(app, id).await?;
    let captures = app.store().captures();
    let bytes = captures.body(id).await?.unwrap_or_default();
    let attempts = app.store().attempts().page(Some(id), None, 100).await?;
    let exported = ExportedCapture::new(&record, headers_of(&record.head), &bytes, attempts);
    Ok(serde_json::to_string(&exported)?)
}

async fn json(
    app: &App,
    record: &CaptureRecord,
    headers: Headers,
    body: &[u8],
) -> Result<String, CallError> {
    let attempts = app
        .store()
        .attempts()
        .page(Some(record.capture.id), None, 100)
        .await?;
    let exported = ExportedCapture::new(record, headers, body, attempts);
    Ok(serde_json::to_string_pretty(&exported)?)
}
