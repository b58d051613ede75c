//! What follows an attempt.
//!
//! Pure: the caller brings the time and the chance. The schedule says what is due and when; here
//! its waits become real time, and what is decided gets its words. Only waiting goes by faster on
//! a turned clock: `due_at` is real, `wait_micros` is as the schedule counts it.

use std::time::Duration;

use model::{DeliveryState, NextStep, Timestamp, Trigger};
use store::EndpointOutcome;

use super::ended::Ended;
use super::failing::Failing;
use crate::schedule::{DisableAfter, Failed, Next, Schedule};

/// What a decision is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) schedule: &'a Schedule,
    /// How many times faster than real time its waits go by.
    pub(super) speed: u32,
    /// What asked for the attempt.
    pub(super) trigger: Trigger,
    /// Attempts before this one that counted for the schedule.
    pub(super) scheduled: u32,
    /// How the endpoint fails, this attempt included.
    pub(super) failing: Failing,
    /// When the attempt ended.
    pub(super) now: Timestamp,
    /// From 0 to below 1, for the jitter.
    pub(super) chance: f64,
}

/// What follows, as the store takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) next: NextStep,
    pub(super) state: DeliveryState,
    pub(super) due_at: Option<Timestamp>,
    pub(super) endpoint: EndpointOutcome,
    /// Disables the endpoint, for this reason.
    pub(super) disable: Option<String>,
}

/// Retries are taken before first attempts, so that no backlog holds them up.
pub(super) const RETRY_LANE: u8 = 0;

/// Decides what follows an attempt that ended so.
pub(super) fn decide(facts: &Facts<'_>, ended: &Ended) -> Decided {
    let outcome = match ended {
        Ended::Delivered => return Decided::over(DeliveryState::Succeeded, NextStep::Delivered),
        Ended::Failed(_) => EndpointOutcome::Failed,
        Ended::Unsent(_) => EndpointOutcome::Untouched,
    };
    let failed = match ended {
        Ended::Failed(failed) => *failed,
        Ended::Delivered | Ended::Unsent(_) => Failed::default(),
    };
    let decided = match disabled(facts, failed, outcome) {
        Some(because) => Decided::disabled(because),
        None => after(facts, failed),
    };
    Decided {
        endpoint: outcome,
        ..decided.for_trigger(facts.trigger)
    }
}

/// Why the endpoint is to be disabled, if it is.
fn disabled(facts: &Facts<'_>, failed: Failed, outcome: EndpointOutcome) -> Option<String> {
    if failed.status == Some(410) {
        return Some("It answered 410 Gone, so it wants no more deliveries.".to_owned());
    }
    let rule = facts
        .schedule
        .disable_after
        .filter(|_| outcome == EndpointOutcome::Failed)?;
    let name = &facts.schedule.name;
    match rule {
        DisableAfter::FailingFor(limit) => {
            let lasts = facts.failing.lasts(facts.now, facts.speed);
            let hours = limit.as_secs() / 3600;
            (lasts >= limit).then(|| {
                format!("Nothing was delivered for {hours} hours, after which {name} gives up.")
            })
        }
        // Only once a delivery has used up its schedule: a provider that tries eight times again
        // and gives an endpoint up after eight failures makes all its tries.
        DisableAfter::FailuresInARow(most) => {
            let count = facts.failing.in_a_row;
            (count >= most && facts.next(failed) == Next::GiveUp)
                .then(|| format!("{count} failures in a row: {name} gives up after {most}."))
        }
    }
}

fn after(facts: &Facts<'_>, failed: Failed) -> Decided {
    match facts.next(failed) {
        Next::RetryIn(wait) => {
            let because = reason(facts, failed, wait);
            Decided::retry(facts, wait, because)
        }
        Next::GiveUp | Next::Disable => {
            let because = used_up(facts, failed);
            Decided::over(DeliveryState::Failed, NextStep::GiveUp { because })
        }
    }
}

/// Why the wait is not the schedule's own, if it is not.
fn reason(facts: &Facts<'_>, failed: Failed, wait: Duration) -> Option<String> {
    let without = Failed {
        retry_after: None,
        ..failed
    };
    if facts.next(without) != Next::RetryIn(wait) {
        let asked = failed.retry_after.unwrap_or_default().as_secs();
        return Some(format!("Retry-After: {asked}"));
    }
    let own = facts.schedule.own_wait(facts.number(), facts.chance)?;
    (wait > own).then(|| match failed.timed_out {
        true => "the least wait after a timeout".to_owned(),
        false => "the least wait after 429 Too Many Requests".to_owned(),
    })
}

/// Why there is no further attempt.
fn used_up(facts: &Facts<'_>, failed: Failed) -> String {
    let Schedule { name, waits, .. } = facts.schedule;
    let attempts = waits.len() + 1;
    match failed.status {
        Some(status) if facts.number() < attempts => {
            format!("{name} does not try again after {status}.")
        }
        _ if attempts == 1 => format!("{name} makes one attempt."),
        _ => format!("All {attempts} attempts of {name} failed."),
    }
}

impl Facts<'_> {
    /// Number of this attempt as the schedule counts, from 1.
    fn number(&self) -> usize {
        self.scheduled as usize + 1
    }

    fn next(&self, failed: Failed) -> Next {
        self.schedule.after(self.number(), failed, self.chance)
    }

    /// A wait in real time.
    pub(super) fn real(&self, wait: Duration) -> Duration {
        wait / self.speed.max(1)
    }
}

impl Decided {
    fn over(state: DeliveryState, next: NextStep) -> Self {
        Self {
            next,
            state,
            due_at: None,
            endpoint: EndpointOutcome::Succeeded,
            disable: None,
        }
    }

    fn disabled(because: String) -> Self {
        let next = NextStep::Disable {
            because: because.clone(),
        };
        Self {
            disable: Some(because),
            ..Self::over(DeliveryState::Failed, next)
        }
    }

    fn retry(facts: &Facts<'_>, wait: Duration, because: Option<String>) -> Self {
        let due_at = facts.now.plus(facts.real(wait));
        let next = NextStep::Retry {
            due_at,
            wait_micros: micros(wait),
            speed: facts.speed.max(1),
            because,
        };
        Self {
            due_at: Some(due_at),
            ..Self::over(DeliveryState::Retrying, next)
        }
    }

    /// What was asked for by hand does not move the schedule: the delivery stays as it was.
    fn for_trigger(self, trigger: Trigger) -> Self {
        match trigger {
            Trigger::Redelivery => Self {
                next: NextStep::Nothing,
                ..self
            },
            Trigger::Scheduled
            | Trigger::Retry
            | Trigger::Replay
            | Trigger::Forward
            | Trigger::Probe
            | Trigger::Test
            | Trigger::Call => self,
        }
    }
}

fn micros(wait: Duration) -> u64 {
    u64::try_from(wait.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
