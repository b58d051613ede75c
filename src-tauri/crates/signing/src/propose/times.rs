//! Texts that may be the timestamp.

use super::reading::Reading;
use super::texts::Text;
use crate::scheme::definition::Unit;
use crate::timestamp;

/// A text that may be the timestamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Where it stands, in the catalogue's language: `header:X-Timestamp`, `field:t`.
    pub place: String,
    /// The place of the list that it is an item of.
    pub within: Option<String>,
    /// The text.
    pub text: String,
    /// How it is written, in the catalogue's language.
    pub unit: &'static str,
}

/// Enough for a request with a timestamp in every corner.
const MOST: usize = 8;

/// The times of a request: items of signatures first, then those named like one.
pub fn moments(texts: &[Text], readings: &[Reading<'_>]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for reading in readings {
        for (key, text) in &reading.fields {
            let within = Some(reading.source.place());
            push(&mut moments, format!("field:{key}"), within, text);
        }
    }
    let named = |text: &&Text| {
        let name = text.name.to_ascii_lowercase();
        ["time", "date", "ts"]
            .iter()
            .any(|word| name.contains(word))
    };
    let (first, rest): (Vec<&Text>, Vec<&Text>) = texts.iter().partition(named);
    for text in first.into_iter().chain(rest) {
        push(&mut moments, text.place(), None, &text.text);
    }
    moments
}

/// Items of lists leave room for the texts of the request.
fn room(within: Option<&String>) -> usize {
    within.map_or(MOST, |_| MOST / 2)
}

fn push(moments: &mut Vec<Moment>, place: String, within: Option<String>, text: &str) {
    let Some(unit) = unit(text) else { return };
    let moment = Moment {
        place,
        within,
        text: text.to_owned(),
        unit,
    };
    let room = moments.len() < room(moment.within.as_ref());
    if room && !moments.contains(&moment) {
        moments.push(moment);
    }
}

/// How a text is a time, if it is one.
fn unit(text: &str) -> Option<&'static str> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        10 if digits => Some("s"),
        13 if digits => Some("ms"),
        _ if digits => None,
        _ if timestamp::read(Unit::Rfc3339, text).is_some() => Some("rfc3339"),
        _ if timestamp::read(Unit::HttpDate, text).is_some() => Some("http-date"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_known_by_its_looks() {
        assert_eq!(unit("1760000000"), Some("s"));
        assert_eq!(unit("1760000000000"), Some("ms"));
        assert_eq!(unit("2026-01-31T12:00:00Z"), Some("rfc3339"));
        assert_eq!(unit("Sat, 31 Jan 2026 12:00:00 GMT"), Some("http-date"));
        assert_eq!(unit("12345"), None);
    }
}
