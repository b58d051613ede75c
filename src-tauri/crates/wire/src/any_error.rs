//! The error of a service or a body, whatever it is.

/// An error of which only its words are of use.
pub(crate) type AnyError = Box<dyn std::error::Error + Send + Sync>;
