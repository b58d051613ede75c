//! Templates of the signed bytes: `v0:{ts}:{body}`.
//!
//! `{{` and `}}` stand for the braces themselves.

use std::str::FromStr;

use super::place::{JsonPath, Place};

/// Literal text and placeholders in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(pub Vec<Part>);

/// One piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Fixed text.
    Literal(String),
    /// A value of the request.
    Value(Value),
    /// A value in lower case: `{q:data.id|lower}`.
    Lower(Value),
    /// A value written as a JSON string, quotes included: `{jsonstr:body}`.
    JsonString(Value),
}

/// A value of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `{body}`: byte for byte.
    Body,
    /// `{ts}`: the timestamp as it came.
    Timestamp,
    /// `{method}`.
    Method,
    /// `{url}`: as registered with the provider.
    Url,
    /// `{path}`: the URL's path and query.
    Path,
    /// `{secret}`: the key's bytes.
    Secret,
    /// `{sha256hex}`: the body's SHA-256 in hex.
    BodySha256,
    /// `{form}`: the form's names and values, sorted by name, without separators.
    SortedForm,
    /// `{h:NAME}` a header's value, `{j:PATH}` a text or number of the JSON
    /// body, `{q:NAME}` a query parameter, `{f:NAME}` a form field.
    At(Place),
    /// `{field:KEY}`: another item of the signature's text.
    Field(String),
}

/// A template that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A placeholder that does not exist, and those that do.
    #[error("{{{0}}} stands for nothing: use {1}")]
    Unknown(String, &'static str),
    /// A brace without its partner.
    #[error("\"{0}\" has a brace without its partner: write {{{{ or }}}} for the brace itself")]
    Brace(String),
}

const PLACEHOLDERS: &str = "{body}, {ts}, {method}, {url}, {path}, {secret}, {sha256hex}, {form}, \
    {h:NAME}, {j:PATH}, {q:NAME}, {f:NAME}, {field:KEY}, {jsonstr:VALUE} or {VALUE|lower}";

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let cut = cut(text)?.into_iter().map(|piece| match piece {
            Cut::Literal(text) => Ok(Part::Literal(text)),
            Cut::Placeholder(name) => placeholder(name),
        });
        cut.collect::<Result<_, _>>().map(Self)
    }
}

/// A piece of a template's text.
pub(super) enum Cut<'t> {
    /// Fixed text.
    Literal(String),
    /// What stands between braces.
    Placeholder(&'t str),
}

/// Cuts a template's text at its placeholders.
pub(super) fn cut(text: &str) -> Result<Vec<Cut<'_>>, TemplateError> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let (brace, after) = rest[at..].split_at(1);
        if let Some(escaped) = after.strip_prefix(brace) {
            literal.push_str(brace);
            rest = escaped;
            continue;
        }
        let inside = after.split_once('}').filter(|_| brace == "{");
        let (name, tail) = inside.ok_or_else(|| TemplateError::Brace(text.to_owned()))?;
        flush(&mut literal, &mut pieces);
        pieces.push(Cut::Placeholder(name));
        rest = tail;
    }
    literal.push_str(rest);
    flush(&mut literal, &mut pieces);
    Ok(pieces)
}

fn flush(literal: &mut String, pieces: &mut Vec<Cut<'_>>) {
    if !literal.is_empty() {
        pieces.push(Cut::Literal(std::mem::take(literal)));
    }
}

fn placeholder(name: &str) -> Result<Part, TemplateError> {
    let unknown = || TemplateError::Unknown(name.to_owned(), PLACEHOLDERS);
    if let Some(inner) = name.strip_prefix("jsonstr:") {
        return value(inner).map(Part::JsonString).ok_or_else(unknown);
    }
    if let Some(inner) = name.strip_suffix("|lower") {
        return value(inner).map(Part::Lower).ok_or_else(unknown);
    }
    value(name).map(Part::Value).ok_or_else(unknown)
}

fn value(name: &str) -> Option<Value> {
    Some(match name {
        "body" => Value::Body,
        "ts" => Value::Timestamp,
        "method" => Value::Method,
        "url" => Value::Url,
        "path" => Value::Path,
        "secret" => Value::Secret,
        "sha256hex" => Value::BodySha256,
        "form" => Value::SortedForm,
        _ => return named_value(name),
    })
}

fn named_value(text: &str) -> Option<Value> {
    let (kind, name) = text.split_once(':').filter(|(_, name)| !name.is_empty())?;
    Some(match kind {
        "h" => Value::At(Place::Header(name.to_owned())),
        "j" => Value::At(Place::Json(JsonPath::new(name))),
        "q" => Value::At(Place::Query(name.to_owned())),
        "f" => Value::At(Place::Form(name.to_owned())),
        "field" => Value::Field(name.to_owned()),
        _ => return None,
    })
}

impl Part {
    /// The value it stands for; `None` for fixed text.
    #[must_use]
    pub const fn value(&self) -> Option<&Value> {
        match self {
            Self::Literal(_) => None,
            Self::Value(value) | Self::Lower(value) | Self::JsonString(value) => Some(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Part> {
        text.parse::<Template>().unwrap().0
    }

    #[test]
    fn literals_and_placeholders_keep_their_order() {
        let literal = |text: &str| Part::Literal(text.to_owned());
        let expected = [
            literal("v0:"),
            Part::Value(Value::Timestamp),
            literal(":"),
            Part::Value(Value::Body),
        ];
        assert_eq!(parts("v0:{ts}:{body}"), expected);
    }

    #[test]
    fn doubled_braces_stand_for_themselves() {
        let expected = [
            Part::Literal("{\"Body\":".to_owned()),
            Part::JsonString(Value::Body),
            Part::Literal("}".to_owned()),
        ];
        assert_eq!(parts("{{\"Body\":{jsonstr:body}}}"), expected);
    }

    #[test]
    fn a_placeholder_that_does_not_exist_is_named() {
        let error = "{boby}".parse::<Template>().unwrap_err().to_string();
        assert!(
            error.contains("{boby}") && error.contains("{body}"),
            "{error}"
        );
        assert!("{body".parse::<Template>().is_err());
        assert!("a}b".parse::<Template>().is_err());
    }
}
