//! What stands at a place of an answer, as text. Pure.

use model::Timestamp;
use serde_json::Value;

/// A text, a number or a boolean; what is empty, absent or null is nothing.
pub(crate) fn text_at(value: &Value, place: Option<&str>) -> Option<String> {
    match value.pointer(place?)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        found @ (Value::Number(_) | Value::Bool(_)) => Some(found.to_string()),
        _ => None,
    }
}

/// A time: RFC 3339, or seconds since 1970.
pub(super) fn time_at(value: &Value, places: &[String]) -> Option<Timestamp> {
    let found = places
        .iter()
        .find_map(|place| text_at(value, Some(place)))?;
    let seconds = found.parse().ok().map(Timestamp::from_unix_seconds);
    seconds.or_else(|| found.parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_numbers_and_booleans_are_text_and_nothing_else_is() {
        let value = json!({"a": "x", "n": 0, "b": false, "empty": "", "null": null, "o": {}});
        let at = |place: &str| text_at(&value, Some(place));
        assert_eq!(at("/a").as_deref(), Some("x"));
        assert_eq!(at("/n").as_deref(), Some("0"));
        assert_eq!(at("/b").as_deref(), Some("false"));
        for nothing in ["/empty", "/null", "/o", "/absent"] {
            assert_eq!(at(nothing), None, "{nothing}");
        }
        assert_eq!(text_at(&value, None), None);
    }

    #[test]
    fn the_first_time_that_is_there_is_taken() {
        let value = json!({"a": null, "b": 5, "c": "1970-01-01T00:00:07Z", "d": "soon"});
        let time = |places: &[&str]| {
            let places: Vec<_> = places.iter().map(|&place| place.to_owned()).collect();
            time_at(&value, &places).map(Timestamp::unix_seconds)
        };
        assert_eq!(time(&["/a", "/b", "/c"]), Some(5));
        assert_eq!(time(&["/c"]), Some(7));
        assert_eq!(time(&["/d"]), None);
    }
}
