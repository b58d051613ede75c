//! The catalogue, schemes of one's own, and code that checks them.

use model::Verification;
use serde::{Deserialize, Serialize};
use signing::{Language, Manual, SchemeSummary};
use ts_rs::TS;

use super::signatures::{SchemeChoice, SecretChoice, Subject};

/// Names one scheme.
#[derive(Debug, Deserialize, TS)]
pub struct OneScheme {
    /// Its id.
    pub id: String,
}

/// Everything about a scheme.
#[derive(Debug, Serialize, TS)]
pub struct SchemeDetail {
    /// The key facts.
    pub summary: SchemeSummary,
    /// Its page.
    pub manual: Manual,
    /// Its definition as it was written, TOML or JSON.
    pub definition: String,
    /// Whether it is the user's own: then it can be changed and removed.
    pub own: bool,
    /// Names of the sources that use it.
    pub used_by: Vec<String>,
}

/// A scheme of the user's own, in the catalogue's language as TOML or JSON.
#[derive(Debug, Deserialize, TS)]
pub struct SaveScheme {
    /// The definition; kept as it is written.
    pub definition: String,
    /// Id of the scheme of one's own that this one takes the place of; its sources follow a
    /// new id. Without it a scheme of the same id is not overwritten.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub replaces: Option<String>,
}

/// Reads a definition without saving it, and tries it where something is given to try it on.
#[derive(Debug, Deserialize, TS)]
pub struct CheckScheme {
    /// The definition as TOML or JSON.
    pub definition: String,
    /// What it is tried on; `null` only reads it.
    pub subject: Option<Subject>,
    /// What it is tried with; `null` are those of the capture's source.
    pub secrets: Option<SecretChoice>,
}

/// What a definition comes to: a problem, or a scheme and perhaps a check with it.
#[derive(Debug, Serialize, TS)]
pub struct CheckedScheme {
    /// Why it is no scheme.
    pub problem: Option<DefinitionProblem>,
    /// The scheme it says.
    pub summary: Option<SchemeSummary>,
    /// The check with it.
    pub verification: Option<Verification>,
}

/// What is wrong with a definition, and where.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct DefinitionProblem {
    /// The field with its table (`signature.encoding`); empty when the text cannot be read at all.
    pub field: String,
    /// What is wrong and what is allowed.
    pub message: String,
    /// The line it is in, counted from 1, where it can be told.
    pub line: Option<u32>,
}

/// Asks for code that checks a scheme's signatures.
#[derive(Debug, Deserialize, TS)]
pub struct SchemeSnippet {
    /// The scheme.
    pub scheme: SchemeChoice,
    /// The language.
    pub language: Language,
}

/// A secret that is being typed for a scheme.
#[derive(Debug, Deserialize, TS)]
pub struct SecretOfScheme {
    /// The scheme's id.
    pub scheme: String,
    /// The secret, which is kept nowhere.
    pub secret: String,
}

/// What stands out in a secret.
#[derive(Debug, Serialize, TS)]
pub struct SecretRemark {
    /// A sentence that says what helps; `null` where nothing stands out.
    pub remark: Option<String>,
}
