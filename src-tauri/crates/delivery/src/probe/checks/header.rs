//! Header fields: those that are signed changed, and all of them in another case.

use crate::probe::change::Change;
use crate::probe::check::{Step, Verdict, names, refusals};
use crate::probe::ground::Ground;
use crate::probe::recipe::{Recipe, Spelling};
use crate::probe::variant::{Answered, Variant};

/// `rejects_tampered_header`.
pub(super) fn tampered(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if !seen.is_empty() {
        return Step::Told(refusals(ground, seen));
    }
    if !ground.can_sign() {
        return Step::Told(Verdict::skipped("there is no key to sign with"));
    }
    let variants = ground.fitting(changed(ground));
    match variants.is_empty() {
        true => Step::Told(Verdict::skipped("the scheme signs nothing but the body")),
        false => Step::Ask(variants),
    }
}

fn changed(ground: &Ground<'_>) -> Vec<Variant> {
    let base = &ground.base;
    let unsigned = ground.trial(&base.changed(Change::Unsigned));
    let is_signature = |name: &str| {
        let made = unsigned.as_ref();
        made.is_none_or(|made| made.outgoing.headers.get(name).is_none())
    };
    let mut variants = Vec::new();
    for field in &ground.set_fields() {
        if is_signature(&field.name) {
            continue;
        }
        let recipe = base.changed(Change::Header(field.name.to_string()));
        let name = format!("{} changed after signing", field.name);
        variants.push(
            Variant::refuse(name, recipe)
                .differing("its last character")
                .forged(),
        );
    }
    variants.extend(timestamp(ground));
    variants.extend(url(ground));
    variants
}

/// A timestamp in the signature's own text, one second later.
fn timestamp(ground: &Ground<'_>) -> Option<Variant> {
    let made = ground.trial(&ground.base)?;
    let (seconds, millis) = ground.now_in_digits();
    let place = |text: &String| {
        let at = |time: &String| text.find(time.as_str()).map(|at| (at, time.len()));
        at(&millis).or_else(|| at(&seconds))
    };
    let (at, digits) = made.signatures.iter().find_map(place)?;
    let recipe = ground.base.changed(Change::Later { at, digits });
    let variant = Variant::refuse("Time changed after signing", recipe);
    Some(variant.differing("one second later").forged())
}

/// A request that was signed for another URL.
fn url(ground: &Ground<'_>) -> Option<Variant> {
    let (before, query) = match ground.order.target.split_once('?') {
        Some((before, query)) => (before, format!("?{query}")),
        None => (ground.order.target.as_str(), String::new()),
    };
    let url = format!("{}/other{query}", before.trim_end_matches('/'));
    let recipe = Recipe {
        url: Some(url.clone()),
        ..ground.base.clone()
    };
    let variant = Variant::refuse("Signed for another URL", recipe).differing(url);
    Some(variant.forged())
}

/// `header_case`.
pub(super) fn case(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if seen.is_empty() {
        let spelled = |(spelling, name, told)| {
            let recipe = Recipe {
                spelling,
                ..ground.base.clone()
            };
            Variant::accept(name, recipe).differing(told).valid()
        };
        let variants = [
            (Spelling::Lower, "Header names in lower case", "x-name"),
            (Spelling::Title, "Header names in title case", "X-Name"),
            (Spelling::Odd, "Header names in odd case", "x-nAmE"),
        ];
        return Step::Ask(ground.fitting(variants.map(spelled)));
    }
    let refused: Vec<&Answered> = seen.iter().filter(|one| one.is_refused()).collect();
    let accepted = seen.iter().filter(|one| one.is_accepted()).count();
    Step::Told(match (refused.is_empty(), accepted) {
        (false, 1..) => Verdict::fail(format!("refused: {}", names(refused.into_iter()))),
        (true, accepted) if accepted == seen.len() => {
            Verdict::pass("lower, title and odd case are accepted alike")
        }
        _ => Verdict::inconclusive(names(seen.iter())),
    })
}
