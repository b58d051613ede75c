//! `hookwright captures`: what came in.

mod delete;
mod list;
mod show;

use clap::Subcommand;
use model::CaptureId;

use crate::call::Call;
use crate::outcome::Ended;

/// What can be done with captures.
#[derive(Subcommand)]
pub enum CapturesCommand {
    /// List captures, newest first.
    List(list::ListArguments),
    /// Show one capture: its head, the signature check, the beginning of its body.
    Show {
        /// Id of the capture, such as cap_42.
        id: CaptureId,
    },
    /// Delete captures.
    Delete {
        /// Ids of the captures.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<CaptureId>,
    },
}

/// Runs one of them.
pub async fn run(command: CapturesCommand, call: Call<'_>) -> Ended {
    match command {
        CapturesCommand::List(arguments) => list::run(arguments, call).await,
        CapturesCommand::Show { id } => show::run(id, call).await,
        CapturesCommand::Delete { ids } => delete::run(ids, call).await,
    }
}
