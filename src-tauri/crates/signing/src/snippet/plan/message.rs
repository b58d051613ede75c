//! The signed bytes: values to fetch first, pieces to join.

use super::style::Style;
use super::{names, place};
use crate::scheme::definition::Definition;
use crate::scheme::place::{Place, TimestampPlace};
use crate::scheme::template::{Part, Template, Value};
use crate::snippet::template::Fields;

/// Where the values stand that are signed.
pub fn places(definition: &Definition) -> impl Iterator<Item = &Place> {
    values(definition)
        .into_iter()
        .filter_map(|value| match value {
            Value::At(place) => Some(place),
            _ => None,
        })
}

/// Whether something is signed as a JSON string.
pub fn has_json_text(definition: &Definition) -> bool {
    let mut parts = templates(definition)
        .iter()
        .flat_map(|template| &template.0);
    parts.any(|part| matches!(part, Part::JsonString(_)))
}

/// The fields about the signed bytes.
pub fn fields(definition: &Definition, style: Style, fields: &mut Fields) {
    let omit = definition
        .message
        .as_ref()
        .is_some_and(|message| message.omit_absent);
    let values = values(definition)
        .into_iter()
        .map(|value| self::value(value, style));
    fields.list("values", values.collect());
    fields.flag("omit_absent", omit);
    let all = templates(definition);
    let parts: Vec<&Part> = all.iter().flat_map(|template| &template.0).collect();
    let body_only = matches!(parts[..], [Part::Value(Value::Body)]);
    fields.flag("body_only", body_only);
    fields.text("message", if body_only { "body" } else { "message" });
    let parts = parts
        .into_iter()
        .map(|part| self::part(definition, part, style));
    fields.list("parts", parts.collect());
    let templates = all
        .iter()
        .map(|template| optional(definition, template, style));
    fields.list(
        "templates",
        if omit {
            templates.collect()
        } else {
            Vec::new()
        },
    );
}

fn templates(definition: &Definition) -> &[Template] {
    definition
        .message
        .as_ref()
        .map_or(&[], |message| &message.parts)
}

/// A template that is left out where its value is absent.
fn optional(definition: &Definition, template: &Template, style: Style) -> Fields {
    let mut fields = Fields::default();
    let parts = template
        .0
        .iter()
        .map(|part| self::part(definition, part, style));
    fields.list("parts", parts.collect());
    let needed = template.0.iter().filter_map(Part::value);
    let needed = needed
        .filter_map(|value| variable(definition, value, style))
        .next();
    fields.text("needed", needed.unwrap_or_default());
    fields
}

/// The values that need a variable, each once; the timestamp has its own.
fn values(definition: &Definition) -> Vec<&Value> {
    let parts = templates(definition)
        .iter()
        .flat_map(|template| &template.0);
    let mut values: Vec<&Value> = Vec::new();
    for value in parts.filter_map(Part::value) {
        let fetched = matches!(value, Value::At(_) | Value::Field(_));
        if fetched && !is_timestamp(definition, value) && !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// Whether a value is the timestamp under another word.
fn is_timestamp(definition: &Definition, value: &Value) -> bool {
    match (definition.timestamp.as_ref().map(|rule| &rule.from), value) {
        (_, Value::Timestamp) => true,
        (Some(TimestampPlace::Elsewhere(own)), Value::At(place)) => own == place,
        (Some(TimestampPlace::Field(own)), Value::Field(key)) => own == key,
        _ => false,
    }
}

fn value(value: &Value, style: Style) -> Fields {
    let mut fields = Fields::default();
    match value {
        Value::At(at) => place::fields(at, style, &mut fields),
        Value::Field(key) => {
            fields.flag("field", true);
            fields.text("name", key);
        }
        _ => {}
    }
    fields.text("var", fetched(value, style).unwrap_or_default());
    fields
}

fn fetched(value: &Value, style: Style) -> Option<String> {
    let (kind, name) = match value {
        Value::At(Place::Header(name) | Place::NumberedHeader(name)) => ("header", name.clone()),
        Value::At(Place::Json(path)) => ("json", path.to_string()),
        Value::At(Place::Form(name)) => ("form", name.clone()),
        Value::At(Place::Query(name)) => ("query", name.clone()),
        Value::Field(key) => ("field", key.clone()),
        _ => return None,
    };
    Some(names::local(kind, &name, style.camel))
}

fn variable(definition: &Definition, value: &Value, style: Style) -> Option<String> {
    if is_timestamp(definition, value) {
        return Some("timestamp".to_owned());
    }
    fetched(value, style)
}

fn part(definition: &Definition, part: &Part, style: Style) -> Fields {
    let mut fields = Fields::default();
    let value = match part {
        Part::Literal(text) => {
            fields.text("literal", text);
            fields.flag("ascii", text.is_ascii());
            return fields;
        }
        Part::Value(value) => value,
        Part::Lower(value) => {
            fields.flag("lower", true);
            value
        }
        Part::JsonString(value) => {
            fields.flag("json_text", true);
            value
        }
    };
    // A text is a variable; the others are computed where they are joined.
    match (variable(definition, value, style), value) {
        (Some(variable), _) => fields.text("variable", variable),
        (None, Value::Body) => fields.flag("body", true),
        (None, Value::Method) => fields.text("variable", "method"),
        (None, Value::Url) => fields.text("variable", "url"),
        (None, Value::Path) => fields.flag("path", true),
        (None, Value::Secret) => fields.flag("secret", true),
        (None, Value::BodySha256) => fields.flag("body_hash", true),
        (None, Value::SortedForm) => fields.flag("sorted_form", true),
        (None, Value::Timestamp | Value::At(_) | Value::Field(_)) => {}
    }
    fields
}
