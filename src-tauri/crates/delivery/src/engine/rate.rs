//! How many exchanges an endpoint may begin in a second.
//!
//! Pure: the caller brings the time. A bucket of tokens that holds as many as fall due in a few
//! milliseconds, so that a timer that rings late costs no pace, and fills so much slower that no
//! second sees more than its number.

use model::Timestamp;

/// What a timer may be late, in shares of a second.
const LATE: u32 = 100;
const SECOND: i64 = 1_000_000;

/// A pace; `None` sets none.
#[derive(Debug, Clone)]
pub(super) struct Pace(Option<Bucket>);

#[derive(Debug, Clone)]
struct Bucket {
    rate: u32,
    /// Microseconds that a token takes to come.
    interval: i64,
    /// Tokens it holds, as the time they took to come.
    most: i64,
    /// When it was empty, or would have been.
    empty_at: Timestamp,
}

impl Pace {
    pub(super) fn new(rate: Option<u32>) -> Self {
        Self(rate.map(Bucket::new))
    }

    /// Takes another pace.
    pub(super) fn set(&mut self, rate: Option<u32>) {
        if rate != self.0.as_ref().map(|bucket| bucket.rate) {
            *self = Self::new(rate);
        }
    }

    /// How many may begin until `now`.
    pub(super) fn allowed(&self, now: Timestamp) -> u32 {
        let Some(bucket) = &self.0 else {
            return u32::MAX;
        };
        u32::try_from(bucket.filled(now) / bucket.interval).unwrap_or(0)
    }

    /// When the next one may begin; `None` when one may now.
    pub(super) fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let bucket = self.0.as_ref()?;
        let missing = bucket.interval - bucket.filled(now);
        (missing > 0).then(|| now.plus_micros(missing))
    }

    /// One begins.
    pub(super) fn take(&mut self, now: Timestamp) {
        if let Some(bucket) = &mut self.0 {
            let filled = bucket.filled(now);
            bucket.empty_at = now.plus_micros(bucket.interval - filled);
        }
    }
}

impl Bucket {
    fn new(rate: u32) -> Self {
        let rate = rate.max(1);
        let holds = (rate / LATE).max(1);
        // What a full bucket gives at once is not given again in the same second.
        let fills = rate - (holds - 1);
        let interval = SECOND / i64::from(fills) + i64::from(SECOND % i64::from(fills) != 0);
        Self {
            rate,
            interval,
            most: interval * i64::from(holds),
            empty_at: Timestamp(i64::MIN / 2),
        }
    }

    /// How full it is, as the time that took.
    fn filled(&self, now: Timestamp) -> i64 {
        now.micros_since(self.empty_at).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_a_second_begin_a_tenth_of_a_second_apart() {
        let mut pace = Pace::new(Some(10));
        let mut now = Timestamp(0);
        let mut begun = Vec::new();
        for _ in 0..4 {
            pace.take(now);
            begun.push(now.0);
            now = pace.next(now).unwrap();
        }
        assert_eq!(begun, [0, 100_000, 200_000, 300_000]);
    }

    #[test]
    fn without_a_pace_any_number_may_begin() {
        let mut pace = Pace::new(None);
        pace.take(Timestamp(0));
        assert_eq!(pace.allowed(Timestamp(0)), u32::MAX);
        assert_eq!(pace.next(Timestamp(0)), None);
    }

    #[test]
    fn a_timer_that_rings_late_costs_no_pace() {
        let mut pace = Pace::new(Some(1000));
        for now in (0..2_000_000).step_by(5_000) {
            let now = Timestamp(now);
            for _ in 0..pace.allowed(now) {
                pace.take(now);
            }
        }
        assert_eq!(pace.allowed(Timestamp(1_995_000)), 0);
        assert!(pace.next(Timestamp(1_995_000)).unwrap().0 <= 2_000_000);
    }

    /// Begins whenever it may, looked at after these pauses; gives the times.
    fn begun(rate: u32, pauses: &[u32]) -> Vec<i64> {
        let mut pace = Pace::new(Some(rate));
        let (mut now, mut begun) = (Timestamp(0), Vec::new());
        for pause in pauses {
            now = now.plus_micros(i64::from(*pause));
            while pace.allowed(now) > 0 {
                pace.take(now);
                begun.push(now.0);
            }
        }
        begun
    }

    proptest! {
        #[test]
        fn no_second_sees_more_than_its_number(
            rate in 1_u32..5_000,
            pauses in proptest::collection::vec(0_u32..20_000, 0..400),
        ) {
            let begun = begun(rate, &pauses);
            for (index, first) in begun.iter().enumerate() {
                let beyond = begun.get(index + rate as usize);
                prop_assert!(beyond.is_none_or(|beyond| beyond - first >= SECOND));
            }
        }
    }
}
