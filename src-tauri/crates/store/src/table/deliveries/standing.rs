//! How a delivery stands, and how each thing that befalls it changes that.
//!
//! Pure: rows are read and written elsewhere, and the caller brings the time.

use model::{AttemptId, DeliveryState, FailureKind, NextStep, Timestamp, Trigger};

use crate::table::delivery_words::Wish;
use crate::{Finished, RedeliverMode};

/// Retries, and what was asked for by hand.
pub(crate) const LANE_FIRST: u8 = 0;
/// First attempts.
pub(crate) const LANE_BEHIND: u8 = 1;

/// What may change about a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) state: DeliveryState,
    pub(crate) lane: u8,
    /// What asks for the next attempt.
    pub(crate) trigger: Trigger,
    pub(crate) attempts: u32,
    /// Attempts that counted for the schedule.
    pub(crate) scheduled: u32,
    pub(crate) due_at: Option<Timestamp>,
    pub(crate) held_due_at: Option<Timestamp>,
    /// How many times faster than real time the schedule's wait goes by.
    pub(crate) speed: Option<u32>,
    pub(crate) wish: Option<Wish>,
    /// What it goes back to when an attempt asked for by hand fails.
    pub(crate) before: Option<(DeliveryState, Option<Timestamp>)>,
    pub(crate) lease_owner: Option<i64>,
    pub(crate) ended_at: Option<Timestamp>,
    /// An attempt that was made since it was read.
    pub(crate) made: Option<Made>,
}

/// What lists show of the last attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) attempt: AttemptId,
    pub(crate) status: Option<u16>,
    pub(crate) failure: Option<FailureKind>,
}

impl Standing {
    /// Whether it waits for its turn among those with its key.
    pub(crate) const fn waits_for_its_turn(&self) -> bool {
        matches!(self.state, DeliveryState::Pending | DeliveryState::Retrying)
            && self.due_at.is_none()
    }

    /// Holds what is due until its turn comes.
    pub(crate) fn wait_for_turn(&mut self) {
        self.held_due_at = self.due_at.take().or(self.held_due_at);
    }

    /// The state of one that waits for an attempt.
    const fn waiting(&self) -> DeliveryState {
        match self.attempts {
            0 => DeliveryState::Pending,
            _ => DeliveryState::Retrying,
        }
    }

    pub(super) fn wait_until(&mut self, due_at: Timestamp) {
        self.state = self.waiting();
        (self.due_at, self.held_due_at) = (Some(due_at), None);
        self.ended_at = None;
    }

    pub(super) fn end(&mut self, state: DeliveryState, now: Timestamp) {
        self.state = state;
        (self.due_at, self.held_due_at, self.speed) = (None, None, None);
        (self.wish, self.before) = (None, None);
        self.ended_at = Some(now);
    }

    fn hold(&mut self) {
        self.state = DeliveryState::Paused;
        self.wait_for_turn();
    }

    /// Cancels it; `false` when there is nothing to cancel.
    pub(crate) fn cancel(&mut self, now: Timestamp) -> bool {
        match self.state {
            DeliveryState::Running => self.wish.replace(Wish::Cancel) != Some(Wish::Cancel),
            DeliveryState::Pending | DeliveryState::Retrying | DeliveryState::Paused => {
                // One that had ended and was to be sent again is what it was.
                let before = self.before.map(|(state, _)| state);
                let ended = before.filter(|state| state.has_ended());
                self.end(ended.unwrap_or(DeliveryState::Cancelled), now);
                true
            }
            DeliveryState::Succeeded | DeliveryState::Failed | DeliveryState::Cancelled => false,
        }
    }

    /// Holds it back; `false` when there is nothing to hold.
    pub(crate) fn pause(&mut self) -> bool {
        match self.state {
            DeliveryState::Pending | DeliveryState::Retrying => {
                self.hold();
                true
            }
            DeliveryState::Running if self.wish.is_none() => {
                self.wish = Some(Wish::Pause);
                true
            }
            _ => false,
        }
    }

