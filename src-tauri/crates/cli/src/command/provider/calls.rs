//! `provider calls`: what a provider was asked through a profile.

use app::App;
use app::contract::provider_calls::{
    OneProviderCall, PageProviderCalls, ProviderCallDetail, ProviderCallRow,
};
use clap::Args;
use clap::builder::PossibleValuesParser;
use model::{Headers, ProviderCallId, ProviderCallKind};

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Cell;
use crate::output::text::{Colour, note, safe};
use crate::session::with_app;

/// Rows that are read at once.
const PAGE: u32 = 1000;

/// Arguments of `provider calls`.
#[derive(Debug, Args)]
pub struct CallsArguments {
    /// Name of the profile.
    profile: String,

    /// One call, by its id (pcall_1), with all that was said; credentials are taken out.
    id: Option<ProviderCallId>,

    /// Calls of one kind only.
    #[arg(long, value_name = "KIND", value_parser = kinds(), conflicts_with = "id")]
    kind: Option<String>,

    /// At most so many; of each kind the newest 500 are kept, redeliveries all.
    #[arg(long, value_name = "N", default_value_t = 50, conflicts_with_all = ["id", "full"])]
    limit: u32,

    /// All of them, each with all that was said.
    #[arg(long, conflicts_with_all = ["id", "curl"])]
    full: bool,

    /// The call as a command for a shell, its key a blank.
    #[arg(long, requires = "id")]
    curl: bool,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(ProviderCallKind::ALL.map(ProviderCallKind::as_str))
}

/// Prints what was asked, newest first.
pub async fn run(arguments: CallsArguments, call: Call<'_>) -> Ended {
    let print = async |app: &App| {
        app::profiles::get(app, &arguments.profile).await?;
        if let Some(id) = arguments.id {
            check_owner(app, id, &arguments.profile).await?;
        }
        match arguments.id {
            Some(id) if arguments.curl => {
                let copied = app::provider_calls::as_curl(app, OneProviderCall { id }).await?;
                call.output.line(&copied.text)?;
            }
            Some(id) => show(app, id, call.output).await?,
            None => list(app, &arguments, call.output).await?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, print).await
}

/// # Errors
/// When the call is another profile's, or there is none of this id.
async fn check_owner(app: &App, id: ProviderCallId, profile: &str) -> Result<(), Failure> {
    let owner = app::provider_calls::detail(app, OneProviderCall { id }).await?;
    match owner.row.profile {
        owner if owner == profile => Ok(()),
        owner => Err(Failure::usage(format!(
            "{id} is a call of {owner}, not of {profile}"
        ))),
    }
}

async fn list(app: &App, arguments: &CallsArguments, output: &mut Output) -> Result<(), Failure> {
    let mut left = if arguments.full {
        u32::MAX
    } else {
        arguments.limit
    };
    let mut wanted = wanted(arguments);
    let mut listed = Vec::new();
    loop {
        let limit = left.min(PAGE);
        wanted.limit = Some(limit);
        let rows = app::provider_calls::page(app, wanted.clone()).await?;
        left -= u32::try_from(rows.len()).unwrap_or(left);
        let is_last = rows.len() < limit as usize || left == 0;
        let last = rows.last().map_or(1, |row| row.id.0);
        for row in rows {
            match arguments.full {
                true => show(app, row.id, output).await?,
                false => listed.push(row),
            }
        }
        if is_last || last <= 1 {
            break;
        }
        wanted.from = Some(ProviderCallId(last - 1));
    }
    if listed.is_empty() && !arguments.full {
        note("Nothing was asked through this profile yet.");
    }
    output.list(&listed, cells)
}

fn wanted(arguments: &CallsArguments) -> PageProviderCalls {
    let is_it = |kind: &ProviderCallKind| arguments.kind.as_deref() == Some(kind.as_str());
    PageProviderCalls {
        profile: Some(arguments.profile.clone()),
        kind: ProviderCallKind::ALL.into_iter().find(is_it),
        from: None,
        limit: None,
    }
}

/// Id, time, what was asked, about what, the answer, and how long it took.
fn cells(row: &ProviderCallRow) -> Vec<Cell> {
    let attempt = row.attempt.as_ref();
    let status = attempt.and_then(|attempt| attempt.status);
    let answer = status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let colour = match status {
        Some(200..=299) => Colour::Good,
        _ => Colour::Bad,
    };
    let took = attempt.map(|attempt| format!("{} ms", attempt.timing.total_micros / 1000));
    vec![
        Cell::new(row.id.to_string()).colour(Colour::Quiet),
        Cell::new(row.at.to_string()),
        Cell::new(answer).colour(colour),
        Cell::new(operation(row)),
        Cell::new(row.subject.as_deref().unwrap_or_default()),
        Cell::new(took.unwrap_or_default()).colour(Colour::Quiet),
    ]
}

/// The word of JSON, with blanks.
fn operation(row: &ProviderCallRow) -> String {
    let word = serde_json::to_value(row.operation).unwrap_or_default();
    word.as_str().unwrap_or_default().replace('_', " ")
}

async fn show(app: &App, id: ProviderCallId, output: &mut Output) -> Result<(), Failure> {
    if output.is_json() {
        return output.row(&app::provider_calls::whole(app, id).await?);
    }
    let detail = app::provider_calls::detail(app, OneProviderCall { id }).await?;
    output.table(&[cells(&detail.row)])?;
    said(&detail).iter().try_for_each(|line| output.line(line))
}

fn said(detail: &ProviderCallDetail) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(attempt) = &detail.row.attempt else {
        return vec![
            "It was not answered while this program ran.".to_owned(),
            String::new(),
        ];
    };
    lines.push(format!("{} {}", attempt.method, attempt.target));
    push(
        &mut lines,
        &detail.request_headers,
        detail.request_text.as_deref(),
    );
    if let Some(answer) = &detail.answer {
        lines.push(format!("HTTP {}", answer.status));
        push(&mut lines, &answer.headers, detail.answer_text.as_deref());
    }
    if let Some(failure) = &attempt.failure {
        lines.extend([failure.message.clone(), String::new()]);
    }
    lines.iter().map(|line| safe(line).into_owned()).collect()
}

fn push(lines: &mut Vec<String>, headers: &Headers, body: Option<&str>) {
    for header in headers {
        let value = String::from_utf8_lossy(&header.value);
        lines.push(format!("{}: {value}", header.name));
    }
    lines.push(String::new());
    if let Some(body) = body.filter(|body| !body.is_empty()) {
        lines.extend(body.trim_end().lines().map(str::to_owned));
        lines.push(String::new());
    }
}
