//! One step of an explanation.

use std::borrow::Cow;

/// One change between what we hold and what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The cause's code.
    pub code: &'static str,
    /// Which one of several that share the code; often empty.
    pub detail: Cow<'static, str>,
    /// What it changes.
    pub part: Part,
}

/// What a step changes, in the order in which steps are told: the secret
/// first, then from the outside of the request to its inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The scheme itself.
    Scheme,
    /// The key.
    Secret,
    /// How the digest is written.
    Signature,
    /// What is computed.
    Algorithm,
    /// Which values are signed, in which order, joined by what.
    Message,
    /// The timestamp's text.
    Timestamp,
    /// The URL.
    Url,
    /// The body.
    Body,
}

impl Step {
    /// A step that needs no detail.
    pub const fn plain(part: Part, code: &'static str) -> Self {
        Self::new(part, code, "")
    }

    /// A step with a fixed detail.
    pub const fn new(part: Part, code: &'static str, detail: &'static str) -> Self {
        Self {
            code,
            detail: Cow::Borrowed(detail),
            part,
        }
    }

    /// Where it stands among others: a URL is read from its front.
    pub fn place(&self) -> (Part, usize) {
        const URL: [&str; 3] = ["url.scheme", "url.host", "url.port"];
        let in_url = URL.iter().position(|code| *code == self.code);
        (self.part, in_url.unwrap_or(URL.len()))
    }

    /// A step whose detail comes from the request.
    pub const fn told(part: Part, code: &'static str, detail: String) -> Self {
        Self {
            code,
            detail: Cow::Owned(detail),
            part,
        }
    }
}
