//! The attempts that a delivery's schedule still has.
//!
//! Pure: the caller brings the row, the schedule and the time. They are when
//! they would be if every attempt failed at once, without jitter.

use std::time::Duration;

use delivery::schedule::Schedule;
use model::{Delivery, DeliveryState, Timestamp};

use crate::contract::deliveries::PlannedAttempt;

/// What a delivery still has before it.
pub(crate) struct Ahead<'a> {
    pub(crate) delivery: &'a Delivery,
    /// Attempts that counted for the schedule.
    pub(crate) scheduled: u32,
    pub(crate) schedule: &'a Schedule,
    /// How many times faster than real time waits go by.
    pub(crate) speed: u32,
    pub(crate) now: Timestamp,
}

impl Ahead<'_> {
    /// The attempts to come, soonest first; the one under way is not among them.
    pub(crate) fn planned(&self) -> Vec<PlannedAttempt> {
        match self.delivery.state {
            DeliveryState::Pending | DeliveryState::Retrying => self.with_next(),
            DeliveryState::Running => self.after_running(),
            // A paused one has no times until it goes on.
            DeliveryState::Paused
            | DeliveryState::Succeeded
            | DeliveryState::Failed
            | DeliveryState::Cancelled => Vec::new(),
        }
    }

    fn with_next(&self) -> Vec<PlannedAttempt> {
        let done = usize::try_from(self.scheduled).unwrap_or(usize::MAX);
        // One that waits for its turn could have it now.
        let due_at = self.delivery.due_at.unwrap_or(self.now);
        let before = done.checked_sub(1).and_then(|index| self.wait(index));
        let next = PlannedAttempt {
            number: self.delivery.attempts + 1,
            due_at,
            wait_ms: millis(before.unwrap_or_default()),
        };
        let mut planned = vec![next];
        planned.extend(self.later(done, due_at, self.delivery.attempts + 2));
        planned
    }

    fn after_running(&self) -> Vec<PlannedAttempt> {
        let done = usize::try_from(self.scheduled).unwrap_or(usize::MAX);
        self.later(done, self.now, self.delivery.attempts + 2)
            .collect()
    }

    /// The attempts behind wait number `first`, counted from 0, which begins at `from`.
    fn later(
        &self,
        first: usize,
        from: Timestamp,
        number: u32,
    ) -> impl Iterator<Item = PlannedAttempt> {
        let waits = self.schedule.waits.iter().skip(first);
        let mut due_at = from;
        waits.zip(number..).map(move |(wait, number)| {
            let real = wait.as_micros() / u128::from(self.speed.max(1));
            due_at = due_at.plus_micros(i64::try_from(real).unwrap_or(i64::MAX));
            PlannedAttempt {
                number,
                due_at,
                wait_ms: millis(*wait),
            }
        })
    }

    fn wait(&self, index: usize) -> Option<Duration> {
        self.schedule.waits.get(index).copied()
    }
}

fn millis(span: Duration) -> f64 {
    span.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use model::{DeliveryId, EndpointId, EventId};

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_760_000_000);

    fn delivery(state: DeliveryState, attempts: u32, due_at: Option<Timestamp>) -> Delivery {
        Delivery {
            id: DeliveryId(1),
            event: EventId(1),
            message_id: "msg_1".to_owned(),
            event_type: String::new(),
            endpoint: EndpointId(1),
            endpoint_name: "shop".to_owned(),
            capture: None,
            state,
            attempts,
            attempts_planned: 0,
            due_at,
            last_status: None,
            last_failure: None,
            last_attempt: None,
            created_at: NOW,
            ended_at: None,
        }
    }

    /// Numbers, seconds from now and waits in seconds, at ten times real speed.
    fn planned(delivery: &Delivery) -> Vec<(u32, f64, f64)> {
        let ahead = Ahead {
            delivery,
            scheduled: delivery.attempts,
            schedule: &Schedule::own("10s, 100s, 1000s").unwrap(),
            speed: 10,
            now: NOW,
        };
        let told = |planned: PlannedAttempt| {
            let from_now = planned.due_at.micros_since(NOW) as f64 / 1e6;
            (planned.number, from_now, planned.wait_ms / 1e3)
        };
        ahead.planned().into_iter().map(told).collect()
    }

    #[test]
    fn a_new_delivery_has_the_whole_schedule_before_it() {
        let new = delivery(DeliveryState::Pending, 0, Some(NOW));
        let whole = [
            (1, 0.0, 0.0),
            (2, 1.0, 10.0),
            (3, 11.0, 100.0),
            (4, 111.0, 1000.0),
        ];
        assert_eq!(planned(&new), whole);
    }

    #[test]
    fn the_next_attempt_keeps_its_time_and_the_rest_follows_it() {
        let later = Some(NOW.plus_micros(5_000_000));
        let retrying = delivery(DeliveryState::Retrying, 2, later);
        assert_eq!(planned(&retrying), [(3, 5.0, 100.0), (4, 105.0, 1000.0)]);
    }

    #[test]
    fn the_attempt_under_way_is_planned_no_more() {
        let running = delivery(DeliveryState::Running, 2, None);
        assert_eq!(planned(&running), [(4, 100.0, 1000.0)]);
        let last = delivery(DeliveryState::Running, 3, None);
        assert_eq!(planned(&last), []);
    }

    #[test]
    fn what_has_ended_or_is_held_has_nothing_before_it() {
        use DeliveryState::{Cancelled, Failed, Paused, Succeeded};
        for state in [Cancelled, Failed, Paused, Succeeded] {
            assert_eq!(planned(&delivery(state, 1, None)), []);
        }
    }
}
