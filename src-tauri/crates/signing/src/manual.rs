//! A scheme's page as data: all that its entry in the catalogue says, in
//! words, with a request signed for the eye.
//!
//! Nothing is written by hand for single schemes: what the page says follows
//! from the definition, so it cannot be out of date.

mod example;
mod grammar;
mod page;
mod parts;
mod sections;

use serde::Serialize;

use crate::{Confidence, Scheme, SchemeSummary};
pub use example::Example;
pub use page::{Fact, Section};

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

/// The page of a scheme.
#[must_use]
pub fn manual(scheme: &Scheme) -> Manual {
    let definition = scheme.definition();
    Manual {
        mark: mark(definition.confidence).to_owned(),
        sections: sections::sections(scheme),
        example: example::example(scheme),
        summary: scheme.summary(),
    }
}

const fn mark(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Official => {
            "Official: read in the provider's SDK or specification, and mostly run."
        }
        Confidence::Documented => "Documented: as the provider's documents tell it.",
        Confidence::ThirdParty => {
            "Second hand: as others' verifiers and catalogues have it, not from the provider."
        }
        Confidence::Unconfirmed => {
            "Unconfirmed: recalled or contested. Check it before you rely on it."
        }
    }
}

#[cfg(test)]
#[path = "manual/tests.rs"]
mod tests;
