//! How many deliveries go out towards an endpoint while the store answers: so many are taken ahead
//! of need.
//!
//! Pure: the caller brings the time. Counted over windows of fixed length, however often the store
//! is asked: a short count, taken for a long one, would have ever fewer taken and asked for ever
//! more often.

use model::Timestamp;

/// What the store takes to answer, at the outside.
pub(super) const WINDOW: i64 = 20_000;

/// Exchanges that ended in this window and in the one before.
#[derive(Debug)]
pub(super) struct Pace {
    since: Timestamp,
    ended: i64,
    before: i64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            since: Timestamp(i64::MIN),
            ended: 0,
            before: 0,
        }
    }
}

impl Pace {
    /// An exchange is over.
    pub(super) fn ended(&mut self, now: Timestamp) {
        if !self.is_in_window(now) {
            self.before = self.in_a_window(now);
            (self.since, self.ended) = (now, 0);
        }
        self.ended += 1;
    }

    /// Exchanges that end in one window, as it went lately.
    pub(super) fn in_a_window(&self, now: Timestamp) -> i64 {
        match self.is_in_window(now) {
            true => self.ended.max(self.before),
            // Of the window just over, unless nothing at all ended for as long again.
            false if self.is_in_window(now.plus_micros(-WINDOW)) => self.ended,
            false => 0,
        }
    }

    fn is_in_window(&self, now: Timestamp) -> bool {
        (0..WINDOW).contains(&now.micros_since(self.since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ends so many exchanges, evenly over a window that begins then.
    fn go_on(pace: &mut Pace, from: i64, count: i64) {
        for one in 0..count {
            pace.ended(Timestamp(from + one * WINDOW / count));
        }
    }

    #[test]
    fn it_is_told_at_any_time_of_a_window() {
        let mut pace = Pace::default();
        assert_eq!(pace.in_a_window(Timestamp(0)), 0);
        go_on(&mut pace, 0, 100);
        go_on(&mut pace, WINDOW, 10);
        for at in [WINDOW + 1, 2 * WINDOW - 1] {
            assert_eq!(pace.in_a_window(Timestamp(at)), 100);
        }
        go_on(&mut pace, 2 * WINDOW, 1);
        assert_eq!(pace.in_a_window(Timestamp(2 * WINDOW + 1)), 10);
    }

    #[test]
    fn it_is_forgotten_when_nothing_ends() {
        let mut pace = Pace::default();
        go_on(&mut pace, 0, 100);
        assert_eq!(pace.in_a_window(Timestamp(2 * WINDOW)), 0);
        pace.ended(Timestamp(9 * WINDOW));
        assert_eq!(pace.in_a_window(Timestamp(9 * WINDOW)), 1);
    }

    #[test]
    fn a_clock_that_is_set_back_begins_anew() {
        let mut pace = Pace::default();
        go_on(&mut pace, 9 * WINDOW, 10);
        assert_eq!(pace.in_a_window(Timestamp(0)), 0);
        go_on(&mut pace, 0, 3);
        assert_eq!(pace.in_a_window(Timestamp(1)), 3);
    }
}
