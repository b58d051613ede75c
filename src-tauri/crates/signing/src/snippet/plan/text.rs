//! The signature's text: where it stands and how it is cut.

use super::place;
use super::style::Style;
use super::timestamp::has_timestamp;
use crate::scheme::definition::{Definition, SignatureRule};
use crate::scheme::place::{Place, TimestampPlace};
use crate::scheme::template::Value;
use crate::snippet::template::Fields;

/// Where the signature, and the timestamp if it is needed, may stand.
pub fn places(definition: &Definition) -> impl Iterator<Item = &Place> {
    let timestamp = match definition.timestamp.as_ref().map(|rule| &rule.from) {
        Some(TimestampPlace::Elsewhere(place)) if has_timestamp(definition) => Some(place),
        _ => None,
    };
    definition.signature.from.iter().chain(timestamp)
}

/// The fields about the signature's text.
pub fn fields(definition: &Definition, style: Style, fields: &mut Fields) {
    let rule = &definition.signature;
    let numbered = rule
        .from
        .iter()
        .any(|place| matches!(place, Place::NumberedHeader(_)));
    fields.flag("numbered_places", numbered);
    // A repeated header reaches handlers as one text, joined by commas.
    let separator = rule.group.clone().or(rule.repeat.then(|| ",".to_owned()));
    fields.flag(
        "several",
        rule.from.len() > 1 || numbered || separator.is_some(),
    );
    fields.text("between_texts", separator.unwrap_or_default());
    let places = rule.from.iter().map(|from| {
        let mut fields = Fields::default();
        place::fields(from, style, &mut fields);
        fields
    });
    fields.list("places", places.collect());
    prefix(rule, fields);
    items(definition, style, fields);
}

fn prefix(rule: &SignatureRule, fields: &mut Fields) {
    fields.text("prefix", &rule.prefix);
    fields.text("prefix_lower", rule.prefix.to_lowercase());
    fields.text("prefix_length", rule.prefix.len().to_string());
    fields.flag("prefix_any_case", rule.prefix_any_case);
    fields.flag("prefix_optional", rule.prefix_optional);
    fields.text(
        "rest",
        if rule.prefix.is_empty() {
            "text"
        } else {
            "rest"
        },
    );
}

/// How the text is a list: items with keys, items by their place, bare ones.
fn items(definition: &Definition, style: Style, fields: &mut Fields) {
    let rule = &definition.signature;
    fields.text("split", rule.split.as_deref().unwrap_or_default());
    fields.flag("trim", rule.trim);
    fields.flag("bare", rule.bare);
    fields.flag("list", rule.split.is_some());
    let pair = rule.pair.as_deref().unwrap_or_default();
    fields.text("pair", pair);
    fields.text("pair_length", pair.len().to_string());
    let accept: Vec<String> = rule.accept.iter().map(|key| (style.quoted)(key)).collect();
    fields.text("accept", accept.join(", "));
    fields.text(
        "accept_one",
        if accept.len() == 1 {
            rule.accept[0].as_str()
        } else {
            ""
        },
    );
    let other = definition.signs(|value| matches!(value, Value::Field(_)));
    let own = matches!(
        definition.timestamp.as_ref().map(|rule| &rule.from),
        Some(TimestampPlace::Field(_))
    );
    fields.flag(
        "keeps_fields",
        !pair.is_empty() && (other || own && has_timestamp(definition)),
    );
    positional(rule, fields);
}

fn positional(rule: &SignatureRule, fields: &mut Fields) {
    let at = |wanted: fn(&str) -> bool| rule.positional.iter().position(|item| wanted(item));
    let number = |at: Option<usize>| at.map(|at| at.to_string()).unwrap_or_default();
    fields.flag("positional", !rule.positional.is_empty());
    fields.text("ts_index", number(at(|item| item == "ts")));
    fields.text(
        "first_signature",
        number(at(|item| item.starts_with("sig"))),
    );
    let open = rule
        .positional
        .last()
        .is_some_and(|item| item.ends_with('*'));
    let end = rule.positional.len().to_string();
    fields.text("last_signature", if open { String::new() } else { end });
}
