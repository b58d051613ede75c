//! The words that states, triggers and wishes of deliveries are stored as.

use model::{DeliveryState, Trigger};

/// What a state is stored as.
pub(crate) const fn state_word(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Pending => "pending",
        DeliveryState::Running => "running",
        DeliveryState::Retrying => "retrying",
        DeliveryState::Succeeded => "succeeded",
        DeliveryState::Failed => "failed",
        DeliveryState::Cancelled => "cancelled",
        DeliveryState::Paused => "paused",
    }
}

/// Reads a state; a word that nobody wrote counts as failed, which nothing is done to by itself.
pub(crate) fn state_of(word: &str) -> DeliveryState {
    let named = |state: &DeliveryState| state_word(*state) == word;
    STATES
        .into_iter()
        .find(named)
        .unwrap_or(DeliveryState::Failed)
}

/// Every state.
pub(crate) const STATES: [DeliveryState; 7] = [
    DeliveryState::Pending,
    DeliveryState::Running,
    DeliveryState::Retrying,
    DeliveryState::Succeeded,
    DeliveryState::Failed,
    DeliveryState::Cancelled,
    DeliveryState::Paused,
];

/// What a trigger of a delivery is stored as.
pub(crate) const fn trigger_word(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Scheduled => "scheduled",
        Trigger::Retry => "retry",
        Trigger::Redelivery => "redelivery",
        Trigger::Replay => "replay",
        Trigger::Forward => "forward",
        Trigger::Probe => "probe",
        Trigger::Test => "test",
    }
}

/// Reads the trigger of a delivery, which is one of three.
pub(crate) fn trigger_of(word: &str) -> Trigger {
    match word {
        "retry" => Trigger::Retry,
        "redelivery" => Trigger::Redelivery,
        _ => Trigger::Scheduled,
    }
}

/// What becomes of a delivery after the attempt under way, unless that delivers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    Pause,
    Cancel,
}

impl Wish {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Cancel => "cancel",
        }
    }

    pub(crate) fn of(word: &str) -> Self {
        match word {
            "pause" => Self::Pause,
            _ => Self::Cancel,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_read_back_as_they_were_written() {
        for state in STATES {
            assert_eq!(state_of(state_word(state)), state);
            let json = serde_json::to_value(state).unwrap();
            assert_eq!(json, state_word(state));
        }
    }

    #[test]
    fn triggers_are_stored_by_the_words_of_attempts() {
        for trigger in [Trigger::Scheduled, Trigger::Retry, Trigger::Redelivery] {
            assert_eq!(trigger_of(trigger_word(trigger)), trigger);
            let json = serde_json::to_value(trigger).unwrap();
            assert_eq!(json, trigger_word(trigger));
        }
    }
}
