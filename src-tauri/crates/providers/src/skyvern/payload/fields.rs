//! Values as Skyvern's models write them.

use model::Timestamp;

use crate::python::Json;

/// A key and its value.
pub type Field = (&'static str, Json);

/// An object of these fields in this order.
pub fn object(fields: Vec<Field>) -> Json {
    let named = |(name, value): Field| (name.to_owned(), value);
    Json::Object(fields.into_iter().map(named).collect())
}

/// UTC without saying so, and six digits of fraction or none.
pub fn time(at: Timestamp) -> Json {
    Json::text(naive(at))
}

/// The text of [`time`].
pub fn naive(at: Timestamp) -> String {
    let text = at.to_string();
    let text = text.trim_end_matches('Z');
    text.strip_suffix(".000000").unwrap_or(text).to_owned()
}

/// The same for what may not have happened.
pub fn maybe_time(at: Option<Timestamp>) -> Json {
    at.map_or(Json::Null, time)
}

/// A text that may be absent.
pub fn maybe_text(text: Option<&String>) -> Json {
    text.map_or(Json::Null, Json::text)
}

/// A number that may be absent.
pub fn number(number: Option<u32>) -> Json {
    number.map_or(Json::Null, |number| Json::Number(number.to_string()))
}

/// `[]`.
pub const fn empty_list() -> Json {
    Json::List(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_six_digits_of_fraction_or_none() {
        let written = |text: &str| time(text.parse().unwrap());
        let whole = Json::text("2026-11-21T20:00:00");
        assert_eq!(written("2026-11-21T20:00:00Z"), whole);
        let parts = Json::text("2026-11-21T20:00:00.100000");
        assert_eq!(written("2026-11-21T20:00:00.1Z"), parts);
    }
}
