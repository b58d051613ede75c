//! Why a template cannot be: said before anything is sent.

/// What a JSON Patch is called where something in it is wrong.
pub(super) const PATCH: &str = "the JSON Patch";

/// Why a template cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Not a method.
    #[error("\"{0}\" is no method: write it like POST")]
    Method(String),
    /// Not the name of a header field.
    #[error("\"{0}\" is no name of a header field: use letters, digits and -, such as X-Debug")]
    Name(String),
    /// Line breaks and the like would end the field.
    #[error("the value of {0} has a line break or another control character: leave it out")]
    Value(String),
    /// Fields that each connection has of its own.
    #[error("{0} is set for each connection by what sends: leave it out of the template")]
    OfTheConnection(String),
    /// A place that is not known.
    #[error(
        "{{{{{place}}}}} in {within} is not known: use {{{{capture}}}}, {{{{index}}}}, {{{{time}}}} or {{{{uuid}}}}"
    )]
    Place {
        /// What stands between the braces.
        place: String,
        /// Where it stands.
        within: String,
    },
    /// Not a JSON Patch.
    #[error(
        "the JSON Patch cannot be read ({0}): write it like [{{\"op\": \"replace\", \"path\": \"/id\", \"value\": 1}}]"
    )]
    Patch(String),
    /// Too far.
    #[error("times cannot be moved by {0} seconds: a hundred years either way is the most")]
    Shift(i64),
}

impl TemplateError {
    /// The part of the template that is wrong.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::Method(_) => "method",
            Self::Name(_) | Self::Value(_) | Self::OfTheConnection(_) => "headers",
            Self::Place { within, .. } if within == PATCH => "json_patch",
            Self::Place { .. } => "headers",
            Self::Patch(_) => "json_patch",
            Self::Shift(_) => "shift_time",
        }
    }
}
