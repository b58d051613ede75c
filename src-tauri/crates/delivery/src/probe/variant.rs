//! A request that differs in one thing, and its answer.

use model::Expected;

use super::answer::{Answer, Reply};
use super::recipe::Recipe;

/// A request that differs in one thing.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    /// What is sent.
    pub name: String,
    /// What differs.
    pub differs: String,
    /// What a right handler does.
    pub expected: Expected,
    /// What the answer is good for beside its check.
    pub role: Role,
    /// How it is made.
    pub recipe: Recipe,
    /// A number that a check gives its variants: seconds, bytes, which form.
    pub mark: i64,
    /// A cause's code, where acceptance names one.
    pub code: String,
}

/// What an answer is good for beside its check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A request as the provider sends it.
    Valid,
    /// A well-formed signature that is not the request's: only who computes it refuses it.
    Forged,
    /// Anything else.
    Asked,
}

impl Variant {
    /// A variant that a right handler accepts.
    pub(crate) fn accept(name: impl Into<String>, recipe: Recipe) -> Self {
        Self::new(name, Expected::Accept, recipe)
    }

    /// A variant that a right handler refuses.
    pub(crate) fn refuse(name: impl Into<String>, recipe: Recipe) -> Self {
        Self::new(name, Expected::Refuse, recipe)
    }

    /// A variant to learn from.
    pub(crate) fn either(name: impl Into<String>, recipe: Recipe) -> Self {
        Self::new(name, Expected::Either, recipe)
    }

    fn new(name: impl Into<String>, expected: Expected, recipe: Recipe) -> Self {
        Self {
            name: name.into(),
            differs: String::new(),
            expected,
            role: Role::Asked,
            recipe,
            mark: 0,
            code: String::new(),
        }
    }

    pub(crate) fn differing(self, differs: impl Into<String>) -> Self {
        Self {
            differs: differs.into(),
            ..self
        }
    }

    pub(crate) fn marked(self, mark: i64) -> Self {
        Self { mark, ..self }
    }

    pub(crate) fn coded(self, code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            ..self
        }
    }

    pub(crate) fn valid(self) -> Self {
        Self {
            role: Role::Valid,
            ..self
        }
    }

    pub(crate) fn forged(self) -> Self {
        Self {
            role: Role::Forged,
            ..self
        }
    }
}

/// A variant and its answer.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    /// What was sent.
    pub variant: Variant,
    /// What came back.
    pub reply: Reply,
}

impl Answered {
    /// What the handler did.
    pub(crate) fn answer(&self) -> Answer {
        self.reply.answer()
    }

    /// Whether it was accepted.
    pub(crate) fn is_accepted(&self) -> bool {
        self.answer() == Answer::Accepted
    }

    /// Whether the connection was closed in the place of an answer, twice.
    pub(crate) fn hung_up(&self) -> bool {
        self.reply.broke_off()
    }

    /// Whether it was refused.
    pub(crate) fn is_refused(&self) -> bool {
        self.answer() == Answer::Refused
    }
}
