//! Sizes, durations, times and verdicts as people read them.

use jiff::tz::TimeZone;
use model::{DeliveryState, Timestamp, Verdict};

use super::columns::Cell;
use super::text::Colour;

/// `512 B`, `1.2 kB`, `34 MB`: powers of a thousand.
#[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
pub fn size(bytes: u64) -> String {
    let (value, unit) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (bytes as f64 / 1e3, "kB"),
        1_000_000..1_000_000_000 => (bytes as f64 / 1e6, "MB"),
        _ => (bytes as f64 / 1e9, "GB"),
    };
    format!("{} {unit}", two_digits(value))
}

/// `0.4 ms`, `12 ms`, `1.2 s`.
#[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
pub fn duration(micros: u64) -> String {
    match micros {
        0..1_000_000 => format!("{} ms", two_digits(micros as f64 / 1e3)),
        _ => format!("{} s", two_digits(micros as f64 / 1e6)),
    }
}

fn two_digits(value: f64) -> String {
    match value < 9.95 {
        true => format!("{value:.1}"),
        false => format!("{value:.0}"),
    }
}

/// The user's clock: `14:03:59`.
pub fn time_of_day(at: Timestamp) -> String {
    local(at, "%H:%M:%S")
}

/// The user's calendar and clock: `2026-01-31 14:03:59`.
pub fn date_and_time(at: Timestamp) -> String {
    local(at, "%F %H:%M:%S")
}

fn local(at: Timestamp, format: &str) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    at.to_zoned(TimeZone::system()).strftime(format).to_string()
}

/// A verdict's mark and word; the colour alone says nothing.
pub fn verdict(verdict: Verdict) -> Cell {
    let (text, colour) = match verdict {
        Verdict::Verified => ("✓ verified", Colour::Good),
        Verdict::Rejected => ("✗ rejected", Colour::Bad),
        Verdict::Unsigned => ("○ unsigned", Colour::Doubtful),
        Verdict::NotChecked => ("· not checked", Colour::Quiet),
    };
    Cell::new(text).colour(colour)
}

/// A delivery's mark and state; the colour alone says nothing.
pub fn delivery_state(state: DeliveryState) -> Cell {
    let (mark, colour) = match state {
        DeliveryState::Pending => ('·', Colour::Quiet),
        DeliveryState::Running => ('>', Colour::Quiet),
        DeliveryState::Retrying => ('○', Colour::Doubtful),
        DeliveryState::Succeeded => ('✓', Colour::Good),
        DeliveryState::Failed => ('✗', Colour::Bad),
        DeliveryState::Cancelled => ('-', Colour::Quiet),
        DeliveryState::Paused => ('=', Colour::Doubtful),
    };
    Cell::new(format!("{mark} {}", state.as_str())).colour(colour)
}

/// `45 s`, `2 h 30 min`, `3 days`: a wait, its two largest parts; a short one as [`duration`] has it.
pub fn wait(seconds: f64) -> String {
    if seconds < 59.95 {
        let is_whole = seconds.fract() < 0.05;
        return match seconds {
            _ if seconds <= 0.0 => "0 s".to_owned(),
            ..0.95 => format!("{} ms", two_digits(seconds * 1e3)),
            _ if is_whole => format!("{seconds:.0} s"),
            _ => format!("{seconds:.1} s"),
        };
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a wait is at most some years"
    )]
    let whole = seconds.round() as u64;
    let day = if whole < 172_800 { "day" } else { "days" };
    let parts = [
        (whole / 86_400, day),
        (whole / 3_600 % 24, "h"),
        (whole / 60 % 60, "min"),
        (whole % 60, "s"),
    ];
    let first = parts
        .iter()
        .position(|(amount, _)| *amount > 0)
        .unwrap_or(3);
    let told = parts[first..]
        .iter()
        .take(2)
        .filter(|(amount, _)| *amount > 0);
    let words: Vec<String> = told
        .map(|(amount, unit)| format!("{amount} {unit}"))
        .collect();
    words.join(" ")
}

/// An answer's status, or that there was none.
pub fn status(status: Option<u16>) -> Cell {
    let Some(status) = status else {
        return Cell::new("no answer").colour(Colour::Doubtful);
    };
    let cell = Cell::new(status.to_string());
    match status {
        200..300 => cell,
        _ => cell.colour(Colour::Doubtful),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_two_digits() {
        let sizes = [0, 999, 1_000, 9_960, 12_345, 1_500_000, 7_000_000_000].map(size);
        assert_eq!(
            sizes,
            [
                "0 B", "999 B", "1.0 kB", "10 kB", "12 kB", "1.5 MB", "7.0 GB"
            ]
        );
    }

    #[test]
    fn durations_have_two_digits() {
        let durations = [400, 12_345, 1_234_000, 31_000_000].map(duration);
        assert_eq!(durations, ["0.4 ms", "12 ms", "1.2 s", "31 s"]);
    }

    #[test]
    fn waits_have_their_two_largest_parts() {
        let waits = [0.5, 5.0, 90.0, 9_000.0, 86_400.0, 259_265.0].map(wait);
        assert_eq!(
            waits,
            [
                "500 ms",
                "5 s",
                "1 min 30 s",
                "2 h 30 min",
                "1 day",
                "3 days"
            ]
        );
    }
}
