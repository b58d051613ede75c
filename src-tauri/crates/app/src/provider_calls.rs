//! What providers were asked through profiles: lists, each call with its exchange, and as text.

#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{AttemptId, ProviderCallId};
use store::{AttemptRecord, KEPT_CALL_BYTES, ProviderCallFilter, StoredProviderCall};

use crate::contract::CallError;
use crate::contract::provider_calls::{
    ExportProviderCalls, ExportedProviderCalls, OneProviderCall, PageProviderCalls,
    ProviderCallDetail, ProviderCallRow, WholeProviderCall, WholeRequest, WholeResponse,
};
use crate::contract::redeliveries::CopiedCall;
use crate::copy::{Copied, curl, redact};
use crate::record::headers_of;
use crate::{App, body, redeliveries};

/// Rows of a page, unless told otherwise, and at most.
const PAGE: u32 = 100;
const LONGEST_PAGE: u32 = 10_000;
/// Rows that a file is made of at once.
const SLICE: u32 = 1000;
/// Longest text of a body that is shown.
const SHOWN: usize = 64 * 1024;
/// Longest file that is made in memory.
const LONGEST_FILE: usize = 64 * 1024 * 1024;

/// A page, newest first.
///
/// # Errors
/// When the store fails.
pub async fn page(
    app: &App,
    argument: PageProviderCalls,
) -> Result<Vec<ProviderCallRow>, CallError> {
    let filter = ProviderCallFilter {
        profile: argument.profile,
        kind: argument.kind,
        from: argument.from,
        limit: argument.limit.unwrap_or(PAGE).min(LONGEST_PAGE),
    };
    let page = app.store().provider_calls().page(filter).await?;
    Ok(page.into_iter().map(row).collect())
}

/// One of them with what was said.
///
/// # Errors
/// When there is none of this id, or the store fails.
pub async fn detail(app: &App, argument: OneProviderCall) -> Result<ProviderCallDetail, CallError> {
    let stored = find(app, argument.id).await?;
    let request_cut = stored.request_cut;
    let said = said(app, id_of(&stored)).await?;
    let text = |bytes: &[u8]| body::beginning(bytes, SHOWN);
    let answer = said.as_ref().and_then(|said| said.record.answer.clone());
    Ok(ProviderCallDetail {
        row: row(stored),
        request_headers: said.as_ref().map(Said::headers).unwrap_or_default(),
        request_text: said.as_ref().and_then(|said| text(&said.body)),
        request_cut,
        answer_text: answer.as_ref().and_then(|answer| text(&answer.body)),
        answer,
    })
}

/// One of them with all that is kept.
///
/// # Errors
/// As [`detail`].
pub async fn whole(app: &App, id: ProviderCallId) -> Result<WholeProviderCall, CallError> {
    let stored = find(app, id).await?;
    let cut = stored.request_cut;
    let said = said(app, id_of(&stored)).await?;
    Ok(WholeProviderCall {
        row: row(stored),
        request: said.as_ref().map(|said| said.request(cut)),
        response: said.as_ref().and_then(Said::response),
        curl: said.as_ref().map(|said| said.curl(cut)),
    })
}

/// The call as a command for a shell; the credential is a blank in it.
///
/// # Errors
/// When there is none of this id, or it was not answered yet.
pub async fn as_curl(app: &App, argument: OneProviderCall) -> Result<CopiedCall, CallError> {
    let stored = find(app, argument.id).await?;
    copied(app, id_of(&stored), stored.request_cut).await
}

/// An exchange with a provider as a command for a shell.
pub(crate) async fn copied(
    app: &App,
    attempt: Option<AttemptId>,
    cut: bool,
) -> Result<CopiedCall, CallError> {
    let missing = || CallError::new("the provider was not reached yet: there is no call to copy");
    let said = said(app, attempt).await?.ok_or_else(missing)?;
    Ok(CopiedCall {
        text: said.curl(cut),
    })
}

