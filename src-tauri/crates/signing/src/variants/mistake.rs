//! A scheme with one mistake in it.

use crate::Scheme;
use crate::scheme::definition::Definition;

/// What a misreading is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misread {
    /// How the secret becomes a key.
    Key,
    /// How the digest is written.
    Digest,
    /// The timestamp's unit.
    Time,
    /// What is computed.
    Algorithm,
    /// Which values are signed, in which order, joined by what.
    Message,
}

/// A scheme as a mistaken verifier has it: sign with it, and only that verifier accepts.
#[derive(Debug, Clone)]
pub struct Misreading {
    /// What it is about.
    pub about: Misread,
    /// The cause's code; of secrets it says what the verifier fails to do.
    pub code: &'static str,
    /// Which one of several that share the code; often empty.
    pub detail: String,
    /// The scheme with the mistake in it.
    pub scheme: Scheme,
}

/// A mistake in a definition.
pub struct Mistake {
    about: Misread,
    code: &'static str,
    detail: String,
    definition: Definition,
}

impl Mistake {
    /// A mistake without a detail.
    pub fn new(about: Misread, code: &'static str, definition: Definition) -> Self {
        Self {
            about,
            code,
            detail: String::new(),
            definition,
        }
    }

    /// The same with a detail.
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..self
        }
    }

    /// The scheme with the mistake in it.
    pub fn finished(self) -> Misreading {
        Misreading {
            about: self.about,
            code: self.code,
            detail: self.detail,
            scheme: Scheme::of_definition(self.definition),
        }
    }
}

/// The definition with one thing changed.
pub fn changed(definition: &Definition, change: impl FnOnce(&mut Definition)) -> Definition {
    let mut changed = definition.clone();
    change(&mut changed);
    changed
}
