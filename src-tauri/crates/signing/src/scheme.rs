//! A signature scheme, read from its definition.

/// A signature scheme, ready to check and sign with.
#[derive(Debug, Clone)]
pub struct Scheme {
    id: String,
    provider: String,
}

/// A definition that is no scheme: the field, what is wrong, what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct SchemeError {
    /// The field, with its table (`signature.encoding`).
    pub field: String,
    /// What is wrong and what is allowed.
    pub problem: String,
}

impl Scheme {
    /// Reads a definition as it stands in the catalogue.
    ///
    /// # Errors
    /// When a field is unknown, missing or says something the language cannot.
    pub fn from_toml(_text: &str) -> Result<Self, SchemeError> {
        Err(SchemeError {
            field: String::new(),
            problem: String::new(),
        })
    }

    /// Reads the same definition written as JSON: a scheme of the user's own.
    ///
    /// # Errors
    /// See [`Scheme::from_toml`].
    pub fn from_json(text: &str) -> Result<Self, SchemeError> {
        Self::from_toml(text)
    }

    /// Its id, as in `--scheme`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The provider's name.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// What pickers and docs tell about it.
    #[must_use]
    pub fn summary(&self) -> crate::SchemeSummary {
        crate::SchemeSummary::default()
    }
}
