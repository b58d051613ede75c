//! How many refused requests are kept.
//!
//! A refusal is worth showing, but it costs its sender nothing: without a
//! bound anybody who reaches the port could fill the disk with them.

use std::time::{Duration, Instant};

/// Refusals stored in one second at most.
pub(crate) const STORED_PER_SECOND: u32 = 20;

/// Counts the refusals of the current second.
#[derive(Debug, Default)]
pub(crate) struct Allowance {
    since: Option<Instant>,
    used: u32,
    left_out: u64,
}

/// Whether a refusal is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It is; so many were left out since the last one that was.
    Store {
        /// Refusals not stored since.
        left_out: u64,
    },
    /// It is only counted.
    LeaveOut,
}

impl Allowance {
    /// Decides about a refusal at `now`.
    pub(crate) fn take(&mut self, now: Instant) -> Decision {
        let fresh = |since| now.duration_since(since) >= Duration::from_secs(1);
        if self.since.is_none_or(fresh) {
            self.since = Some(now);
            self.used = 0;
        }
        if self.used == STORED_PER_SECOND {
            self.left_out += 1;
            return Decision::LeaveOut;
        }
        self.used += 1;
        Decision::Store {
            left_out: std::mem::take(&mut self.left_out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_refusals_is_counted_and_stored_again_a_second_later() {
        let mut allowance = Allowance::default();
        let start = Instant::now();
        let stored = (0..100)
            .filter(|_| allowance.take(start) != Decision::LeaveOut)
            .count();
        assert_eq!(stored, STORED_PER_SECOND as usize);
        let later = start + Duration::from_secs(1);
        assert_eq!(allowance.take(later), Decision::Store { left_out: 80 });
        assert_eq!(allowance.take(later), Decision::Store { left_out: 0 });
    }
}
