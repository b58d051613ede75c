//! JSON Patch (RFC 6902) on bodies.
//!
//! The body is read and written anew: its values and the order of its fields
//! stay, its spacing does not. A body whose numbers would not survive that is
//! refused rather than changed in silence.

use json_patch::PatchOperation;
use serde_json::Value;

use super::error::{PATCH, TemplateError};
use super::text::{Filling, Text};

/// Digits that a binary 64-bit number keeps.
const KEPT_DIGITS: usize = 15;

/// A patch, with texts that are filled in for each exchange.
#[derive(Debug, Clone)]
pub(super) struct Patch {
    operations: Vec<PatchOperation>,
    has_places: bool,
}

/// Why a body was not patched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatchError {
    /// Not JSON.
    #[error("its body is not JSON that can be patched ({0})")]
    NotJson(String),
    /// A number that has more digits than would be kept.
    #[error(
        "its body has the number {0}, which would lose digits when it is written anew: set the whole body instead"
    )]
    Number(String),
    /// An operation did not fit.
    #[error("the JSON Patch does not fit its body ({0})")]
    Fit(String),
}

impl Patch {
    pub(super) fn read(text: &str) -> Result<Self, TemplateError> {
        let wrong = |error: serde_json::Error| TemplateError::Patch(error.to_string());
        let patch: json_patch::Patch = serde_json::from_str(text).map_err(wrong)?;
        let mut has_places = false;
        for operation in &patch.0 {
            if let Some(value) = value_of(operation) {
                has_places |= has_place(value)?;
            }
        }
        Ok(Self {
            operations: patch.0,
            has_places,
        })
    }

    pub(super) fn applied(&self, body: &[u8], filling: &Filling) -> Result<Vec<u8>, PatchError> {
        if let Some(number) = number_that_changes(body) {
            return Err(PatchError::Number(number));
        }
        let not_json = |error: serde_json::Error| PatchError::NotJson(error.to_string());
        let before: Value = serde_json::from_slice(body).map_err(not_json)?;
        let mut after = before.clone();
        let misfit = |error: json_patch::PatchError| PatchError::Fit(error.to_string());
        if self.has_places {
            json_patch::patch(&mut after, &self.filled(filling)).map_err(misfit)?;
        } else {
            json_patch::patch(&mut after, &self.operations).map_err(misfit)?;
        }
        serde_json::to_vec(&in_the_order_of(&before, after)).map_err(not_json)
    }

    fn filled(&self, filling: &Filling) -> Vec<PatchOperation> {
        let mut operations = self.operations.clone();
        for operation in &mut operations {
            match operation {
                PatchOperation::Add(add) => fill(&mut add.value, filling),
                PatchOperation::Replace(replace) => fill(&mut replace.value, filling),
                PatchOperation::Test(test) => fill(&mut test.value, filling),
                PatchOperation::Remove(_) | PatchOperation::Move(_) | PatchOperation::Copy(_) => {}
            }
        }
        operations
    }
}

const fn value_of(operation: &PatchOperation) -> Option<&Value> {
    match operation {
        PatchOperation::Add(add) => Some(&add.value),
        PatchOperation::Replace(replace) => Some(&replace.value),
        PatchOperation::Test(test) => Some(&test.value),
        PatchOperation::Remove(_) | PatchOperation::Move(_) | PatchOperation::Copy(_) => None,
    }
}