    /// Lets it go on; `false` when it is not held.
    pub(crate) fn resume(&mut self, now: Timestamp) -> bool {
        match (self.state, self.wish) {
            (DeliveryState::Paused, _) => {
                if let Some((DeliveryState::Paused, due_at)) = self.before {
                    self.before = Some((self.waiting(), due_at));
                }
                self.wait_until(self.held_due_at.unwrap_or(now));
                true
            }
            (DeliveryState::Running, Some(Wish::Pause)) => {
                self.wish = None;
                true
            }
            _ => false,
        }
    }

    /// Sends it again by hand, in a lane; `false` while an attempt is under way.
    pub(crate) fn redeliver(&mut self, mode: RedeliverMode, lane: u8, now: Timestamp) -> bool {
        if self.state == DeliveryState::Running {
            return false;
        }
        match mode {
            RedeliverMode::Once => {
                let before = (self.state, self.due_at.or(self.held_due_at));
                self.before.get_or_insert(before);
                self.trigger = Trigger::Redelivery;
            }
            RedeliverMode::RestartSchedule => {
                self.before = None;
                (self.trigger, self.scheduled, self.speed) = (Trigger::Scheduled, 0, None);
            }
        }
        self.lane = lane;
        self.wait_until(now);
        true
    }

    /// Frees it from a worker that did not send it: it is due as it was.
    pub(crate) fn give_back(&mut self, now: Timestamp) {
        self.lease_owner = None;
        self.wait_until(self.held_due_at.unwrap_or(now));
        self.grant_wish(now);
    }

    /// Frees it from a worker that died: the attempt is made again.
    pub(crate) fn take_over(&mut self, now: Timestamp) {
        self.lease_owner = None;
        self.lane = LANE_FIRST;
        self.wait_until(now);
        self.grant_wish(now);
    }

    /// What an attempt that ended makes of it.
    pub(crate) fn finish(&mut self, finished: &Finished, attempt: AttemptId, now: Timestamp) {
        self.lease_owner = None;
        self.count(finished, attempt);
        match &finished.decision.next {
            NextStep::Nothing if self.before.is_some() => self.go_back(now),
            next => self.follow(next, finished, now),
        }
        self.grant_wish(now);
    }

    /// Counts an attempt, also one whose lease was lost.
    pub(crate) fn count(&mut self, finished: &Finished, attempt: AttemptId) {
        self.attempts += 1;
        if self.state == DeliveryState::Pending {
            self.state = DeliveryState::Retrying;
        }
        self.scheduled += u32::from(Self::counts(finished));
        let failure = finished.attempt.failure.as_ref();
        self.made = Some(Made {
            attempt,
            status: finished.attempt.status,
            failure: failure.map(|failure| failure.kind),
        });
    }

    /// Whether an attempt counts for the schedule.
    pub(super) fn counts(finished: &Finished) -> bool {
        finished.decision.trigger != Trigger::Redelivery
    }

    fn follow(&mut self, next: &NextStep, finished: &Finished, now: Timestamp) {
        if finished.state.has_ended() {
            return self.end(finished.state, now);
        }
        self.before = None;
        self.trigger = Trigger::Retry;
        self.lane = finished.lane;
        self.speed = match next {
            NextStep::Retry { speed, .. } => Some(*speed),
            _ => None,
        };
        self.wait_until(finished.due_at.unwrap_or(now));
    }

    fn go_back(&mut self, now: Timestamp) {
        let (state, due_at) = self.before.take().unwrap_or((DeliveryState::Failed, None));
        if state.has_ended() {
            return self.end(state, now);
        }
        (self.trigger, self.lane) = match self.scheduled {
            0 => (Trigger::Scheduled, LANE_BEHIND),
            _ => (Trigger::Retry, LANE_FIRST),
        };
        self.wait_until(due_at.unwrap_or(now));
        if state == DeliveryState::Paused {
            self.hold();
        }
    }

    pub(super) fn grant_wish(&mut self, now: Timestamp) {
        let wish = self.wish.take();
        match wish {
            Some(Wish::Cancel) => drop(self.cancel(now)),
            Some(Wish::Pause) => drop(self.pause()),
            None => {}
        }
    }

