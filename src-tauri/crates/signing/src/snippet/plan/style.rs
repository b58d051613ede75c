//! How a language writes literals and names.

/// How a language writes literals and names.
#[derive(Clone, Copy)]
pub struct Style {
    /// A text as a literal.
    pub quoted: fn(&str) -> String,
    /// Whether names are written `likeThis` instead of `like_this`.
    pub camel: bool,
}
