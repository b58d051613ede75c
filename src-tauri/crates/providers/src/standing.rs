//! How far a delivery is, for providers that tell it in the engine's steps under names of their own. Pure.

use model::{AttemptFailure, DeliveryState};

use crate::stage::{Progress, Tried};

/// What is said of a delivery whose attempts the user has cleared away.
const CLEARED: &str = "its attempts are not kept any more";
/// What is said of a delivery that was ended before it was tried.
const ENDED: &str = "it was ended before it was tried";

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It waits for its first attempt.
    Pending,
    /// It did not arrive, and is tried again.
    Retrying,
    /// It arrived.
    Succeeded,
    /// It did not arrive, and is not tried again.
    Failed,
}

impl Standing {
    /// Of what the engine has of it; a delivery that it does not have any more counts as failed.
    pub(crate) fn of(progress: Option<&Progress>) -> Self {
        let Some(progress) = progress else {
            return Self::Failed;
        };
        match progress.delivery.state {
            DeliveryState::Succeeded => Self::Succeeded,
            DeliveryState::Failed | DeliveryState::Cancelled => Self::Failed,
            DeliveryState::Retrying => Self::Retrying,
            DeliveryState::Pending | DeliveryState::Running | DeliveryState::Paused => {
                match progress.scheduled {
                    0 => Self::Pending,
                    _ => Self::Retrying,
                }
            }
        }
    }
}

/// Why a delivery has not arrived; `answered` has the provider's words for a status.
pub(crate) fn trouble(
    progress: Option<&Progress>,
    answered: impl FnOnce(u16) -> String,
) -> Option<String> {
    let last = progress.and_then(Progress::last);
    match (Standing::of(progress), last) {
        (Standing::Succeeded | Standing::Pending, _) | (Standing::Retrying, None) => None,
        (Standing::Failed | Standing::Retrying, Some(last)) => Some(of_attempt(last, answered)),
        (Standing::Failed, None) if progress.is_none() => Some(CLEARED.to_owned()),
        (Standing::Failed, None) => Some(ENDED.to_owned()),
    }
}

fn of_attempt(last: &Tried, answered: impl FnOnce(u16) -> String) -> String {
    let words = |failure: &AttemptFailure| failure.message.clone();
    match (last.attempt.status, &last.attempt.failure) {
        (Some(status), _) => answered(status),
        (None, failure) => failure.as_ref().map_or_else(String::new, words),
    }
}
