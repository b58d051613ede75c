//! Refuses settings of an endpoint that could not work, each at its field. Pure.

use model::{Breaker, Header, Headers, Manner};

use crate::contract::CallError;
use crate::schedules;

const FASTEST: u32 = 100_000;
const MOST_A_SECOND: u32 = 100_000;
const MOST_AT_ONCE: u32 = 256;
const LONGEST_TIMEOUT_MS: u64 = 3_600_000;
const LONGEST_COOLDOWN_MS: u64 = 24 * 3_600_000;
const MOST_FIELDS: usize = 50;
const MOST_TYPES: usize = 100;
const LONGEST_TYPE: usize = 256;

/// Fields that the connection itself needs, and that are ours to write.
const OURS: [&str; 8] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// An http(s) URL as it is kept.
///
/// # Errors
/// When it is none, or carries a password.
pub(crate) fn url(text: &str) -> Result<String, CallError> {
    let target = delivery::Target::parse(text);
    let target = target.map_err(|error| CallError::from(error).at_field("url"))?;
    Ok(target.to_string())
}

/// A manner as it is kept: without the spaces around words.
pub(super) fn tidy(manner: Manner) -> Manner {
    let trimmed = |pattern: &String| pattern.trim().to_owned();
    Manner {
        schedule: manner.schedule.trim().to_owned(),
        event_types: manner.event_types.iter().map(trimmed).collect(),
        ..manner
    }
}

/// Refuses a manner that cannot be.
pub(super) fn manner(manner: &Manner) -> Result<(), CallError> {
    schedules::find(&manner.schedule)?;
    within("speed", manner.speed, FASTEST)?;
    if let Some(rate) = manner.rate {
        within("rate", rate, MOST_A_SECOND)?;
    }
    within("concurrency", manner.concurrency, MOST_AT_ONCE)?;
    if let Some(timeout) = manner.timeout_ms {
        within("timeout_ms", timeout, LONGEST_TIMEOUT_MS)?;
    }
    if let Some(breaker) = &manner.breaker {
        check_breaker(breaker)?;
    }
    if let Some(faults) = &manner.faults {
        let checked = faults.check();
        checked.map_err(|error| CallError::from(error).at_field("faults"))?;
    }
    check_headers(&manner.headers)?;
    check_types(&manner.event_types)
}

fn within<T: Copy + PartialOrd + From<u8> + std::fmt::Display>(
    field: &str,
    value: T,
    most: T,
) -> Result<(), CallError> {
    if value >= T::from(1) && value <= most {
        return Ok(());
    }
    let name = field.trim_end_matches("_ms");
    let unit = if name == field { "" } else { " milliseconds" };
    let message = format!("the {name} cannot be {value}: give a number from 1 to {most}{unit}");
    Err(CallError::new(message).at_field(field))
}

fn check_breaker(breaker: &Breaker) -> Result<(), CallError> {
    if breaker.failures == 0 {
        let message = "a breaker opens after 1 failure in a row at the earliest";
        return Err(CallError::new(message).at_field("breaker.failures"));
    }
    within(
        "breaker.cooldown_ms",
        breaker.cooldown_ms,
        LONGEST_COOLDOWN_MS,
    )
}

fn check_headers(headers: &Headers) -> Result<(), CallError> {
    if headers.len() > MOST_FIELDS {
        let message = format!(
            "{} header fields are more than {MOST_FIELDS}",
            headers.len()
        );
        return Err(CallError::new(message).at_field("headers"));
    }
    let problem = headers.iter().find_map(problem_of);
    problem.map_or(Ok(()), |problem| {
        Err(CallError::new(problem).at_field("headers"))
    })
}

fn problem_of(header: &Header) -> Option<String> {
    let name = &header.name;
    if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
        let problem = "no name of a header field: use letters, digits and -";
        return Some(format!("\"{}\" is {problem}", name.escape_debug()));
    }
    if http::HeaderValue::from_bytes(&header.value).is_err() {
        return Some(format!(
            "the value of {name} has characters that no header can have"
        ));
    }
    let is_ours = OURS.contains(&&*name.to_ascii_lowercase());
    is_ours.then(|| format!("{name} belongs to the connection: leave it out"))
}

