//! The form in which words are kept.

/// A code, a detail, what happened, what helps.
///
/// A row without a detail is for every detail that has no row of its own.
/// `{detail}`, `{signs}`, `{provider}` and `{secret}` are filled in.
pub type Row = (&'static str, &'static str, &'static str, &'static str);
