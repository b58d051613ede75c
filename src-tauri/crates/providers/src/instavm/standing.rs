//! How far a delivery is, in InstaVM's words, of what the engine has of it. Pure.

use model::Timestamp;

use super::records::{DELIVERY, Delivery};
use super::wire::{DeliveryAnswer, Status, when};
use crate::listed::Listed;
use crate::stage::{Progress, Tried};
use crate::standing::{Standing, trouble};

impl From<Standing> for Status {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Pending => Self::Pending,
            Standing::Retrying => Self::Retrying,
            Standing::Succeeded => Self::Delivered,
            Standing::Failed => Self::Failed,
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

/// The answer for a delivery of this user.
pub fn answer(delivery: Delivery, user_id: i64, progress: Option<&Progress>) -> DeliveryAnswer {
    let status = Status::from(Standing::of(progress));
    let last = progress.and_then(Progress::last);
    let is_over = matches!(status, Status::Delivered | Status::Failed);
    let engine = progress.map(|progress| &progress.delivery);
    let due_at = engine.and_then(|engine| engine.due_at);
    let ended_at = engine.and_then(|engine| engine.ended_at);
    let updated_at = last.map_or(delivery.created_at, Tried::ended_at);
    DeliveryAnswer {
        status,
        scheduled_attempt: scheduled_attempt(progress, is_over),
        next_retry_at: due_at.filter(|_| !is_over).map(when),
        last_attempt_at: last.map(|last| when(last.attempt.started_at)),
        delivered_at: ended_at.filter(|_| status == Status::Delivered).map(when),
        final_http_status: last
            .filter(|_| is_over)
            .and_then(|last| last.attempt.status),
        error_message: trouble(progress, |status| format!("HTTP {status}")),
        updated_at: when(ended_at.unwrap_or(updated_at)),
        ..queued(delivery, user_id)
    }
}

/// The answer for a delivery that was queued a moment ago: whatever the engine may have done with
/// it since, this is what the caller did.
pub fn queued(delivery: Delivery, user_id: i64) -> DeliveryAnswer {
    let created_at = when(delivery.created_at);
    DeliveryAnswer {
        id: delivery.id,
        endpoint_id: delivery.endpoint_id,
        user_id,
        event_id: Some(delivery.event_id),
        event_type: delivery.event_type,
        event_group: Some(delivery.event_group),
        status: Status::Pending,
        scheduled_attempt: 1,
        next_retry_at: Some(created_at.clone()),
        last_attempt_at: None,
        delivered_at: None,
        final_http_status: None,
        error_message: None,
        replay_of_delivery_id: delivery.replay_of_delivery_id,
        created_at: created_at.clone(),
        updated_at: created_at,
    }
}

/// The attempt that comes next, or that was the last one.
fn scheduled_attempt(progress: Option<&Progress>, is_over: bool) -> usize {
    let made = progress.map_or(0, |progress| progress.current().len());
    match is_over {
        true => made.max(1),
        false => made + 1,
    }
}
