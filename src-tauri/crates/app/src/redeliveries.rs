//! Redeliveries that were asked for: how far each came, and its call as text.

use model::Verdict;
use providers::RedeliveryOutcome;
use store::StoredRedelivery;

use crate::App;
use crate::contract::CallError;
use crate::contract::redeliveries::{
    CopiedCall, OneRedelivery, PageRedeliveries, RedeliveryArrival, RedeliveryRow, RedeliveryStage,
};
use crate::provider_calls;

/// Rows of a page, unless told otherwise, and at most.
const PAGE: u32 = 100;
const LONGEST_PAGE: u32 = 1000;

/// A page, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, argument: PageRedeliveries) -> Result<Vec<RedeliveryRow>, CallError> {
    let limit = argument.limit.unwrap_or(PAGE).min(LONGEST_PAGE);
    let profile = argument.profile.as_deref();
    let redeliveries = app.store().redeliveries();
    let page = redeliveries.page(profile, argument.from, limit).await?;
    Ok(page.into_iter().map(row).collect())
}

/// One of them.
///
/// # Errors
/// When there is none of this id, or the store fails.
pub async fn detail(app: &App, argument: OneRedelivery) -> Result<RedeliveryRow, CallError> {
    Ok(row(find(app, &argument).await?))
}

/// The call that was made, as a command for a shell; the credential is a blank in it.
///
/// # Errors
/// When there is none of this id, or it was not answered yet.
pub async fn as_curl(app: &App, argument: OneRedelivery) -> Result<CopiedCall, CallError> {
    let attempt = find(app, &argument).await?.attempt;
    provider_calls::copied(app, attempt, false).await
}

async fn find(app: &App, argument: &OneRedelivery) -> Result<StoredRedelivery, CallError> {
    let found = app.store().redeliveries().get(argument.id).await?;
    found.ok_or_else(|| {
        CallError::with_code(
            "not_found",
            format!("there is no redelivery {}", argument.id),
        )
    })
}

/// How far it came.
pub(crate) fn row(stored: StoredRedelivery) -> RedeliveryRow {
    // An outcome of another version is shown as none.
    let outcome = stored.outcome.as_deref();
    let outcome = outcome.and_then(|text| serde_json::from_str(text).ok());
    let arrival = stored.arrival.map(|arrival| RedeliveryArrival {
        capture: arrival.capture,
        matched_by: arrival.matched_by,
        row: arrival.row,
    });
    RedeliveryRow {
        stage: stage(outcome.as_ref(), arrival.as_ref()),
        id: stored.id,
        profile: stored.profile,
        provider: stored.provider,
        asked: stored.asked,
        target_url: stored.target_url,
        awaited_until: stored.awaited_until,
        attempt: stored.attempt,
        outcome,
        arrival,
        created_at: stored.created_at,
    }
}

/// What arrived counts more than what was said.
fn stage(
    outcome: Option<&RedeliveryOutcome>,
    arrival: Option<&RedeliveryArrival>,
) -> RedeliveryStage {
    if let Some(arrival) = arrival {
        let verdict = arrival.row.as_ref().map(|row| row.verdict);
        return match verdict {
            Some(Verdict::Verified) => RedeliveryStage::Verified,
            _ => RedeliveryStage::Arrived,
        };
    }
    match outcome {
        None => RedeliveryStage::Asked,
        Some(RedeliveryOutcome::Refused { .. }) => RedeliveryStage::Refused,
        Some(RedeliveryOutcome::Accepted { .. }) => RedeliveryStage::Sent,
        Some(RedeliveryOutcome::Replayed { arrived: true, .. }) => RedeliveryStage::Sent,
        Some(RedeliveryOutcome::Replayed { arrived: false, .. }) => RedeliveryStage::NotTaken,
        Some(RedeliveryOutcome::Unreadable { .. } | RedeliveryOutcome::Unanswered { .. }) => {
            RedeliveryStage::Unclear
        }
    }
}
