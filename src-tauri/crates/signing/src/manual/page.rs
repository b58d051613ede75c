//! What a page is made of.

use serde::Serialize;

/// A section of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Section {
    /// Its heading: "Where the signature is".
    pub title: String,
    /// Sentences.
    pub text: Vec<String>,
    /// Facts as pairs; no two of a section have the same name.
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

impl Section {
    /// A section without anything in it yet.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            text: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// Adds a sentence.
    pub fn say(&mut self, sentence: impl Into<String>) {
        self.text.push(sentence.into());
    }

    /// Adds a fact in words.
    pub fn fact(&mut self, name: &str, value: impl Into<String>) {
        self.add(name, value.into(), false);
    }

    /// Adds a fact that is code.
    pub fn code(&mut self, name: &str, value: impl Into<String>) {
        self.add(name, value.into(), true);
    }

    fn add(&mut self, name: &str, value: String, code: bool) {
        self.facts.push(Fact {
            name: name.to_owned(),
            value,
            code,
        });
    }

    /// Whether there is something to read in it.
    pub fn is_worth_reading(&self) -> bool {
        !self.text.is_empty() || !self.facts.is_empty()
    }
}
