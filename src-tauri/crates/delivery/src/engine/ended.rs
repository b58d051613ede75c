//! How an attempt ended, as far as what follows depends on it.
//!
//! Pure.

use model::{FailureKind, Timestamp};
use store::NewAttempt;

use crate::retry_after::retry_after;
use crate::schedule::{Failed, Schedule};

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// The schedule takes its answer for a delivery.
    Delivered,
    /// It takes it for a failure, or none came.
    Failed(Failed),
    /// Nothing was sent, for this reason.
    Unsent(String),
}

/// How an exchange ended, read at `now`.
pub(super) fn read(schedule: &Schedule, attempt: &NewAttempt, now: Timestamp) -> Ended {
    let Some(answer) = &attempt.answer else {
        let kind = attempt.failure.as_ref().map(|failure| failure.kind);
        return Ended::Failed(Failed {
            timed_out: kind == Some(FailureKind::Timeout),
            ..Failed::default()
        });
    };
    if schedule.succeeds(answer.status) {
        return Ended::Delivered;
    }
    Ended::Failed(Failed {
        status: Some(answer.status),
        retry_after: retry_after(&answer.headers, now),
        timed_out: false,
    })
}
