//! Who sends to us, and how we answer.

use serde::{Deserialize, Serialize};

use crate::{FuturePolicy, HandshakeValueInfo, Headers, SecretInfo, SourceId, Timestamp};

/// Name of the source that holds captures whose path belongs to no source.
pub const UNSORTED: &str = "unsorted";

/// A source without its secrets' values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its name, which is the first segment of its ingest path.
    pub name: String,
    /// Signature scheme, by id; `None` checks nothing.
    pub scheme: Option<String>,
    /// Its secrets, oldest first; any may match.
    pub secrets: Vec<SecretInfo>,
    /// Allowed clock difference in seconds, when not the scheme's own.
    #[ts(type = "number | null")]
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours, when not the scheme's own policy.
    pub future: Option<FuturePolicy>,
    /// Whether keys that the provider publishes at an address are fetched.
    pub fetch_keys: bool,
    /// Whether the provider's handshakes are answered, before the response rule.
    pub handshake: bool,
    /// What was agreed on with the provider for them, by name.
    pub handshake_values: Vec<HandshakeValueInfo>,
    /// The URL the provider was given, for schemes that sign it.
    pub public_url: Option<String>,
    /// Where each capture is forwarded to, once it is stored.
    pub forward_to: Vec<String>,
    /// What forwarding has to do with the answer.
    pub forward_mode: ForwardMode,
    /// How the sender is answered.
    pub response: ResponseRule,
    /// Whether web pages' requests are forwarded, and their handshakes answered, like others.
    pub allow_browser: bool,
    /// Paused: captures are answered 503 and kept, nothing is forwarded.
    pub paused: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What forwarding has to do with the sender's answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ForwardMode {
    /// Nothing: the sender is answered by the rule, and captures are forwarded after that.
    #[default]
    After,
    /// The first target's answer goes back to the sender, in place of the rule's.
    Answer,
}

impl ForwardMode {
    /// Its word, as stored and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Answer => "answer",
        }
    }

    /// The mode of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::After, Self::Answer]
            .into_iter()
            .find(|mode| mode.as_str() == word)
    }
}

impl Source {
    /// The target whose answer goes back to the sender, where one's does.
    #[must_use]
    pub fn answering(&self) -> Option<&str> {
        match self.forward_mode {
            ForwardMode::After => None,
            ForwardMode::Answer => self.forward_to.first().map(String::as_str),
        }
    }
}

/// A source's name as it stands in paths: `a-z`, `0-9`, `-`, `_`, `.`, at most 64.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceName(String);

/// A name that cannot stand in a path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing was given.
    #[error("a source needs a name, such as stripe")]
    Empty,
    /// Too long for a path segment.
    #[error("\"{0}\" is longer than 64 characters: choose a shorter name")]
    TooLong(String),
    /// A character that would need escaping in a URL.
    #[error(
        "\"{name}\" cannot be a source's name because of \"{character}\": use a-z, 0-9, - and _"
    )]
    Character {
        /// What was given.
        name: String,
        /// The first character that cannot stand.
        character: char,
    },
    /// Taken by the source of captures without one.
    #[error("\"unsorted\" is the name for captures without a source: choose another")]
    Reserved,
}

impl SourceName {
    /// Checks a name.
    ///
    /// # Errors
    /// When it is empty, too long, reserved or has a character that a path would escape.
    pub fn new(name: &str) -> Result<Self, NameError> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
        match name {
            "" => Err(NameError::Empty),
            UNSORTED => Err(NameError::Reserved),
            _ if name.len() > 64 => Err(NameError::TooLong(name.to_owned())),
            _ => match name.chars().find(|&c| !allowed(c)) {
                Some(character) => Err(NameError::Character {
                    name: name.to_owned(),
                    character,
                }),
                None if name.starts_with('.') => Err(NameError::Character {
                    name: name.to_owned(),
                    character: '.',
                }),
                None => Ok(Self(name.to_owned())),
            },
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a sender is answered. The default is 200 with a small JSON naming the capture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub struct ResponseRule {
    /// One step a request; the last one stays. Empty means 200 always.
    pub steps: Vec<ResponseStep>,
    /// Header fields of the answer; `Content-Type` is `application/json` unless set.
    pub headers: Headers,
    /// Body of the answer; `None` is the JSON naming the capture.
    pub body: Option<String>,
    /// Milliseconds to wait before answering.
    #[ts(type = "number")]
    pub delay_ms: u64,
}

impl ResponseRule {
    /// The step for request number `index`, counted from 0 since the rule was set.
    #[must_use]
    pub fn step(&self, index: u64) -> ResponseStep {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let last = self.steps.len().saturating_sub(1);
        self.steps
            .get(index.min(last))
            .copied()
            .unwrap_or(ResponseStep::Status(200))
    }

    /// Reads steps as the command line writes them: `503,503,200`, `never`.
    ///
    /// # Errors
    /// When a step is neither a status from 200 to 599 nor `never`.
    pub fn parse_steps(text: &str) -> Result<Vec<ResponseStep>, ResponseStepError> {
        text.split(',').map(|step| step.trim().parse()).collect()
    }
}

/// What is done with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "StepJson", into = "StepJson")]
#[ts(type = "number | \"never\"")]
pub enum ResponseStep {
    /// Answer with this status, 200 to 599.
    Status(u16),
    /// Keep the sender waiting until it gives up.
    Never,
}

/// A step that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no answer: give statuses from 200 to 599 or \"never\", such as 503,503,200")]
pub struct ResponseStepError(pub String);

impl std::str::FromStr for ResponseStep {
    type Err = ResponseStepError;

    fn from_str(text: &str) -> Result<Self, ResponseStepError> {
        if text == "never" {
            return Ok(Self::Never);
        }
        let status = text
            .parse()
            .ok()
            .filter(|status| (200..=599).contains(status));
        status
            .map(Self::Status)
            .ok_or_else(|| ResponseStepError(text.to_owned()))
    }
}

impl std::fmt::Display for ResponseStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Status(status) => write!(f, "{status}"),
            Self::Never => f.write_str("never"),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StepJson {
    Status(u16),
    Word(String),
}

impl TryFrom<StepJson> for ResponseStep {
    type Error = ResponseStepError;

    fn try_from(json: StepJson) -> Result<Self, ResponseStepError> {
        match json {
            StepJson::Status(status) => status.to_string().parse(),
            StepJson::Word(word) => word.parse(),
        }
    }
}

impl From<ResponseStep> for StepJson {
    fn from(step: ResponseStep) -> Self {
        match step {
            ResponseStep::Status(status) => Self::Status(status),
            ResponseStep::Never => Self::Word("never".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_of_a_rule_stays() {
        let rule = ResponseRule {
            steps: ResponseRule::parse_steps("503, 503,200").unwrap(),
            ..ResponseRule::default()
        };
        let statuses: Vec<_> = (0..4).map(|index| rule.step(index).to_string()).collect();
        assert_eq!(statuses, ["503", "503", "200", "200"]);
        assert_eq!(ResponseRule::default().step(9), ResponseStep::Status(200));
    }

    #[test]
    fn a_step_that_cannot_be_says_what_can() {
        let error = ResponseRule::parse_steps("503,99").unwrap_err();
        assert_eq!(error, ResponseStepError("99".into()));
    }

    #[test]
    fn names_that_a_path_would_escape_are_refused() {
        assert!(SourceName::new("stripe-live_2").is_ok());
        for bad in ["", "a b", "A", "ü", "unsorted", "a/b", ".."] {
            assert!(SourceName::new(bad).is_err(), "{bad}");
        }
    }
}
