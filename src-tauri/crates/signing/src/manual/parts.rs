//! The signed bytes as the catalogue's language writes them, and in words.

use crate::scheme::definition::MessageRule;
use crate::scheme::place::Place;
use crate::scheme::template::{Part, Value};

/// The templates as they stand in the definition.
pub fn written(rule: &MessageRule) -> String {
    let parts = rule.parts.iter().flat_map(|template| &template.0);
    parts.map(part).collect()
}

fn part(part: &Part) -> String {
    match part {
        Part::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
        Part::Value(value) => format!("{{{}}}", word(value)),
        Part::Lower(value) => format!("{{{}|lower}}", word(value)),
        Part::JsonString(value) => format!("{{jsonstr:{}}}", word(value)),
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::Body => "body".to_owned(),
        Value::Timestamp => "ts".to_owned(),
        Value::Method => "method".to_owned(),
        Value::Url => "url".to_owned(),
        Value::Path => "path".to_owned(),
        Value::Secret => "secret".to_owned(),
        Value::BodySha256 => "sha256hex".to_owned(),
        Value::SortedForm => "form".to_owned(),
        Value::Field(key) => format!("field:{key}"),
        Value::At(Place::Header(name) | Place::NumberedHeader(name)) => format!("h:{name}"),
        Value::At(Place::Json(path)) => format!("j:{path}"),
        Value::At(Place::Query(name)) => format!("q:{name}"),
        Value::At(Place::Form(name)) => format!("f:{name}"),
    }
}

/// The signed bytes piece by piece, in words.
pub fn words(rule: &MessageRule) -> Vec<String> {
    let parts = rule.parts.iter().flat_map(|template| &template.0);
    parts.map(part_words).collect()
}

fn part_words(part: &Part) -> String {
    match part {
        Part::Literal(text) => format!("{text:?}"),
        Part::Value(value) => value_words(value),
        Part::Lower(value) => format!("{} in lower case", value_words(value)),
        Part::JsonString(value) => format!("{} as a JSON string", value_words(value)),
    }
}

fn value_words(value: &Value) -> String {
    let words = match value {
        Value::Body => "the raw body",
        Value::Timestamp => "the timestamp as it came",
        Value::Method => "the method",
        Value::Url => "the whole URL",
        Value::Path => "the URL's path and query",
        Value::Secret => "the secret",
        Value::BodySha256 => "the SHA-256 of the body in hex",
        Value::SortedForm => "the form's names and values, sorted",
        Value::Field(key) => return format!("part {key} of the signature's text"),
        Value::At(place) => return place.to_string(),
    };
    words.to_owned()
}
