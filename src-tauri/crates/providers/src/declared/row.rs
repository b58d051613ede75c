//! A row of a provider's log. Pure.

use serde_json::Value;

use super::definition::{OutcomeWords, RowPlaces};
use super::text::{text_at, time_at};
use crate::provider_delivery::{ProviderDelivery, ProviderOutcome};

impl RowPlaces {
    /// The row, or nothing when it has no id.
    pub(super) fn read(&self, row: Value) -> Option<ProviderDelivery> {
        let at = |place: &Option<String>| text_at(&row, place.as_deref());
        let status = at(&self.status).and_then(|status| status.parse().ok());
        // No answer is written as 0, too.
        let status = status.filter(|status| *status > 0);
        Some(ProviderDelivery {
            id: text_at(&row, Some(&self.id))?,
            event_type: at(&self.event_type),
            outcome: self.outcome(&row, status),
            status,
            at: time_at(&row, &self.at),
            url: at(&self.url),
            event_id: at(&self.event_id),
            more: row,
        })
    }

    fn outcome(&self, row: &Value, status: Option<u16>) -> ProviderOutcome {
        match (&self.outcome, status) {
            (Some(words), _) => words.read(&text_at(row, Some(&words.at)).unwrap_or_default()),
            (None, Some(status)) => ProviderOutcome::of_status(status),
            (None, None) if self.status.is_some() => ProviderOutcome::Failed,
            (None, None) => ProviderOutcome::Other {
                words: String::new(),
            },
        }
    }
}

impl OutcomeWords {
    fn read(&self, word: &str) -> ProviderOutcome {
        let is = |words: &[String]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        if is(&self.succeeded) {
            ProviderOutcome::Succeeded
        } else if is(&self.retrying) {
            ProviderOutcome::Retrying
        } else if is(&self.failed) {
            ProviderOutcome::Failed
        } else if is(&self.pending) {
            ProviderOutcome::Pending
        } else {
            ProviderOutcome::Other {
                words: word.to_owned(),
            }
        }
    }
}
