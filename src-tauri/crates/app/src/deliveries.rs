//! Answers what screens ask about deliveries, and does what they want done with them.

mod create;
mod filter;
mod planned;

use std::collections::HashMap;

use delivery::schedule::Schedule;
use model::{Delivery, DeliveryId, DeliveryState, Endpoint, EndpointId};
use store::{DeliveryCount, DeliveryFilter, DeliveryRecord, RedeliverMode, Which};

use crate::contract::deliveries::{
    ChosenDeliveries, DeliveryAttempt, DeliveryCounts, DeliveryDetail, DeliveryOutline, DueNext,
    EndpointCount, OneDelivery, OutlineDeliveries, PageDeliveries, RetryDeliveries,
    TouchedDeliveries,
};
use crate::contract::endpoints::StateCount;
use crate::contract::{CallError, Nothing};
use crate::{App, body, schedules};
use planned::Ahead;

pub(crate) use create::created;
pub use create::{create, deliver_captures, endpoint_for};
pub use filter::DeliveryFilterError;

/// Rows between two starts of an outline.
const PAGE_SIZE: u32 = 200;
/// Most rows of one page.
const LONGEST_PAGE: u32 = 500;
/// Rows that say what is due next.
const NEXT_DUE: u32 = 10;
/// Longest text of a body that is shown.
const SHOWN_BODY: usize = 64 * 1024;

/// See [`PageDeliveries`].
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn page(app: &App, argument: PageDeliveries) -> Result<Vec<Delivery>, CallError> {
    let filter = read_filter(app, &argument.filter).await?;
    let limit = argument.limit.clamp(1, LONGEST_PAGE);
    let deliveries = app.store().deliveries();
    let mut rows = deliveries.page(&filter, argument.from, limit).await?;
    let mut planned = HashMap::new();
    for row in &mut rows {
        let of_endpoint = planned.entry(row.endpoint);
        let attempts = *of_endpoint.or_insert_with(|| attempts_planned(app, row.endpoint));
        row.attempts_planned = attempts.unwrap_or(row.attempts);
    }
    Ok(rows)
}

/// Attempts that an endpoint's schedule allows; `None` once it is removed.
fn attempts_planned(app: &App, endpoint: EndpointId) -> Option<u32> {
    let endpoints = app.store().endpoints().snapshot();
    let waits = schedule_of(&endpoints.by_id(endpoint)?.endpoint)?
        .waits
        .len();
    u32::try_from(waits + 1).ok()
}

/// When an endpoint's deliveries are tried again, unless somebody else decides that.
fn schedule_of(endpoint: &Endpoint) -> Option<Schedule> {
    match endpoint.handed_to {
        None => schedules::find(&endpoint.manner.schedule).ok(),
        Some(_) => None,
    }
}

/// A filter's text as the store understands it.
///
/// # Errors
/// When it cannot be read, or names an endpoint that does not exist.
pub(crate) async fn read_filter(app: &App, text: &str) -> Result<DeliveryFilter, CallError> {
    let parsed = filter::parse(text, app.clock().now())?;
    let endpoint = match &parsed.endpoint {
        None => None,
        Some(name) => Some(named_endpoint(app, name).await?),
    };
    Ok(DeliveryFilter {
        endpoint,
        ..parsed.filter
    })
}

async fn named_endpoint(app: &App, name: &str) -> Result<EndpointId, CallError> {
    if let Some(endpoint) = app.store().endpoints().by_name(name).await? {
        return Ok(endpoint.id);
    }
    // Deliveries of a removed endpoint are still found by its id.
    let is_id = name.starts_with("ep_");
    let id = name.parse().ok().filter(|_| is_id);
    id.ok_or_else(|| DeliveryFilterError::NoEndpoint(name.to_owned()).into())
}

/// See [`OutlineDeliveries`].
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn outline(app: &App, argument: OutlineDeliveries) -> Result<DeliveryOutline, CallError> {
    let filter = read_filter(app, &argument.filter).await?;
    let outline = app.store().deliveries().outline(&filter, PAGE_SIZE).await?;
    Ok(DeliveryOutline {
        total: outline.total,
        page_size: PAGE_SIZE,
        starts: outline.starts,
    })
}

