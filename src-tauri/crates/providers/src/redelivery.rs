//! What came of asking a provider to send something again. Only data.

use model::{Attempt, AttemptFailure, RedeliveryId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::skyvern::SkyvernReplay;

/// A redelivery that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Redelivery {
    /// Its id here.
    pub redelivery: RedeliveryId,
    /// The profile that it was asked through.
    pub profile: String,
    /// The provider, by its id.
    pub provider: String,
    /// What was to be sent again, by the provider's id.
    pub id: String,
    /// The exchange with the provider, as it is kept.
    pub attempt: Attempt,
    /// What the provider made of it.
    pub outcome: RedeliveryOutcome,
}

/// What a provider made of the question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RedeliveryOutcome {
    /// Skyvern sent it and tells what its receiver said.
    Replayed {
        /// Its answer.
        replay: Box<SkyvernReplay>,
        /// Whether the receiver took it.
        arrived: bool,
    },
    /// It will be sent: what the provider keeps of it, and what is known of it by now.
    Accepted {
        /// The delivery that sends it, by the provider's id; a new one or the old one.
        delivery_id: Option<String>,
        /// The event as it will arrive.
        event_id: Option<String>,
        /// Its state, in the provider's words.
        state: Option<String>,
        /// When it was accepted or will be tried, as the provider says.
        at: Option<String>,
        /// The whole answer, as it came.
        #[ts(type = "unknown")]
        answer: Value,
    },
    /// It was not sent.
    Refused {
        /// Why not.
        refusal: RedeliveryRefusal,
    },
    /// The answer is none of this provider's.
    Unreadable {
        /// Its status.
        status: u16,
        /// What is wrong with it, and what helps.
        message: String,
    },
    /// No answer came. It may have been sent all the same.
    Unanswered {
        /// Why not.
        failure: AttemptFailure,
    },
}

impl RedeliveryOutcome {
    /// What came of it, in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Replayed { replay, .. } => replay.words(),
            Self::Accepted {
                delivery_id, state, ..
            } => {
                let delivery = delivery_id
                    .as_ref()
                    .map_or(String::new(), |id| format!(" as {id}"));
                let state = state
                    .as_ref()
                    .map_or(String::new(), |state| format!(" ({state})"));
                format!("The provider sends it again{delivery}{state}.")
            }
            Self::Refused { refusal } => refusal.words_with_reason(),
            Self::Unreadable { message, .. } => message.clone(),
            Self::Unanswered { failure } => failure.message.clone(),
        }
    }
}

impl RedeliveryRefusal {
    fn words_with_reason(&self) -> String {
        let (reason, status, words) = (self.reason.words(), self.status, self.words.trim());
        match words.is_empty() {
            true => format!("The provider did not send it: {reason} ({status})."),
            false => format!("The provider did not send it: {reason} ({status}). It says: {words}"),
        }
    }
}

/// Why a provider did not send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RedeliveryRefusal {
    /// Status of its answer.
    pub status: u16,
    /// What that means here.
    pub reason: RefusalReason,
    /// The provider's own code for it, where it has one: `EVENT_EXPIRED`, `400228`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
    /// The provider's own words.
    pub words: String,
    /// Seconds after which it may be asked again, where it says so.
    #[ts(type = "number | null")]
    pub retry_after_seconds: Option<u64>,
}

/// What the status of a refusal means. Words change; statuses are the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// The credential is wrong, or may not do this.
    Credentials,
    /// It wants to be paid before it goes on.
    Unpaid,
    /// There is nothing of this id.
    NotFound,
    /// What it would send is not kept any more.
    Expired,
    /// It cannot be sent again yet.
    NotReady,
    /// The question itself was not accepted.
    Rejected,
    /// Asked too often.
    RateLimited,
    /// The provider is in trouble.
    ProviderBroke,
}

impl RefusalReason {
    /// The meaning of a status that is no success.
    #[must_use]
    pub const fn of(status: u16) -> Self {
        match status {
            401 | 403 => Self::Credentials,
            402 => Self::Unpaid,
            404 => Self::NotFound,
            410 => Self::Expired,
            409 | 425 => Self::NotReady,
            429 => Self::RateLimited,
            500.. => Self::ProviderBroke,
            _ => Self::Rejected,
        }
    }

    /// What it means, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Credentials => "it does not accept this credential",
            Self::Unpaid => "its account lacks credit",
            Self::NotFound => "it knows nothing of this id",
            Self::Expired => "it does not keep this any more",
            Self::NotReady => "it cannot send this again yet",
            Self::Rejected => "it does not accept the question",
            Self::RateLimited => "it was asked too often",
            Self::ProviderBroke => "it is in trouble",
        }
    }
}
