//! An endpoint's circuit breaker.
//!
//! Pure: the caller brings the time. Failures in a row open it for a while, then one delivery
//! tries; how that ends closes it or opens it again. Without a rule it never opens.

use std::time::Duration;

use model::{Breaker, BreakerState, Timestamp};

/// A breaker and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Fuse {
    rule: Option<Breaker>,
    state: State,
}

#[derive(Debug, Clone, Copy)]
enum State {
    /// All is sent; so many failed in a row.
    Closed { failures: u32 },
    /// Nothing is sent until then, and from then on one.
    Open { until: Timestamp },
    /// The one is under way.
    Trying,
}

impl Fuse {
    pub(super) const fn new(rule: Option<Breaker>) -> Self {
        let state = State::Closed { failures: 0 };
        Self { rule, state }
    }

    /// Takes another rule; without one it is closed.
    pub(super) fn set_rule(&mut self, rule: Option<Breaker>) {
        if rule != self.rule {
            *self = Self::new(rule);
        }
    }

    /// How many may be under way at `now`.
    pub(super) fn allowed(&self, now: Timestamp) -> u32 {
        match self.state {
            State::Closed { .. } => u32::MAX,
            State::Open { until } => u32::from(now >= until),
            State::Trying => 1,
        }
    }

    /// Until when nothing is sent.
    pub(super) fn not_before(&self, now: Timestamp) -> Option<Timestamp> {
        match self.state {
            State::Open { until } if until > now => Some(until),
            State::Open { .. } | State::Closed { .. } | State::Trying => None,
        }
    }

    /// As it is shown.
    pub(super) fn shown(&self, now: Timestamp) -> BreakerState {
        match self.state {
            State::Closed { .. } => BreakerState::Closed,
            State::Open { until } if until > now => BreakerState::Open { until },
            State::Open { .. } | State::Trying => BreakerState::HalfOpen,
        }
    }

    /// An exchange begins.
    pub(super) fn began(&mut self) {
        if matches!(self.state, State::Open { .. }) {
            self.state = State::Trying;
        }
    }

    /// An exchange went well.
    pub(super) fn went_well(&mut self) {
        self.state = State::Closed { failures: 0 };
    }

    /// An exchange failed.
    ///
    /// What was under way when it opened says nothing new and leaves it open as long as it was to be.
    pub(super) fn failed(&mut self, now: Timestamp) {
        let Some(rule) = self.rule else {
            return;
        };
        match self.state {
            State::Closed { failures } if failures + 1 < rule.failures => {
                self.state = State::Closed {
                    failures: failures + 1,
                };
            }
            State::Closed { .. } | State::Trying => {
                let until = now.plus(Duration::from_millis(rule.cooldown_ms));
                self.state = State::Open { until };
            }
            State::Open { .. } => {}
        }
    }

    /// An exchange ended without telling anything: another one may try.
    pub(super) fn told_nothing(&mut self, now: Timestamp) {
        if matches!(self.state, State::Trying) {
            self.state = State::Open { until: now };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    fn opened() -> Fuse {
        let mut fuse = Fuse::new(Some(Breaker {
            failures: 2,
            cooldown_ms: 5_000,
        }));
        fuse.failed(at(0));
        assert_eq!(fuse.shown(at(0)), BreakerState::Closed);
        fuse.failed(at(1));
        fuse
    }

    #[test]
    fn failures_in_a_row_open_it_for_its_cool_down() {
        let mut fuse = opened();
        assert_eq!(fuse.shown(at(1)), BreakerState::Open { until: at(6) });
        assert_eq!(fuse.allowed(at(5)), 0);
        fuse.failed(at(5));
        assert_eq!(fuse.not_before(at(5)), Some(at(6)), "a straggler");
        assert_eq!((fuse.allowed(at(6)), fuse.not_before(at(6))), (1, None));
    }

    #[test]
    fn a_success_between_failures_keeps_it_closed() {
        let mut fuse = Fuse::new(Some(Breaker {
            failures: 2,
            cooldown_ms: 5_000,
        }));
        for second in 0..9 {
            fuse.failed(at(second));
            fuse.went_well();
        }
        assert_eq!(fuse.allowed(at(9)), u32::MAX);
    }

    #[test]
    fn the_one_that_tries_closes_it_or_opens_it_again() {
        let mut fuse = opened();
        fuse.began();
        assert_eq!(fuse.shown(at(6)), BreakerState::HalfOpen);
        fuse.failed(at(7));
        assert_eq!(fuse.shown(at(7)), BreakerState::Open { until: at(12) });
        fuse.began();
        fuse.went_well();
        assert_eq!(fuse.shown(at(12)), BreakerState::Closed);
    }

    #[test]
    fn one_that_tells_nothing_lets_another_try() {
        let mut fuse = opened();
        fuse.began();
        fuse.told_nothing(at(7));
        assert_eq!((fuse.allowed(at(7)), fuse.not_before(at(7))), (1, None));
    }

    #[test]
    fn without_a_rule_nothing_opens_it() {
        let mut fuse = opened();
        fuse.set_rule(None);
        for second in 0..100 {
            fuse.failed(at(second));
        }
        assert_eq!(fuse.allowed(at(100)), u32::MAX);
    }
}
