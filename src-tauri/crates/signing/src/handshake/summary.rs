//! A handshake in words, for screens and docs.

use serde::Serialize;

use super::asker::Asker;
use crate::Confidence;
use crate::scheme::handshake::{HandshakeRule, ReplyRule, SignatureDemand, Texts};
use crate::scheme::place::Place;

/// What a provider asks and what it hears, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct HandshakeSummary {
    /// What it is called, such as `url_verification`.
    pub kind: String,
    /// Who asks.
    pub provider: String,
    /// How far the facts can be trusted.
    pub confidence: Confidence,
    /// Where the facts come from.
    pub facts_from: String,
    /// What tells it: `POST, body field type is url_verification`.
    pub asks: String,
    /// What answers it: `200 with body field challenge as text`.
    pub answer: String,
    /// Values that the user and the provider have agreed on.
    pub values: Vec<HandshakeValue>,
    /// Whether it is answered only when its signature is right.
    pub verified: bool,
    /// Whether it brings the secret that the provider signs with from then on.
    pub learns: bool,
    /// Whether it brings a URL for a person to visit.
    pub visit: bool,
}

/// A value that the user and the provider have agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct HandshakeValue {
    /// Its name, as in `--handshake-value NAME=V`.
    pub name: String,
    /// What the provider's own screens call it.
    pub label: String,
    /// Where it is found, or what it is for.
    pub hint: String,
    /// Whether it is kept like a secret.
    pub secret: bool,
    /// Whether the handshake does without it.
    pub optional: bool,
}

/// The summary of a handshake.
pub fn summary(asker: &Asker<'_>, rule: &HandshakeRule) -> HandshakeSummary {
    let values = rule.values.iter().map(|(name, value)| HandshakeValue {
        name: name.clone(),
        label: value.label.clone(),
        hint: value.hint.clone(),
        secret: value.secret,
        optional: value.optional || value.default.is_some(),
    });
    HandshakeSummary {
        kind: rule.kind.clone(),
        provider: asker.provider.to_owned(),
        confidence: asker.confidence,
        facts_from: asker.facts_from.to_owned(),
        asks: asks(rule),
        answer: answer(&rule.reply),
        values: values.collect(),
        verified: rule.signature == SignatureDemand::Right,
        learns: rule.learn.is_some(),
        visit: rule.visit.is_some(),
    }
}

fn asks(rule: &HandshakeRule) -> String {
    let method = rule
        .method
        .clone()
        .unwrap_or_else(|| "any method".to_owned());
    let signs = rule.when.iter().map(|(place, texts)| sign(place, texts));
    let parts: Vec<String> = std::iter::once(method).chain(signs).collect();
    parts.join(", ")
}

fn sign(place: &Place, texts: &Texts) -> String {
    match texts.0.as_slice() {
        [any] if any == "*" => place.to_string(),
        texts => format!("{place} is {}", texts.join(" or ")),
    }
}

fn answer(reply: &ReplyRule) -> String {
    let names = |names: Vec<&str>| names.join(", ");
    let headers = match reply.headers.is_empty() {
        true => None,
        false => Some(format!(
            "header {}",
            names(reply.headers.keys().map(String::as_str).collect())
        )),
    };
    let json = reply.json.as_ref().map(|fields| {
        format!(
            "JSON with {}",
            names(fields.keys().map(String::as_str).collect())
        )
    });
    let text = reply.text.is_some().then(|| "plain text".to_owned());
    let parts: Vec<String> = headers.into_iter().chain(text).chain(json).collect();
    match parts.is_empty() {
        true => reply.status.to_string(),
        false => format!("{} with {}", reply.status, parts.join(" and ")),
    }
}
