//! `emulate PROVIDER calls`.

use app::App;
use app::contract::emulations::{EmulatedCall, EmulatedCallDetail, OneCall, PageCalls};
use clap::Args;
use model::CallId;

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Cell;
use crate::output::text::{Colour, note, safe};
use crate::session::with_app;

/// Arguments of `emulate PROVIDER calls`.
#[derive(Debug, Args)]
pub struct CallsArguments {
    /// One call, by its id (call_1), with all that was said; credentials are taken out.
    id: Option<CallId>,

    /// At most so many; a thousand are kept.
    #[arg(long, value_name = "N", default_value_t = 50, conflicts_with = "id")]
    limit: u32,
}

/// Prints what an emulation was asked.
pub async fn run(provider: String, arguments: CallsArguments, call: Call<'_>) -> Ended {
    let print = async |app: &App| {
        match arguments.id {
            Some(id) => show(app, id, call.output).await?,
            None => list(app, (provider, arguments.limit), call.output).await?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, print).await
}

async fn list(
    app: &App,
    (provider, limit): (String, u32),
    output: &mut Output,
) -> Result<(), Failure> {
    let page = PageCalls {
        provider,
        before: None,
        limit,
    };
    let calls = app::emulations::calls(app, page).await?;
    if calls.is_empty() {
        note("No calls yet: they are logged while `hookwright serve` serves it.");
    }
    output.list(&calls, cells)
}

/// Id, answer, request, whose key, and what befell it.
fn cells(call: &EmulatedCall) -> Vec<Cell> {
    let status = call
        .status
        .map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let colour = match call.status {
        Some(200..=299) => Colour::Good,
        _ => Colour::Bad,
    };
    let mut cells = vec![
        Cell::new(call.id.to_string()).colour(Colour::Quiet),
        Cell::new(status).colour(colour),
        Cell::new(&call.method),
        Cell::new(&call.target),
        Cell::new(call.organization.as_deref().unwrap_or("nobody")),
    ];
    if let Some(trouble) = &call.trouble {
        cells.push(Cell::new(format!("on purpose: {trouble}")).colour(Colour::Quiet));
    }
    cells
}

async fn show(app: &App, id: CallId, output: &mut Output) -> Result<(), Failure> {
    let detail = app::emulations::call(app, OneCall { id }).await?;
    if output.is_json() {
        return output.row(&detail);
    }
    output.table(&[cells(&detail.call)])?;
    said(&detail).iter().try_for_each(|line| output.line(line))
}

fn said(detail: &EmulatedCallDetail) -> Vec<String> {
    let parts = [
        &detail.request_head,
        &detail.request_body,
        &detail.response_head,
        &detail.response_body,
    ];
    let told = parts.iter().filter(|part| !part.is_empty());
    let lines = told.flat_map(|part| part.trim_end().lines().chain([""]));
    lines.map(|line| safe(line).into_owned()).collect()
}
