//! Schedules that a user writes: a list of waits, or a wait that grows.
//!
//! `5s, 1m, 10m` is a list. `2s x2 up to 1h, 8 times` begins with two seconds,
//! doubles, never waits longer than an hour, and tries eight times more.

use std::time::Duration;

use super::{Jitter, RetryAfter, Schedule, Success, Trust};

/// As long as anyone would watch: a year.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 3600);
const MOST_WAITS: usize = 1_000;

/// Why a text is no schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{text}\" is no schedule: {problem}. Write waits like \"5s, 1m, 10m\", or one that grows like \"2s x2 up to 1h, 8 times\""
)]
pub struct OwnScheduleError {
    text: String,
    problem: String,
}

impl Schedule {
    /// Reads a schedule of the user's own.
    ///
    /// # Errors
    /// Says which part of the text cannot be read.
    pub fn own(text: &str) -> Result<Self, OwnScheduleError> {
        let waits = waits(text).map_err(|problem| OwnScheduleError {
            text: text.to_owned(),
            problem,
        })?;
        Ok(Self {
            name: text.trim().to_owned(),
            provider: "Own".to_owned(),
            trust: Trust::Own,
            waits,
            jitter: Jitter::None,
            timeout: Duration::from_secs(20),
            success: Success::Any2xx,
            retried: Vec::new(),
            retry_after: RetryAfter::Honoured,
            least_when_throttled: Duration::ZERO,
            disable_after: None,
            notes: String::new(),
        })
    }
}

fn waits(text: &str) -> Result<Vec<Duration>, String> {
    let (first, rest) = text.split_once(',').unwrap_or((text, ""));
    if let Some((base, growth)) = first.split_once('x') {
        return growing(base, growth, rest);
    }
    let waits: Vec<Duration> = text.split(',').map(wait).collect::<Result<_, _>>()?;
    at_most(waits.len())?;
    Ok(waits)
}

/// `2s`, `2 up to 1h`, `8 times`.
fn growing(base: &str, growth: &str, rest: &str) -> Result<Vec<Duration>, String> {
    let base = wait(base)?;
    let (factor, cap) = match growth.split_once("up to") {
        Some((factor, cap)) => (factor, wait(cap)?),
        None => (growth, LONGEST),
    };
    let factor: f64 = factor
        .trim()
        .parse()
        .map_err(|_| format!("\"{}\" is no factor", factor.trim()))?;
    if !(1.0..=100.0).contains(&factor) {
        return Err(format!("the factor {factor} is not from 1 to 100"));
    }
    let times = times(rest)?;
    let mut wait = base;
    Ok(std::iter::repeat_with(|| {
        let this = wait.min(cap);
        wait = wait.mul_f64(factor).min(LONGEST);
        this
    })
    .take(times)
    .collect())
}

fn times(text: &str) -> Result<usize, String> {
    let count = text.trim().trim_end_matches("times").trim();
    let count = count
        .parse()
        .map_err(|_| "how many times is missing".to_owned())?;
    at_most(count)?;
    Ok(count)
}

fn at_most(count: usize) -> Result<(), String> {
    match count <= MOST_WAITS {
        true => Ok(()),
        false => Err(format!("{count} waits are more than {MOST_WAITS}")),
    }
}

fn wait(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    duration(text).ok_or_else(|| match (total(text), text.parse::<f64>()) {
        (Some(_), _) => format!("\"{text}\" is longer than a year"),
        (None, Ok(_)) => format!("\"{text}\" has no unit, which is s, m, h or d"),
        (None, Err(_)) => format!("\"{text}\" is no wait"),
    })
}

/// A wait as people write it: `90s`, `5m`, `1h30m`, `2d`; up to a year.
pub(super) fn duration(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(total(text)?)
        .ok()
        .filter(|wait| *wait <= LONGEST)
}

/// In seconds.
fn total(text: &str) -> Option<f64> {
    let mut rest = text.trim();
    let mut sum = 0.0;
    while !rest.is_empty() {
        let digits =
            rest.find(|character: char| !character.is_ascii_digit() && character != '.')?;
        let amount: f64 = rest[..digits].parse().ok()?;
        let after = rest[digits..].trim_start();
        let end = after
            .find(|character: char| !character.is_ascii_alphabetic())
            .unwrap_or(after.len());
        sum += amount * seconds(&after[..end])?;
        rest = after[end..].trim_start();
    }
    (sum > 0.0 || text.trim().starts_with('0')).then_some(sum)
}

fn seconds(unit: &str) -> Option<f64> {
    match unit {
        "ms" => Some(0.001),
        "s" => Some(1.0),
        "m" | "min" => Some(60.0),
        "h" => Some(3600.0),
        "d" => Some(86400.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn own(text: &str) -> Vec<u64> {
        let schedule = Schedule::own(text).unwrap();
        schedule.waits.iter().map(Duration::as_secs).collect()
    }

    #[test]
    fn a_list_is_taken_as_it_stands() {
        assert_eq!(own("5s, 1m,1h30m , 2d"), [5, 60, 5400, 172_800]);
    }

    #[test]
    fn a_wait_grows_up_to_its_cap() {
        assert_eq!(own("2s x2 up to 10s, 5 times"), [2, 4, 8, 10, 10]);
        assert_eq!(own("10s x1.5, 3 times"), [10, 15, 22]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (text, said) in [
            ("", "\"\" is no wait"),
            ("soon", "\"soon\" is no wait"),
            ("5s, 3 parsecs", "\"3 parsecs\" is no wait"),
            ("2s x2", "how many times is missing"),
            ("2s x0.5, 3 times", "is not from 1 to 100"),
            ("2s x2, 9999 times", "are more than 1000"),
            ("400d", "\"400d\" is longer than a year"),
            ("5s, 30", "\"30\" has no unit"),
            ("5 x2, 3 times", "\"5\" has no unit"),
        ] {
            let error = Schedule::own(text).unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = Schedule::own(&text);
        }
    }
}
