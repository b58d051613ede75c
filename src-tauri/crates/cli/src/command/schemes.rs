//! `hookwright schemes`: the signature schemes, one line each, or one in full.

mod show;

use app::App;
use app::contract::Nothing;
use clap::{Args, Subcommand};
use signing::{Scheme, SchemeSummary};

use crate::arguments::globals::Globals;
use crate::call::{Call, done};
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::columns::Cell;
use crate::session::with_app;

/// Arguments of `schemes`.
#[derive(Debug, Args)]
pub struct SchemesArguments {
    #[command(subcommand)]
    command: Option<SchemesCommand>,
}

#[derive(Debug, Subcommand)]
enum SchemesCommand {
    /// List all schemes (what `schemes` alone does).
    List,
    /// Show everything about a scheme: its page, an example and its definition.
    Show {
        /// Id of the scheme, or a file with a definition.
        id: String,
    },
}

/// Runs one of them.
pub async fn run(arguments: SchemesArguments, call: Call<'_>) -> Ended {
    match arguments.command {
        None | Some(SchemesCommand::List) => list(call).await,
        Some(SchemesCommand::Show { id }) => show::run(&id, call).await,
    }
}

async fn list(call: Call<'_>) -> Ended {
    let summaries = summaries(call.globals).await?;
    call.output.list(&summaries, cells)?;
    done()
}

fn cells(summary: &SchemeSummary) -> Vec<Cell> {
    let whose = if summary.own { "your own" } else { "" };
    let texts = [
        &*summary.id,
        &summary.provider,
        &summary.algorithm,
        &summary.place,
        whose,
    ];
    texts.map(Cell::new).to_vec()
}

/// The user's own schemes need the data folder, the others need none.
async fn summaries(globals: &Globals) -> Result<Vec<SchemeSummary>, Failure> {
    if !globals.has_data() {
        return Ok(signing::catalogue().iter().map(Scheme::summary).collect());
    }
    let mut summaries = Vec::new();
    let read = async |app: &App| -> Ended {
        summaries = app::schemes::list(app, Nothing {}).await?;
        Ok(Outcome::Done)
    };
    with_app(globals, read).await?;
    Ok(summaries)
}
