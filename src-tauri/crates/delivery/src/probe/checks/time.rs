//! Old requests and those from the future: what is refused, and from when on.
//!
//! The tolerance is found by bisection between a time that is accepted and one that is not. It is
//! judged only where the scheme has one; otherwise it is told.

use model::{Expected, Severity};
use signing::clockwork;

use crate::probe::check::{Step, Verdict};
use crate::probe::ground::Ground;
use crate::probe::variant::{Answered, Variant};

/// A year: beyond every tolerance, and beyond most mistakes in one.
const FAR: i64 = 365 * 24 * 3600;

/// As long as a request may be under way, in seconds.
const LEEWAY: i64 = 3;

/// More requests do not make it more exact.
const MOST: usize = 16;

/// `rejects_expired`.
pub(super) fn expired(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    asked(ground, seen, Way::Past)
}

/// `rejects_future`.
pub(super) fn future(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    asked(ground, seen, Way::Future)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Past,
    Future,
}

impl Way {
    const fn shift(self, seconds: i64) -> i64 {
        match self {
            Self::Past => -seconds,
            Self::Future => seconds,
        }
    }

    fn variant(self, ground: &Ground<'_>, (seconds, expected): (i64, Expected)) -> Variant {
        let recipe = ground.base.shifted(self.shift(seconds));
        let (name, differs) = match self {
            Self::Past => (
                format!("Signed {seconds} s ago"),
                format!("{seconds} s old"),
            ),
            Self::Future => (
                format!("Signed {seconds} s ahead"),
                format!("{seconds} s ahead"),
            ),
        };
        let variant = match expected {
            Expected::Accept => Variant::accept(name, recipe),
            Expected::Refuse => Variant::refuse(name, recipe),
            Expected::Either => Variant::either(name, recipe),
        };
        variant.differing(differs).marked(seconds)
    }
}

/// What the scheme says of time in one way.
#[derive(Debug, Clone, Copy)]
struct Rule {
    /// Whether our own verification refuses what lies a year off.
    judged: bool,
    /// The tolerance, where there is one.
    tolerance: Option<i64>,
}

fn asked(ground: &Ground<'_>, seen: &[Answered], way: Way) -> Step {
    if !ground.can_sign() {
        return Step::Told(Verdict::skipped("there is no key to sign with"));
    }
    let clock = clockwork(&ground.base.scheme);
    let holds = ground.holds(&ground.base.shifted(way.shift(FAR)));
    let rule = Rule {
        judged: holds == Some(false),
        tolerance: clock
            .and_then(|clock| clock.tolerance)
            .and_then(|tolerance| i64::try_from(tolerance).ok()),
    };
    if holds.is_none() || (clock.is_none() && !rule.judged) {
        return Step::Told(Verdict::skipped("the scheme's requests carry no timestamp"));
    }
    let Some(far) = seen.first() else {
        let expected = match rule.judged {
            true => Expected::Refuse,
            false => Expected::Either,
        };
        return Step::Ask(vec![way.variant(ground, (FAR, expected))]);
    };
    if far.is_accepted() {
        return Step::Told(accepts_all(rule, way, ground));
    }
    if !far.is_refused() {
        return Step::Told(Verdict::inconclusive(far.reply.in_words()));
    }
    if !ground.facts.accepts {
        return Step::Told(Verdict::inconclusive(
            "it refused, but it accepted nothing signed either",
        ));
    }
    measured(ground, seen, (rule, way))
}

fn accepts_all(rule: Rule, way: Way, ground: &Ground<'_>) -> Verdict {
    let told = match way {
        Way::Past => "none: a request signed a year ago is accepted",
        Way::Future => "none: a request signed a year ahead is accepted",
    };
    let id = ground.order.scheme.id();
    match (rule.judged, rule.tolerance) {
        (true, Some(tolerance)) => Verdict::fail(format!("{told}; {id} allows {tolerance} s")),
        (true, None) => Verdict::fail(told),
        (false, _) => Verdict::pass(format!("{told}, which {id} leaves open"))
            .of_severity(Severity::Info)
            .titled(match way {
                Way::Past => "Sets old requests no limit",
                Way::Future => "Sets requests from the future no limit",
            }),
    }
}

fn measured(ground: &Ground<'_>, seen: &[Answered], (rule, way): (Rule, Way)) -> Step {
    let bounds = Bounds::of(seen.iter().map(|one| (one.variant.mark, one.is_accepted())));
    let is_clear = seen.iter().all(|one| one.is_accepted() || one.is_refused());
    let has_clock = clockwork(&ground.base.scheme).is_some();
    if is_clear
        && has_clock
        && seen.len() < MOST
        && let Some(seconds) = bounds.next(rule.tolerance)
    {
        let expected = match rule.tolerance {
            Some(tolerance) if rule.judged && seconds > tolerance => Expected::Refuse,
            Some(tolerance) if rule.judged && seconds <= tolerance => Expected::Accept,
            _ => Expected::Either,
        };
        return Step::Ask(vec![way.variant(ground, (seconds, expected))]);
    }
    Step::Told(bounds.verdict(rule, ground.order.scheme.id()))
}

