//! What a run would send, before it sends anything.

use delivery::Outgoing;
use delivery::replay::{Dated, Ready, first_request};
use model::{CaptureId, Headers, Pace, RunPlan};

use super::chosen::{self, Selection};
use super::{LONGEST_RUN, checked};
use crate::contract::runs::{RunPreview, StartRun};
use crate::contract::{CallError, ErrorOrigin};
use crate::{App, body};

/// Longest part of a body that is shown.
const SHOWN_BODY: usize = 16 * 1024;
/// What each connection sets for itself, so that it is not shown.
const OF_THE_CONNECTION: [&str; 4] = ["host", "content-length", "connection", "transfer-encoding"];

/// Says what a run would send: what cannot be is among its problems.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn preview(app: &App, argument: StartRun) -> Result<RunPreview, CallError> {
    let mut preview = RunPreview::default();
    let ready = keep(checked(&argument.plan), &mut preview)?;
    let selected = chosen::select(app, &argument.chosen, &argument.plan).await;
    let Some(selection) = keep(selected, &mut preview)? else {
        return Ok(preview);
    };
    count(&selection, &argument.plan, &mut preview);
    let Some(ready) = ready else {
        return Ok(preview);
    };
    preview.notes = ready.notes();
    preview
        .notes
        .extend(spacing(&selection.captures, argument.plan.pace));
    if let Some(&(first, _)) = selection.captures.iter().find(|(_, at)| at.is_some()) {
        show_first(app, &ready, first, &mut preview).await?;
    }
    Ok(preview)
}

/// What was found; a refusal that a screen shows beside its field goes on, any other is a problem.
fn keep<T>(found: Result<T, CallError>, preview: &mut RunPreview) -> Result<Option<T>, CallError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.code == "filter" || error.origin() == ErrorOrigin::Fault => Err(error),
        Err(error) => {
            preview.problems.push(error.message);
            Ok(None)
        }
    }
}

fn count(selection: &Selection, plan: &RunPlan, preview: &mut RunPreview) {
    let total = chosen::total(selection.captures.len(), plan);
    preview.captures = selection.captures.len() as u64;
    preview.total = total as u64;
    if total > LONGEST_RUN {
        let problem = "a run has at most 1,000,000 exchanges: send fewer times or captures";
        preview.problems.push(problem.to_owned());
    }
}

/// How long original spacing takes, where it is worth saying.
fn spacing(captures: &[Dated], pace: Pace) -> Option<String> {
    let Pace::Original { speed } = pace else {
        return None;
    };
    let times = || captures.iter().filter_map(|(_, at)| *at);
    let span = times().max()?.micros_since(times().min()?) as f64 / 1e6;
    let (came, takes) = (in_words(span), in_words(span / speed));
    Some(format!(
        "The captures came within {came}; sending them takes {takes}."
    ))
}

fn in_words(seconds: f64) -> String {
    match seconds {
        s if s < 120.0 => format!("{s:.1} s"),
        s if s < 7200.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 172_800.0 => format!("{:.1} hours", s / 3600.0),
        s => format!("{:.1} days", s / 86_400.0),
    }
}

async fn show_first(
    app: &App,
    ready: &Ready,
    first: CaptureId,
    preview: &mut RunPreview,
) -> Result<(), CallError> {
    let whole = app.store().captures().whole(&[first], usize::MAX).await?;
    let Some(whole) = whole.captures.into_iter().next() else {
        return Ok(());
    };
    let sources = app.store().sources().snapshot();
    match first_request(whole, ready, (&sources, app.clock().now())) {
        Ok(outgoing) => preview.first = Some(as_text(&outgoing)),
        Err(problem) => preview.problems.push(problem.to_string()),
    }
    Ok(())
}

fn as_text(outgoing: &Outgoing) -> String {
    let mut text = format!("{} {}\n", outgoing.method, outgoing.url);
    text.push_str(&fields(&outgoing.headers));
    text.push('\n');
    match body::beginning(&outgoing.body, SHOWN_BODY) {
        Some(beginning) => text.push_str(&beginning),
        None => text.push_str(&format!("({} bytes that are no text)", outgoing.body.len())),
    }
    text
}

fn fields(headers: &Headers) -> String {
    let own = |name: &str| {
        OF_THE_CONNECTION
            .iter()
            .any(|own| own.eq_ignore_ascii_case(name))
    };
    let shown = headers.iter().filter(|header| !own(&header.name));
    let line = |header: &model::Header| {
        format!(
            "{}: {}\n",
            header.name,
            String::from_utf8_lossy(&header.value)
        )
    };
    shown.map(line).collect()
}
