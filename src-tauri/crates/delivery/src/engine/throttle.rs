//! How far an endpoint is slowed down because its answers ask for it.
//!
//! Pure: the caller brings the time. One wave of such answers halves what is sent at once and
//! pauses the endpoint; each success gives one step back. What a single delivery waits for is its
//! schedule's affair.

use std::time::Duration;

use model::Timestamp;

/// The first pause after an answer that names no time, as the schedule counts it.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// No unnamed pause grows beyond this.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How many exchanges an endpoint takes at once, and from when on.
#[derive(Debug, Clone)]
pub(super) struct Throttle {
    /// What its settings allow.
    full: u32,
    /// What is allowed now.
    allowed: u32,
    not_before: Option<Timestamp>,
    /// Waves of slowing answers without a success between them.
    waves: u32,
}

impl Throttle {
    pub(super) const fn new(full: u32) -> Self {
        Self {
            full,
            allowed: full,
            not_before: None,
            waves: 0,
        }
    }

    /// Takes another setting; an endpoint that is slowed down stays so.
    pub(super) fn set_full(&mut self, full: u32) {
        let is_slowed = self.allowed < self.full;
        self.allowed = if is_slowed {
            self.allowed.min(full)
        } else {
            full
        };
        self.full = full;
    }

    /// How many may be under way at once at `now`.
    pub(super) fn allowed(&self, now: Timestamp) -> u32 {
        match self.not_before(now) {
            Some(_) => 0,
            None => self.allowed,
        }
    }

    /// How many may be under way at once when no pause lasts.
    pub(super) const fn slowed_to(&self) -> u32 {
        self.allowed
    }

    /// Until when nothing is sent; `None` when that is over.
    pub(super) fn not_before(&self, now: Timestamp) -> Option<Timestamp> {
        self.not_before.filter(|until| *until > now)
    }

    /// The pause that an answer calls for which names none.
    pub(super) fn unnamed_pause(&self) -> Duration {
        let doubled = FIRST_PAUSE.saturating_mul(1 << self.waves.min(16));
        doubled.min(LONGEST_PAUSE)
    }

    /// An answer asked us to slow down: nothing is sent for `pause`, in real time.
    ///
    /// Answers to what was under way already belong to the same wave and slow no further.
    pub(super) fn slow_down(&mut self, now: Timestamp, pause: Duration) {
        if self.not_before(now).is_none() {
            self.allowed = (self.allowed / 2).max(1);
            self.waves = self.waves.saturating_add(1);
        }
        self.not_before = self.not_before.max(Some(now.plus(pause)));
    }

    /// An exchange went well: one step back towards the setting.
    pub(super) fn went_well(&mut self) {
        self.allowed = (self.allowed + 1).min(self.full);
        self.waves = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    #[test]
    fn a_wave_of_slowing_answers_halves_once_and_pauses() {
        let mut throttle = Throttle::new(8);
        for _ in 0..8 {
            throttle.slow_down(at(0), 10 * SECOND);
        }
        assert_eq!(throttle.allowed(at(9)), 0);
        assert_eq!(throttle.not_before(at(9)), Some(at(10)));
        assert_eq!(throttle.allowed(at(10)), 4);
    }

    #[test]
    fn the_longest_pause_of_a_wave_counts() {
        let mut throttle = Throttle::new(8);
        throttle.slow_down(at(0), 10 * SECOND);
        throttle.slow_down(at(1), 2 * SECOND);
        assert_eq!(throttle.not_before(at(1)), Some(at(10)));
        throttle.slow_down(at(2), 20 * SECOND);
        assert_eq!(throttle.not_before(at(2)), Some(at(22)));
    }

    #[test]
    fn it_recovers_step_by_step_up_to_its_setting() {
        let mut throttle = Throttle::new(4);
        throttle.slow_down(at(0), SECOND);
        throttle.slow_down(at(2), SECOND);
        assert_eq!(throttle.slowed_to(), 1);
        let steps = [2, 3, 4, 4];
        for step in steps {
            throttle.went_well();
            assert_eq!(throttle.slowed_to(), step);
        }
    }

    #[test]
    fn pauses_that_nobody_named_grow_until_something_goes_well() {
        let mut throttle = Throttle::new(4);
        let mut pauses = Vec::new();
        for wave in 0..8 {
            pauses.push(throttle.unnamed_pause().as_secs());
            throttle.slow_down(at(wave * 100), SECOND);
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
        throttle.went_well();
        assert_eq!(throttle.unnamed_pause(), SECOND);
    }

    #[test]
    fn another_setting_counts_at_once_unless_the_endpoint_is_slowed_down() {
        let mut throttle = Throttle::new(4);
        throttle.set_full(8);
        assert_eq!(throttle.allowed(at(0)), 8);
        throttle.slow_down(at(0), SECOND);
        throttle.set_full(64);
        assert_eq!(throttle.allowed(at(1)), 4);
        throttle.set_full(2);
        assert_eq!(throttle.allowed(at(1)), 2);
    }
}
