//! A run's results as a file: ids of captures and outcomes.
//!
//! Neither what was sent nor the values of a template are in it, since both may hold secrets.

use std::fmt::Write as _;

use model::{Change, FailureKind, Run};
use serde::Serialize;
use serde_json::json;
use store::{RowOrder, RowsWanted, Shown};

use super::detail::{against, detail};
use super::{get, rows};
use crate::App;
use crate::contract::CallError;
use crate::contract::runs::{
    ExportRun, ExportedRun, LookAtRun, RowOutcome, RunDetail, RunFormat, RunRow,
};

/// Rows that are read at once.
const SLICE: u32 = 50_000;
/// Rows that a report lists.
const LISTED: usize = 100;

/// A run's results as a file.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn export(app: &App, argument: ExportRun) -> Result<ExportedRun, CallError> {
    let run = get(app, argument.run).await?;
    let look = LookAtRun {
        run: argument.run,
        against: argument.against,
    };
    let (ending, text) = match argument.format {
        RunFormat::Json => ("json", as_json(app, &run, look).await?),
        RunFormat::Csv => ("csv", as_csv(&all_rows(app, &run, look).await?)),
        RunFormat::Markdown => {
            let detail = detail(app, look).await?;
            ("md", report(&detail, &all_rows(app, &run, look).await?))
        }
    };
    Ok(ExportedRun {
        file_name: format!("hookwright-{}.{ending}", run.id),
        text,
    })
}

async fn all_rows(app: &App, run: &Run, look: LookAtRun) -> Result<Vec<RunRow>, CallError> {
    let against = against(app, look).await?.map(|run| run.id);
    let mut all = Vec::new();
    loop {
        let wanted = RowsWanted {
            run: run.id,
            against,
            show: Shown::All,
            order: RowOrder::AsSent,
            from: all.len() as u64,
            limit: SLICE,
        };
        let slice = rows::read(app, run, wanted).await?;
        let is_last = slice.len() < SLICE as usize;
        all.extend(slice);
        if is_last {
            return Ok(all);
        }
    }
}

/// One row of a file.
#[derive(Serialize)]
struct ExportedRow<'a> {
    position: u32,
    capture: String,
    event_type: Option<&'a str>,
    target: &'a str,
    status: Option<u16>,
    failure: Option<FailureKind>,
    latency_ms: f64,
    exact: Option<bool>,
    change: Option<Change>,
    then_status: Option<u16>,
    then_failure: Option<FailureKind>,
    then_latency_ms: Option<f64>,
    attempt: Option<String>,
}

impl<'a> ExportedRow<'a> {
    fn of(row: &'a RunRow) -> Self {
        let then = row.then.as_ref();
        Self {
            position: row.position,
            capture: row.capture.to_string(),
            event_type: row.event_type.as_deref(),
            target: &row.target,
            status: row.now.status,
            failure: row.now.failure,
            latency_ms: row.now.took_ms,
            exact: row.exact,
            change: row.change,
            then_status: then.and_then(|then| then.status),
            then_failure: then.and_then(|then| then.failure),
            then_latency_ms: then.map(|then| then.took_ms),
            attempt: row.now.attempt.map(|id| id.to_string()),
        }
    }
}

