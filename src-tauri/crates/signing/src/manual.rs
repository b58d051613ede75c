//! A scheme's page as data: all that its entry in the catalogue says, in
//! words, with a request signed for the eye.
//!
//! Nothing is written by hand for single schemes: what the page says follows
//! from the definition, so it cannot be out of date.

use model::Headers;
use serde::Serialize;

use crate::{Scheme, SchemeSummary};

/// A scheme's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Manual {
    /// The key facts.
    pub summary: SchemeSummary,
    /// What the confidence mark means, in a sentence.
    pub mark: String,
    /// The page's sections, in reading order.
    pub sections: Vec<Section>,
    /// A signed request; `None` where we cannot sign.
    pub example: Option<Example>,
}

/// A section of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Section {
    /// Its heading: "Where the signature is".
    pub title: String,
    /// Sentences.
    pub text: Vec<String>,
    /// Facts as pairs.
    pub facts: Vec<Fact>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Fact {
    /// What it is about: "Encoding".
    pub name: String,
    /// What holds: "hex, lower case".
    pub value: String,
    /// Whether the value is to be shown as code.
    pub code: bool,
}

/// A request signed with a secret that everybody may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Example {
    /// The secret; for public-key schemes the public key.
    pub secret: String,
    /// The request's method.
    pub method: String,
    /// The URL it is sent to.
    pub url: String,
    /// Its header fields.
    pub headers: Headers,
    /// Its body.
    pub body: String,
    /// The bytes that are signed; the secret, where it is among them, as `{secret}`.
    pub signed: Option<String>,
    /// The time it was signed at, in Unix seconds.
    #[ts(type = "number")]
    pub now_unix: i64,
}

/// The page of a scheme.
#[must_use]
pub fn manual(scheme: &Scheme) -> Manual {
    let summary = scheme.summary();
    Manual {
        mark: summary.facts_from.clone(),
        sections: Vec::new(),
        example: None,
        summary,
    }
}
