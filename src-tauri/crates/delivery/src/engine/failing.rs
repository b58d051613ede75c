//! How long, and how often, an endpoint has only failed.
//!
//! Pure. Some schedules disable such an endpoint; both counts begin anew with a success.

use std::time::Duration;

use model::Timestamp;

/// Failures of an endpoint since its last success.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Failing {
    /// When the first of them came.
    pub(super) since: Option<Timestamp>,
    /// How many there were.
    pub(super) in_a_row: u32,
}

impl Failing {
    /// After one more failure.
    pub(super) fn and_one(self, now: Timestamp) -> Self {
        Self {
            since: self.since.or(Some(now)),
            in_a_row: self.in_a_row.saturating_add(1),
        }
    }

    /// How long it has failed, as a schedule counts time whose waits go by so many times faster.
    pub(super) fn lasts(self, now: Timestamp, speed: u32) -> Duration {
        let micros = self.since.map_or(0, |since| now.micros_since(since));
        let real = Duration::from_micros(u64::try_from(micros).unwrap_or(0));
        real.saturating_mul(speed.max(1))
    }
}
