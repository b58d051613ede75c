//! Schedules of retries as a timeline, so that one sees them before using them.

use std::time::Duration;

use delivery::schedule::{
    DisableAfter, Jitter, RetryAfter, Schedule, StatusClass, Success, Trust, published,
};

use crate::App;
use crate::contract::endpoints::{ReadSchedule, ScheduleView};
use crate::contract::{CallError, Nothing};

/// Every published schedule; the first is the default.
///
/// # Errors
/// Never; the form is that of every command.
pub async fn list(_: &App, _: Nothing) -> Result<Vec<ScheduleView>, CallError> {
    Ok(published().iter().map(view).collect())
}

/// A schedule by its published name, or as the user wrote it.
///
/// # Errors
/// When the text is neither; the field is `schedule`.
pub async fn read(_: &App, argument: ReadSchedule) -> Result<ScheduleView, CallError> {
    find(&argument.text).map(|schedule| view(&schedule))
}

/// A schedule by its published name, or as the user wrote it.
pub(crate) fn find(text: &str) -> Result<Schedule, CallError> {
    let name = text.trim();
    let known = published().iter().find(|schedule| schedule.name == name);
    if let Some(schedule) = known {
        return Ok(schedule.clone());
    }
    let own = Schedule::own(text);
    own.map_err(|error| CallError::new(told(text, &error)).at_field("schedule"))
}

/// A single word was meant as a name.
fn told(text: &str, error: &dyn std::error::Error) -> String {
    let is_word = !text.trim().is_empty()
        && text
            .trim()
            .chars()
            .all(|character| character.is_ascii_alphabetic() || "-_".contains(character));
    match is_word {
        true => format!(
            "there is no schedule \"{}\": `hookwright schedules` lists those that providers publish, or write waits like \"5s, 1m, 10m\"",
            text.trim()
        ),
        false => error.to_string(),
    }
}

/// A schedule with all that a timeline needs.
pub(crate) fn view(schedule: &Schedule) -> ScheduleView {
    let milliseconds = |spans: &[Duration]| spans.iter().copied().map(millis).collect();
    ScheduleView {
        name: schedule.name.clone(),
        provider: schedule.provider.clone(),
        trust: trust(schedule.trust).to_owned(),
        waits_ms: milliseconds(&schedule.waits),
        at_ms: milliseconds(&schedule.timeline()),
        jitter: jitter(schedule.jitter),
        timeout_ms: millis(schedule.timeout),
        delivered_by: delivered_by(schedule.success).to_owned(),
        retried: match schedule.waits.is_empty() {
            true => "nothing".to_owned(),
            false => retried(&schedule.retried),
        },
        retry_after: retry_after(schedule.retry_after),
        least_when_throttled_ms: millis(schedule.least_when_throttled),
        disables_after: schedule.disable_after.map(disables_after),
        notes: schedule.notes.clone(),
    }
}

fn millis(span: Duration) -> f64 {
    span.as_secs_f64() * 1e3
}

const fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::Source => "source",
        Trust::Documents => "documents",
        Trust::Spread => "spread",
        Trust::Own => "own",
    }
}

fn jitter(jitter: Jitter) -> Option<String> {
    match jitter {
        Jitter::None => None,
        Jitter::Share(share) => Some(format!("{} % shorter or longer", number(share * 100.0))),
        Jitter::UpTo(most) => Some(format!("up to {} longer", span(most))),
    }
}

const fn delivered_by(success: Success) -> &'static str {
    match success {
        Success::Any2xx => "any 2xx",
        Success::Only200 => "200 alone",
    }
}

fn retried(classes: &[StatusClass]) -> String {
    let words: Vec<String> = classes.iter().map(|class| class_word(*class)).collect();
    match words.is_empty() {
        true => "every failure".to_owned(),
        false => format!("no answer, {}", words.join(", ")),
    }
}

fn class_word(class: StatusClass) -> String {
    match class {
        StatusClass::One(status) => status.to_string(),
        StatusClass::Hundred(first) => format!("{first}xx"),
    }
}

fn retry_after(rule: RetryAfter) -> String {
    match rule {
        RetryAfter::Honoured => "honoured, up to a day".to_owned(),
        RetryAfter::AtMost(most) if most.is_zero() => "not heeded".to_owned(),
        RetryAfter::AtMost(most) => format!("honoured, up to {}", span(most)),
        RetryAfter::Between(from, to) => {
            format!(
                "held between {} and {} times the wait",
                number(from),
                number(to)
            )
        }
    }
}

fn disables_after(rule: DisableAfter) -> String {
    match rule {
        DisableAfter::FailingFor(time) => format!("{} of nothing but failures", span(time)),
        DisableAfter::FailuresInARow(failures) => format!("{failures} failures in a row"),
    }
}

/// A time as people say it: `45 s`, `2 h 30 min`, `5 days`.
pub(crate) fn span(span: Duration) -> String {
    let seconds = span.as_secs();
    if seconds < 60 {
        return format!("{} s", number(span.as_secs_f64()));
    }
    let parts = [
        (
            seconds / 86_400,
            if seconds < 2 * 86_400 { "day" } else { "days" },
        ),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let told = parts.iter().filter(|(amount, _)| *amount > 0);
    let words: Vec<String> = told
        .map(|(amount, unit)| format!("{amount} {unit}"))
        .collect();
    words.join(" ")
}

/// A number without the zeros that say nothing.
fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> ScheduleView {
        view(&find(name).unwrap())
    }

    #[test]
    fn a_published_schedule_is_told_as_a_timeline_with_its_rules() {
        let svix = named("svix");
        assert_eq!(svix.waits_ms.len() + 1, svix.at_ms.len());
        assert_eq!(svix.at_ms[..3], [0.0, 5_000.0, 305_000.0]);
        assert_eq!(svix.jitter.as_deref(), Some("20 % shorter or longer"));
        assert_eq!(svix.retry_after, "held between 1 and 2 times the wait");
        assert_eq!(
            svix.disables_after.as_deref(),
            Some("5 days of nothing but failures")
        );
        assert_eq!(svix.least_when_throttled_ms, 60_000.0);
    }

    #[test]
    fn every_schedule_can_be_told() {
        for schedule in published() {
            let told = view(schedule);
            assert_eq!(told.name, schedule.name);
            assert!(!told.retry_after.is_empty() && !told.retried.is_empty());
        }
    }

    #[test]
    fn a_schedule_of_ones_own_is_read_from_its_text() {
        let own = named("2s x2 up to 5s, 3 times");
        assert_eq!((&*own.provider, &*own.trust), ("Own", "own"));
        assert_eq!(own.waits_ms, [2_000.0, 4_000.0, 5_000.0]);
    }

    #[test]
    fn what_is_neither_a_name_nor_waits_is_refused_at_its_field() {
        for (text, said) in [
            ("swix", "no schedule \"swix\""),
            ("5 parsecs", "is no wait"),
            ("", "is no wait"),
        ] {
            let error = find(text).unwrap_err();
            assert_eq!(error.field.as_deref(), Some("schedule"));
            assert!(error.message.contains(said), "{}", error.message);
        }
    }

    #[test]
    fn times_are_told_as_people_say_them() {
        let told =
            [1, 90, 9_000, 86_400, 432_000].map(|seconds| span(Duration::from_secs(seconds)));
        assert_eq!(told, ["1 s", "1 min 30 s", "2 h 30 min", "1 day", "5 days"]);
        assert_eq!(span(Duration::from_millis(500)), "0.5 s");
    }
}
