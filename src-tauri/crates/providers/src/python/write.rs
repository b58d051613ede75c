//! Writes JSON as `json.dumps(x, separators=(",", ":"), ensure_ascii=False)` does.

use std::borrow::Cow;

use super::number::{dumped, normalised, printed};
use super::read::Json;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// As they were spelled.
    AsSpelled,
    /// As Python prints what it read.
    Printed,
    /// As Pydantic dumps what Python read.
    Dumped,
    /// Integral floats as ints, other floats as Python prints them.
    Normalised,
}

/// The compact text of a value: insertion order, raw UTF-8, only `"`, `\` and controls escaped.
#[must_use]
pub fn write(json: &Json, numbers: Numbers) -> String {
    let mut text = String::new();
    put(&mut text, json, numbers);
    text
}

fn put(text: &mut String, json: &Json, numbers: Numbers) {
    match json {
        Json::Null => text.push_str("null"),
        Json::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => text.push_str(&put_number(number, numbers)),
        Json::Text(value) => put_text(text, value),
        Json::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(text, index);
                put(text, item, numbers);
            }
            text.push(']');
        }
        Json::Object(fields) => {
            text.push('{');
            for (index, (name, value)) in fields.iter().enumerate() {
                separate(text, index);
                put_text(text, name);
                text.push(':');
                put(text, value, numbers);
            }
            text.push('}');
        }
    }
}

fn put_number(number: &str, numbers: Numbers) -> Cow<'_, str> {
    match numbers {
        Numbers::AsSpelled => number.into(),
        Numbers::Printed => printed(number).into(),
        Numbers::Dumped => dumped(number).into(),
        Numbers::Normalised => normalised(number).into(),
    }
}

fn separate(text: &mut String, index: usize) {
    if index > 0 {
        text.push(',');
    }
}

/// Both escape the same characters in the same way.
fn put_text(text: &mut String, value: &str) {
    text.push_str(&serde_json::Value::from(value).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::read;

    #[test]
    fn only_quotes_backslashes_and_controls_are_escaped() {
        let read = read(r#"{"é" : "\"\\\/\u0001\n\u007f\u2028 <", "l":[ ]}"#).unwrap();
        let written = write(&read, Numbers::AsSpelled);
        assert_eq!(
            written,
            "{\"é\":\"\\\"\\\\/\\u0001\\n\u{7f}\u{2028} <\",\"l\":[]}"
        );
    }

    #[test]
    fn numbers_are_normalised_at_every_depth() {
        let read = read(r#"{"a":3.0,"b":[1,{"c":-0.0,"d":1e-7}]}"#).unwrap();
        assert_eq!(
            write(&read, Numbers::Normalised),
            r#"{"a":3,"b":[1,{"c":0,"d":1e-07}]}"#
        );
        assert_eq!(
            write(&read, Numbers::AsSpelled),
            r#"{"a":3.0,"b":[1,{"c":-0.0,"d":1e-7}]}"#
        );
    }
}
