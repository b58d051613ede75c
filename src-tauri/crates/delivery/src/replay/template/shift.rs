//! Moves the times in a body, in their places: all other bytes stay as they are.
//!
//! Times are RFC 3339 texts, and numbers of ten digits (Unix seconds) or
//! thirteen (milliseconds) within a year of when the capture came. Fractions
//! and offsets stay as they are written. What is not text is left alone.

use model::Timestamp;

/// Numbers further away than this are taken for something else.
const NEAR: i64 = 366 * 24 * 3600;
/// `2026-01-31T12:00:00`.
const CIVIL: usize = 19;

/// The body with its times moved by some seconds; `None` when there are none.
pub(super) fn moved(body: &[u8], received_at: Timestamp, seconds: i64) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(body).ok()?.as_bytes();
    let mut moved = Vec::with_capacity(text.len());
    let (mut kept, mut at) = (0, 0);
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let found = begins_a_word(text, at).then(|| time_at(&text[at..], received_at, seconds));
        if let Some((length, time)) = found.flatten() {
            moved.extend_from_slice(&text[kept..at]);
            moved.extend_from_slice(time.as_bytes());
            at += length;
            kept = at;
        } else {
            at += digits(&text[at..]);
        }
    }
    moved.extend_from_slice(&text[kept..]);
    (kept > 0).then_some(moved)
}

/// Not in the middle of a word, of a fraction or of a negative number.
fn begins_a_word(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| text[before]);
    before.is_none_or(|byte| !is_of_a_word(byte) && byte != b'.' && byte != b'+')
}

const fn is_of_a_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The time that a text begins with: its length, and the text that replaces it.
fn time_at(text: &[u8], near: Timestamp, seconds: i64) -> Option<(usize, String)> {
    match digits(text) {
        4 => rfc3339(text, seconds),
        length @ (10 | 13) => {
            let number = unix(text, length, near, seconds)?;
            Some((length, number.to_string()))
        }
        _ => None,
    }
}

fn unix(text: &[u8], length: usize, near: Timestamp, seconds: i64) -> Option<i64> {
    if text.get(length).is_some_and(|&byte| is_of_a_word(byte)) {
        return None;
    }
    let number: i64 = std::str::from_utf8(&text[..length]).ok()?.parse().ok()?;
    let (as_seconds, scale) = match length {
        10 => (number, 1),
        _ => (number / 1000, 1000),
    };
    let is_near = as_seconds.abs_diff(near.unix_seconds()) <= NEAR.unsigned_abs();
    let moved = number.checked_add(seconds.checked_mul(scale)?)?;
    (is_near && moved >= 0).then_some(moved)
}

fn rfc3339(text: &[u8], seconds: i64) -> Option<(usize, String)> {
    let civil = std::str::from_utf8(text.get(..CIVIL)?).ok()?;
    let separator = char::from(text[10]);
    if !matches!(separator, 'T' | 't' | ' ') {
        return None;
    }
    let fraction = match text.get(CIVIL) {
        Some(b'.') => 1 + digits(&text[CIVIL + 1..]),
        _ => 0,
    };
    let offset = offset_length(&text[CIVIL + fraction..])?;
    let length = CIVIL + fraction + offset;
    if text.get(length).is_some_and(|&byte| is_of_a_word(byte)) {
        return None;
    }
    // The offset is the same before and after, so the civil time moves like the instant.
    let instant: Timestamp = format!("{}T{}Z", &civil[..10], &civil[11..]).parse().ok()?;
    let moved = instant.plus_micros(seconds.checked_mul(1_000_000)?);
    let now = moved.to_string();
    let has_four_digits = now.as_bytes().get(4) == Some(&b'-') && !now.starts_with('-');
    // What lies beyond all calendars is written as the last time there is.
    if !has_four_digits || now.parse() != Ok(moved) {
        return None;
    }
    let tail = std::str::from_utf8(&text[CIVIL..length]).ok()?;
    let time = format!("{}{separator}{}{tail}", &now[..10], &now[11..CIVIL]);
    Some((length, time))
}

/// How long `Z` or `+02:00` is, where one stands.
fn offset_length(text: &[u8]) -> Option<usize> {
    match text {
        [b'Z' | b'z', ..] => Some(1),
        [b'+' | b'-', a, b, b':', c, d, ..] => {
            let all_digits = [a, b, c, d].into_iter().all(u8::is_ascii_digit);
            all_digits.then_some(6)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RECEIVED: Timestamp = Timestamp::from_unix_seconds(1_760_000_000);

    fn shifted(body: &str, seconds: i64) -> String {
        let moved = moved(body.as_bytes(), RECEIVED, seconds);
        moved.map_or_else(
            || body.to_owned(),
            |bytes| String::from_utf8(bytes).unwrap(),
        )
    }

    #[test]
    fn times_are_moved_in_their_places_and_all_else_stays() {
        for (before, after) in [
            (
                r#"{ "created" : 1760000000, "x": 1 }"#,
                r#"{ "created" : 1760000060, "x": 1 }"#,
            ),
            (r#"{"ms":1760000000123}"#, r#"{"ms":1760000060123}"#),
            (
                r#"{"ts":"1760000000.000100"}"#,
                r#"{"ts":"1760000060.000100"}"#,
            ),
            ("t=1759999999&v=1", "t=1760000059&v=1"),
            ("2025-10-09T08:53:20Z", "2025-10-09T08:54:20Z"),
            (
                "\"2025-12-31t23:59:59.120+02:00\"",
                "\"2026-01-01t00:00:59.120+02:00\"",
            ),
            (
                "at 2024-02-28 23:59:30-05:30.",
                "at 2024-02-29 00:00:30-05:30.",
            ),
        ] {
            assert_eq!(shifted(before, 60), after);
        }
        assert_eq!(shifted("2025-03-01T00:00:00Z", -1), "2025-02-28T23:59:59Z");
    }

    #[test]
    fn what_only_looks_like_a_time_stays() {
        for body in [
            "",
            "1",
            "1500000000",
            "9999999999",
            "17600000001",
            "ch_1760000000",
            "1760000000abc",
            "-1760000000",
            "0.1760000000",
            "1760000000-1",
            "2025-10-09",
            "2025-10-09T08:53:20",
            "2025-13-09T08:53:20Z",
            "x2025-10-09T08:53:20Z",
            "2025-10-09T08:53:20Zx",
            "9999-12-31T23:59:59Z",
            "2025-10-09T08:53:20+0200",
        ] {
            assert_eq!(moved(body.as_bytes(), RECEIVED, 60), None, "{body}");
        }
        assert_eq!(moved(b"1760000000 \xff", RECEIVED, 60), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_moved_there_and_back(body in "[0-9TZ:.+\\-\" {}é]{0,60}", seconds in -3_155_760_000_i64..=3_155_760_000) {
            let _ = moved(body.as_bytes(), RECEIVED, seconds);
        }

        #[test]
        fn a_time_moved_there_and_back_is_as_it_was(at in 1_730_000_000_i64..1_790_000_000, seconds in -1_000_000_i64..1_000_000) {
            let text = Timestamp::from_unix_seconds(at).to_string();
            prop_assert_eq!(shifted(&shifted(&text, seconds), -seconds), text);
        }
    }
}