/// Between what is accepted and what is refused, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bounds {
    accepted: i64,
    refused: i64,
}

impl Bounds {
    fn of(answers: impl Iterator<Item = (i64, bool)>) -> Self {
        let mut bounds = Self {
            accepted: 0,
            refused: FAR,
        };
        for (seconds, accepted) in answers {
            match accepted {
                true => bounds.accepted = bounds.accepted.max(seconds),
                false => bounds.refused = bounds.refused.min(seconds),
            }
        }
        bounds
    }

    /// The next time to ask for; `None` when it is known well enough.
    fn next(self, tolerance: Option<i64>) -> Option<i64> {
        let is_between = |seconds: &i64| self.accepted < *seconds && *seconds < self.refused;
        let expected = tolerance.map(|tolerance| {
            let around = [tolerance + LEEWAY, tolerance - LEEWAY];
            around
                .into_iter()
                .find(|seconds| is_between(seconds) && *seconds > 0)
        });
        let is_known = self.refused - self.accepted <= (2 * LEEWAY).max(self.accepted / 50);
        if is_known {
            return None;
        }
        let low = self.accepted.max(1);
        let middle = match self.refused / 4 > low {
            true => square_root(low * self.refused),
            false => i64::midpoint(self.accepted, self.refused),
        };
        expected.flatten().or(Some(middle)).filter(is_between)
    }

    fn verdict(self, rule: Rule, scheme: &str) -> Verdict {
        let about = self.in_words(rule.tolerance);
        let Some(tolerance) = rule.tolerance.filter(|_| rule.judged) else {
            return Verdict::pass(about).of_severity(Severity::Info);
        };
        let is_longer = self.accepted > tolerance + tolerance / 10 + LEEWAY;
        if !is_longer {
            return Verdict::pass(about);
        }
        let thousand = self.accepted <= tolerance * 1050 && self.refused >= tolerance * 950;
        Verdict::fail(match thousand {
            true => format!(
                "{about}: a thousand times the {tolerance} s of {scheme}, as when seconds are taken for milliseconds (ts.signed_in_milliseconds)"
            ),
            false => format!("{about}; {scheme} allows {tolerance} s"),
        })
    }

    fn in_words(self, tolerance: Option<i64>) -> String {
        let covers = |seconds: &i64| self.accepted <= *seconds && *seconds <= self.refused;
        let is_narrow = self.refused - self.accepted <= 2 * LEEWAY;
        let thousand = tolerance.map(|tolerance| tolerance * 1000).filter(covers);
        match tolerance.filter(covers) {
            Some(tolerance) if is_narrow => format!("{tolerance} s"),
            _ if self.refused == FAR => "less than a year".to_owned(),
            _ => format!(
                "{} s ({} s is accepted, {} s is not)",
                thousand.unwrap_or_else(|| i64::midpoint(self.accepted, self.refused)),
                self.accepted,
                self.refused
            ),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "seconds of a year, which a float counts well enough for a middle"
)]
fn square_root(number: i64) -> i64 {
    (number as f64).sqrt() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks a handler that accepts up to `limit` seconds; how often, and what is known then.
    fn bisected(limit: i64, tolerance: Option<i64>) -> (usize, Bounds) {
        let mut answers = vec![(FAR, FAR <= limit)];
        loop {
            let bounds = Bounds::of(answers.iter().copied());
            match bounds.next(tolerance) {
                Some(seconds) if answers.len() < MOST => answers.push((seconds, seconds <= limit)),
                _ => return (answers.len(), bounds),
            }
        }
    }

    #[test]
    fn the_tolerance_of_the_scheme_takes_three_requests() {
        let (asked, bounds) = bisected(300, Some(300));
        assert_eq!((asked, bounds.in_words(Some(300)).as_str()), (3, "300 s"));
    }

    #[test]
    fn any_other_tolerance_is_found_too() {
        for limit in [5, 60, 180, 600, 1_800, 7_200, 86_400, 300_000] {
            let (asked, bounds) = bisected(limit, Some(300));
            assert!(asked <= MOST, "{limit}: {asked}");
            assert!(
                bounds.accepted <= limit && limit < bounds.refused,
                "{limit}"
            );
            let width = bounds.refused - bounds.accepted;
            assert!(width <= 6.max(limit / 20), "{limit}: {bounds:?}");
        }
    }

    #[test]
    fn a_thousand_times_the_tolerance_is_a_mistaken_unit() {
        let rule = Rule {
            judged: true,
            tolerance: Some(300),
        };
        let (_, bounds) = bisected(300_000, Some(300));
        let verdict = bounds.verdict(rule, "stripe-v1");
        assert_eq!(verdict.result, model::CheckResult::Fail);
        assert!(
            verdict.detail.contains("ts.signed_in_milliseconds"),
            "{verdict:?}"
        );
    }

    #[test]
    fn a_stricter_handler_does_right() {
        let rule = Rule {
            judged: true,
            tolerance: Some(300),
        };
        let (_, bounds) = bisected(60, Some(300));
        let verdict = bounds.verdict(rule, "stripe-v1");
        assert_eq!(verdict.result, model::CheckResult::Pass, "{verdict:?}");
    }
}
