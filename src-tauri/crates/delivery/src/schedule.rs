//! When the next attempt of a delivery is due.
//!
//! Pure: the caller brings the answer, the time that passed and the chance, so
//! every schedule can be tested without waiting for it. Who is due now, and
//! whether an endpoint is slowed down, is decided elsewhere.

mod own;
mod published;

use std::borrow::Cow;
use std::time::Duration;

pub use own::OwnScheduleError;
pub use published::published;
use serde::{Deserialize, Serialize};

/// No answer can postpone us for longer than this.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// The waits between the attempts of a delivery, and what counts as delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// Its name: `svix`; the user's own have the text they were read from.
    pub name: String,
    /// Whose it is.
    pub provider: String,
    /// Where the figures were read.
    pub trust: Trust,
    /// The waits, from one attempt to the next.
    pub waits: Vec<Duration>,
    /// How the waits are spread.
    pub jitter: Jitter,
    /// How long an attempt may take.
    pub timeout: Duration,
    /// Which answers are deliveries.
    pub success: Success,
    /// Which failures are tried again; empty: all of them.
    pub retried: Vec<StatusClass>,
    /// How far an answer's `Retry-After` counts.
    pub retry_after: RetryAfter,
    /// The least wait after a timeout or a 429.
    pub least_when_throttled: Duration,
    /// When an endpoint that only fails is disabled.
    pub disable_after: Option<DisableAfter>,
    /// What a user should know.
    pub notes: String,
}

/// Where the figures of a schedule were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// In the provider's code.
    Source,
    /// In its documentation.
    Documents,
    /// Only the span is published; the waits are ours.
    Spread,
    /// The user wrote it.
    Own,
}

/// How waits are spread, so that many deliveries do not come due at once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Jitter {
    /// Not at all.
    None,
    /// By this share of the wait, shorter and longer.
    Share(f64),
    /// By up to this much longer.
    UpTo(Duration),
}

/// Which answers count as delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Success {
    /// Any 2xx.
    Any2xx,
    /// 200 alone.
    Only200,
}

/// One status, or a hundred of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusClass {
    /// `429`.
    One(u16),
    /// `5xx`, by its first digit.
    Hundred(u16),
}

/// How far an answer's `Retry-After` counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryAfter {
    /// As asked, up to a day; never shorter than our own wait.
    Honoured,
    /// As asked, up to this much.
    AtMost(Duration),
    /// Held between these multiples of our own wait.
    Between(f64, f64),
}

/// When an endpoint that only fails is disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisableAfter {
    /// After this much time without a success.
    FailingFor(Duration),
    /// After this many failures in a row.
    FailuresInARow(u32),
}

/// How an attempt failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Failed {
    /// Status of the answer; `None` when there was none.
    pub status: Option<u16>,
    /// What the answer asked for in `Retry-After`.
    pub retry_after: Option<Duration>,
    /// Whether the answer did not come in time.
    pub timed_out: bool,
}

/// What follows a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another attempt, this much later.
    RetryIn(Duration),
    /// None: the delivery has failed.
    GiveUp,
    /// None, and the endpoint wants no more of them (410).
    Disable,
}

impl Schedule {
    /// A published schedule by its name, else one's own, read from its text.
    ///
    /// # Errors
    /// Says which part of the text cannot be read.
    pub fn find(text: &str) -> Result<Cow<'static, Self>, OwnScheduleError> {
        let mut known = published().iter();
        match known.find(|schedule| schedule.name == text.trim()) {
            Some(schedule) => Ok(Cow::Borrowed(schedule)),
            None => Self::own(text).map(Cow::Owned),
        }
    }

    /// Decides what follows failed attempt number `attempt`, counted from 1.
    ///
    /// `chance` is a random number from 0 to below 1, for the jitter.
    #[must_use]
    pub fn after(&self, attempt: usize, failed: Failed, chance: f64) -> Next {
        if failed.status == Some(410) {
            return Next::Disable;
        }
        let own = self.own_wait(attempt, chance);
        let Some(spread) = own.filter(|_| self.retries(failed.status)) else {
            return Next::GiveUp;
        };
        let least = match failed.timed_out || failed.status == Some(429) {
            true => self.least_when_throttled,
            false => Duration::ZERO,
        };
        let asked = failed
            .retry_after
            .map(|asked| self.retry_after.held(asked, spread));
        Next::RetryIn(spread.max(least).max(asked.unwrap_or_default()))
    }

    /// The wait after failed attempt number `attempt` as the schedule itself has it, spread by
    /// `chance`; `None` when it has none.
    #[must_use]
    pub fn own_wait(&self, attempt: usize, chance: f64) -> Option<Duration> {
        let wait = self.waits.get(attempt.checked_sub(1)?)?;
        Some(self.jitter.spread(*wait, chance))
    }

    /// Whether an answer with this status delivers.
    #[must_use]
    pub fn succeeds(&self, status: u16) -> bool {
        match self.success {
            Success::Any2xx => (200..300).contains(&status),
            Success::Only200 => status == 200,
        }
    }

    /// When each attempt is made, counted from the first and without jitter.
    #[must_use]
    pub fn timeline(&self) -> Vec<Duration> {
        let mut at = Duration::ZERO;
        let later = self.waits.iter().map(|wait| {
            at += *wait;
            at
        });
        std::iter::once(Duration::ZERO).chain(later).collect()
    }

    /// Whether a failure of this kind is tried again; broken connections always are.
    fn retries(&self, status: Option<u16>) -> bool {
        let listed = |status| self.retried.iter().any(|class| class.holds(status));
        self.retried.is_empty() || status.is_none_or(listed)
    }
}

/// Whether an answer asks us to slow down towards its endpoint, not only for its own delivery.
#[must_use]
pub const fn throttles(failed: Failed) -> bool {
    match failed.status {
        Some(429 | 502 | 504) => true,
        Some(503) => failed.retry_after.is_some(),
        _ => false,
    }
}

impl Jitter {
    fn spread(self, wait: Duration, chance: f64) -> Duration {
        let chance = chance.clamp(0.0, 1.0);
        match self {
            Self::None => wait,
            Self::Share(share) => wait.mul_f64((2.0 * chance - 1.0).mul_add(share, 1.0).max(0.0)),
            Self::UpTo(most) => wait + most.mul_f64(chance),
        }
    }
}

impl RetryAfter {
    fn held(self, asked: Duration, wait: Duration) -> Duration {
        match self {
            Self::Honoured => asked.min(LONGEST_WAIT),
            Self::AtMost(most) => asked.min(most),
            Self::Between(from, to) => asked.clamp(wait.mul_f64(from), wait.mul_f64(to)),
        }
    }
}

impl StatusClass {
    const fn holds(self, status: u16) -> bool {
        match self {
            Self::One(one) => status == one,
            Self::Hundred(first) => status / 100 == first,
        }
    }
}

#[cfg(test)]
mod tests;
