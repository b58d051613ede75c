//! `body_limit`: from which size on a body is refused.

use crate::probe::body;
use crate::probe::check::{Step, Verdict};
use crate::probe::ground::Ground;
use crate::probe::variant::{Answered, Variant};

/// The sizes that are asked for.
const SIZES: [(i64, &str); 3] = [
    (10 * 1024, "10 KB"),
    (100 * 1024, "100 KB"),
    (1024 * 1024, "1 MB"),
];

/// How many sizes between the last one that passed and the first that failed are tried.
const STEPS: usize = 6;

pub(super) fn next(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if seen.is_empty() {
        let sizes = SIZES.iter().map(|&(size, name)| (size, name.to_owned()));
        let variants: Vec<_> = sizes.filter_map(|one| variant(ground, one)).collect();
        return match variants.len() < SIZES.len() {
            true => Step::Told(Verdict::skipped("the scheme does not sign long bodies")),
            false => Step::Ask(variants),
        };
    }
    let limit = Limit::of(seen);
    let Some(fails) = limit.fails else {
        return Step::Told(match limit.unclear {
            true => Verdict::inconclusive("a long body was put off, so its answer tells nothing"),
            false => Verdict::pass("1 MB is accepted"),
        });
    };
    let tried = seen.len().saturating_sub(SIZES.len());
    if let (Some(passes), true) = (limit.passes, tried < STEPS) {
        let between = geometric_mean(passes, fails);
        if (between - passes) * 50 > passes
            && let Some(variant) = variant(ground, (between, format!("{between} bytes")))
        {
            return Step::Ask(vec![variant]);
        }
    }
    Step::Told(told(&limit, seen, fails))
}

fn told(limit: &Limit, seen: &[Answered], fails: i64) -> Verdict {
    let answer = seen
        .iter()
        .find(|one| one.variant.mark == fails)
        .map(|one| one.reply.in_words());
    let answer = answer.unwrap_or_default();
    match limit.passes {
        Some(passes) => Verdict::fail(format!(
            "{} ({fails} bytes) is answered {answer}, {} ({passes} bytes) is accepted",
            in_words(fails),
            in_words(passes)
        )),
        None => Verdict::fail(format!(
            "from {} ({fails} bytes) on it is answered {answer}",
            in_words(fails)
        )),
    }
}

/// What the answers say of the size.
struct Limit {
    /// The longest body that was accepted below the first that was not.
    passes: Option<i64>,
    /// The shortest body that was not accepted.
    fails: Option<i64>,
    /// Whether an answer says neither.
    unclear: bool,
}

impl Limit {
    fn of(seen: &[Answered]) -> Self {
        let is_unclear = |one: &&Answered| one.reply.status == Some(429);
        let failed = seen
            .iter()
            .filter(|one| !one.is_accepted() && !is_unclear(one));
        let fails = failed.map(|one| one.variant.mark).min();
        let below = |one: &&Answered| fails.is_none_or(|fails| one.variant.mark < fails);
        let passed = seen.iter().filter(|one| one.is_accepted()).filter(below);
        Self {
            passes: passed.map(|one| one.variant.mark).max(),
            fails,
            unclear: seen.iter().any(|one| is_unclear(&one)),
        }
    }
}

fn variant(ground: &Ground<'_>, (size, name): (i64, String)) -> Option<Variant> {
    let room = ground.undisturbed(body::with_room(&ground.base.body)?);
    let body = body::padded(&room, usize::try_from(size).ok()?)?;
    let recipe = ground.base.with_body(body);
    let variant = Variant::accept(format!("A body of {name}"), recipe)
        .differing(format!("{size} bytes"))
        .marked(size);
    // A longer body is signed like a short one, and trying it takes long.
    let is_short = SIZES.first().is_some_and(|(short, _)| size <= *short);
    match is_short {
        true => ground.fitting([variant]).pop(),
        false => Some(variant),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "sizes of bodies are far below what a float counts exactly"
)]
fn geometric_mean(low: i64, high: i64) -> i64 {
    (low as f64 * high as f64).sqrt() as i64
}

fn in_words(size: i64) -> String {
    let known = SIZES.iter().find(|(known, _)| *known == size);
    known.map_or_else(
        || format!("{} KB", size / 1024),
        |(_, name)| (*name).to_owned(),
    )
}
