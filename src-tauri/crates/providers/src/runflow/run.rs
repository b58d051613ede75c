//! A run, or a batch of runs, as the emulation keeps it.
//!
//! Both end in a state and may have a callback, so both are redelivered alike.

use model::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that ends in a callback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// A UUID.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// How far it is.
    pub status: Status,
    /// Where its callback goes.
    pub callback_url: Option<String>,
    /// What it made: compact JSON.
    pub output: Option<String>,
    /// What its user gave it along: compact JSON.
    pub metadata: Option<String>,
    /// How long it took.
    pub duration_ms: Option<u64>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it came to its end.
    pub completed_at: Option<Timestamp>,
}

/// One run, or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A run.
    Run,
    /// Runs that end together.
    Batch,
}

impl Kind {
    /// Its word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Batch => "batch",
        }
    }

    /// Its word at the beginning of a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Run => "Run",
            Self::Batch => "Batch",
        }
    }

    /// The code of an answer that there is none.
    pub const fn missing(self) -> &'static str {
        match self {
            Self::Run => "RUN_NOT_FOUND",
            Self::Batch => "BATCH_NOT_FOUND",
        }
    }
}

/// How far a run is. American in the status, British in the name of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not begun.
    Queued,
    /// Under way.
    Running,
    /// Done.
    Succeeded,
    /// Given up.
    Failed,
    /// Stopped by its user.
    Canceled,
    /// Done in part.
    PartialSucceeded,
}

impl Status {
    /// Every status, in the order of a run's life.
    pub const ALL: [Self; 6] = [
        Self::Queued,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
        Self::Canceled,
        Self::PartialSucceeded,
    ];

    /// Its word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
            Self::PartialSucceeded => "partial_succeeded",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// The event of a run that ended so; none while it goes on.
    pub const fn event(self) -> Option<&'static str> {
        match self {
            Self::Queued | Self::Running => None,
            Self::Succeeded => Some("run.completed"),
            Self::Failed => Some("run.failed"),
            Self::Canceled => Some("run.cancelled"),
            Self::PartialSucceeded => Some("run.partial_succeeded"),
        }
    }

    /// Whether nothing more happens.
    pub const fn is_terminal(self) -> bool {
        self.event().is_some()
    }

    /// The status that an event tells of.
    pub fn of_event(event: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|status| status.event() == Some(event))
    }

    /// All words, for people.
    pub fn words() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_event_is_british_and_the_status_american() {
        assert_eq!(Status::Canceled.as_str(), "canceled");
        assert_eq!(Status::Canceled.event(), Some("run.cancelled"));
        assert_eq!(Status::Succeeded.event(), Some("run.completed"));
        assert_eq!(Status::of_event("run.cancelled"), Some(Status::Canceled));
    }

    #[test]
    fn a_status_reads_back_by_its_word_in_json() {
        for status in Status::ALL {
            assert_eq!(Status::of(status.as_str()), Some(status));
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        assert_eq!(Status::of("cancelled"), None);
        assert!(!Status::Running.is_terminal() && Status::Failed.is_terminal());
    }
}
