//! How an endpoint fares: what may be sent to it now, and what each attempt teaches.
//!
//! Pure: the caller brings the time. All of it may be forgotten with the process; only how long
//! the endpoint has failed is told by the store when the engine begins.

use std::time::Duration;

use model::{EndpointId, EndpointStatus, Manner, NextStep, Timestamp};

use super::breaker::Fuse;
use super::decide::{Decided, Facts, decide};
use super::ended::Ended;
use super::failing::Failing;
use super::rate::Pace;
use super::throttle::Throttle;
use crate::schedule::{Failed, LONGEST_WAIT, throttles};

/// What is known of an endpoint that is delivered to.
#[derive(Debug, Clone)]
pub(super) struct Health {
    throttle: Throttle,
    fuse: Fuse,
    pace: Pace,
    /// `None` until the store has told it.
    failing: Option<Failing>,
}

impl Health {
    pub(super) fn new(manner: &Manner) -> Self {
        Self {
            throttle: Throttle::new(manner.concurrency.max(1)),
            fuse: Fuse::new(manner.breaker),
            pace: Pace::new(manner.rate),
            failing: None,
        }
    }

    /// Takes other settings.
    pub(super) fn follow(&mut self, manner: &Manner) {
        self.throttle.set_full(manner.concurrency.max(1));
        self.fuse.set_rule(manner.breaker);
        self.pace.set(manner.rate);
    }

    /// What the store knows of its failures; what was learnt since counts more.
    pub(super) fn recall(&mut self, failing: Failing) {
        self.failing.get_or_insert(failing);
    }

    /// How many exchanges may begin at `now` while so many are under way.
    pub(super) fn room(&self, now: Timestamp, running: u32) -> u32 {
        let at_once = self.throttle.allowed(now).min(self.fuse.allowed(now));
        at_once.saturating_sub(running).min(self.pace.allowed(now))
    }

    /// Whether nothing but what is under way limits what begins at `now`.
    pub(super) fn is_unhindered(&self, now: Timestamp) -> bool {
        self.throttle.not_before(now).is_none() && self.fuse.allowed(now) == u32::MAX
    }

    /// When there may be room again that there is not at `now` for another reason than what is
    /// under way.
    pub(super) fn next_room(&self, now: Timestamp) -> Option<Timestamp> {
        let paused = self.paused_until(now);
        paused.max(self.pace.next(now))
    }

    /// Until when nothing is sent.
    pub(super) fn paused_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.throttle.not_before(now).max(self.fuse.not_before(now))
    }

    /// An exchange begins.
    pub(super) fn begin(&mut self, now: Timestamp) {
        self.fuse.began();
        self.pace.take(now);
    }

    /// An exchange came to nothing that could be judged.
    pub(super) fn told_nothing(&mut self, now: Timestamp) {
        self.fuse.told_nothing(now);
    }

    /// Decides what follows an attempt, and learns from it.
    pub(super) fn judge(&mut self, facts: Facts<'_>, ended: &Ended) -> Decided {
        let before = self.failing.unwrap_or_default();
        let failing = match ended {
            Ended::Delivered => Failing::default(),
            Ended::Failed(_) => before.and_one(facts.now),
            Ended::Unsent(_) => before,
        };
        self.failing = Some(failing);
        let facts = Facts { failing, ..facts };
        let decided = decide(&facts, ended);
        match ended {
            Ended::Delivered => self.went_well(),
            Ended::Failed(failed) => self.failed(&facts, *failed, &decided),
            Ended::Unsent(_) => self.told_nothing(facts.now),
        }
        decided
    }

    fn went_well(&mut self) {
        self.throttle.went_well();
        self.fuse.went_well();
    }

    fn failed(&mut self, facts: &Facts<'_>, failed: Failed, decided: &Decided) {
        self.fuse.failed(facts.now);
        if throttles(failed) {
            let pause = self.pause(failed, &decided.next);
            self.throttle.slow_down(facts.now, facts.real(pause));
        }
    }

    /// How long nothing is sent, as the schedule counts it: never so long that the delivery itself
    /// would be late.
    fn pause(&self, failed: Failed, next: &NextStep) -> Duration {
        let unnamed = self.throttle.unnamed_pause();
        let pause = failed.retry_after.unwrap_or(unnamed).min(LONGEST_WAIT);
        match next {
            NextStep::Retry { wait_micros, .. } => pause.min(Duration::from_micros(*wait_micros)),
            NextStep::Delivered
            | NextStep::GiveUp { .. }
            | NextStep::Disable { .. }
            | NextStep::Nothing => pause,
        }
    }

    /// As after an answer that asks for less.
    #[cfg(test)]
    pub(super) fn slow_down(&mut self, now: Timestamp) {
        self.throttle.slow_down(now, Duration::from_secs(1));
    }

    /// As it is shown.
    pub(super) fn status(
        &self,
        endpoint: EndpointId,
        running: u32,
        now: Timestamp,
    ) -> EndpointStatus {
        EndpointStatus {
            endpoint,
            running,
            not_before: self.throttle.not_before(now),
            breaker: self.fuse.shown(now),
            slowed_to: self.throttle.slowed_to(),
        }
    }
}

