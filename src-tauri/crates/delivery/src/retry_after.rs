//! `Retry-After` and the dates of HTTP, as an answer writes them.
//!
//! Pure. `Retry-After` is read in both of its writings; one that cannot be read says nothing.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use model::{Headers, Timestamp};

/// What `Retry-After` asks for at `now`: seconds, or the time until a date.
#[must_use]
pub fn retry_after(headers: &Headers, now: Timestamp) -> Option<Duration> {
    let text = headers.text("retry-after")?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number has are a long time.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let micros = http_date(text)?.micros_since(now);
    // A date that has gone by asks for no wait.
    Some(Duration::from_micros(u64::try_from(micros).unwrap_or(0)))
}

/// A date as HTTP writes it today, and in the two writings it once had (RFC 9110, 5.6.7).
#[must_use]
pub fn http_date(text: &str) -> Option<Timestamp> {
    let formats = [
        "%a, %d %b %Y %H:%M:%S GMT",
        "%A, %d-%b-%y %H:%M:%S GMT",
        "%a %b %e %H:%M:%S %Y",
    ];
    let read = |format| strtime::parse(format, text).ok()?.to_datetime().ok();
    let found: DateTime = formats.into_iter().find_map(read)?;
    let at = found.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Timestamp(at.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 1994-11-06T08:49:37Z, the example of RFC 9110.
    const DATE: i64 = 784_111_777;

    fn asked(text: &str, seconds_before: i64) -> Option<u64> {
        let headers = [("Retry-After", text)].into_iter().collect();
        let now = Timestamp::from_unix_seconds(DATE - seconds_before);
        retry_after(&headers, now).map(|asked| asked.as_secs())
    }

    #[test]
    fn seconds_are_taken_as_they_stand() {
        assert_eq!(asked("120", 0), Some(120));
        assert_eq!(asked(" 0 ", 0), Some(0));
        assert_eq!(asked("99999999999999999999999", 0), Some(u64::MAX));
    }

    #[test]
    fn a_date_in_any_of_its_writings_asks_for_the_time_until_then() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(asked(text, 90), Some(90), "{text}");
            assert_eq!(asked(text, -90), Some(0), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_asks_for_nothing() {
        for text in ["", "soon", "-5", "1.5", "Sun, 06 Nov 1994", "２"] {
            assert_eq!(asked(text, 0), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_says_nothing(text in ".{0,60}") {
            asked(&text, 0);
        }

        #[test]
        fn any_number_of_seconds_is_what_it_says(seconds in any::<u64>()) {
            prop_assert_eq!(asked(&seconds.to_string(), 0), Some(seconds));
        }
    }
}
