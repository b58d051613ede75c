//! A signature scheme, read from its definition.
//!
//! Schemes are data: what a provider does differently is a word of the language.
//! Where words do not suffice, [`crate::coded`] has code beside the data.

pub(crate) mod clues;
pub(crate) mod confidence;
pub(crate) mod definition;
pub(crate) mod digest;
mod error;
pub(crate) mod handshake;
mod one_or_many;
pub(crate) mod place;
pub(crate) mod reply;
mod rules;
pub(crate) mod template;

use std::sync::Arc;

use definition::{AlgorithmKind, Definition};
pub use error::SchemeError;
use error::{at_field, unreadable};
use template::Value;

/// A signature scheme, ready to check and sign with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Scheme(Arc<Definition>);

impl Scheme {
    /// Reads a definition as it stands in the catalogue.
    ///
    /// # Errors
    /// When a field is unknown, missing or says something the language cannot.
    pub fn from_toml(text: &str) -> Result<Self, SchemeError> {
        from_toml(text).and_then(Self::new)
    }

    /// Reads the same definition written as JSON: a scheme of the user's own.
    ///
    /// # Errors
    /// See [`Scheme::from_toml`].
    pub fn from_json(text: &str) -> Result<Self, SchemeError> {
        let mut read = serde_json::Deserializer::from_str(text);
        let definition = serde_path_to_error::deserialize(&mut read)
            .map_err(|error| at_field(error.path(), &error.inner()))?;
        read.end().map_err(unreadable)?;
        Self::new(definition)
    }

    /// Reads the definition that stands beside a scheme's code.
    pub(crate) fn from_coded(text: &str) -> Result<Self, SchemeError> {
        let definition = from_toml(text)?;
        rules::check_coded(&definition)?;
        Ok(Self(Arc::new(definition)))
    }

    /// Reads a definition in either writing: JSON when it begins like JSON, else TOML.
    ///
    /// # Errors
    /// See [`Scheme::from_toml`].
    pub fn from_text(text: &str) -> Result<Self, SchemeError> {
        match text.trim_start().starts_with('{') {
            true => Self::from_json(text),
            false => Self::from_toml(text),
        }
    }

    /// A definition that was made out of another one.
    pub(crate) fn of_definition(definition: Definition) -> Self {
        Self(Arc::new(definition))
    }

    fn new(definition: Definition) -> Result<Self, SchemeError> {
        rules::check(&definition)?;
        Ok(Self(Arc::new(definition)))
    }

    /// Its id, as in `--scheme`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The provider's name.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.0.provider
    }

    /// What pickers and docs tell about it.
    #[must_use]
    pub fn summary(&self) -> crate::SchemeSummary {
        crate::summary::summary(&self.0)
    }

    pub(crate) fn definition(&self) -> &Definition {
        &self.0
    }
}

fn from_toml(text: &str) -> Result<Definition, SchemeError> {
    let read = toml::Deserializer::parse(text).map_err(unreadable)?;
    serde_path_to_error::deserialize(read)
        .map_err(|error| at_field(error.path(), &error.inner().message()))
}

impl Definition {
    /// Whether the "secret" is a public key.
    pub fn has_key_pair(&self) -> bool {
        use AlgorithmKind::{EcdsaP256, Ed25519, Hash, Hmac, RsaPkcs1, Token};
        match self.algorithm.kind {
            Ed25519 | EcdsaP256 | RsaPkcs1 => true,
            Hmac | Hash | Token => false,
        }
    }

    /// Whether a timestamp is among the signed bytes, so that it must be there.
    pub fn signs_timestamp(&self) -> bool {
        self.coded.as_ref().is_some_and(|coded| coded.timestamp)
            || self.signs(|value| *value == Value::Timestamp)
    }

    /// Whether the URL or its path is, so that it must be known as the provider knows it.
    pub fn signs_url(&self) -> bool {
        self.coded.as_ref().is_some_and(|coded| coded.url)
            || self.signs(|value| matches!(value, Value::Url | Value::Path))
    }

    /// Whether the whole body is.
    pub fn signs_body(&self) -> bool {
        let whole =
            |value: &Value| matches!(value, Value::Body | Value::BodySha256 | Value::SortedForm);
        self.coded.as_ref().is_some_and(|coded| coded.body) || self.signs(whole)
    }

    /// Whether one of these values is among the signed bytes.
    pub fn signs(&self, wanted: impl Fn(&Value) -> bool) -> bool {
        let parts = self.message.iter().flat_map(|message| &message.parts);
        parts
            .flat_map(|template| &template.0)
            .filter_map(template::Part::value)
            .any(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMAL: &str = r#"{"id":"mine","provider":"Mine",
        "signature":{"from":"header:X-Signature"},
        "algorithm":{"kind":"hmac"},
        "message":{"parts":"{body}"}}"#;

    fn error(definition: &str) -> String {
        Scheme::from_json(definition).unwrap_err().to_string()
    }

    #[test]
    fn a_scheme_of_the_users_own_needs_five_fields() {
        let scheme = Scheme::from_json(MINIMAL).unwrap();
        assert_eq!((scheme.id(), scheme.provider()), ("mine", "Mine"));
    }

    #[test]
    fn an_unknown_word_is_answered_with_the_words_there_are() {
        let text = error(&MINIMAL.replace("hmac", "hmak"));
        assert!(
            text.starts_with("algorithm.kind: unknown variant `hmak`"),
            "{text}"
        );
        assert!(text.contains("`ed25519`"), "{text}");
    }

    #[test]
    fn an_unknown_field_is_answered_with_the_fields_there_are() {
        let text = error(&MINIMAL.replace("\"from\"", "\"form\""));
        assert!(text.starts_with("signature.form: unknown field"), "{text}");
        assert!(text.contains("`prefix`"), "{text}");
    }

    #[test]
    fn a_missing_field_is_named() {
        let text = error(r#"{"id":"mine"}"#);
        assert!(text.contains("missing field `provider`"), "{text}");
    }

    #[test]
    fn toml_errors_name_the_field_too() {
        let text = "id = \"x\"\nprovider = \"X\"\n[signature]\nfrom = \"cookie:a\"\n";
        let error = Scheme::from_toml(text).unwrap_err();
        assert_eq!(error.field, "signature.from");
        assert!(error.problem.contains("header:NAME"), "{error}");
    }
}
