//! How often an organization may call: so many times in any span of a length.
//!
//! Kept in memory: a program that starts again has forgotten who called.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::{OrganizationId, Timestamp};

/// So many calls in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Rate {
    /// What is limited, in the provider's words; each name is counted by itself.
    pub(crate) name: &'static str,
    /// Most calls.
    pub(crate) calls: u32,
    /// The span.
    pub(crate) span: Duration,
}

impl Rate {
    /// The same where time goes by so many times faster.
    pub(crate) fn faster(self, speed: u32) -> Self {
        Self {
            span: self.span / speed.max(1),
            ..self
        }
    }
}

/// Where a caller stands after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limited {
    /// Whether the call is within the limit; one that is not counts for nothing.
    pub(crate) allowed: bool,
    /// Most calls in the span.
    pub(crate) limit: u32,
    /// Calls that are left now.
    pub(crate) remaining: u32,
    /// When the oldest call that counts will count no more.
    pub(crate) reset: Timestamp,
    /// Whole seconds until a call is allowed again, rounded up; 0 while one is.
    pub(crate) retry_after: u64,
}

/// Who is limited, and what for.
type Limit = (OrganizationId, &'static str);

/// Calls that count, of all who are limited, the oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Limits(Arc<Mutex<HashMap<Limit, VecDeque<Timestamp>>>>);

impl Limits {
    /// Counts a call of an organization against a limit, unless it is beyond it.
    pub(crate) fn count(
        &self,
        organization: OrganizationId,
        rate: Rate,
        now: Timestamp,
    ) -> Limited {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        count(
            calls.entry((organization, rate.name)).or_default(),
            rate,
            now,
        )
    }
}

fn count(calls: &mut VecDeque<Timestamp>, rate: Rate, now: Timestamp) -> Limited {
    while calls.front().is_some_and(|&at| at.plus(rate.span) <= now) {
        calls.pop_front();
    }
    let allowed = calls.len() < rate.calls as usize;
    if allowed {
        calls.push_back(now);
    }
    let reset = calls.front().map_or(now, |&at| at.plus(rate.span));
    let used = u32::try_from(calls.len()).unwrap_or(u32::MAX);
    Limited {
        allowed,
        limit: rate.calls,
        remaining: rate.calls.saturating_sub(used),
        reset,
        retry_after: if allowed {
            0
        } else {
            seconds_until(reset, now)
        },
    }
}

/// At least one: a caller told to wait 0 s would come back too early.
fn seconds_until(reset: Timestamp, now: Timestamp) -> u64 {
    let micros = u64::try_from(reset.micros_since(now)).unwrap_or(0);
    micros.div_ceil(1_000_000).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_A_MINUTE: Rate = Rate {
        name: "replay",
        calls: 2,
        span: Duration::from_secs(60),
    };

    #[test]
    fn a_call_is_allowed_again_when_the_oldest_counts_no_more() {
        let mut calls = VecDeque::new();
        let mut at = |seconds: i64| {
            count(
                &mut calls,
                TWO_A_MINUTE,
                Timestamp::from_unix_seconds(seconds),
            )
        };
        assert_eq!((at(0).remaining, at(20).remaining), (1, 0));
        let refused = at(59);
        assert_eq!((refused.allowed, refused.retry_after), (false, 1));
        assert_eq!(refused.reset, Timestamp::from_unix_seconds(60));
        let again = at(60);
        assert_eq!(
            (again.allowed, again.remaining, again.retry_after),
            (true, 0, 0)
        );
        assert_eq!(at(61).retry_after, 19);
    }

    #[test]
    fn a_minute_is_over_sooner_where_time_goes_by_faster() {
        let faster = TWO_A_MINUTE.faster(10);
        let mut calls = VecDeque::new();
        let mut at = |seconds| count(&mut calls, faster, Timestamp::from_unix_seconds(seconds));
        assert_eq!((at(0).remaining, at(1).remaining), (1, 0));
        assert_eq!(at(2).retry_after, 4);
        assert!(at(6).allowed);
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_rounded_up() {
        let now = Timestamp(0);
        assert_eq!(seconds_until(Timestamp(1), now), 1);
        assert_eq!(seconds_until(Timestamp(1_000_001), now), 2);
        assert_eq!(seconds_until(now, now), 1);
    }
}
