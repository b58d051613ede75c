//! Blanks of texts, and what fills them. Pure.

use std::collections::BTreeMap;

use serde_json::Value;

/// A blank that cannot be left out, and for which nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) String);

/// What fills the blanks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blanks {
    texts: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<String>>,
}

impl Blanks {
    /// Of a profile's settings.
    pub(crate) fn of(settings: &BTreeMap<String, String>) -> Self {
        let given = settings.iter().filter(|(_, value)| !value.is_empty());
        let texts = given.map(|(id, value)| (id.clone(), value.clone()));
        Self {
            texts: texts.collect(),
            lists: BTreeMap::new(),
        }
    }

    /// With one more; what is empty or absent changes nothing.
    pub(crate) fn with(mut self, id: &str, value: Option<&str>) -> Self {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.texts.insert(id.to_owned(), value.to_owned());
        }
        self
    }

    /// With several values for one blank, which stands alone in a list or in a field of a form.
    pub(crate) fn with_list(mut self, id: &str, values: &[String]) -> Self {
        if !values.is_empty() {
            self.lists.insert(id.to_owned(), values.to_owned());
        }
        self
    }

    /// The values of a text that is nothing but a blank for several.
    pub(super) fn values(&self, text: &str) -> Option<&[String]> {
        let id = text.strip_prefix('{')?.strip_suffix('}')?;
        self.lists.get(id).map(Vec::as_slice)
    }

    /// The text with all of its blanks filled.
    pub(super) fn fill(&self, text: &str) -> Result<String, Missing> {
        let mut filled = String::new();
        for part in parts(text) {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Blank(id) => {
                    let value = self.texts.get(id).ok_or_else(|| Missing(id.to_owned()))?;
                    filled.push_str(value);
                }
            }
        }
        Ok(filled)
    }

    /// An object for each value of the blank for several that is its only field.
    fn objects(&self, item: &Value) -> Option<Vec<Value>> {
        let fields = item.as_object().filter(|fields| fields.len() == 1)?;
        let (name, text) = fields.iter().next()?;
        let object = |value: &String| Value::from_iter([(name.clone(), value.clone())]);
        Some(self.values(text.as_str()?)?.iter().map(object).collect())
    }

    /// The JSON with all of its blanks filled; what has an unknown one is left out.
    pub(super) fn fill_json(&self, value: &Value) -> Option<Value> {
        Some(match value {
            Value::String(text) => Value::String(self.fill(text).ok()?),
            Value::Array(items) => {
                let several = items.first().and_then(Value::as_str);
                if let Some(values) = several.and_then(|text| self.values(text)) {
                    return Some(values.into());
                }
                if let Some(objects) = items.first().and_then(|item| self.objects(item)) {
                    return Some(Value::Array(objects));
                }
                let filled: Vec<_> = items
                    .iter()
                    .filter_map(|item| self.fill_json(item))
                    .collect();
                // A list of nothing would say something that nobody said.
                (filled.len() == items.len() || !filled.is_empty())
                    .then_some(Value::Array(filled))?
            }
            Value::Object(fields) => {
                let field =
                    |(name, value): (&String, &Value)| Some((name.clone(), self.fill_json(value)?));
                fields.iter().filter_map(field).collect()
            }
            other => other.clone(),
        })
    }
}

/// A part of a text with blanks.
pub(super) enum Part<'a> {
    Text(&'a str),
    Blank(&'a str),
}

/// The parts of a text, in order.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{')
        && let Some((id, behind)) = after.split_once('}')
    {
        parts.push(Part::Text(before));
        parts.push(Part::Blank(id));
        rest = behind;
    }
    parts.push(Part::Text(rest));
    parts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn blanks() -> Blanks {
        let settings = [
            ("a".to_owned(), "x".to_owned()),
            ("b".to_owned(), String::new()),
        ];
        Blanks::of(&settings.into())
            .with("id", Some("7"))
            .with("c", Some(""))
    }

    #[test]
    fn blanks_are_filled_and_missing_ones_named() {
        assert_eq!(blanks().fill("{a}-{id}!").unwrap(), "x-7!");
        assert_eq!(blanks().fill("plain {"), Ok("plain {".to_owned()));
        for empty in ["b", "c", "d"] {
            let missing = blanks().fill(&format!("{{{empty}}}"));
            assert_eq!(missing, Err(Missing(empty.to_owned())));
        }
    }

    #[test]
    fn a_list_has_as_many_items_as_the_blank_has_values() {
        let blanks = blanks().with_list("events", &["a.b".to_owned(), "{c}".to_owned()]);
        let filled = blanks.fill_json(&json!({"types": ["{events}"]}));
        assert_eq!(filled, Some(json!({"types": ["a.b", "{c}"]})));
        let filled = blanks.fill_json(&json!({"types": [{"name": "{events}"}]}));
        let objects = json!({"types": [{"name": "a.b"}, {"name": "{c}"}]});
        assert_eq!(filled, Some(objects));
    }

    #[test]
    fn what_is_not_known_is_left_out_of_a_body() {
        let body = json!({"id": "{id}", "b": "{b}", "list": ["{b}", "{a}"], "n": 1});
        let filled = blanks().fill_json(&body);
        assert_eq!(filled, Some(json!({"id": "7", "list": ["x"], "n": 1})));
    }
}
