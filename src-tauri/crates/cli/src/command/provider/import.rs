//! `provider import`: what a provider's log holds, as captures.

use app::App;
use app::contract::imports::{ImportProgress, OneImport, StartImport};
use clap::Args;
use model::Timestamp;

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright provider import hooks --source github
  hookwright provider import hooks --source github --since 2026-01-31T12:00:00Z --json";

/// Arguments of `provider import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ImportArguments {
    /// Name of the profile.
    profile: String,

    /// Only these deliveries, by the provider's id.
    ids: Vec<String>,

    /// The source that they belong to: its scheme and secrets verify them.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,

    /// Not older than this.
    #[arg(long, value_name = "T")]
    since: Option<Timestamp>,

    /// Of which run, for providers that list by run (Runflow).
    #[arg(long, value_name = "RUN")]
    of: Option<String>,

    /// At most so many deliveries of the log.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// Imports, and tells what came of it; a log that cannot be read to its end decides the exit code
/// by whose doing that is.
pub async fn run(arguments: ImportArguments, call: Call<'_>) -> Ended {
    let import = async |app: &App| {
        let progress = finished(app, &arguments).await?;
        match call.output.is_json() {
            true => call.output.row(&progress)?,
            false => call.output.line(&sentence(&progress))?,
        }
        match progress.error {
            Some(error) => Err(error.into()),
            None => Ok(Outcome::Done),
        }
    };
    with_app(call.globals, import).await
}

async fn finished(app: &App, arguments: &ImportArguments) -> Result<ImportProgress, Failure> {
    let wanted = StartImport {
        profile: arguments.profile.clone(),
        source: arguments.source.clone(),
        ids: arguments.ids.clone(),
        since: arguments.since,
        of: arguments.of.clone(),
        limit: arguments.limit,
    };
    let mut notices = app.notices();
    let mut progress = app::imports::start(app, wanted).await?;
    while !progress.finished {
        // Whatever was noticed or missed: the import is looked at.
        let _ = notices.recv().await;
        let import = progress.import;
        progress = app::imports::status(app, OneImport { import }).await?;
    }
    Ok(progress)
}

fn sentence(progress: &ImportProgress) -> String {
    format!(
        "Imported {} of {} deliveries; {} were here before, {} are not held by the log.",
        progress.imported, progress.seen, progress.known, progress.without_body
    )
}
