//! Times as providers write them. All are UTC.

use model::Timestamp;

/// Where the fraction begins in RFC 3339, for years of four digits.
const WHOLE: usize = "2026-01-31T12:00:00".len();

/// As Python's `isoformat` writes a time that knows its zone: `+00:00`, and six digits of fraction
/// unless they are zero.
pub(crate) fn python(at: Timestamp) -> String {
    format!("{}+00:00", python_naive(at))
}

/// As Python's `isoformat` writes a time that knows no zone.
pub(crate) fn python_naive(at: Timestamp) -> String {
    let text = at.to_string();
    match at.0.rem_euclid(1_000_000) {
        0 => text[..WHOLE].to_owned(),
        _ => text[..WHOLE + 7].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp(1_760_000_000_000_500);

    #[test]
    fn python_leaves_out_a_fraction_of_zero() {
        assert_eq!(python(AT), "2025-10-09T08:53:20.000500+00:00");
        let whole = Timestamp::from_unix_seconds(1_760_000_000);
        assert_eq!(python(whole), "2025-10-09T08:53:20+00:00");
        assert_eq!(python_naive(whole), "2025-10-09T08:53:20");
    }
}
