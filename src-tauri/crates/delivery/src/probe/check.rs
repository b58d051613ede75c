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
    /// What the handler answers forgeries with in the body, where their status is 2xx.
    pub refusal: Option<Vec<u8>>,
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
            refusal: None,
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
    let is_answer = |one: &Answered| one.is_refused() || one.hung_up();
    if !accepted.is_empty() {
        return Verdict::fail(format!(
            "{} of {} accepted: {}",
            accepted.len(),
            seen.len(),
            names(accepted.into_iter())
        ));
    }
    if let Some(unclear) = seen.iter().find(|one| !is_answer(one)) {
        return Verdict::inconclusive(format!(
            "{}: {}, so it is not known what it does",
            unclear.variant.name,
            unclear.reply.in_words()
        ));
    }
    if !ground.facts.accepts {
        return Verdict::inconclusive("it refused, but it accepted nothing signed either");
    }
    if seen.iter().any(Answered::hung_up) {
        return hung_up(seen);
    }
    match seen.iter().find(|one| one.reply.says_no) {
        Some(one) => in_the_body(one),
        None => Verdict::pass(format!("{0} of {0} refused{1}", seen.len(), unusual(seen))),
    }
}

/// The verdict on a handler that closes the connection in the place of a refusal.
fn hung_up(seen: &[Answered]) -> Verdict {
    let closed = seen.iter().filter(|one| one.hung_up()).count();
    Verdict::fail(format!(
        "{closed} of {}: connection closed without an answer, each time it was sent",
        seen.len()
    ))
    .titled("Hangs up instead of refusing")
    .of_severity(Severity::Info)
    .with_fix("Answer 401: senders take a broken connection for trouble on the way, and send again. If it was not meant, the handler's log says where it fails.")
}

/// The verdict on a handler that answers forgeries with 2xx, and says in the body what it thinks.
pub(crate) fn in_the_body(one: &Answered) -> Verdict {
    Verdict::fail(format!(
        "{}: {}, which a right one gets too; only the body differs",
        one.variant.name,
        one.reply.in_words()
    ))
    .titled("Refuses in the body alone")
    .of_severity(Severity::Medium)
    .with_fix("Answer 401: senders look at the status, so after a 2xx they never send again what was refused by mistake, after a change of the secret for one.")
}

/// Refusals that senders do not take for such, in words to go on with.
fn unusual(seen: &[Answered]) -> String {
    let mut statuses: Vec<u16> = seen.iter().filter_map(|one| one.reply.status).collect();
    statuses.retain(|status| !(400..500).contains(status));
    statuses.dedup();
    match statuses.first() {
        Some(status) => format!(
            ", with {status}: senders take that for trouble and send again, 401 would be understood"
        ),
        None => String::new(),
    }
}

/// The names of what was sent, with the answers.
pub(crate) fn names<'a>(seen: impl Iterator<Item = &'a Answered>) -> String {
    let told = seen.map(|one| format!("{} ({})", one.variant.name, one.reply.in_words()));
    told.collect::<Vec<_>>().join(", ")
}
