//! The schedules that providers publish, read from `published.toml`.

use std::sync::OnceLock;
use std::time::Duration;

use serde::Deserialize;

use super::own::duration;
use super::{DisableAfter, Jitter, RetryAfter, Schedule, StatusClass, Success, Trust};

/// Every published schedule; the first is the default.
#[must_use]
pub fn published() -> &'static [Schedule] {
    static PUBLISHED: OnceLock<Vec<Schedule>> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let file: File = toml::from_str(include_str!("published.toml")).expect("a test reads it");
        file.schedule.into_iter().map(Entry::schedule).collect()
    })
}

#[derive(Deserialize)]
struct File {
    schedule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    provider: String,
    trust: Trust,
    waits: Vec<Span>,
    then: Option<Then>,
    jitter: Option<String>,
    timeout: Span,
    #[serde(default)]
    success: Accepted,
    #[serde(default)]
    retried: Vec<String>,
    retry_after: Option<Held>,
    least_when_throttled: Option<Span>,
    disable_after: Option<Disable>,
    notes: String,
}

/// A duration as it is written: `5m`.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Span(Duration);

/// The same wait over and over, until so long after the first attempt.
#[derive(Deserialize)]
struct Then {
    every: Span,
    until: Span,
}

#[derive(Default, Deserialize)]
enum Accepted {
    #[default]
    #[serde(rename = "2xx")]
    Any2xx,
    #[serde(rename = "200")]
    Only200,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Held {
    AtMost { at_most: Span },
    Between { from: f64, to: f64 },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Disable {
    FailingFor(Span),
    FailuresInARow(u32),
}

impl TryFrom<String> for Span {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        duration(&text).map(Self).ok_or(text)
    }
}

impl Entry {
    fn schedule(self) -> Schedule {
        let mut waits: Vec<Duration> = self.waits.iter().map(|wait| wait.0).collect();
        if let Some(then) = &self.then {
            fill(&mut waits, then);
        }
        Schedule {
            name: self.name,
            provider: self.provider,
            trust: self.trust,
            waits,
            jitter: self.jitter.as_deref().map_or(Jitter::None, jitter),
            timeout: self.timeout.0,
            success: match self.success {
                Accepted::Any2xx => Success::Any2xx,
                Accepted::Only200 => Success::Only200,
            },
            retried: self.retried.iter().filter_map(|text| class(text)).collect(),
            retry_after: self.retry_after.map_or(RetryAfter::Honoured, Held::rule),
            least_when_throttled: self
                .least_when_throttled
                .map_or(Duration::ZERO, |span| span.0),
            disable_after: self.disable_after.map(Disable::rule),
            notes: self.notes,
        }
    }
}

fn fill(waits: &mut Vec<Duration>, then: &Then) {
    let mut at: Duration = waits.iter().sum();
    while at + then.every.0 <= then.until.0 {
        waits.push(then.every.0);
        at += then.every.0;
    }
    // The last wait is cut, so that the schedule ends when its provider says.
    if at < then.until.0 {
        waits.push(then.until.0 - at);
    }
}

fn jitter(text: &str) -> Jitter {
    match text.strip_suffix('%').map(str::parse::<f64>) {
        Some(Ok(percent)) => Jitter::Share(percent / 100.0),
        _ => duration(text).map_or(Jitter::None, Jitter::UpTo),
    }
}

fn class(text: &str) -> Option<StatusClass> {
    match text.strip_suffix("xx") {
        Some(first) => first.parse().ok().map(StatusClass::Hundred),
        None => text.parse().ok().map(StatusClass::One),
    }
}

impl Held {
    fn rule(self) -> RetryAfter {
        match self {
            Self::AtMost { at_most } => RetryAfter::AtMost(at_most.0),
            Self::Between { from, to } => RetryAfter::Between(from, to),
        }
    }
}

impl Disable {
    fn rule(self) -> DisableAfter {
        match self {
            Self::FailingFor(span) => DisableAfter::FailingFor(span.0),
            Self::FailuresInARow(failures) => DisableAfter::FailuresInARow(failures),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schedule_has_a_name_of_its_own_and_words_for_it() {
        let mut names: Vec<&str> = published().iter().map(|schedule| &*schedule.name).collect();
        assert_eq!(names.first(), Some(&"standard-webhooks"));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), published().len());
        assert!(
            published()
                .iter()
                .all(|schedule| !schedule.notes.is_empty())
        );
    }
}
