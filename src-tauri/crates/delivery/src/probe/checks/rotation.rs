//! Several signatures in one request, and several secrets.

use crate::probe::check::{Step, Verdict, names};
use crate::probe::ground::Ground;
use crate::probe::recipe::Key;
use crate::probe::variant::{Answered, Variant};

const FIRST: i64 = 1;
const LAST: i64 = 2;

/// `accepts_any_signature`.
pub(super) fn several(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if seen.is_empty() {
        let variants = signed_twice(ground);
        return match variants.len() {
            2 => Step::Ask(variants),
            _ => Step::Told(Verdict::skipped("the scheme sends one signature")),
        };
    }
    let accepts = |mark: i64| {
        let mut marked = seen.iter().filter(|one| one.variant.mark == mark);
        marked.any(Answered::is_accepted)
    };
    if seen
        .iter()
        .any(|one| !one.is_accepted() && !one.is_refused())
    {
        return Step::Told(Verdict::inconclusive(names(seen.iter())));
    }
    Step::Told(match (accepts(FIRST), accepts(LAST)) {
        (true, true) => Verdict::pass("the right signature is found before and after a bogus one"),
        (true, false) => {
            Verdict::fail("first only: the right signature after a bogus one is refused")
                .titled("Reads only the first signature")
        }
        (false, true) => {
            Verdict::fail("last only: the right signature before a bogus one is refused")
                .titled("Reads only the last signature")
        }
        (false, false) => {
            Verdict::fail("neither: a second signature beside the right one makes it refuse")
                .titled("Refuses requests with several signatures")
        }
    })
}

fn signed_twice(ground: &Ground<'_>) -> Vec<Variant> {
    let Some(own) = ground.base.keys.first().cloned() else {
        return Vec::new();
    };
    let first = ground.base.signed_by(vec![own.clone(), Key::Wrong]);
    let last = ground.base.signed_by(vec![Key::Wrong, own]);
    let single = ground.trial(&ground.base).map(|made| made.signatures);
    let is_single = |variant: &Variant| {
        let made = ground.trial(&variant.recipe).map(|made| made.signatures);
        made.is_none() || made == single
    };
    let mut variants = ground.fitting([
        Variant::accept("The right signature, then a bogus one", first)
            .differing("two signatures")
            .marked(FIRST),
        Variant::accept("A bogus signature, then the right one", last)
            .differing("two signatures")
            .marked(LAST),
    ]);
    variants.retain(|variant| !is_single(variant));
    variants
}

/// `accepts_rotated_secret`.
pub(super) fn secrets(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let count = ground.order.secrets.len();
    if count < 2 {
        return Step::Told(Verdict::skipped("one secret was given"));
    }
    if seen.is_empty() {
        let variants = (0..count).map(|index| {
            let name = format!("Signed with secret {}", index + 1);
            let recipe = ground.base.signed_by(vec![Key::Own(index)]);
            let mark = i64::try_from(index + 1).unwrap_or(i64::MAX);
            Variant::either(name, recipe).marked(mark)
        });
        return Step::Ask(variants.collect());
    }
    let taken: Vec<String> = seen
        .iter()
        .filter(|one| one.is_accepted())
        .map(|one| one.variant.mark.to_string())
        .collect();
    Step::Told(match taken.len() {
        0 => Verdict::inconclusive(names(seen.iter())),
        taken if taken == seen.len() => Verdict::pass(format!("all {taken} secrets are taken")),
        _ => Verdict::fail(format!("only secret {} is taken", taken.join(", "))),
    })
}
