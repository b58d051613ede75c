//! `rejects_other_scheme`: requests that are signed right with the same secret, by another rule than
//! the one that is configured.
//!
//! Acceptance alone could mean that a request which lacks the scheme's own signature is let through.
//! So what is accepted is asked once more, signed with a stranger's secret: only where that is
//! refused does the handler verify by the other rule. Where the rule is another one of the provider's
//! own, by which it still signs, that may be what its author wants.

use model::Severity::{High, Info, Medium};
use model::{Expected, Severity};
use signing::{Misread, Misreading, Scheme, SchemeSummary};

use crate::probe::change::Change;
use crate::probe::check::{Step, Verdict, names, refusals};
use crate::probe::ground::Ground;
use crate::probe::other_schemes::{of_others, of_provider};
use crate::probe::recipe::{Key, Recipe};
use crate::probe::variant::{Answered, Variant};

const NONE: &str = "there is no other rule that its secret could sign by";

/// What is asked of the scheme's own rule, and how much it matters when that is accepted.
const WEAKER: i64 = 1;
const OTHER: i64 = 2;
const LABEL: i64 = 3;
/// A scheme of the provider's own.
const OF_PROVIDER: i64 = 4;
/// From here on: what was accepted, signed with a stranger's secret.
const STRANGE: i64 = 100;

pub(super) fn next(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if ground.order.scheme.summary().public_key {
        return Step::Told(Verdict::skipped("the scheme signs with a private key"));
    }
    if seen.is_empty() {
        let variants = ground.fitting(all(ground));
        return match variants.is_empty() {
            true => Step::Told(Verdict::skipped(NONE)),
            false => Step::Ask(variants),
        };
    }
    let is_contrasted = seen.iter().any(|one| one.variant.mark >= STRANGE);
    let strange = match is_contrasted {
        true => Vec::new(),
        false => strangers(ground, seen),
    };
    match strange.is_empty() {
        true => Step::Told(judged(ground, seen)),
        false => Step::Ask(strange),
    }
}

fn all(ground: &Ground<'_>) -> Vec<Variant> {
    let mut variants = with_other_hash(ground);
    let label = Variant::refuse(
        "Labelled as another version",
        ground.base.changed(Change::OtherVersion),
    );
    variants.push(label.differing("v0 for v1, or v1 for v0").marked(LABEL));
    let own = of_provider(ground.order).into_iter();
    variants.extend(own.map(|scheme| by(ground, (scheme, OF_PROVIDER))));
    let others = of_others(ground.order).into_iter();
    variants.extend(others.map(|scheme| by(ground, (scheme, mark(ground, &scheme.summary())))));
    variants
}

/// A scheme that signs less lets more be changed.
fn mark(ground: &Ground<'_>, other: &SchemeSummary) -> i64 {
    let own = ground.order.scheme.summary();
    let is_undated = own.tolerance.is_some() && !other.signs_timestamp;
    match is_undated || (own.signs_body && !other.signs_body) {
        true => WEAKER,
        false => OTHER,
    }
}

fn by(ground: &Ground<'_>, (scheme, mark): (&Scheme, i64)) -> Variant {
    let recipe = Recipe {
        scheme: scheme.clone(),
        ..ground.base.clone()
    };
    let summary = scheme.summary();
    let name = match summary.name == summary.provider {
        true => format!("Signed as {} does", summary.provider),
        false => format!("Signed as {} does ({})", summary.provider, summary.name),
    };
    Variant::refuse(name, recipe)
        .differing(summary.place)
        .coded(summary.id)
        .marked(mark)
}

/// The scheme's own rule with another hash, labelled as its own and, where the label names the hash,
/// as the other one.
fn with_other_hash(ground: &Ground<'_>) -> Vec<Variant> {
    let Some(secret) = ground.ring.own.first() else {
        return Vec::new();
    };
    let all = signing::misreadings(&ground.base.scheme, secret).into_iter();
    let of_hash = all.filter(|misread| misread.about == Misread::Algorithm);
    of_hash
        .flat_map(|misread| hashed(ground, &misread))
        .collect()
}

fn hashed(ground: &Ground<'_>, misread: &Misreading) -> [Variant; 2] {
    let hash = misread.code.trim_start_matches("alg.hmac_");
    let recipe = Recipe {
        scheme: misread.scheme.clone(),
        ..ground.base.clone()
    };
    let labelled = recipe.changed(Change::HashLabel(hash.to_owned()));
    let name = format!("Signed with HMAC-{}", hash.to_uppercase());
    let variant = |name: String, recipe| {
        Variant::refuse(name, recipe)
            .coded(misread.code)
            .marked(OTHER)
    };
    [
        variant(format!("{name}, labelled so"), labelled).differing(format!("{hash}=")),
        variant(name, recipe).differing("the hash"),
    ]
}

/// What was accepted, signed with a secret that the handler cannot know.
fn strangers(ground: &Ground<'_>, seen: &[Answered]) -> Vec<Variant> {
    let accepted = seen.iter().enumerate().filter(|(_, one)| one.is_accepted());
    let variants = accepted.map(|(index, one)| {
        let recipe = one.variant.recipe.signed_by(vec![Key::Wrong]);
        let name = format!("{}, with another secret", one.variant.name);
        let index = i64::try_from(index).unwrap_or(0);
        Variant::refuse(name, recipe).marked(STRANGE + index)
    });
    ground.fitting(variants)
}

fn judged(ground: &Ground<'_>, seen: &[Answered]) -> Verdict {
    let strange = |index: usize| {
        let mark = i64::try_from(index).map(|index| STRANGE + index);
        let mut all = seen.iter();
        all.find(|one| Ok(one.variant.mark) == mark)
    };
    let asked = || {
        let all = seen.iter().enumerate();
        all.filter(|(_, one)| one.variant.mark < STRANGE)
    };
    let accepted = || asked().filter(|(_, one)| one.is_accepted());
    let proved: Vec<&Answered> = accepted()
        .filter(|(index, _)| strange(*index).is_some_and(Answered::is_refused))
        .map(|(_, one)| one)
        .collect();
    let foreign: Vec<&Answered> = proved
        .iter()
        .copied()
        .filter(|one| one.variant.mark != OF_PROVIDER)
        .collect();
    if let Some(severity) = foreign.iter().map(|one| severity(one.variant.mark)).min() {
        return Verdict::fail(format!("accepted too: {}", names(foreign.into_iter())))
            .of_severity(severity);
    }
    if !proved.is_empty() {
        let provider = ground.order.scheme.provider();
        return Verdict::inconclusive(format!(
            "accepted too: {}; {provider} still signs so, and that may be what it is meant to take",
            names(proved.into_iter())
        ));
    }
    if accepted().next().is_some() {
        return Verdict::inconclusive(format!(
            "{}: whatever secret signs it, so it is not by that rule that it is verified",
            names(accepted().map(|(_, one)| one))
        ));
    }
    let asked: Vec<Answered> = asked().map(|(_, one)| one.clone()).collect();
    debug_assert!(
        asked
            .iter()
            .all(|one| one.variant.expected == Expected::Refuse)
    );
    refusals(ground, &asked)
}

const fn severity(mark: i64) -> Severity {
    match mark {
        WEAKER => High,
        LABEL => Info,
        _ => Medium,
    }
}