/// Calls as a file.
///
/// # Errors
/// When they are too many for a file made in memory, or the store fails.
pub async fn export(
    app: &App,
    argument: ExportProviderCalls,
) -> Result<ExportedProviderCalls, CallError> {
    let of = argument.profile.clone();
    let mut text = String::new();
    let mut wanted = PageProviderCalls {
        profile: argument.profile,
        kind: argument.kind,
        from: None,
        limit: Some(SLICE),
    };
    loop {
        let rows = page(app, wanted.clone()).await?;
        for row in &rows {
            text += &serde_json::to_string(&whole(app, row.id).await?)?;
            text.push('\n');
            if text.len() > LONGEST_FILE {
                return Err(too_long(of.as_deref()));
            }
        }
        let last = rows.last().map(|row| row.id.0);
        let Some(last) = last.filter(|&last| rows.len() == SLICE as usize && last > 1) else {
            let of = of.map(|profile| format!("-{profile}")).unwrap_or_default();
            let file_name = format!("hookwright-calls{of}.jsonl");
            return Ok(ExportedProviderCalls { file_name, text });
        };
        wanted.from = Some(ProviderCallId(last - 1));
    }
}

fn too_long(profile: Option<&str>) -> CallError {
    CallError::new(format!(
        "these calls are more than {} MiB: `hookwright provider calls {} --full --json` writes \
         them one after the other",
        LONGEST_FILE / 1024 / 1024,
        profile.unwrap_or("PROFILE")
    ))
}

async fn find(app: &App, id: ProviderCallId) -> Result<StoredProviderCall, CallError> {
    let found = app.store().provider_calls().get(id).await?;
    found.ok_or_else(|| {
        let words = format!("there is no call {id} (any more)");
        CallError::with_code("not_found", words)
    })
}

fn id_of(stored: &StoredProviderCall) -> Option<AttemptId> {
    stored.attempt.as_ref().map(|attempt| attempt.id)
}

fn row(stored: StoredProviderCall) -> ProviderCallRow {
    ProviderCallRow {
        id: stored.id,
        at: stored.created_at,
        profile: stored.profile,
        provider: stored.provider,
        kind: stored.operation.kind(),
        operation: stored.operation,
        subject: stored.subject,
        attempt: stored.attempt,
        redelivery: stored.redelivery.map(redeliveries::row),
    }
}

/// An exchange with its bytes.
struct Said {
    record: AttemptRecord,
    body: Vec<u8>,
}

async fn said(app: &App, attempt: Option<AttemptId>) -> Result<Option<Said>, CallError> {
    let Some(attempt) = attempt else {
        return Ok(None);
    };
    let attempts = app.store().attempts();
    let body = attempts.request_body(attempt).await?;
    let record = attempts.get(attempt).await?;
    Ok(record.map(|record| Said {
        record,
        body: body.unwrap_or_default(),
    }))
}

impl Said {
    fn headers(&self) -> model::Headers {
        headers_of(&self.record.request_head)
    }

    fn request(&self, cut: bool) -> WholeRequest {
        WholeRequest {
            head_b64: BASE64_STANDARD.encode(&self.record.request_head),
            headers: self.headers(),
            body_b64: BASE64_STANDARD.encode(&self.body),
            cut,
        }
    }

    fn response(&self) -> Option<WholeResponse> {
        let answer = self.record.answer.as_ref()?;
        Some(WholeResponse {
            status: answer.status,
            headers: answer.headers.clone(),
            body_b64: BASE64_STANDARD.encode(&answer.body),
            cut: answer.truncated,
        })
    }

    fn curl(&self, cut: bool) -> String {
        let (headers, _) = redact(&self.headers());
        let command = curl(&Copied {
            method: &self.record.attempt.method,
            url: &self.record.attempt.target,
            headers: &headers,
            body: &self.body,
        });
        match cut {
            true => format!(
                "# Only the first {} KiB of the body were kept.\n{command}",
                KEPT_CALL_BYTES / 1024
            ),
            false => command,
        }
    }
}
