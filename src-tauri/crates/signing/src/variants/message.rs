//! Other values signed, or the same ones joined otherwise.

use super::mistake::{Misread, Mistake, changed};
use crate::scheme::definition::{AlgorithmKind, Definition};
use crate::scheme::place::Place;
use crate::scheme::template::{Part, Template, Value};

/// What people join values with.
const JOINERS: [(&str, &str); 6] = [
    (".", "dot"),
    (":", "colon"),
    ("", "nothing"),
    ("\n", "newline"),
    ("|", "pipe"),
    (",", "comma"),
];

type Test = fn(&Value) -> bool;

/// Values that people forget, by the code that says so.
const FORGOTTEN: [(&str, Test); 3] = [
    ("msg.timestamp_not_included", is_timestamp),
    ("msg.id_not_included", is_header),
    ("msg.url_not_included", is_url),
];

fn is_timestamp(value: &Value) -> bool {
    *value == Value::Timestamp
}

fn is_header(value: &Value) -> bool {
    matches!(value, Value::At(Place::Header(_)))
}

fn is_url(value: &Value) -> bool {
    matches!(value, Value::Url | Value::Path | Value::Method)
}

/// Every other message.
pub fn misread(definition: &Definition) -> Vec<Mistake> {
    let Some(message) = &definition.message else {
        return Vec::new();
    };
    if definition.algorithm.kind == AlgorithmKind::Token {
        return Vec::new();
    }
    let parts: Vec<Part> = message
        .parts
        .iter()
        .flat_map(|part| part.0.clone())
        .collect();
    let mut all = Vec::new();
    for (code, forgotten) in FORGOTTEN {
        let rest = without(&parts, forgotten);
        all.extend(with_parts(definition, &parts, rest, (code, "")));
    }
    if parts
        .iter()
        .any(|part| matches!(part, Part::Value(Value::Body)))
    {
        let rest = vec![Part::Value(Value::Body)];
        let told = ("msg.timestamp_not_included", "the body alone");
        all.extend(with_parts(definition, &parts, rest, told));
    }
    for (joiner, name) in JOINERS {
        let rest = joined(&parts, joiner);
        let told = ("msg.wrong_delimiter", name);
        all.extend(with_parts(definition, &parts, rest, told));
    }
    let told = ("msg.order_swapped", "");
    all.extend(with_parts(definition, &parts, swapped(&parts), told));
    all
}

fn with_parts(
    definition: &Definition,
    own: &[Part],
    parts: Vec<Part>,
    (code, detail): (&'static str, &str),
) -> Option<Mistake> {
    if parts == own || parts.is_empty() {
        return None;
    }
    let other = changed(definition, |definition| {
        if let Some(message) = &mut definition.message {
            message.parts = vec![Template(parts)];
        }
    });
    Some(Mistake::new(Misread::Message, code, other).with_detail(detail))
}

/// Without a value and the text that joins it to what follows.
fn without(parts: &[Part], forgotten: Test) -> Vec<Part> {
    let mut kept: Vec<Part> = Vec::new();
    let mut rest = parts.iter().peekable();
    while let Some(part) = rest.next() {
        if part.value().is_some_and(forgotten) {
            rest.next_if(|next| matches!(next, Part::Literal(_)));
        } else {
            kept.push(part.clone());
        }
    }
    if kept.len() < parts.len() && matches!(kept.last(), Some(Part::Literal(_))) {
        kept.pop();
    }
    kept
}

/// The values with this text between them; what stands before the first one stays.
fn joined(parts: &[Part], joiner: &str) -> Vec<Part> {
    let front = parts
        .iter()
        .take(1)
        .filter(|part| matches!(part, Part::Literal(_)));
    let mut all: Vec<Part> = front.cloned().collect();
    for (index, value) in parts
        .iter()
        .filter(|part| !matches!(part, Part::Literal(_)))
        .enumerate()
    {
        if index > 0 && !joiner.is_empty() {
            all.push(Part::Literal(joiner.to_owned()));
        }
        all.push(value.clone());
    }
    all
}

/// The values the other way round, the texts between them in their places.
fn swapped(parts: &[Part]) -> Vec<Part> {
    let values = parts
        .iter()
        .filter(|part| !matches!(part, Part::Literal(_)));
    let mut values = values.rev();
    let in_place = |part: &Part| match part {
        Part::Literal(_) => part.clone(),
        _ => values.next().unwrap_or(part).clone(),
    };
    parts.iter().map(in_place).collect()
}
