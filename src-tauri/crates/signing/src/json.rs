//! Single values of a JSON body, read and replaced without touching the rest.
//!
//! No tree is built and nothing is written anew: numbers keep their spelling,
//! keys their order. A body that is not JSON simply has no values.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::scheme::place::JsonPath;

/// The text of a string, or a number, boolean or object as it is spelled.
///
/// `None` when there is no such value, or it is `null`.
pub fn text<'a>(body: &'a [u8], path: &JsonPath) -> Option<Cow<'a, str>> {
    let raw = raw(body, path.keys())?;
    if raw == "null" {
        return None;
    }
    if !raw.starts_with('"') {
        return Some(Cow::Borrowed(raw));
    }
    let inside = &raw[1..raw.len() - 1];
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    serde_json::from_str(raw).ok().map(Cow::Owned)
}

/// The spelling of each item of an array.
pub fn items<'a>(body: &'a [u8], path: &JsonPath) -> Option<Vec<&'a str>> {
    let items: Vec<&RawValue> = serde_json::from_str(raw(body, path.keys())?).ok()?;
    Some(items.into_iter().map(RawValue::get).collect())
}

/// What is put into a body.
#[derive(Debug, Clone, Copy)]
pub enum New<'a> {
    /// A string.
    Text(&'a str),
    /// Digits, written bare unless a string stood there.
    Digits(&'a str),
    /// `null`.
    Null,
}

/// The body with a value replaced, or added where only the last keys are
/// missing; `None` when there is no object to add it to.
pub fn replace(body: &[u8], path: &JsonPath, new: New<'_>) -> Option<Vec<u8>> {
    let keys = path.keys();
    if let Some(old) = raw(body, keys) {
        let new = match new {
            New::Null => "null".to_owned(),
            New::Digits(digits) if !old.starts_with('"') => digits.to_owned(),
            New::Digits(text) | New::Text(text) => quoted(text),
        };
        return Some(spliced(body, span(body, old), &new));
    }
    (0..keys.len()).rev().find_map(|depth| {
        let parent = raw(body, &keys[..depth])?;
        let empty = parent.strip_prefix('{')?.trim_start().starts_with('}');
        let end = span(body, parent).end - 1;
        let comma = if empty { "" } else { "," };
        let added = format!("{comma}{}", nested(&keys[depth..], new));
        Some(spliced(body, end..end, &added))
    })
}

fn nested(keys: &[String], new: New<'_>) -> String {
    match (keys, new) {
        ([], New::Null) => "null".to_owned(),
        ([], New::Digits(digits)) => digits.to_owned(),
        ([], New::Text(text)) => quoted(text),
        ([last], _) => format!("{}:{}", quoted(last), nested(&[], new)),
        ([first, rest @ ..], _) => format!("{}:{{{}}}", quoted(first), nested(rest, new)),
    }
}

/// A text as a JSON string, quotes included, as `JSON.stringify` writes it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn spliced(body: &[u8], at: Range<usize>, new: &str) -> Vec<u8> {
    [&body[..at.start], new.as_bytes(), &body[at.end..]].concat()
}

fn span(body: &[u8], part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - body.as_ptr() as usize;
    start..start + part.len()
}

/// The spelling of a value; it borrows from the body.
fn raw<'a>(body: &'a [u8], keys: &[String]) -> Option<&'a str> {
    let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut at: &RawValue = serde_json::from_slice(json).ok()?;
    for key in keys {
        let mut inner = serde_json::Deserializer::from_str(at.get());
        at = Key(key).deserialize(&mut inner).ok()??;
    }
    Some(at.get())
}

/// Finds one key of an object or one index of an array.
struct Key<'k>(&'k str);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    // A key given twice: parsers keep the last one, so do we.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == self.0 {
                found = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let wanted = self.0.parse::<usize>().ok();
        let (mut found, mut index) = (None, 0);
        while let Some(item) = items.next_element::<&RawValue>()? {
            if wanted == Some(index) {
                found = Some(item);
            }
            index += 1;
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(body: &str, path: &str) -> Option<String> {
        text(body.as_bytes(), &JsonPath::new(path)).map(Cow::into_owned)
    }

    fn set(body: &str, path: &str, digits: &str) -> Option<String> {
        replace(body.as_bytes(), &JsonPath::new(path), New::Digits(digits))
            .map(|body| String::from_utf8(body).unwrap())
    }

    #[test]
    fn values_are_found_by_keys_and_indexes() {
        let body = r#"{"a":{"b":[{"c":"x"},{"c":"y\n"}]},"n":1.50}"#;
        assert_eq!(get(body, "a.b.1.c").as_deref(), Some("y\n"));
        assert_eq!(get(body, "n").as_deref(), Some("1.50"));
        assert_eq!(get(body, "a.b.7.c"), None);
        assert_eq!(get("not json", "a"), None);
        assert_eq!(get("\u{feff}{\"a\":1}", "a").as_deref(), Some("1"));
    }

    #[test]
    fn only_the_value_is_replaced() {
        assert_eq!(
            set(r#"{ "n":1.0, "t": 5 }"#, "t", "7").as_deref(),
            Some(r#"{ "n":1.0, "t": 7 }"#)
        );
        assert_eq!(
            set(r#"{"t":"5"}"#, "t", "7").as_deref(),
            Some(r#"{"t":"7"}"#)
        );
    }

    #[test]
    fn missing_keys_are_added() {
        assert_eq!(set("{}", "a", "7").as_deref(), Some(r#"{"a":7}"#));
        assert_eq!(
            set(r#"{"x":1}"#, "a.b", "2").as_deref(),
            Some(r#"{"x":1,"a":{"b":2}}"#)
        );
        assert_eq!(set("[]", "a", "7"), None);
    }
}
