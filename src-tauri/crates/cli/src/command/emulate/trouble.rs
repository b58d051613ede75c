//! `emulate PROVIDER trouble`.

use app::App;
use app::contract::emulations::{AddTrouble, OneEmulation, Trouble, TroubleKind};
use clap::{Args, Subcommand};

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Cell;
use crate::output::text::note;
use crate::session::with_app;

/// Arguments of `emulate PROVIDER trouble`.
#[derive(Debug, Args)]
pub struct TroubleArguments {
    #[command(subcommand)]
    command: Option<TroubleCommand>,
}

#[derive(Debug, Subcommand)]
enum TroubleCommand {
    /// List what befalls the next calls, in order (what `trouble` alone does).
    List,
    /// Let the next calls go wrong, behind what is to go wrong already.
    Add(AddArguments),
    /// Let all go well again.
    Clear,
}

#[derive(Debug, Args)]
struct AddArguments {
    #[command(flatten)]
    kind: KindArguments,

    /// How many calls.
    #[arg(long, value_name = "N", default_value_t = 1)]
    times: u32,

    /// Only calls of this operation; `status` lists them.
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct KindArguments {
    /// Refuse them with this status, in the provider's words.
    #[arg(long, value_name = "STATUS")]
    status: Option<u16>,

    /// Do not answer them, and keep their connections open.
    #[arg(long)]
    hang: bool,

    /// Close their connections without an answer.
    #[arg(long)]
    cut: bool,
}

impl KindArguments {
    fn kind(&self) -> TroubleKind {
        match (self.status, self.hang) {
            (Some(status), _) => TroubleKind::Status { status },
            (None, true) => TroubleKind::Hang,
            (None, false) => TroubleKind::Cut,
        }
    }
}

/// Prints what goes wrong from now on, after what is wanted was done.
pub async fn run(provider: String, arguments: TroubleArguments, call: Call<'_>) -> Ended {
    let work = async |app: &App| {
        match arguments.command {
            None | Some(TroubleCommand::List) => {
                let all = app::emulations::troubles(app, OneEmulation { provider }).await?;
                print(&all, call.output)?;
            }
            Some(TroubleCommand::Add(arguments)) => {
                let new = wanted(provider, arguments);
                print(&app::emulations::add_trouble(app, new).await?, call.output)?;
            }
            Some(TroubleCommand::Clear) => clear(app, provider, call.output).await?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, work).await
}

fn wanted(provider: String, arguments: AddArguments) -> AddTrouble {
    AddTrouble {
        provider,
        trouble: Trouble {
            kind: arguments.kind.kind(),
            operation: arguments.operation,
            times: arguments.times,
        },
    }
}

fn print(all: &[Trouble], output: &mut Output) -> Result<(), Failure> {
    if all.is_empty() {
        note("Nothing goes wrong: `trouble add --status 429 --times 3` changes that.");
    }
    output.list(all, cells)
}

/// What, to how many calls, and to which.
fn cells(trouble: &Trouble) -> Vec<Cell> {
    let calls = match trouble.times {
        1 => "the next call".to_owned(),
        times => format!("the next {times} calls"),
    };
    let of = trouble.operation.as_ref();
    vec![
        Cell::new(trouble.kind.to_string()),
        Cell::new(calls),
        Cell::new(of.map_or_else(String::new, |name| format!("of {name}"))),
    ]
}

async fn clear(app: &App, provider: String, output: &mut Output) -> Result<(), Failure> {
    let cleared = app::emulations::clear_troubles(app, OneEmulation { provider }).await?;
    match (output.is_json(), cleared.cleared) {
        (true, _) => output.row(&cleared),
        (false, 0) => output.line("Nothing went wrong before."),
        (false, _) => output.line("All goes well again."),
    }
}
