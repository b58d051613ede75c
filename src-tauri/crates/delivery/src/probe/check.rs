//! A check: what it asks, and what the answers show. Pure, so that every verdict can be tried
//! without a handler.

use model::{CheckResult, Severity};

use super::ground::{Cause, Ground};
use super::recipe::Recipe;
use super::variant::{Answered, Variant};

/// One check, as data and one function.
pub(crate) struct Check {
    /// Its name.
    pub name: &'static str,
    /// How much a fail matters.
    pub severity: Severity,
    /// What its verdict stands on.
    pub needs: Needs,
    /// What a handler does that passes, in a few words.
    pub right: &'static str,
    /// What one does that fails.
    pub wrong: &'static str,
    /// How that is mended.
    pub fix: &'static str,
    /// How many requests it usually sends.
    pub usual: u32,
    /// What it does next.
    pub next: fn(&Ground<'_>, &[Answered]) -> Step,
}

/// What must be known before a check's answers can show anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing.
    Nothing,
    /// The handler accepts something signed: else its refusals show nothing.
    Acceptance,
    /// It also refuses forgeries: else its acceptance shows nothing.
    Contrast,
}

/// What a check does next.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Sends all of these.
    Ask(Vec<Variant>),
    /// Sends these until one is accepted.
    Search(Vec<Variant>),
    /// Is done.
    Told(Verdict),
}

/// What a check found.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    /// The result.
    pub result: CheckResult,
    /// How much it matters, where that is not what the check says.
    pub severity: Option<Severity>,
    /// The finding's title, where it is neither of the check's.
    pub title: Option<String>,
    /// What was seen.
    pub detail: String,
    /// How it is mended, where that is not what the check says.
    pub fix: Option<String>,
    /// The request that the handler accepts, where it is not the right one.
    pub base: Option<Box<Recipe>>,
    /// Why it is not.
    pub cause: Option<Box<Cause>>,
}

impl Verdict {
    fn of(result: CheckResult, detail: impl Into<String>) -> Self {
        Self {
            result,
            severity: None,
            title: None,
            detail: detail.into(),
            fix: None,
            base: None,
            cause: None,
        }
    }

    pub(crate) fn pass(detail: impl Into<String>) -> Self {
        Self::of(CheckResult::Pass, detail)
    }

    pub(crate) fn fail(detail: impl Into<String>) -> Self {
        Self::of(CheckResult::Fail, detail)
    }

    pub(crate) fn inconclusive(detail: impl Into<String>) -> Self {
        Self::of(CheckResult::Inconclusive, detail)
    }

    pub(crate) fn skipped(detail: impl Into<String>) -> Self {
        Self::of(CheckResult::Skipped, detail)
    }

    pub(crate) fn titled(self, title: impl Into<String>) -> Self {
        Self {
            title: Some(title.into()),
            ..self
        }
    }

    pub(crate) fn of_severity(self, severity: Severity) -> Self {
        Self {
            severity: Some(severity),
            ..self
        }
    }

    pub(crate) fn with_fix(self, fix: impl Into<String>) -> Self {
        Self {
            fix: Some(fix.into()),
            ..self
        }
    }

    pub(crate) fn with_base(self, base: Recipe) -> Self {
        Self {
            base: Some(Box::new(base)),
            ..self
        }
    }
}

impl Verdict {
    /// The same for a cause that acceptance named.
    pub(crate) fn because(self, cause: Cause) -> Self {
        Self {
            cause: Some(Box::new(cause)),
            ..self
        }
    }
}

/// The verdict on requests that must be refused: one that is accepted is itself the proof.
pub(crate) fn refusals(ground: &Ground<'_>, seen: &[Answered]) -> Verdict {
    let accepted: Vec<&Answered> = seen.iter().filter(|one| one.is_accepted()).collect();
    if !accepted.is_empty() {
        return Verdict::fail(format!(
            "{} of {} accepted: {}",
            accepted.len(),
            seen.len(),
            names(accepted.into_iter())
        ));
    }
    if let Some(unclear) = seen.iter().find(|one| !one.is_refused()) {
        return Verdict::inconclusive(format!(
            "{}: {}, so it is not known what it does",
            unclear.variant.name,
            unclear.reply.in_words()
        ));
    }
    if !ground.facts.accepts {
        return Verdict::inconclusive("it refused, but it accepted nothing signed either");
    }
    Verdict::pass(format!("{} of {} refused", seen.len(), seen.len()))
}

/// The names of what was sent, with the answers.
pub(crate) fn names<'a>(seen: impl Iterator<Item = &'a Answered>) -> String {
    let told = seen.map(|one| format!("{} ({})", one.variant.name, one.reply.in_words()));
    told.collect::<Vec<_>>().join(", ")
}