/// Totals, and what is due next.
///
/// # Errors
/// When the store fails.
pub async fn counts(app: &App, _: Nothing) -> Result<DeliveryCounts, CallError> {
    let deliveries = app.store().deliveries();
    let counts = deliveries.counts().await?;
    let endpoints = app.store().endpoints().list().await?;
    let by_state = by_state(counts.iter());
    let by_endpoint = endpoints.into_iter().map(|endpoint| EndpointCount {
        by_state: of_endpoint(&counts, endpoint.id),
        endpoint: endpoint.id,
        name: endpoint.name,
    });
    let next = deliveries.next_due(NEXT_DUE).await?;
    let due = |delivery: Delivery| {
        Some(DueNext {
            delivery: delivery.id,
            endpoint: delivery.endpoint,
            due_at: delivery.due_at?,
        })
    };
    Ok(DeliveryCounts {
        queued: queued(&by_state),
        by_state,
        by_endpoint: by_endpoint.collect(),
        next: next.into_iter().filter_map(due).collect(),
    })
}

/// What one endpoint has, by state.
pub(crate) fn of_endpoint(counts: &[DeliveryCount], endpoint: EndpointId) -> Vec<StateCount> {
    by_state(counts.iter().filter(|count| count.endpoint == endpoint))
}

fn by_state<'a>(counts: impl Iterator<Item = &'a DeliveryCount>) -> Vec<StateCount> {
    let mut totals = DeliveryState::ALL.map(|state| StateCount { state, total: 0 });
    for count in counts {
        let place = totals.iter_mut().find(|total| total.state == count.state);
        if let Some(total) = place {
            total.total += count.total;
        }
    }
    totals.to_vec()
}

fn queued(by_state: &[StateCount]) -> u64 {
    use DeliveryState::{Pending, Retrying, Running};
    let waits = |count: &&StateCount| matches!(count.state, Pending | Retrying | Running);
    by_state.iter().filter(waits).map(|count| count.total).sum()
}

/// Everything about a delivery.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn detail(app: &App, argument: OneDelivery) -> Result<DeliveryDetail, CallError> {
    let record = read(app, argument.id).await?;
    let bytes = app.store().deliveries().event_body(record.event.id).await?;
    let endpoints = app.store().endpoints().snapshot();
    let live = endpoints.by_id(record.delivery.endpoint);
    let manner = live.map(|live| &live.endpoint.manner);
    let schedule = live.and_then(|live| schedule_of(&live.endpoint));
    let speed = manner.map_or(1, |manner| manner.speed);
    let ahead = schedule.as_ref().map(|schedule| Ahead {
        delivery: &record.delivery,
        scheduled: record.scheduled,
        schedule,
        speed,
        now: app.clock().now(),
    });
    let mut delivery = record.delivery.clone();
    let planned = attempts_planned(app, delivery.endpoint);
    delivery.attempts_planned = planned.unwrap_or(delivery.attempts);
    let first = record.attempts.first().map(|(first, _)| first.started_at);
    Ok(DeliveryDetail {
        planned: ahead.map(|ahead| ahead.planned()).unwrap_or_default(),
        begins_at: first.or(delivery.due_at),
        delivery,
        event: record.event,
        attempts: record.attempts.into_iter().map(attempt).collect(),
        body_text: bytes.and_then(|bytes| body::beginning(&bytes, SHOWN_BODY)),
        url: live.map(|live| live.endpoint.url.clone()),
        schedule: schedule.as_ref().map(schedules::view),
        speed,
    })
}

fn attempt(
    (attempt, decision): (model::Attempt, Option<model::AttemptDecision>),
) -> DeliveryAttempt {
    DeliveryAttempt { attempt, decision }
}

