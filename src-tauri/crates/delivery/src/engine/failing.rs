//! How long, and how often, an endpoint has only failed.
//!
//! Pure. Some schedules disable such an endpoint; both counts begin anew with a success.

use std::time::Duration;

use model::Timestamp;

use super::decide::Facts;
use crate::schedule::DisableAfter;

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

    /// Why a schedule's rule disables the endpoint now, if it does.
    ///
    /// Failures in a row disable only once a delivery has used up its schedule: a provider that
    /// tries eight times again and gives an endpoint up after eight failures makes all its tries.
    pub(super) fn disables(
        self,
        rule: DisableAfter,
        facts: &Facts<'_>,
        is_used_up: bool,
    ) -> Option<String> {
        let name = &facts.schedule.name;
        match rule {
            DisableAfter::FailingFor(limit) => (self.lasts(facts) >= limit).then(|| {
                let hours = limit.as_secs() / 3600;
                format!("Nothing was delivered for {hours} hours, after which {name} gives up.")
            }),
            DisableAfter::FailuresInARow(most) => {
                (is_used_up && self.in_a_row >= most).then(|| {
                    let count = self.in_a_row;
                    format!("{count} failures in a row: {name} gives up after {most}.")
                })
            }
        }
    }

    /// How long it has failed, as the schedule counts time.
    fn lasts(self, facts: &Facts<'_>) -> Duration {
        let micros = self.since.map_or(0, |since| facts.now.micros_since(since));
        let real = Duration::from_micros(u64::try_from(micros).unwrap_or(0));
        real.saturating_mul(facts.speed.max(1))
    }
}