async fn as_json(app: &App, run: &Run, look: LookAtRun) -> Result<String, CallError> {
    let rows = all_rows(app, run, look).await?;
    let detail = detail(app, look).await?;
    let rows: Vec<_> = rows.iter().map(ExportedRow::of).collect();
    let document = json!({
        "run": run.id,
        "chosen": run.chosen,
        "targets": run.plan.targets,
        "state": run.state,
        "captures": run.captures,
        "total": run.total,
        "done": run.done,
        "succeeded": run.succeeded,
        "exact": run.exact,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "elapsed_ms": run.elapsed_ms,
        "again_of": run.again_of,
        "against": detail.against.map(|run| run.run),
        "fixed": detail.fixed,
        "regressed": detail.regressed,
        "same": detail.same,
        "new": detail.new,
        "latency": detail.latency,
        "rows": rows,
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

const CSV_HEAD: &str = "position,capture,event_type,target,status,failure,latency_ms,exact,change,then_status,then_failure,then_latency_ms,attempt\n";

fn as_csv(rows: &[RunRow]) -> String {
    let mut text = CSV_HEAD.to_owned();
    for row in rows {
        let row = serde_json::to_value(ExportedRow::of(row)).unwrap_or_default();
        let cells = row
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::values);
        let cells: Vec<String> = cells.map(cell).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn cell(value: &serde_json::Value) -> String {
    let text = match value {
        serde_json::Value::Null => String::new(),
        // A sheet would take the first of these for the beginning of a formula.
        serde_json::Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A report to paste.
fn report(detail: &RunDetail, rows: &[RunRow]) -> String {
    let mut text = heading(detail);
    text.push_str("\n| Answer | Body begins with | Count | Change |\n|---|---|---:|---:|\n");
    for group in &detail.answers {
        let begins = group.begins.as_deref().unwrap_or("(various)");
        let change = group
            .change
            .map_or_else(String::new, |change| format!("{change:+}"));
        let answer = answer(group.status, group.failure);
        let line = format!(
            "| {answer} | {} | {} | {change} |\n",
            escaped(begins),
            group.count
        );
        text.push_str(&line);
    }
    let failed: Vec<_> = rows.iter().filter(|row| !is_2xx(&row.now)).collect();
    if !failed.is_empty() {
        text.push_str("\n## Not answered with 2xx\n\n| Capture | Event type | Then | Now | Took |\n|---|---|---|---|---:|\n");
    }
    for row in failed.iter().take(LISTED) {
        text.push_str(&line(row));
    }
    if failed.len() > LISTED {
        let more = format!("\n… and {} more.\n", failed.len() - LISTED);
        text.push_str(&more);
    }
    text
}

fn heading(detail: &RunDetail) -> String {
    let run = &detail.run;
    let mut text = format!("# Replay {}\n\n", run.id);
    let mut item = |name: &str, value: String| {
        writeln!(text, "- {name}: {value}").expect("a text takes more text");
    };
    item(
        "Captures",
        format!("{} ({})", run.captures, escaped(&run.chosen)),
    );
    item("To", escaped(&run.plan.targets.join(", ")));
    item(
        "Sent",
        format!(
            "{} of {}, {} answered with 2xx",
            run.done, run.total, run.succeeded
        ),
    );
    if run.exact > 0 {
        item("Proved equal byte for byte", run.exact.to_string());
    }
    if let Some(against) = &detail.against {
        let counts = format!(
            "{} fixed, {} regressed, {} same",
            detail.fixed, detail.regressed, detail.same
        );
        item(&format!("Against {}", against.run), counts);
    }
    if let (Some(p50), Some(p95), Some(p99)) = (
        detail.latency.p50_ms,
        detail.latency.p95_ms,
        detail.latency.p99_ms,
    ) {
        item(
            "Latency",
            format!("p50 {p50:.1} ms, p95 {p95:.1} ms, p99 {p99:.1} ms"),
        );
    }
    if let Some(problem) = &run.problem {
        item("Problem", escaped(problem));
    }
    text
}

fn line(row: &RunRow) -> String {
    let then = row
        .then
        .map_or_else(String::new, |then| answer(then.status, then.failure));
    format!(
        "| {} | {} | {then} | {} | {:.1} ms |\n",
        row.capture,
        escaped(row.event_type.as_deref().unwrap_or_default()),
        answer(row.now.status, row.now.failure),
        row.now.took_ms,
    )
}

fn is_2xx(outcome: &RowOutcome) -> bool {
    outcome
        .status
        .is_some_and(|status| (200..300).contains(&status))
}

fn answer(status: Option<u16>, failure: Option<FailureKind>) -> String {
    let word = |kind| {
        serde_json::to_value(kind)
            .ok()?
            .as_str()
            .map(|word| word.replace('_', " "))
    };
    match (status, failure) {
        (Some(status), _) => status.to_string(),
        (None, failure) => format!("no answer ({})", failure.and_then(word).unwrap_or_default()),
    }
}

/// Text that is not taken for a part of a table, or for markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => escaped.push(' '),
            '|' | '<' | '`' | '\\' | '*' | '_' | '[' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_break_its_sheet() {
        assert_eq!(cell(&json!("a,\"b\"")), "\"a,\"\"b\"\"\"");
        for formula in ["=1+1", "+1", "-2+cmd", "@sum", "\t=1"] {
            assert_eq!(cell(&json!(formula)), format!("'{formula}"));
        }
        assert_eq!(
            (cell(&json!(null)), cell(&json!(-1.5))),
            (String::new(), "-1.5".to_owned())
        );
    }

    #[test]
    fn a_report_cannot_be_broken_by_an_answer() {
        assert_eq!(escaped("a|b\n<img>"), "a\\|b \\<img>");
    }
}
