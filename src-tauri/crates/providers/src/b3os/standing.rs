//! How far a delivery is, in B3OS's words, of what the engine has of it. Pure.

use model::{Headers, Timestamp};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::records::{DELIVERY, Delivery};
use super::wire::{DeliveryAnswer, Status};
use crate::listed::Listed;
use crate::stage::{Progress, Tried};
use crate::standing::{Standing, trouble};

impl From<Standing> for Status {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Pending => Self::Pending,
            Standing::Retrying => Self::Retrying,
            Standing::Succeeded => Self::Success,
            Standing::Failed => Self::Failure,
        }
    }
}

impl Listed for Delivery {
    const KIND: &'static str = DELIVERY;

    fn facts(&self) -> (&str, &str, Timestamp) {
        (&self.id, &self.event_type, self.created_at)
    }

    fn status(progress: Option<&Progress>) -> &'static str {
        Status::from(Standing::of(progress)).as_str()
    }

    fn into_body(self) -> String {
        self.body
    }
}

/// The answer for a delivery of this organization.
pub fn answer(
    delivery: Delivery,
    organization_id: &str,
    progress: Option<&Progress>,
) -> DeliveryAnswer {
    let status = Status::from(Standing::of(progress));
    let last = progress.and_then(Progress::last);
    let response = last.and_then(|last| last.answer.as_ref());
    let due_at = progress.and_then(|progress| progress.delivery.due_at);
    DeliveryAnswer {
        duration_ms: last.map(Tried::took_millis),
        error_message: trouble(progress, |status| {
            format!("endpoint returned status {status}")
        }),
        next_retry_at: due_at.filter(|_| matches!(status, Status::Pending | Status::Retrying)),
        request_headers: sent(progress).or_else(|| delivery.request_headers.clone()),
        response_body: last.and_then(Tried::answer_text),
        response_headers: response.map(|response| fields(&response.headers)),
        response_status: response.map(|response| response.status),
        retry_count: last.map_or(0, |_| retries(progress)),
        status,
        updated_at: updated_at(&delivery, last),
        ..fresh(delivery, organization_id)
    }
}

/// The answer for a delivery that was queued a moment ago: whatever the engine may have done with
/// it since, this is what the caller did.
pub fn queued(
    delivery: Delivery,
    organization_id: &str,
    (progress, now): (Option<&Progress>, Timestamp),
) -> DeliveryAnswer {
    DeliveryAnswer {
        next_retry_at: Some(now),
        request_headers: sent(progress).or_else(|| delivery.request_headers.clone()),
        updated_at: now,
        ..fresh(delivery, organization_id)
    }
}

/// One that nothing has happened to.
fn fresh(delivery: Delivery, organization_id: &str) -> DeliveryAnswer {
    DeliveryAnswer {
        created_at: delivery.created_at,
        duration_ms: None,
        endpoint_id: delivery.endpoint_id,
        error_message: None,
        event_type: delivery.event_type,
        execution_id: delivery.execution_id,
        id: delivery.id,
        max_retries: delivery.max_retries,
        next_retry_at: None,
        organization_id: organization_id.to_owned(),
        request_body: RawValue::from_string(delivery.body).unwrap_or_default(),
        request_headers: None,
        response_body: None,
        response_headers: None,
        response_status: None,
        retry_count: 0,
        run_id: delivery.run_id,
        status: Status::Pending,
        updated_at: delivery.created_at,
        workflow_id: delivery.workflow_id,
    }
}

/// Attempts after the first one.
fn retries(progress: Option<&Progress>) -> usize {
    progress.map_or(0, |progress| progress.current().len().saturating_sub(1))
}

/// The fields of the last attempt, whichever round it was of; none before the first.
pub fn sent(progress: Option<&Progress>) -> Option<Map<String, Value>> {
    let last = progress?.attempts.last()?;
    Some(fields(&last.request_headers))
}

/// Fields as an object; of one that comes again the values are joined, as HTTP has it.
fn fields(headers: &Headers) -> Map<String, Value> {
    let mut object = Map::new();
    for header in headers {
        let value = String::from_utf8_lossy(&header.value);
        let joined = match object.get(header.name.as_str()).and_then(Value::as_str) {
            Some(before) => format!("{before}, {value}"),
            None => value.into_owned(),
        };
        object.insert(header.name.to_string(), Value::from(joined));
    }
    object
}

/// When its last attempt ended, or it was queued anew, or made.
fn updated_at(delivery: &Delivery, last: Option<&Tried>) -> Timestamp {
    let ended = last.map(Tried::ended_at);
    let queued = delivery.requeued_at.unwrap_or(delivery.created_at);
    ended.map_or(queued, |ended| ended.max(queued))
}
