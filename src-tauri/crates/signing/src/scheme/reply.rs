//! Templates of what a handshake answers: `{"plainToken":…}`, `{q:hub.challenge}`.
//!
//! The same braces as in the signed bytes, with other names: an answer may
//! repeat what was asked, but never the secret.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use super::place::{JsonPath, Place};
use super::template::{Cut, TemplateError, cut};

/// Fixed text and placeholders in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyTemplate(pub Vec<ReplyPart>);

/// One piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyPart {
    /// Fixed text.
    Literal(String),
    /// `{h:NAME}`, `{j:PATH}`, `{q:NAME}`, `{f:NAME}`: what the request says there.
    At(Place),
    /// `{value:NAME}`: a value that was agreed on.
    Value(String),
    /// `{digest}`: what is computed.
    Digest,
}

const PLACEHOLDERS: &str = "{h:NAME}, {j:PATH}, {q:NAME}, {f:NAME}, {value:NAME} or {digest}";

impl FromStr for ReplyTemplate {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let parts = cut(text)?.into_iter().map(|piece| match piece {
            Cut::Literal(text) => Ok(ReplyPart::Literal(text)),
            Cut::Placeholder(name) => placeholder(name)
                .ok_or_else(|| TemplateError::Unknown(name.to_owned(), PLACEHOLDERS)),
        });
        parts.collect::<Result<_, _>>().map(Self)
    }
}

fn placeholder(text: &str) -> Option<ReplyPart> {
    if text == "digest" {
        return Some(ReplyPart::Digest);
    }
    let (kind, name) = text.split_once(':').filter(|(_, name)| !name.is_empty())?;
    let own = || name.to_owned();
    Some(match kind {
        "h" => ReplyPart::At(Place::Header(own())),
        "j" => ReplyPart::At(Place::Json(JsonPath::new(name))),
        "q" => ReplyPart::At(Place::Query(own())),
        "f" => ReplyPart::At(Place::Form(own())),
        "value" => ReplyPart::Value(own()),
        _ => return None,
    })
}

impl<'de> Deserialize<'de> for ReplyTemplate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_repeats_what_was_asked_and_never_the_secret() {
        let parts = "{value:public_key}|{digest}".parse::<ReplyTemplate>();
        let expected = [
            ReplyPart::Value("public_key".into()),
            ReplyPart::Literal("|".into()),
            ReplyPart::Digest,
        ];
        assert_eq!(parts.unwrap().0, expected);
        let error = "{secret}".parse::<ReplyTemplate>().unwrap_err().to_string();
        assert!(error.contains("{secret} stands for nothing"), "{error}");
        assert!(error.contains("{q:NAME}"), "{error}");
    }
}