#[cfg(test)]
mod tests {
    use model::{Breaker, Trigger};

    use super::*;
    use crate::schedule::Schedule;

    const SECOND: Duration = Duration::from_secs(1);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    fn health() -> Health {
        Health::new(&Manner {
            concurrency: 8,
            breaker: Some(Breaker {
                failures: 3,
                cooldown_ms: 1_000,
            }),
            ..Manner::default()
        })
    }

    /// An answer with this status that came at this second, at this speed.
    fn answered(health: &mut Health, status: u16, asked: Option<u64>, (now, speed): (i64, u32)) {
        let schedule = Schedule::find("10s, 1h").expect("it can be read");
        let ended = match status {
            200 => Ended::Delivered,
            _ => Ended::Failed(Failed {
                status: Some(status),
                retry_after: asked.map(Duration::from_secs),
                timed_out: false,
            }),
        };
        let facts = Facts {
            schedule: &schedule,
            speed,
            trigger: Trigger::Scheduled,
            scheduled: 0,
            failing: Failing::default(),
            now: at(now),
            chance: 0.0,
        };
        health.judge(facts, &ended);
    }

    #[test]
    fn what_is_under_way_takes_up_room() {
        let health = health();
        assert_eq!((health.room(at(0), 0), health.room(at(0), 5)), (8, 3));
        assert_eq!(health.room(at(0), 9), 0);
    }

    #[test]
    fn a_slowing_answer_pauses_and_halves() {
        let mut health = health();
        answered(&mut health, 503, Some(120), (0, 1));
        assert_eq!(health.paused_until(at(0)), Some(at(120)));
        assert_eq!((health.room(at(119), 0), health.room(at(120), 0)), (0, 4));
        answered(&mut health, 200, None, (120, 1));
        assert_eq!(health.room(at(120), 0), 5);
    }

    #[test]
    fn a_pause_goes_by_on_the_turned_clock() {
        let mut health = health();
        answered(&mut health, 429, Some(120), (0, 60));
        assert_eq!(health.paused_until(at(0)), Some(at(2)));
    }

    #[test]
    fn a_pause_never_makes_the_delivery_late_that_brought_it() {
        let mut health = health();
        for _ in 0..8 {
            health.throttle.slow_down(at(0), SECOND);
            health.throttle.slow_down(at(1), SECOND);
        }
        answered(&mut health, 429, None, (100, 1));
        assert!(health.paused_until(at(100)) <= Some(at(110)));
    }

    #[test]
    fn a_server_error_without_a_wish_does_not_slow() {
        let mut health = health();
        answered(&mut health, 503, None, (0, 1));
        assert_eq!(health.room(at(0), 0), 8);
    }

    #[test]
    fn failures_in_a_row_open_the_breaker_and_one_may_try() {
        let mut health = health();
        for _ in 0..3 {
            answered(&mut health, 500, None, (0, 1));
        }
        assert_eq!(
            (health.room(at(0), 0), health.next_room(at(0))),
            (0, Some(at(1)))
        );
        assert_eq!(health.room(at(1), 0), 1);
        health.begin(at(1));
        assert_eq!(health.room(at(1), 1), 0);
        answered(&mut health, 200, None, (1, 1));
        assert_eq!(health.room(at(1), 0), 8);
    }

    #[test]
    fn failures_that_the_store_knows_of_count_on() {
        let mut health = health();
        health.recall(Failing {
            since: Some(at(-5)),
            in_a_row: 4,
        });
        health.recall(Failing::default());
        answered(&mut health, 500, None, (0, 1));
        let expected = Failing {
            since: Some(at(-5)),
            in_a_row: 5,
        };
        assert_eq!(health.failing, Some(expected));
        answered(&mut health, 200, None, (0, 1));
        assert_eq!(health.failing, Some(Failing::default()));
    }
}
