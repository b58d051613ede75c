//! Which captures a run sends, and what that is called.

use std::collections::{HashMap, HashSet};

use delivery::replay::{Dated, exchanges as all_exchanges, ordered};
use model::{CaptureId, Chosen, Filter, RunId, RunPlan};
use store::RunExchange;

use super::{LONGEST_RUN, get};
use crate::App;
use crate::contract::CallError;

/// Captures that were chosen.
pub(super) struct Selection {
    /// Each with the time it came.
    pub captures: Vec<Dated>,
    /// What was chosen, in words.
    pub words: String,
    /// The run whose failures they are.
    pub failures_of: Option<RunId>,
}

/// Finds what was chosen, in the order of the plan.
pub(super) async fn select(
    app: &App,
    chosen: &Chosen,
    plan: &RunPlan,
) -> Result<Selection, CallError> {
    let ids = match chosen {
        Chosen::Captures { ids } => ids.clone(),
        Chosen::Filter { filter } => matching(app, filter).await?,
        Chosen::SameAs { run } => {
            let run = get(app, *run).await?.id;
            once_each(app.store().runs().exchanges(run).await?)
        }
        Chosen::FailuresOf { run } => {
            let run = get(app, *run).await?.id;
            once_each(app.store().runs().failed(run).await?)
        }
    };
    let given = dated(app, ids).await?;
    if given.iter().all(|(_, at)| at.is_none()) {
        return Err(none_there(chosen, given.first().map(|&(id, _)| id)));
    }
    let times: HashMap<_, _> = given.iter().copied().collect();
    let in_order = ordered(given, plan.order).into_iter();
    let captures: Vec<Dated> = in_order.map(|id| (id, times[&id])).collect();
    Ok(Selection {
        words: words(app, chosen, &captures).await?,
        failures_of: match chosen {
            Chosen::FailuresOf { run } => Some(*run),
            Chosen::Captures { .. } | Chosen::Filter { .. } | Chosen::SameAs { .. } => None,
        },
        captures,
    })
}

/// Every exchange with them.
pub(super) fn exchanges(
    captures: Vec<Dated>,
    plan: &RunPlan,
) -> Result<Vec<RunExchange>, CallError> {
    let total = total(captures.len(), plan);
    if total > LONGEST_RUN {
        let message = format!(
            "a run has at most 1,000,000 exchanges, and these are {total}: send fewer times or captures"
        );
        return Err(CallError::new(message).at_field("plan.times"));
    }
    let captures: Vec<CaptureId> = captures.into_iter().map(|(id, _)| id).collect();
    let targets = u16::try_from(plan.targets.len()).unwrap_or(u16::MAX);
    Ok(all_exchanges(&captures, targets, plan.times))
}

/// How many exchanges that makes.
pub(super) fn total(captures: usize, plan: &RunPlan) -> usize {
    let each = plan.targets.len().saturating_mul(plan.times as usize);
    captures.saturating_mul(each)
}

/// All that match, oldest first.
async fn matching(app: &App, filter: &str) -> Result<Vec<CaptureId>, CallError> {
    let filter = Filter::parse(filter)?;
    let outline = app.store().captures().outline(&filter, 1).await?;
    Ok(outline.starts.into_iter().rev().collect())
}

/// The captures of some exchanges, each once.
fn once_each(exchanges: Vec<RunExchange>) -> Vec<CaptureId> {
    let mut seen = HashSet::new();
    let captures = exchanges.into_iter().map(|exchange| exchange.capture);
    captures.filter(|&capture| seen.insert(capture)).collect()
}

async fn dated(app: &App, ids: Vec<CaptureId>) -> Result<Vec<Dated>, CallError> {
    let times = app.store().runs().received_at(ids.clone()).await?;
    Ok(ids.into_iter().zip(times).collect())
}

fn none_there(chosen: &Chosen, given: Option<CaptureId>) -> CallError {
    match (chosen, given) {
        (Chosen::Captures { .. }, Some(id)) => {
            CallError::with_code("not_found", format!("{id} does not exist"))
        }
        (Chosen::Captures { .. }, None) => CallError::new("choose at least one capture to send"),
        (Chosen::Filter { .. }, _) => CallError::with_code(
            "nothing_chosen",
            "no capture matches, so nothing would be sent",
        ),
        (Chosen::SameAs { run }, _) => {
            let message =
                format!("the captures of {run} are no longer there, so nothing would be sent");
            CallError::with_code("nothing_chosen", message)
        }
        (Chosen::FailuresOf { run }, _) => nothing_failed(*run),
    }
}

pub(super) fn nothing_failed(run: RunId) -> CallError {
    let message = format!("nothing failed in {run}, so nothing would be sent");
    CallError::with_code("nothing_chosen", message)
}

async fn words(app: &App, chosen: &Chosen, captures: &[Dated]) -> Result<String, CallError> {
    Ok(match chosen {
        Chosen::Filter { filter } if filter.trim().is_empty() => "all captures".to_owned(),
        Chosen::Filter { filter } => filter.trim().to_owned(),
        Chosen::SameAs { run } => get(app, *run).await?.chosen,
        Chosen::FailuresOf { run } => failures_of(*run),
        Chosen::Captures { .. } => match captures {
            [(id, _)] => id.to_string(),
            many => format!("{} captures", many.len()),
        },
    })
}

pub(super) fn failures_of(run: RunId) -> String {
    format!("failures of {run}")
}
