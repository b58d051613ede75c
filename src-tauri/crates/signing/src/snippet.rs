//! Handler code that checks a scheme's signatures, made from its definition.
//!
//! The code reads the raw body, compares in constant time, and takes its
//! secrets from an environment variable. It is made for reading and copying,
//! not for being run by us. A scheme whose rule is code has none here: its
//! provider's SDK is the better answer.

mod language;
mod notes;
mod plan;
mod quoted;
mod template;

use serde::Serialize;

use crate::Scheme;
use crate::scheme::definition::Definition;
pub use language::Language;
use template::Template;

/// Code that checks a scheme's signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Snippet {
    /// The language.
    pub language: Language,
    /// The file it may stand in: `app.js`.
    pub file: String,
    /// The code.
    pub code: String,
    /// What one should know before using it: packages to add, settings.
    pub notes: Vec<String>,
}

/// Why there is no code for a scheme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no code for {scheme} in {language}: {why}")]
pub struct NoSnippet {
    /// The scheme's id.
    pub scheme: String,
    /// The language, as it is called on the screen.
    pub language: &'static str,
    /// Why, and what to do instead.
    pub why: String,
}

/// Makes the code that checks a scheme's signatures.
///
/// # Errors
/// When the scheme's rule cannot be said in this language without a library
/// that knows the provider.
pub fn snippet(scheme: &Scheme, language: Language) -> Result<Snippet, NoSnippet> {
    let definition = scheme.definition();
    if let Some(why) = notes::refusal(definition, language) {
        return Err(NoSnippet {
            scheme: definition.id.clone(),
            language: language.label(),
            why,
        });
    }
    Ok(Snippet {
        language,
        file: language.file().to_owned(),
        code: part(definition, language, language.id()),
        notes: notes::notes(definition, language),
    })
}

/// A part of the language's template, filled for a scheme.
fn part(definition: &Definition, language: Language, part: &str) -> String {
    let style = language.style();
    let fields = plan::fields(definition, style);
    Template::new(language.template(), style.quoted).filled(part, &fields)
}

#[cfg(test)]
#[path = "snippet/tests.rs"]
mod tests;