async fn read(app: &App, id: DeliveryId) -> Result<DeliveryRecord, CallError> {
    let record = app.store().deliveries().get(id).await?;
    let missing = || CallError::with_code("not_found", format!("{id} does not exist (any more)"));
    record.ok_or_else(missing)
}

async fn which(app: &App, chosen: ChosenDeliveries) -> Result<Which, CallError> {
    Ok(match chosen {
        ChosenDeliveries::Ids(ids) => Which::Ids(ids),
        ChosenDeliveries::Filter(text) => Which::Filter(read_filter(app, &text).await?),
    })
}

/// Ends deliveries that have not ended yet.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn cancel(app: &App, argument: ChosenDeliveries) -> Result<TouchedDeliveries, CallError> {
    let which = which(app, argument).await?;
    touched(app.store().deliveries().cancel(which).await?)
}

/// Holds deliveries back.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn pause(app: &App, argument: ChosenDeliveries) -> Result<TouchedDeliveries, CallError> {
    let which = which(app, argument).await?;
    touched(app.store().deliveries().pause(which).await?)
}

/// Lets deliveries that are held back go on.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn resume(app: &App, argument: ChosenDeliveries) -> Result<TouchedDeliveries, CallError> {
    let which = which(app, argument).await?;
    touched(app.store().deliveries().resume(which).await?)
}

/// Forgets deliveries that have ended, with their attempts.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn clear(app: &App, argument: ChosenDeliveries) -> Result<TouchedDeliveries, CallError> {
    let which = which(app, argument).await?;
    touched(app.store().deliveries().clear(which).await?)
}

/// Begins the schedule of dead letters anew; what has not failed is left alone.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn recover(
    app: &App,
    argument: ChosenDeliveries,
) -> Result<TouchedDeliveries, CallError> {
    let deliveries = app.store().deliveries();
    match argument {
        ChosenDeliveries::Filter(text) => {
            let filter = read_filter(app, &text).await?;
            touched(deliveries.recover(&filter).await?)
        }
        ChosenDeliveries::Ids(ids) => {
            let dead = only_failed(app, ids).await?;
            let mode = RedeliverMode::RestartSchedule;
            touched(deliveries.redeliver(&dead, mode).await?)
        }
    }
}

async fn only_failed(app: &App, ids: Vec<DeliveryId>) -> Result<Vec<DeliveryId>, CallError> {
    let mut failed = Vec::new();
    for id in ids {
        let record = app.store().deliveries().get(id).await?;
        let is_dead = |record: &DeliveryRecord| record.delivery.state == DeliveryState::Failed;
        failed.extend(record.filter(is_dead).map(|_| id));
    }
    Ok(failed)
}

/// Tries deliveries again by hand, at once.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn retry(app: &App, argument: RetryDeliveries) -> Result<TouchedDeliveries, CallError> {
    let mode = match argument.restart {
        true => RedeliverMode::RestartSchedule,
        false => RedeliverMode::Once,
    };
    match argument.chosen {
        ChosenDeliveries::Ids(ids) => {
            touched(app.store().deliveries().redeliver(&ids, mode).await?)
        }
        ChosenDeliveries::Filter(text) => retry_matching(app, &text, mode).await,
    }
}

/// Page by page, newest first: what is tried again keeps its place in the list.
async fn retry_matching(
    app: &App,
    text: &str,
    mode: RedeliverMode,
) -> Result<TouchedDeliveries, CallError> {
    let filter = read_filter(app, text).await?;
    let deliveries = app.store().deliveries();
    let (mut from, mut count) = (None, 0);
    loop {
        let rows = deliveries.page(&filter, from, LONGEST_PAGE).await?;
        let Some(last) = rows.last() else {
            return touched(count);
        };
        from = Some(DeliveryId(last.id.0 - 1));
        let ids: Vec<DeliveryId> = rows.iter().map(|row| row.id).collect();
        count += deliveries.redeliver(&ids, mode).await?;
    }
}

const fn touched(count: u64) -> Result<TouchedDeliveries, CallError> {
    Ok(TouchedDeliveries { count })
}

#[cfg(test)]
mod tests;
