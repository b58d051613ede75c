//! A plan that was found to be one that can be carried out.

use std::time::Duration;

use model::{FaultMixError, Pace, RunOrder, RunPlan};

use super::template::{Template, TemplateError};
use crate::faults::FaultDice;
use crate::{Target, TargetError};

/// Most exchanges under way at once.
const MOST_AT_ONCE: u32 = 256;
/// Most targets of a run.
const MOST_TARGETS: usize = 100;
/// Most exchanges begun in a second.
const HIGHEST_RATE: f64 = 1e6;
/// Longest wait for an answer, in milliseconds.
const LONGEST_WAIT: u64 = 3_600_000;

/// A plan that can be carried out.
#[derive(Debug, Clone)]
pub struct Ready {
    pub(super) targets: Vec<Target>,
    pub(super) signature: Signature,
    pub(super) template: Template,
    pub(super) order: RunOrder,
    pub(super) pace: Pace,
    pub(super) concurrency: usize,
    pub(super) on_failure: OnFailure,
    pub(super) timeout: Duration,
    pub(super) dice: Option<FaultDice>,
    pub(super) delay: Duration,
}

/// What becomes of the captures' signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signature {
    /// They stay as they came.
    Keep,
    /// Each is made anew with the scheme and secrets of the capture's source.
    Afresh,
}

/// What an answer that is not 2xx means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnFailure {
    GoOn,
    Stop,
}

/// Why a plan cannot be carried out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// Nowhere to send to.
    #[error("give at least one URL to send to, such as http://localhost:3000/webhooks")]
    NoTarget,
    /// Too many.
    #[error("a run has at most 100 targets, and these are {0}: split them")]
    Targets(usize),
    /// One of them is none.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// Nothing would be sent.
    #[error("send each capture at least once")]
    Times,
    /// None at a time, or too many.
    #[error("{0} at once cannot be: from 1 to 256 can")]
    Concurrency(u32),
    /// No rate.
    #[error("{0} a second is no rate: use a number above 0, at most 1,000,000")]
    Rate(f64),
    /// No speed.
    #[error("a speed of {0} cannot be: use a number above 0, where 2 is twice as fast")]
    Speed(f64),
    /// No time to wait.
    #[error("{0} ms is no time to wait for an answer: use 1 ms to an hour")]
    Timeout(u64),
    /// The template is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The faults cannot be.
    #[error(transparent)]
    Faults(#[from] FaultMixError),
}

impl PlanError {
    /// The field of the plan that is wrong (`targets`, `template.json_patch`).
    #[must_use]
    pub fn field(&self) -> String {
        let field = match self {
            Self::NoTarget | Self::Targets(_) | Self::Target(_) => "targets",
            Self::Times => "times",
            Self::Concurrency(_) => "concurrency",
            Self::Rate(_) | Self::Speed(_) => "pace",
            Self::Timeout(_) => "timeout_ms",
            Self::Template(error) => return format!("template.{}", error.field()),
            Self::Faults(_) => "faults",
        };
        field.to_owned()
    }
}

impl Ready {
    /// Checks a plan.
    ///
    /// # Errors
    /// When a part of it cannot be, naming which and why.
    pub fn check(plan: &RunPlan) -> Result<Self, PlanError> {
        check_numbers(plan)?;
        if let Some(mix) = &plan.faults {
            mix.check()?;
        }
        let mix = plan.faults.as_ref().filter(|mix| !mix.is_harmless());
        Ok(Self {
            targets: targets(&plan.targets)?,
            signature: if plan.resign {
                Signature::Afresh
            } else {
                Signature::Keep
            },
            template: Template::read(&plan.template)?,
            order: plan.order,
            pace: plan.pace,
            concurrency: plan.concurrency as usize,
            on_failure: if plan.stop_on_failure {
                OnFailure::Stop
            } else {
                OnFailure::GoOn
            },
            timeout: Duration::from_millis(plan.timeout_ms),
            delay: Duration::from_millis(mix.map_or(0, |mix| mix.delay_ms)),
            dice: mix.map(FaultDice::new),
        })
    }

    /// What is worth knowing before it begins.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.template.rewrites_json() {
            notes.push(REWRITTEN.to_owned());
        }
        if self.signature == Signature::Keep && !self.template.is_empty() {
            notes.push("Requests are changed and keep their old signatures, so a handler that checks them will refuse: sign afresh to have them verify.".to_owned());
        }
        if self.dice.is_some() {
            notes.push(
                "Some requests go wrong on purpose: the same seed hits the same ones.".to_owned(),
            );
        }
        notes
    }
}

/// Said of every body that was patched.
pub(super) const REWRITTEN: &str = "Bodies are read as JSON and written anew: values and the order of fields stay, spacing does not.";

fn targets(texts: &[String]) -> Result<Vec<Target>, PlanError> {
    match texts.len() {
        0 => Err(PlanError::NoTarget),
        1..=MOST_TARGETS => Ok(texts
            .iter()
            .map(|text| Target::parse(text))
            .collect::<Result<_, _>>()?),
        more => Err(PlanError::Targets(more)),
    }
}

fn check_numbers(plan: &RunPlan) -> Result<(), PlanError> {
    let is_rate = |rate: f64| rate > 0.0 && rate <= HIGHEST_RATE;
    match plan.pace {
        Pace::Rate { per_second } if !is_rate(per_second) => {
            return Err(PlanError::Rate(per_second));
        }
        Pace::Original { speed } if !is_rate(speed) => return Err(PlanError::Speed(speed)),
        Pace::AsFastAsPossible | Pace::Rate { .. } | Pace::Original { .. } => {}
    }
    if plan.times == 0 {
        return Err(PlanError::Times);
    }
    if !(1..=MOST_AT_ONCE).contains(&plan.concurrency) {
        return Err(PlanError::Concurrency(plan.concurrency));
    }
    if !(1..=LONGEST_WAIT).contains(&plan.timeout_ms) {
        return Err(PlanError::Timeout(plan.timeout_ms));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::FaultMix;

    use super::*;
    use crate::replay::testing::plan;

    fn refused(change: impl FnOnce(&mut RunPlan)) -> String {
        let mut plan = plan(&["http://localhost:3000"]);
        change(&mut plan);
        Ready::check(&plan).unwrap_err().field()
    }

    #[test]
    fn what_cannot_be_is_refused_by_field() {
        assert_eq!(refused(|plan| plan.targets.clear()), "targets");
        assert_eq!(refused(|plan| plan.targets.push("x".into())), "targets");
        assert_eq!(refused(|plan| plan.times = 0), "times");
        assert_eq!(refused(|plan| plan.concurrency = 257), "concurrency");
        assert_eq!(refused(|plan| plan.timeout_ms = 0), "timeout_ms");
        for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(
                refused(|plan| plan.pace = Pace::Rate { per_second: wrong }),
                "pace"
            );
            assert_eq!(
                refused(|plan| plan.pace = Pace::Original { speed: wrong }),
                "pace"
            );
        }
        let patch = |plan: &mut RunPlan| plan.template.json_patch = Some("{".into());
        assert_eq!(refused(patch), "template.json_patch");
        let faults = |plan: &mut RunPlan| {
            plan.faults = Some(FaultMix {
                drop: 2.0,
                ..FaultMix::default()
            });
        };
        assert_eq!(refused(faults), "faults");
    }

    #[test]
    fn a_plan_as_most_are_needs_no_notes() {
        let ready = Ready::check(&plan(&["http://localhost:3000"])).unwrap();
        assert_eq!(ready.notes(), Vec::<String>::new());
    }
}
