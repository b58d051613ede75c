//! Why a definition is no scheme.

/// A definition that is no scheme: which field, what is wrong, what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", if field.is_empty() { String::new() } else { format!("{field}: ") })]
pub struct SchemeError {
    /// The field with its table (`signature.encoding`); empty when the text is
    /// no TOML or JSON at all.
    pub field: String,
    /// What is wrong and what is allowed.
    pub problem: String,
}

/// An error in the field that was being read.
pub(super) fn at_field(
    path: &serde_path_to_error::Path,
    problem: &dyn std::fmt::Display,
) -> SchemeError {
    let field = path.to_string();
    SchemeError {
        field: if field == "." { String::new() } else { field },
        problem: problem.to_string(),
    }
}

/// The text is no TOML or JSON.
pub(super) fn unreadable(problem: impl std::fmt::Display) -> SchemeError {
    SchemeError {
        field: String::new(),
        problem: problem.to_string(),
    }
}