    /// Lets what is left of the schedule's wait go by at another speed.
    pub(crate) fn retime(&mut self, speed: u32, now: Timestamp) -> bool {
        let Some(before) = self.speed.filter(|&before| before != speed) else {
            return false;
        };
        self.speed = Some(speed);
        let at = |due: Timestamp| match due > now {
            true => now.plus_micros(scaled(due.micros_since(now), before, speed)),
            false => due,
        };
        self.due_at = self.due_at.map(at);
        self.held_due_at = self.held_due_at.map(at);
        self.before = self.before.map(|(state, due_at)| (state, due_at.map(at)));
        true
    }
}

/// A wait that went by at one speed, at another.
fn scaled(micros: i64, before: u32, after: u32) -> i64 {
    let wait = i128::from(micros) * i128::from(before) / i128::from(after.max(1));
    i64::try_from(wait).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn retrying(due_at: i64) -> Standing {
        Standing {
            state: DeliveryState::Retrying,
            lane: LANE_FIRST,
            trigger: Trigger::Retry,
            attempts: 2,
            scheduled: 2,
            due_at: Some(Timestamp(due_at)),
            held_due_at: None,
            speed: Some(1),
            wish: None,
            before: None,
            lease_owner: None,
            ended_at: None,
            made: None,
        }
    }

    #[test]
    fn a_wait_that_is_over_is_over_at_any_speed() {
        let mut overdue = retrying(NOW.0 - 5);
        assert!(overdue.retime(100, NOW));
        assert_eq!(overdue.due_at, Some(Timestamp(NOW.0 - 5)));
        assert_eq!(overdue.speed, Some(100));
    }

    #[test]
    fn the_longest_wait_turned_back_from_the_highest_speed_does_not_wrap() {
        let mut far = Standing {
            speed: Some(100_000),
            ..retrying(i64::MAX - 1)
        };
        assert!(far.retime(1, NOW));
        assert_eq!(far.due_at, Some(Timestamp(i64::MAX)));
    }

    #[test]
    fn a_speed_turns_the_wait_behind_a_redelivery_and_of_one_that_is_held() {
        let mut paused = retrying(NOW.0 + 1_000);
        assert!(paused.pause() && paused.retime(10, NOW));
        assert_eq!(paused.held_due_at, Some(Timestamp(NOW.0 + 100)));
        let mut again = retrying(NOW.0 + 1_000);
        assert!(again.redeliver(RedeliverMode::Once, LANE_FIRST, NOW));
        assert!(again.retime(10, NOW));
        let behind = Some(Timestamp(NOW.0 + 100));
        assert_eq!(again.before, Some((DeliveryState::Retrying, behind)));
        assert!(!again.retime(10, NOW));
    }

    #[test]
    fn one_that_is_to_be_sent_again_is_asked_for_once() {
        let mut once = retrying(NOW.0 + 1_000);
        assert!(once.redeliver(RedeliverMode::Once, LANE_FIRST, NOW));
        let asked = once.clone();
        assert!(once.redeliver(RedeliverMode::Once, LANE_FIRST, NOW));
        assert_eq!(once, asked);
    }

    #[test]
    fn a_paused_redelivery_that_is_resumed_does_not_fall_back_to_paused() {
        let mut held = retrying(NOW.0 + 1_000);
        assert!(held.pause());
        assert!(held.redeliver(RedeliverMode::Once, LANE_FIRST, NOW));
        assert!(held.pause() && held.resume(NOW));
        held.go_back(NOW);
        assert_eq!(held.state, DeliveryState::Retrying);
        assert_eq!(held.due_at, Some(Timestamp(NOW.0 + 1_000)));
    }

    #[test]
    fn a_dead_workers_delivery_is_what_was_wished_for_it() {
        let under_way = |wish| Standing {
            state: DeliveryState::Running,
            due_at: None,
            wish,
            lease_owner: Some(7),
            ..retrying(0)
        };
        for (wish, state) in [
            (None, DeliveryState::Retrying),
            (Some(Wish::Pause), DeliveryState::Paused),
            (Some(Wish::Cancel), DeliveryState::Cancelled),
        ] {
            let mut left = under_way(wish);
            left.take_over(NOW);
            assert_eq!(
                (left.state, left.wish, left.lease_owner),
                (state, None, None)
            );
        }
    }
}
