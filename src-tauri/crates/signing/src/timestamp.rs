//! Timestamps as providers write them, and whether they are fresh.

use compact_str::{CompactString, ToCompactString as _};
use jiff::fmt::rfc2822;
use model::{FuturePolicy, Reason, Timestamp, TimestampCheck};

use crate::scheme::definition::{TimestampRule, Unit};

/// The time a text means.
pub fn read(unit: Unit, text: &str) -> Option<Timestamp> {
    match unit {
        Unit::S => digits(text)?.checked_mul(1_000_000).map(Timestamp),
        Unit::Ms => digits(text)?.checked_mul(1_000).map(Timestamp),
        Unit::Rfc3339 => text.parse().ok(),
        Unit::HttpDate => {
            let zoned = rfc2822::DateTimeParser::new().parse_zoned(text).ok()?;
            Some(Timestamp(zoned.timestamp().as_microsecond()))
        }
    }
}

fn digits(text: &str) -> Option<i64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// A time as the scheme writes it.
pub fn write(unit: Unit, at: Timestamp) -> CompactString {
    let whole = || jiff::Timestamp::from_second(at.unix_seconds()).unwrap_or(jiff::Timestamp::MAX);
    match unit {
        Unit::S => at.unix_seconds().to_compact_string(),
        Unit::Ms => at.unix_millis().to_compact_string(),
        Unit::Rfc3339 => whole().to_compact_string(),
        Unit::HttpDate => whole()
            .strftime("%a, %d %b %Y %H:%M:%S GMT")
            .to_compact_string(),
    }
}

/// What the user allows in place of the scheme's own rule.
#[derive(Debug, Clone, Copy, Default)]
pub struct Allowance {
    /// Clock difference in seconds.
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours.
    pub future: Option<FuturePolicy>,
}

/// The check of a timestamp as evidence tells it.
pub fn checked(
    rule: &TimestampRule,
    text: &str,
    now: Timestamp,
    allowance: Allowance,
) -> TimestampCheck {
    let at = read(rule.unit, text);
    TimestampCheck {
        place: rule.from.to_string(),
        text: text.to_owned(),
        at,
        age_micros: at.map(|at| in_unit(rule.unit, now).micros_since(at)),
        tolerance_seconds: allowance.tolerance_seconds.or(rule.tolerance),
        future: allowance.future.unwrap_or(rule.future),
    }
}

// Our clock knows more digits than the timestamp: without cutting them off,
// "exactly at tolerance" would never pass on a real clock.
fn in_unit(unit: Unit, now: Timestamp) -> Timestamp {
    match unit {
        Unit::S | Unit::Rfc3339 | Unit::HttpDate => {
            Timestamp::from_unix_seconds(now.unix_seconds())
        }
        Unit::Ms => Timestamp(now.unix_millis().saturating_mul(1_000)),
    }
}

/// What is wrong with the time, if anything: exactly at the tolerance passes.
///
/// Without a window nothing is judged, not even how the timestamp is written.
pub fn verdict(check: &TimestampCheck) -> Option<Reason> {
    let tolerance = check.tolerance_seconds?;
    let allowed = i64::try_from(tolerance)
        .unwrap_or(i64::MAX)
        .saturating_mul(1_000_000);
    match check.age_micros {
        None => Some(Reason::MalformedTimestamp),
        Some(age) if age > allowed => Some(Reason::TimestampTooOld),
        Some(age) if age < -allowed && check.future == FuturePolicy::Reject => {
            Some(Reason::TimestampInFuture)
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_760_000_000_900_000);

    fn judged(unit: &str, text: &str, future: &str) -> Option<Reason> {
        let rule = format!(
            "from = \"header:T\"\nunit = \"{unit}\"\ntolerance = 300\nfuture = \"{future}\""
        );
        verdict(&checked(
            &toml::from_str(&rule).unwrap(),
            text,
            NOW,
            Allowance::default(),
        ))
    }

    #[test]
    fn exactly_at_the_tolerance_passes_and_one_second_more_fails() {
        assert_eq!(judged("s", "1759999700", "reject"), None);
        assert_eq!(
            judged("s", "1759999699", "reject"),
            Some(Reason::TimestampTooOld)
        );
        assert_eq!(judged("s", "1760000300", "reject"), None);
        assert_eq!(
            judged("s", "1760000301", "reject"),
            Some(Reason::TimestampInFuture)
        );
        assert_eq!(judged("s", "1760009999", "accept"), None);
    }

    #[test]
    fn the_user_may_refuse_or_accept_what_lies_ahead() {
        let judged = |own: &str, future| {
            let rule =
                format!("from = \"header:T\"\nunit = \"s\"\ntolerance = 300\nfuture = \"{own}\"");
            let allowance = Allowance {
                tolerance_seconds: None,
                future,
            };
            verdict(&checked(
                &toml::from_str(&rule).unwrap(),
                "1760009999",
                NOW,
                allowance,
            ))
        };
        let ahead = Some(Reason::TimestampInFuture);
        assert_eq!(judged("accept", Some(FuturePolicy::Reject)), ahead);
        assert_eq!(judged("reject", Some(FuturePolicy::Accept)), None);
    }

    #[test]
    fn every_unit_is_read_as_it_is_written() {
        for unit in [Unit::S, Unit::Ms, Unit::Rfc3339, Unit::HttpDate] {
            let at = Timestamp::from_unix_seconds(1_760_000_000);
            assert_eq!(read(unit, &write(unit, at)), Some(at), "{unit:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_malformed() {
        for text in ["yesterday", "", "-5", "+5", "1e9", "99999999999999999999"] {
            assert_eq!(
                judged("s", text, "reject"),
                Some(Reason::MalformedTimestamp),
                "{text}"
            );
        }
    }
}
