//! The words that triggers and wishes of deliveries are stored as, and the reading of states.

use model::{DeliveryState, Trigger};

/// Reads a state; a word that nobody wrote counts as failed, which nothing is done to by itself.
pub(crate) fn state_of(word: &str) -> DeliveryState {
    DeliveryState::from_word(word).unwrap_or(DeliveryState::Failed)
}

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
        Trigger::Call => "call",
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
    fn a_state_that_nobody_wrote_is_left_alone() {
        assert_eq!(state_of("pending"), DeliveryState::Pending);
        assert_eq!(state_of("lost"), DeliveryState::Failed);
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
