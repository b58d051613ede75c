//! `redeliver --dry-run`: what would be asked, and nothing is.

use app::App;
use app::contract::profiles::{PlannedCall, PreviewCall};

use super::arguments::RedeliverArguments;
use crate::outcome::{Ended, Outcome};
use crate::output::Output;

/// Prints the requests in the order in which they would be sent: as commands, or a row each.
pub async fn run(app: &App, arguments: &RedeliverArguments, output: &mut Output) -> Ended {
    let wanted = PreviewCall {
        profile: arguments.profile.clone(),
        call: PlannedCall::Redeliver {
            id: arguments.ids.first().cloned().unwrap_or_default(),
            with: arguments.with(),
            event_id: None,
        },
        show_key: false,
    };
    for request in app::profiles::preview(app, wanted).await? {
        match output.is_json() {
            true => output.row(&request)?,
            false => output.line(&request.curl)?,
        }
    }
    Ok(Outcome::Done)
}
