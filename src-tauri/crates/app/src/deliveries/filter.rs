//! The filter language of deliveries: `endpoint:shop state:failed type:invoice.* since:1h`.
//!
//! Pure text to terms; the caller brings the time, and looks the endpoint up.

use std::time::Duration;

use model::{CaptureId, DeliveryState, IdError, Timestamp};
use store::DeliveryFilter;

/// A filter whose endpoint is still a name or an id in text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ParsedFilter {
    /// Name or id of the endpoint.
    pub(crate) endpoint: Option<String>,
    /// All else.
    pub(crate) filter: DeliveryFilter,
}

/// Why a filter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryFilterError {
    /// A word without a key.
    #[error("\"{0}\" has no key: write endpoint:{0}, type:{0} or id:{0}")]
    NoKey(String),
    /// A key this language does not have.
    #[error("\"{0}:\" is not known here: use endpoint, state, type, id, capture, since or until")]
    UnknownKey(String),
    /// A key without a value.
    #[error("\"{key}:\" needs a value, such as {key}:{example}")]
    NoValue {
        /// The key.
        key: &'static str,
        /// A value it could have.
        example: &'static str,
    },
    /// The same key twice.
    #[error("\"{0}:\" is given twice: one of them is enough")]
    Twice(&'static str),
    /// A state that does not exist.
    #[error(
        "\"{0}\" is no state: use pending, running, retrying, succeeded, failed, cancelled or paused, several with commas"
    )]
    UnknownState(String),
    /// A pattern with a star in its middle.
    #[error("\"{0}\": a * can only stand at the end of a type, such as invoice.*")]
    Star(String),
    /// Not the id of a capture.
    #[error(transparent)]
    Capture(#[from] IdError),
    /// Neither a span nor a time.
    #[error(
        "\"{0}\" is no time: write a span such as 30m, 6h or 7d, a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z"
    )]
    Time(String),
    /// A quote that is opened and not closed.
    #[error("a quote is not closed: add \" at the end of {0}")]
    OpenQuote(String),
    /// An endpoint that does not exist.
    #[error("there is no endpoint {0}: `hookwright endpoint list` names them all")]
    NoEndpoint(String),
}

use DeliveryFilterError as Error;

/// The keys, each with a value as an example.
const KEYS: [(&str, &str); 7] = [
    ("endpoint", "shop"),
    ("state", "failed"),
    ("type", "invoice.*"),
    ("id", "msg_2Kd8"),
    ("capture", "cap_42"),
    ("since", "1h"),
    ("until", "2026-01-31"),
];

/// Reads a filter; an empty text matches everything. Spans count back from `now`.
///
/// # Errors
/// When a key is unknown or given twice, a value is missing or wrong, or a quote stays open.
pub(crate) fn parse(text: &str, now: Timestamp) -> Result<ParsedFilter, Error> {
    let mut parsed = ParsedFilter::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (key, after) = key(rest)?;
        let (value, after) = value(after, rest)?;
        if value.is_empty() {
            let (key, example) = key;
            return Err(Error::NoValue { key, example });
        }
        parsed.take(key.0, value, now)?;
        rest = after.trim_start();
    }
    Ok(parsed)
}

/// The key that a text begins with, and what follows its colon.
fn key(text: &str) -> Result<((&'static str, &'static str), &str), Error> {
    let end = text.find(|character: char| character.is_whitespace() || "\":".contains(character));
    let (word, after) = text.split_at(end.unwrap_or(text.len()));
    let Some(after) = after.strip_prefix(':') else {
        let word = text.split_whitespace().next().unwrap_or(text);
        return Err(Error::NoKey(word.trim_matches('"').to_owned()));
    };
    let known = KEYS
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(word))
        .ok_or_else(|| Error::UnknownKey(word.to_owned()))?;
    Ok((*known, after))
}

