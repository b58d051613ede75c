//! Many redeliveries: named or found, asked for one after the other, visibly.

use std::collections::BTreeSet;

use model::Timestamp;
use providers::{
    Ask, KnownOf, LogPage, Means, ProviderDelivery, ProviderOutcome, RedeliveryOutcome, Step,
};

use super::{ask, filled};
use crate::App;
use crate::contract::CallError;
use crate::contract::profiles::{
    LogFilter, OneRedeliveryBatch, OutcomeKind, RedeliverMany, RedeliverOne, RedeliveryBatch,
    RedeliveryBatchRow,
};
use crate::fault::told;
use crate::jobs::Job;

/// Found at most, unless told otherwise.
const MANY: u32 = 1000;

/// Begins to ask for many; [`batch`] tells how far that is.
///
/// # Errors
/// When nothing is named and no filter is given.
pub async fn redeliver_many(
    app: &App,
    argument: RedeliverMany,
) -> Result<RedeliveryBatch, CallError> {
    if argument.deliveries.is_empty() && argument.filter.is_none() {
        return Err(CallError::new(
            "name deliveries, or a filter that finds them",
        ));
    }
    let profile = argument.profile.clone();
    let job = app.batches().add(|batch| RedeliveryBatch {
        batch,
        profile,
        ..RedeliveryBatch::default()
    });
    let (means, working) = (app.means(), job.clone());
    tokio::spawn(async move { work(&means, argument, &working).await });
    Ok(job.told())
}

/// How far many redeliveries are.
///
/// # Errors
/// When this process asks for none of this number.
pub async fn batch(app: &App, argument: OneRedeliveryBatch) -> Result<RedeliveryBatch, CallError> {
    Ok(find(app, argument.batch)?.told())
}

/// Ends many redeliveries; what is under way is answered first.
///
/// # Errors
/// As [`batch`].
pub async fn cancel(app: &App, argument: OneRedeliveryBatch) -> Result<RedeliveryBatch, CallError> {
    let job = find(app, argument.batch)?;
    job.cancel.cancel();
    job.note(|progress| progress.cancelled = !progress.finished);
    Ok(job.told())
}

fn find(app: &App, number: u32) -> Result<Job<RedeliveryBatch>, CallError> {
    let missing = || {
        let words = format!("there are no redeliveries number {number}: they ended long ago");
        CallError::with_code("not_found", words)
    };
    app.batches().get(number).ok_or_else(missing)
}

async fn work(means: &Means, argument: RedeliverMany, job: &Job<RedeliveryBatch>) {
    match asks(means, argument, job).await {
        Ok(asks) => {
            let total = u32::try_from(asks.len()).unwrap_or(u32::MAX);
            job.note(|progress| progress.total = Some(total));
            let tell = |step| job.note(|progress| note(progress, step));
            providers::redeliver_many(means, asks, &job.cancel, tell).await;
        }
        Err(error) => job.note(|progress| {
            progress.problem = Some(error.message.clone());
            progress.error = Some(error);
        }),
    }
    job.note(|progress| {
        progress.finished = true;
        progress.waiting_until = None;
    });
}

async fn asks(
    means: &Means,
    argument: RedeliverMany,
    job: &Job<RedeliveryBatch>,
) -> Result<Vec<Ask>, CallError> {
    let RedeliverMany {
        profile,
        deliveries,
        filter,
        with,
    } = argument;
    let wanted = match filter {
        Some(filter) if deliveries.is_empty() => found(means, (&profile, filter), job).await?,
        _ => deliveries,
    };
    let ask = |one: RedeliverOne| {
        let known = KnownOf {
            event_id: filled(one.event_id),
            url: filled(one.url),
        };
        ask((profile.clone(), one.id), with.clone(), known)
    };
    Ok(wanted.into_iter().map(ask).collect())
}

/// What a filter finds in the log, each once, in the log's order.
async fn found(
    means: &Means,
    (profile, filter): (&str, LogFilter),
    job: &Job<RedeliveryBatch>,
) -> Result<Vec<RedeliverOne>, CallError> {
    let limit = filter.limit.unwrap_or(MANY) as usize;
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut page = LogPage {
        profile: profile.to_owned(),
        cursor: None,
        of: filter.of.clone(),
    };
    loop {
        let read = providers::deliveries(means, page.clone())
            .await
            .map_err(told)?;
        let rows = read.rows.into_iter().filter(|row| filter.wants(row));
        found.extend(rows.filter(|row| seen.insert(row.id.clone())).map(one));
        let goes_on = read.next.is_some() && read.next != page.cursor;
        if found.len() >= limit || !goes_on || job.cancel.is_cancelled() {
            found.truncate(limit);
            return Ok(found);
        }
        page.cursor = read.next;
    }
}

fn one(row: ProviderDelivery) -> RedeliverOne {
    RedeliverOne {
        id: row.id,
        event_id: row.event_id,
        url: row.url,
    }
}

impl LogFilter {
    fn wants(&self, row: &ProviderDelivery) -> bool {
        let outcome = self.outcome.is_none_or(|kind| kind.is(&row.outcome));
        let same_type = |wanted: &String| row.event_type.as_ref() == Some(wanted);
        let after = |since: Timestamp| row.at.is_some_and(|at| at >= since);
        let before = |until: Timestamp| row.at.is_some_and(|at| at <= until);
        outcome
            && self.event_type.as_ref().is_none_or(same_type)
            && self.since.is_none_or(after)
            && self.until.is_none_or(before)
    }
}

impl OutcomeKind {
    const fn is(self, outcome: &ProviderOutcome) -> bool {
        matches!(
            (self, outcome),
            (Self::Succeeded, ProviderOutcome::Succeeded)
                | (Self::Retrying, ProviderOutcome::Retrying)
                | (Self::Failed, ProviderOutcome::Failed)
                | (Self::Pending, ProviderOutcome::Pending)
        )
    }
}

fn note(progress: &mut RedeliveryBatch, step: Step) {
    progress.waiting_until = None;
    let row = match step {
        Step::Waiting { until, .. } => {
            progress.waiting_until = Some(until);
            return;
        }
        Step::Asked(redelivery) => RedeliveryBatchRow {
            accepted: accepted(&redelivery.outcome),
            words: redelivery.outcome.words(),
            redelivery: Some(redelivery.redelivery),
            id: redelivery.id,
        },
        Step::Failed { id, error } => RedeliveryBatchRow {
            id,
            redelivery: None,
            accepted: false,
            words: error.to_string(),
        },
    };
    progress.done += 1;
    progress.accepted += u32::from(row.accepted);
    progress.failed += u32::from(row.redelivery.is_none());
    progress.refused += u32::from(!row.accepted && row.redelivery.is_some());
    progress.rows.push(row);
}

const fn accepted(outcome: &RedeliveryOutcome) -> bool {
    match outcome {
        RedeliveryOutcome::Replayed { arrived, .. } => *arrived,
        RedeliveryOutcome::Accepted { .. } => true,
        RedeliveryOutcome::Refused { .. }
        | RedeliveryOutcome::Unreadable { .. }
        | RedeliveryOutcome::Unanswered { .. } => false,
    }
}
