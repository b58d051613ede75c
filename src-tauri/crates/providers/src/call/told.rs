//! What an answer that is no success says, where there is no redelivery to tell it of.

use crate::redelivery::RedeliveryOutcome;

/// In words: the provider's own, with the status.
pub fn words_of(outcome: &RedeliveryOutcome) -> String {
    match outcome {
        RedeliveryOutcome::Refused { refusal } => {
            let means = refusal.reason.words();
            let (status, words) = (refusal.status, refusal.words.trim());
            match words.is_empty() {
                true => format!("It answered {status}: {means}."),
                false => format!("It answered {status}: {means} ({words})."),
            }
        }
        RedeliveryOutcome::Unreadable { message, .. } => message.clone(),
        RedeliveryOutcome::Unanswered { failure } => failure.message.clone(),
        RedeliveryOutcome::Replayed { .. } | RedeliveryOutcome::Accepted { .. } => {
            "It answered something else than what it was asked for.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redelivery::{RedeliveryRefusal, RefusalReason};

    #[test]
    fn a_refusal_is_told_with_its_status_its_meaning_and_the_providers_words() {
        let refused = |words: &str| {
            words_of(&RedeliveryOutcome::Refused {
                refusal: RedeliveryRefusal {
                    status: 404,
                    reason: RefusalReason::NotFound,
                    code: None,
                    words: words.into(),
                    retry_after_seconds: None,
                },
            })
        };
        assert_eq!(
            refused("Not Found"),
            "It answered 404: it knows nothing of this id (Not Found)."
        );
        assert_eq!(refused(""), "It answered 404: it knows nothing of this id.");
    }
}