/// A value, in quotes where it has spaces, and what follows it.
fn value<'a>(text: &'a str, term: &str) -> Result<(&'a str, &'a str), Error> {
    if let Some(quoted) = text.strip_prefix('"') {
        let open = || Error::OpenQuote(term.to_owned());
        return quoted.split_once('"').ok_or_else(open);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Ok(text.split_at(end))
}

impl ParsedFilter {
    fn take(&mut self, key: &'static str, value: &str, now: Timestamp) -> Result<(), Error> {
        let text = || value.to_owned();
        let filter = &mut self.filter;
        match key {
            "endpoint" => once(&mut self.endpoint, key, text()),
            "state" => {
                filter.states.extend(states(value)?);
                Ok(())
            }
            "type" => once(&mut filter.event_type, key, pattern(value)?),
            "id" => once(&mut filter.message_id, key, text()),
            "capture" => once(&mut filter.capture, key, value.parse::<CaptureId>()?),
            "since" => once(&mut filter.since, key, time(value, now)?),
            _ => once(&mut filter.until, key, time(value, now)?),
        }
    }
}

fn once<T>(place: &mut Option<T>, key: &'static str, value: T) -> Result<(), Error> {
    match place.replace(value) {
        Some(_) => Err(Error::Twice(key)),
        None => Ok(()),
    }
}

fn states(text: &str) -> Result<Vec<DeliveryState>, Error> {
    text.split(',').map(state).collect()
}

fn state(text: &str) -> Result<DeliveryState, Error> {
    let word = text.trim().to_ascii_lowercase();
    let state = match word.as_str() {
        "delivered" => Some(DeliveryState::Succeeded),
        "dead" => Some(DeliveryState::Failed),
        "canceled" => Some(DeliveryState::Cancelled),
        word => DeliveryState::from_word(word),
    };
    state.ok_or(Error::UnknownState(word))
}

fn pattern(text: &str) -> Result<String, Error> {
    let beginning = text.strip_suffix('*').unwrap_or(text);
    match beginning.contains('*') {
        true => Err(Error::Star(text.to_owned())),
        false => Ok(text.to_owned()),
    }
}

/// A span before now, a day, or a time.
pub(crate) fn time(text: &str, now: Timestamp) -> Result<Timestamp, Error> {
    let wrong = || Error::Time(text.to_owned());
    if let Some(back) = span(text) {
        let micros = i64::try_from(back.as_micros()).map_err(|_| wrong())?;
        return Ok(now.plus_micros(-micros));
    }
    let is_day = text.len() == "2026-01-31".len();
    let whole = match is_day {
        true => format!("{text}T00:00:00Z"),
        false => text.to_owned(),
    };
    whole.parse().map_err(|_| wrong())
}

/// `90s`, `15m`, `1h30m`, `7d`, `2w`.
fn span(text: &str) -> Option<Duration> {
    let mut seconds: u64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|character: char| !character.is_ascii_digit())?;
        let amount: u64 = rest[..digits].parse().ok()?;
        let unit = rest[digits..].chars().next()?;
        seconds = seconds.checked_add(amount.checked_mul(unit_seconds(unit)?)?)?;
        rest = &rest[digits + unit.len_utf8()..];
    }
    // A century, so that counting back from now stays within the calendar.
    let is_sane = !text.is_empty() && seconds <= 100 * 366 * 86_400;
    is_sane.then(|| Duration::from_secs(seconds))
}

const fn unit_seconds(unit: char) -> Option<u64> {
    match unit {
        's' => Some(1),
        'm' => Some(60),
        'h' => Some(3_600),
        'd' => Some(86_400),
        'w' => Some(604_800),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_760_000_000);

    fn read(text: &str) -> ParsedFilter {
        parse(text, NOW).unwrap()
    }

    fn told(text: &str) -> String {
        parse(text, NOW).unwrap_err().to_string()
    }

    #[test]
    fn every_term_finds_its_place() {
        let read = read(
            "endpoint:\"my shop\"  state:failed,retrying type:invoice.* id:msg_1 capture:cap_7 since:1h until:2026-01-31",
        );
        assert_eq!(read.endpoint.as_deref(), Some("my shop"));
        let filter = read.filter;
        assert_eq!(
            filter.states,
            [DeliveryState::Failed, DeliveryState::Retrying]
        );
        assert_eq!(filter.event_type.as_deref(), Some("invoice.*"));
        assert_eq!(filter.message_id.as_deref(), Some("msg_1"));
        assert_eq!(filter.capture, Some(CaptureId(7)));
        assert_eq!(filter.since, Some(NOW.plus_micros(-3_600_000_000)));
        assert_eq!(
            filter.until.unwrap().to_string(),
            "2026-01-31T00:00:00.000000Z"
        );
    }

    #[test]
    fn nothing_asked_is_everything() {
        assert_eq!(read("  "), ParsedFilter::default());
    }

    #[test]
    fn states_may_be_named_one_by_one_and_as_people_call_them() {
        assert_eq!(read("state:dead state:paused").filter.states.len(), 2);
    }

    #[test]
    fn times_are_spans_days_or_moments() {
        let at = |text: &str| time(text, NOW).map(|at| NOW.unix_seconds() - at.unix_seconds());
        assert_eq!(at("90s"), Ok(90));
        assert_eq!(at("1h30m"), Ok(5_400));
        assert_eq!(at("2w"), Ok(1_209_600));
        assert_eq!(at("2025-10-09T08:53:10Z"), Ok(10));
        assert_eq!(at("2025-10-09T10:53:10+02:00"), Ok(10));
        for wrong in [
            "1",
            "soon",
            "h",
            "5y",
            "2026-13-01",
            "99999999999999999999d",
            "999999w",
        ] {
            assert!(time(wrong, NOW).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_what_can() {
        for (text, said) in [
            ("shop", "\"shop\" has no key"),
            ("\"two words\"", "has no key"),
            (
                "colour:red",
                "\"colour:\" is not known here: use endpoint, state",
            ),
            ("type:", "needs a value, such as type:invoice.*"),
            ("state:", "needs a value, such as state:failed"),
            ("state:broken", "\"broken\" is no state: use pending"),
            ("state:failed,", "\"\" is no state"),
            ("type:in*voice", "a * can only stand at the end"),
            ("capture:del_1", "is not a capture id"),
            ("since:soon", "\"soon\" is no time"),
            ("since:1h since:2h", "\"since:\" is given twice"),
            ("endpoint:\"my shop", "a quote is not closed"),
        ] {
            assert!(told(text).contains(said), "{text}: {}", told(text));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = parse(&text, NOW);
        }

        #[test]
        fn any_term_is_read_or_refused(key in "endpoint|state|type|id|capture|since|until", value in "\\PC{0,20}") {
            let _ = parse(&format!("{key}:{value}"), NOW);
        }
    }
}
