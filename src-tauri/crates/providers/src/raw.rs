//! JSON as it is written: parts of a text, without reading numbers and strings anew. Pure.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// What stands at a JSON pointer, as it is written.
pub(crate) fn raw_at<'a>(value: &'a RawValue, pointer: &str) -> Option<&'a RawValue> {
    let mut found = value;
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        found = child(found, &name)?;
    }
    Some(found)
}

fn child<'a>(value: &'a RawValue, name: &str) -> Option<&'a RawValue> {
    if let Ok(mut fields) = serde_json::from_str::<BTreeMap<String, &RawValue>>(value.get()) {
        return fields.remove(name);
    }
    items(value)?.get(name.parse::<usize>().ok()?).copied()
}

/// The items of a list, each as it is written.
pub(crate) fn items(value: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(value.get()).ok()
}

/// The same JSON without white space between its tokens.
pub(crate) fn compact(json: &str) -> String {
    let mut written = String::with_capacity(json.len());
    let (mut in_text, mut escaped) = (false, false);
    for letter in json.chars() {
        if in_text {
            in_text = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            written.push(letter);
        } else if !letter.is_ascii_whitespace() {
            in_text = letter == '"';
            written.push(letter);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_goes_but_for_that_of_texts() {
        let json = "{ \"a b\" :\n[ 1.50 , \"x \\\" y \\\\\" , {} ] }";
        assert_eq!(compact(json), "{\"a b\":[1.50,\"x \\\" y \\\\\",{}]}");
    }

    #[test]
    fn a_pointer_leads_through_objects_and_lists() {
        let raw: Box<RawValue> = serde_json::from_str(r#"{"a/b":[{"c": 1.0}]}"#).unwrap();
        let found = |pointer| raw_at(&raw, pointer).map(RawValue::get);
        assert_eq!(found("/a~1b/0/c"), Some("1.0"));
        assert_eq!(found("/a~1b/1"), None);
        assert_eq!(found("/x"), None);
        assert_eq!(found(""), Some(r#"{"a/b":[{"c": 1.0}]}"#));
    }
}
