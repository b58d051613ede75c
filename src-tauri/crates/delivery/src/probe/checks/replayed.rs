//! `rejects_replayed_id`: the same event a second time.

use crate::probe::check::{Step, Verdict};
use crate::probe::ground::Ground;
use crate::probe::recipe::{EventId, Recipe};
use crate::probe::variant::{Answered, Variant};

/// Sets the event apart from every other one.
const NUMBER: u64 = 1;

pub(super) fn next(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let recipe = Recipe {
        id: EventId::Fixed(NUMBER),
        ..ground.base.clone()
    };
    match seen {
        [] => Step::Ask(vec![
            Variant::accept("An event, the first time", recipe).valid(),
        ]),
        [first] if !first.is_accepted() => Step::Told(Verdict::inconclusive(format!(
            "the first one was not accepted: {}",
            first.reply.in_words()
        ))),
        [_] => Step::Ask(vec![
            Variant::either("The same event again", recipe).differing("the same event id"),
        ]),
        [.., second] if second.is_refused() => Step::Told(Verdict::pass(format!(
            "the second one is answered {}",
            second.reply.in_words()
        ))),
        [.., second] => Step::Told(Verdict::inconclusive(format!(
            "both are answered alike ({}): that is right where the handler remembers ids, which no answer shows",
            second.reply.in_words()
        ))),
    }
}
