//! `secret_form`: how the handler reads its secret, as far as acceptance showed it.

use crate::probe::check::{Step, Verdict};
use crate::probe::ground::Ground;
use crate::probe::variant::Answered;

pub(super) fn next(ground: &Ground<'_>, _: &[Answered]) -> Step {
    let facts = &ground.facts;
    let of_secret = facts.cause.as_ref().filter(|cause| cause.of_secret);
    Step::Told(match of_secret {
        Some(cause) => Verdict::fail(cause.code.clone()),
        None if !ground.can_sign() => Verdict::skipped("there is no key to sign with"),
        None if !facts.accepts => {
            Verdict::inconclusive("nothing signed was accepted, whatever was made of the secret")
        }
        None if facts.accepts_forged && !facts.refuses_forged => Verdict::inconclusive(
            "it accepts other secrets too, so nothing shows how it reads its own",
        ),
        None if !facts.refuses_forged => Verdict::inconclusive(
            "no other secret was answered, so nothing shows how it reads its own",
        ),
        None => Verdict::pass("as the scheme reads it"),
    })
}
