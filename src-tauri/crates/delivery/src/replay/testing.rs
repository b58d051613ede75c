//! What the tests of runs share.

use model::{Pace, RunOrder, RunPlan, Template};

/// A plan as most are.
pub(crate) fn plan(targets: &[&str]) -> RunPlan {
    RunPlan {
        targets: targets.iter().map(ToString::to_string).collect(),
        resign: false,
        template: Template::default(),
        order: RunOrder::AsGiven,
        pace: Pace::AsFastAsPossible,
        times: 1,
        concurrency: 1,
        stop_on_failure: false,
        timeout_ms: 5000,
        faults: None,
    }
}