fn has_place(value: &Value) -> Result<bool, TemplateError> {
    let mut found = false;
    match value {
        Value::String(text) => found = !Text::read(text, PATCH)?.is_plain(),
        Value::Array(values) => {
            for value in values {
                found |= has_place(value)?;
            }
        }
        Value::Object(fields) => {
            for value in fields.values() {
                found |= has_place(value)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(found)
}

/// Texts stay texts: `"{{index}}"` becomes `"7"`.
fn fill(value: &mut Value, filling: &Filling) {
    match value {
        Value::String(text) => {
            if let Ok(read) = Text::read(text, PATCH) {
                *text = read.filled(filling);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| fill(value, filling)),
        Value::Object(fields) => fields.values_mut().for_each(|value| fill(value, filling)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The same value with its fields where they stood: taking one out moves the last into its place.
fn in_the_order_of(before: &Value, after: Value) -> Value {
    match (before, after) {
        (Value::Object(before), Value::Object(mut after)) => {
            let mut ordered = serde_json::Map::new();
            for (name, value) in before {
                if let Some(now) = after.get_mut(name) {
                    ordered.insert(name.clone(), in_the_order_of(value, now.take()));
                }
            }
            for (name, value) in after {
                ordered.entry(name).or_insert(value);
            }
            Value::Object(ordered)
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            let pairs = before.iter().zip(after);
            Value::Array(
                pairs
                    .map(|(before, after)| in_the_order_of(before, after))
                    .collect(),
            )
        }
        (_, after) => after,
    }
}

/// The first number that reading and writing would change.
fn number_that_changes(json: &[u8]) -> Option<String> {
    let mut at = 0;
    while at < json.len() {
        match json[at] {
            b'"' => at = end_of_text(json, at),
            b'-' | b'0'..=b'9' => {
                let is_part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
                let length = json[at..].iter().take_while(|byte| is_part(byte)).count();
                let number = String::from_utf8_lossy(&json[at..at + length]);
                if !is_kept(&number) {
                    return Some(number.into_owned());
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    None
}

/// The place behind a text in quotes that begins at `at`.
fn end_of_text(json: &[u8], mut at: usize) -> usize {
    at += 1;
    while at < json.len() && json[at] != b'"' {
        at += if json[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

fn is_kept(number: &str) -> bool {
    let is_whole = !number.contains(['.', 'e', 'E']);
    if is_whole && (number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok()) {
        return true;
    }
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit);
    let significant = digits.skip_while(|&digit| digit == b'0').count();
    significant <= KEPT_DIGITS && number.parse().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use model::{CaptureId, Timestamp};

    use super::*;

    fn patched(patch: &str, body: &str) -> Result<String, PatchError> {
        let filling = Filling {
            capture: CaptureId(3),
            index: 7,
            now: Timestamp(0),
            entropy: [0; 16],
        };
        let patched = Patch::read(patch)
            .unwrap()
            .applied(body.as_bytes(), &filling);
        patched.map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn every_operation_of_the_rfc_does_its_work_in_order() {
        let patch = r#"[
            {"op":"test","path":"/a","value":1},
            {"op":"replace","path":"/a","value":2},
            {"op":"add","path":"/list/1","value":"b"},
            {"op":"copy","from":"/a","path":"/b"},
            {"op":"move","from":"/old","path":"/new~1name"},
            {"op":"remove","path":"/gone"}
        ]"#;
        let body = r#"{"gone":0,"a":1,"list":["a","c"],"old":null,"z":true}"#;
        let expected = r#"{"a":2,"list":["a","b","c"],"z":true,"new/name":null,"b":2}"#;
        assert_eq!(patched(patch, body).as_deref(), Ok(expected));
    }

    #[test]
    fn fields_stay_in_their_order_when_one_is_taken_out() {
        let patch = r#"[{"op":"remove","path":"/x/a"}]"#;
        let body = r#"{"x":{"a":1,"b":2,"c":3,"d":4},"y":5}"#;
        let expected = r#"{"x":{"b":2,"c":3,"d":4},"y":5}"#;
        assert_eq!(patched(patch, body).as_deref(), Ok(expected));
    }

    #[test]
    fn texts_of_a_patch_are_filled_in_without_breaking_the_json() {
        let patch = r#"[{"op":"add","path":"/m","value":{"n":["{{index}}","\"{{capture}}\""]}}]"#;
        let expected = r#"{"m":{"n":["7","\"cap_3\""]}}"#;
        assert_eq!(patched(patch, "{}").as_deref(), Ok(expected));
        let unknown = Patch::read(r#"[{"op":"add","path":"/a","value":"{{b}}"}]"#);
        assert!(
            unknown
                .unwrap_err()
                .to_string()
                .contains("{{b}} in the JSON Patch")
        );
    }

    #[test]
    fn what_is_no_patch_is_refused_at_once() {
        for text in [
            "",
            "{}",
            "[1]",
            r#"[{"op":"jump","path":"/a"}]"#,
            r#"[{"op":"add","path":"a","value":1}]"#,
            r#"[{"op":"add","path":"/a"}]"#,
        ] {
            assert!(Patch::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_body_that_does_not_fit_is_named() {
        let patch = r#"[{"op":"replace","path":"/a","value":1}]"#;
        assert!(matches!(patched(patch, "{}"), Err(PatchError::Fit(_))));
        assert!(matches!(patched(patch, "a=1"), Err(PatchError::NotJson(_))));
    }

    #[test]
    fn numbers_that_would_lose_digits_are_refused_and_others_keep_their_value() {
        let patch = r#"[{"op":"add","path":"/b","value":1}]"#;
        for number in [
            "123456789012345678901",
            "0.12345678901234567",
            "1e999",
            "-9223372036854775809",
        ] {
            let body = format!(r#"{{"text":"1e999 \" 9","a":{number}}}"#);
            assert_eq!(
                patched(patch, &body),
                Err(PatchError::Number(number.into()))
            );
        }
        let kept = r#"{"a":[18446744073709551615,-1,0.5,1.25]}"#;
        assert!(
            patched(patch, kept)
                .unwrap()
                .contains("[18446744073709551615,-1,0.5,1.25]")
        );
    }
}
