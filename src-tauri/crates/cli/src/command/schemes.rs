//! `hookwright schemes`: the signature schemes, one line each, or one in full.

use app::App;
use app::contract::Nothing;
use clap::{Args, Subcommand};
use serde::Serialize;
use signing::{Confidence, Scheme, SchemeSummary};

use crate::arguments::globals::Globals;
use crate::call::{Call, done};
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::{Cell, fact_rows};
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
    /// Show everything about a scheme, its definition too.
    Show {
        /// Id of the scheme, or a file with a definition.
        id: String,
    },
}

/// Runs one of them.
pub async fn run(arguments: SchemesArguments, call: Call<'_>) -> Ended {
    match arguments.command {
        None | Some(SchemesCommand::List) => list(call).await,
        Some(SchemesCommand::Show { id }) => show(&id, call).await,
    }
}

async fn list(call: Call<'_>) -> Ended {
    let summaries = summaries(call.globals).await?;
    if !call.output.is_json() {
        let rows: Vec<Vec<Cell>> = summaries.iter().map(cells).collect();
        call.output.table(&rows)?;
        return done();
    }
    for summary in &summaries {
        call.output.row(summary)?;
    }
    done()
}

fn cells(summary: &SchemeSummary) -> Vec<Cell> {
    let texts = [
        &summary.id,
        &summary.provider,
        &summary.algorithm,
        &summary.place,
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

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    summary: SchemeSummary,
    /// As it stands in the catalogue: TOML to learn from; none for a scheme of the user's own.
    definition: Option<String>,
}

async fn show(id: &str, call: Call<'_>) -> Ended {
    let scheme = crate::schemes::find(call.globals, id).await?;
    let definition = signing::catalogue()
        .definition(scheme.id())
        .map(ToOwned::to_owned);
    let shown = Shown {
        summary: scheme.summary(),
        definition,
    };
    match call.output.is_json() {
        true => call.output.row(&shown)?,
        false => print(call.output, &shown)?,
    }
    done()
}

fn print(output: &mut Output, shown: &Shown) -> Result<(), Failure> {
    output.table(&fact_rows(facts(&shown.summary)))?;
    let Some(definition) = &shown.definition else {
        return Ok(());
    };
    output.line("")?;
    output.line(definition.trim_end())
}

fn facts(summary: &SchemeSummary) -> Vec<(&'static str, String)> {
    let tolerance = summary.tolerance.map(|seconds| format!("{seconds} s"));
    let key = if summary.public_key {
        "public key"
    } else {
        "secret"
    };
    let facts = [
        ("id", Some(summary.id.clone())),
        ("provider", Some(summary.provider.clone())),
        ("name", Some(summary.name.clone())),
        ("signature", Some(summary.place.clone())),
        ("algorithm", Some(summary.algorithm.clone())),
        (key, Some(summary.secret_form.clone())),
        (
            "signs the time",
            summary.signs_timestamp.then(|| "yes".to_owned()),
        ),
        ("tolerance", tolerance),
        (
            "signs the URL",
            summary
                .signs_url
                .then(|| "yes: give the URL as the provider knows it".to_owned()),
        ),
        ("facts from", Some(summary.facts_from.clone())),
        ("trust", Some(trust(summary.confidence).to_owned())),
        ("notes", summary.notes.clone()),
    ];
    let present =
        |(name, value): (_, Option<String>)| Some((name, value.filter(|it| !it.is_empty())?));
    facts.into_iter().filter_map(present).collect()
}

const fn trust(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Official => "official SDK or specification",
        Confidence::Documented => "the provider's documentation",
        Confidence::ThirdParty => "third parties",
        Confidence::Unconfirmed => "unconfirmed: check before relying on it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_that_does_not_apply_is_left_out() {
        let names = |id: &str| -> Vec<&str> {
            let summary = signing::catalogue().get(id).unwrap().summary();
            facts(&summary).into_iter().map(|(name, _)| name).collect()
        };
        assert!(names("stripe-v1").contains(&"tolerance"));
        assert!(!names("github-sha256").contains(&"tolerance"));
        assert!(names("discord").contains(&"public key"));
    }
}