fn check_types(patterns: &[String]) -> Result<(), CallError> {
    if patterns.len() > MOST_TYPES {
        let message = format!("{} event types are more than {MOST_TYPES}", patterns.len());
        return Err(CallError::new(message).at_field("event_types"));
    }
    let problem = patterns.iter().find(|pattern| !is_pattern(pattern.trim()));
    problem.map_or(Ok(()), |pattern| {
        let message = format!(
            "\"{}\" is no event type: write it like invoice.paid, or invoice.* for a family",
            pattern.escape_debug()
        );
        Err(CallError::new(message).at_field("event_types"))
    })
}

/// One word, with a star at its end at most.
fn is_pattern(pattern: &str) -> bool {
    let word = pattern.strip_suffix('*').unwrap_or(pattern);
    let is_plain =
        |character: char| !character.is_whitespace() && !character.is_control() && character != '*';
    !pattern.is_empty() && pattern.len() <= LONGEST_TYPE && word.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use model::FaultMix;

    use super::*;

    /// The field that a manner is refused at.
    fn refused(change: impl FnOnce(&mut Manner)) -> Option<String> {
        let mut wrong = Manner::default();
        change(&mut wrong);
        manner(&wrong).err().and_then(|error| error.field)
    }

    #[test]
    fn what_cannot_be_is_refused_at_its_field() {
        assert_eq!(refused(|_| {}), None);
        let at = |field: &str| Some(field.to_owned());
        assert_eq!(
            refused(|it| it.schedule = "soon".to_owned()),
            at("schedule")
        );
        assert_eq!(refused(|it| it.speed = 0), at("speed"));
        assert_eq!(refused(|it| it.speed = 100_001), at("speed"));
        assert_eq!(refused(|it| it.rate = Some(0)), at("rate"));
        assert_eq!(refused(|it| it.concurrency = 257), at("concurrency"));
        assert_eq!(refused(|it| it.timeout_ms = Some(0)), at("timeout_ms"));
        let breaker = |failures, cooldown_ms| {
            refused(|it| {
                it.breaker = Some(Breaker {
                    failures,
                    cooldown_ms,
                })
            })
        };
        assert_eq!(breaker(0, 1), at("breaker.failures"));
        assert_eq!(breaker(1, 0), at("breaker.cooldown_ms"));
        let faults = FaultMix {
            drop: 2.0,
            ..FaultMix::default()
        };
        assert_eq!(refused(|it| it.faults = Some(faults)), at("faults"));
    }

    #[test]
    fn headers_are_ones_that_may_be_sent() {
        let with = |name: &str, value: &str| refused(|it| it.headers.push(name, value));
        assert_eq!(with("X-Api-Key", "a b"), None);
        for (name, value) in [
            ("", "x"),
            ("X A", "x"),
            ("X-A", "a\nb"),
            ("Host", "x"),
            ("content-length", "1"),
        ] {
            assert_eq!(with(name, value).as_deref(), Some("headers"), "{name}");
        }
    }

    #[test]
    fn an_event_type_may_end_with_a_star_and_nowhere_else() {
        let with = |pattern: &str| refused(|it| it.event_types.push(pattern.to_owned()));
        for good in ["invoice.paid", "invoice.*", "*", " push "] {
            assert_eq!(with(good), None, "{good}");
        }
        for bad in ["", " ", "in*voice", "**", "a b", "a\u{0}"] {
            assert_eq!(with(bad).as_deref(), Some("event_types"), "{bad}");
        }
    }

    #[test]
    fn a_url_is_kept_as_it_was_meant() {
        assert_eq!(
            url(" http://localhost:3000/hooks ").unwrap(),
            "http://localhost:3000/hooks"
        );
        for wrong in ["", "localhost:3000", "ftp://x/", "http://user:pass@x/"] {
            assert_eq!(
                url(wrong).unwrap_err().field.as_deref(),
                Some("url"),
                "{wrong}"
            );
        }
    }
}
