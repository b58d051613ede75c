//! `answers_fast`: how long the slowest good answer took.

use std::time::Duration;

use crate::probe::check::{Step, Verdict};
use crate::probe::ground::Ground;
use crate::probe::variant::{Answered, Role};

/// Shopify and Linear give up after this.
const LONGEST: Duration = Duration::from_secs(5);

pub(super) fn next(ground: &Ground<'_>, _: &[Answered]) -> Step {
    let answered = ground.kept.iter().map(|kept| &kept.answered);
    let of_valid = answered.filter(|one| one.variant.role == Role::Valid);
    let slowest = of_valid.map(|one| one.reply.took).max();
    Step::Told(match slowest {
        Some(took) if took > LONGEST => Verdict::fail(format!("{} ms", took.as_millis())),
        Some(took) if ground.facts.accepts => {
            Verdict::pass(format!("{} ms at most", took.as_millis()))
        }
        _ => Verdict::inconclusive("no good request was answered"),
    })
}
