//! The timestamp as it may have been when it was signed: in another unit.

use super::step::{Part, Step};
use crate::scheme::definition::{TimestampRule, Unit};
use crate::timestamp::read;

/// How many thousandths a second has beyond the full one.
const REST_OF_A_SECOND: std::ops::Range<u32> = 1..1000;

/// A timestamp's text and what it differs in.
pub type Timed = (String, Step);

/// The likely ones.
pub fn timestamps(rule: &TimestampRule, text: &str) -> Vec<Timed> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match (rule.unit, text.len()) {
        (Unit::S | Unit::Ms, 10) if digits => longer(text),
        (Unit::S | Unit::Ms, 11..=19) if digits => shorter(text),
        (Unit::Rfc3339 | Unit::HttpDate, _) => as_numbers(rule, text),
        (Unit::S | Unit::Ms, _) => Vec::new(),
    }
}

/// Every millisecond of a second that came without them: the signer knew which
/// one it was, we do not.
pub fn thousandths(text: &str) -> impl Iterator<Item = Timed> {
    let seconds = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let rest = REST_OF_A_SECOND.take(if seconds { usize::MAX } else { 0 });
    rest.map(move |rest| milliseconds(format!("{text}{rest:03}"), ""))
}

fn milliseconds(text: String, detail: &'static str) -> Timed {
    (
        text,
        Step::new(Part::Timestamp, "ts.signed_in_milliseconds", detail),
    )
}

fn seconds(text: String, detail: &'static str) -> Timed {
    (
        text,
        Step::new(Part::Timestamp, "ts.signed_in_seconds", detail),
    )
}

fn longer(text: &str) -> Vec<Timed> {
    vec![
        milliseconds(format!("{text}000"), ""),
        milliseconds(format!("{text}000000"), "microseconds"),
        milliseconds(format!("{text}000000000"), "nanoseconds"),
    ]
}

fn shorter(text: &str) -> Vec<Timed> {
    let (whole, rest) = text.split_at(10);
    let mut all = vec![seconds(whole.to_owned(), "")];
    if let Ok(number) = whole.parse::<u64>() {
        all.push(seconds((number + 1).to_string(), "rounded up"));
    }
    all.push(seconds(format!("{whole}.{rest}"), "with a fraction"));
    if text.len() > 13 {
        all.push(milliseconds(text[..13].to_owned(), ""));
    }
    all
}

fn as_numbers(rule: &TimestampRule, text: &str) -> Vec<Timed> {
    let Some(at) = read(rule.unit, text) else {
        return Vec::new();
    };
    vec![
        seconds(at.unix_seconds().to_string(), ""),
        milliseconds(at.unix_millis().to_string(), ""),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(unit: &str, text: &str) -> Vec<String> {
        let rule = format!("from = \"header:T\"\nunit = \"{unit}\"");
        let all = timestamps(&toml::from_str(&rule).unwrap(), text);
        all.into_iter()
            .map(|(text, step)| format!("{text} {}", step.code))
            .collect()
    }

    #[test]
    fn seconds_become_milliseconds_and_the_other_way_round() {
        assert_eq!(
            texts("s", "1762000000")[0],
            "1762000000000 ts.signed_in_milliseconds"
        );
        assert_eq!(
            texts("ms", "1762000000999")[0],
            "1762000000 ts.signed_in_seconds"
        );
        assert_eq!(
            texts("rfc3339", "2025-11-01T12:26:40Z")[0],
            "1762000000 ts.signed_in_seconds"
        );
        assert!(texts("s", "now").is_empty());
        assert_eq!(thousandths("1762000000").count(), 999);
        assert_eq!(thousandths("soon").count(), 0);
    }
}
