//! The list of runs: what may be asked of it, and a row as Skyvern writes it.

use serde_json::{Value, json};

use super::call::Call;
use crate::fastapi::{Fault, Place, Refusal, as_integer};
use crate::python::Json;
use crate::skyvern::payload::naive;
use crate::skyvern::run::Run;

/// Shortest text that is searched for.
const SHORTEST_SEARCH: usize = 3;
/// Most workflows that are asked for at once.
const MOST_WORKFLOWS: usize = 50;

/// What is asked of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    page: usize,
    page_size: usize,
    statuses: Vec<String>,
    types: Vec<String>,
    workflows: Vec<String>,
    search: Option<String>,
}

impl Listing {
    /// Reads the query; of a parameter that is given twice the last counts, unless it is a list.
    ///
    /// # Errors
    /// With every fault of it.
    pub fn read(call: &Call) -> Result<Self, Refusal> {
        let mut faults = Vec::new();
        let listing = Self {
            page: number(call, ("page", 1), &mut faults),
            page_size: number(call, ("page_size", 10), &mut faults),
            statuses: words(call, ("status", STATUSES), &mut faults),
            search: search(call, &mut faults),
            types: words(call, ("run_type", TYPES), &mut faults),
            workflows: workflows(call, &mut faults),
        };
        match faults.is_empty() {
            true => Ok(listing),
            false => Err(Refusal::invalid(faults)),
        }
    }

    /// The page of these runs, which are newest first.
    pub fn page<'a>(&self, runs: impl Iterator<Item = &'a Run>) -> Vec<&'a Run> {
        let wanted = runs.filter(|run| self.wants(run));
        let skipped = (self.page - 1) * self.page_size;
        wanted.skip(skipped).take(self.page_size).collect()
    }

    fn wants(&self, run: &Run) -> bool {
        let among = |words: &[String], word: &str| {
            words.is_empty() || words.iter().any(|wanted| wanted == word)
        };
        among(&self.statuses, run.status.as_str())
            && among(&self.types, run.run_type.as_str())
            && among(
                &self.workflows,
                run.workflow_id.as_deref().unwrap_or_default(),
            )
            && self.search.as_ref().is_none_or(|text| is_about(run, text))
    }
}

/// Searched are ids and the webhook's URL, whatever the letters' case.
fn is_about(run: &Run, text: &str) -> bool {
    let text = text.to_lowercase();
    let places = [
        Some(&run.run_id),
        run.workflow_id.as_ref(),
        run.webhook_url.as_ref(),
    ];
    places
        .into_iter()
        .flatten()
        .any(|place| place.to_lowercase().contains(&text))
}

const STATUSES: &[&str] = &[
    "created",
    "queued",
    "running",
    "paused",
    "timed_out",
    "failed",
    "terminated",
    "completed",
    "canceled",
];

const TYPES: &[&str] = &[
    "task_v1",
    "task_v2",
    "task_v3",
    "workflow_run",
    "openai_cua",
    "anthropic_cua",
    "ui_tars",
    "yutori_navigator",
];

fn last<'a>(call: &'a Call, name: &str) -> Option<&'a str> {
    let mut named = call.query.iter().rev().filter(|(known, _)| known == name);
    named.next().map(|(_, value)| value.as_str())
}

fn number(call: &Call, (name, usual): (&str, usize), faults: &mut Vec<Fault>) -> usize {
    let Some(text) = last(call, name) else {
        return usual;
    };
    match as_integer(&Json::text(text), Place::query(name), 1..=100) {
        Ok(number) => usize::try_from(number).unwrap_or(usual),
        Err(fault) => {
            faults.push(fault);
            usual
        }
    }
}

fn all(call: &Call, name: &str) -> Vec<String> {
    let named = call.query.iter().filter(|(known, _)| known == name);
    named.map(|(_, value)| value.clone()).collect()
}

fn words(call: &Call, (name, known): (&str, &[&str]), faults: &mut Vec<Fault>) -> Vec<String> {
    let given = all(call, name);
    for (index, word) in given.iter().enumerate() {
        if !known.contains(&word.as_str()) {
            let place = Place::query(name).item(index);
            faults.push(Fault::none_of("enum", place, known, Json::text(word)));
        }
    }
    given
}

fn search(call: &Call, faults: &mut Vec<Fault>) -> Option<String> {
    let text = last(call, "search_key")?;
    if text.chars().count() < SHORTEST_SEARCH {
        let message = format!("String should have at least {SHORTEST_SEARCH} characters");
        let place = Place::query("search_key");
        let fault = Fault::new("string_too_short", place, &message, Json::text(text));
        let least = Json::Number(SHORTEST_SEARCH.to_string());
        faults.push(fault.because("min_length", least));
    }
    Some(text.to_owned())
}

fn workflows(call: &Call, faults: &mut Vec<Fault>) -> Vec<String> {
    let given = all(call, "workflow_permanent_id");
    if given.len() > MOST_WORKFLOWS {
        let message = format!(
            "List should have at most {MOST_WORKFLOWS} items after validation, not {}",
            given.len()
        );
        let input = Json::List(given.iter().map(Json::text).collect());
        let place = Place::query("workflow_permanent_id");
        let fault = Fault::new("too_long", place, &message, input);
        let context = [
            ("field_type", Json::text("List")),
            ("max_length", Json::Number(MOST_WORKFLOWS.to_string())),
            ("actual_length", Json::Number(given.len().to_string())),
        ];
        let with = |fault: Fault, (name, value)| fault.because(name, value);
        faults.push(context.into_iter().fold(fault, with));
    }
    given
}

/// A row of the list.
pub fn row(run: &Run) -> Value {
    let number = run.run_id.rsplit('_').next().unwrap_or_default();
    json!({
        "task_run_id": format!("tr_{number}"),
        "run_id": run.run_id,
        "task_run_type": run.run_type.as_str(),
        "status": run.status.as_str(),
        "title": null,
        "started_at": run.started_at.map(naive),
        "finished_at": run.finished_at.map(naive),
        "created_at": naive(run.created_at),
        "workflow_permanent_id": run.workflow_id,
        "workflow_deleted": false,
        "script_run": false,
        "trigger_type": null,
        "created_by": null,
        "attempt": 1,
        "retry_pending": run.retry_pending,
        "next_attempt_at": null,
    })
}
