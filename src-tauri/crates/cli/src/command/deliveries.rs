//! `hookwright deliveries`: events on their way to endpoints.

mod act;
mod list;
pub mod row;
mod show;

use clap::Subcommand;
use model::DeliveryId;

use crate::call::Call;
use crate::outcome::Ended;

/// What can be done with deliveries.
#[derive(Debug, Subcommand)]
pub enum DeliveriesCommand {
    /// List deliveries, newest first.
    List(list::ListArguments),
    /// Show one delivery: its attempts against the schedule, and those to come.
    Show {
        /// Id of the delivery, such as del_42.
        id: DeliveryId,
    },
    /// Try deliveries again at once, whatever came of them; their schedule stays as it is.
    Retry(act::RetryArguments),
    /// End deliveries that have not ended.
    Cancel(act::ChoiceArguments),
    /// Hold deliveries back.
    Pause(act::ChoiceArguments),
    /// Let deliveries that are held back go on.
    Resume(act::ChoiceArguments),
    /// Begin the schedule of dead letters (failed deliveries) anew.
    Recover(act::RecoverArguments),
    /// Forget deliveries that have ended, with their attempts.
    Clear(act::ChoiceArguments),
}

/// Runs one of them.
pub async fn run(command: DeliveriesCommand, call: Call<'_>) -> Ended {
    match command {
        DeliveriesCommand::List(arguments) => list::run(arguments, call).await,
        DeliveriesCommand::Show { id } => show::run(id, call).await,
        DeliveriesCommand::Retry(arguments) => act::retry(arguments, call).await,
        DeliveriesCommand::Cancel(choice) => act::cancel(choice, call).await,
        DeliveriesCommand::Pause(choice) => act::pause(choice, call).await,
        DeliveriesCommand::Resume(choice) => act::resume(choice, call).await,
        DeliveriesCommand::Recover(arguments) => act::recover(arguments, call).await,
        DeliveriesCommand::Clear(choice) => act::clear(choice, call).await,
    }
}
