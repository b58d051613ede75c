//! `provider deliveries`: a page of a provider's own log.

use app::App;
use app::contract::profiles::{ListProviderDeliveries, ProviderDelivery, ProviderOutcome};
use clap::Args;

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::columns::Cell;
use crate::output::text::note;
use crate::session::with_app;

/// Arguments of `provider deliveries`.
#[derive(Debug, Args)]
pub struct DeliveriesArguments {
    /// Name of the profile.
    profile: String,

    /// What the page before told.
    #[arg(long, value_name = "C")]
    cursor: Option<String>,

    /// Of which run, for providers that list by run (Runflow).
    #[arg(long, value_name = "RUN")]
    of: Option<String>,
}

/// Prints a row a delivery.
pub async fn run(arguments: DeliveriesArguments, call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let wanted = ListProviderDeliveries {
            profile: arguments.profile.clone(),
            cursor: arguments.cursor.clone(),
            of: arguments.of.clone(),
        };
        let page = app::profiles::deliveries(app, wanted).await?;
        call.output.list(&page.rows, cells)?;
        if let Some(next) = page.next {
            note(&format!("There is more: --cursor {next}"));
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

fn cells(row: &ProviderDelivery) -> Vec<Cell> {
    let outcome = match &row.outcome {
        ProviderOutcome::Succeeded => "succeeded",
        ProviderOutcome::Retrying => "retrying",
        ProviderOutcome::Failed => "failed",
        ProviderOutcome::Pending => "pending",
        ProviderOutcome::Other { words } => words,
    };
    vec![
        Cell::new(&row.id),
        Cell::new(row.at.map(|at| at.to_string()).unwrap_or_default()),
        Cell::new(row.event_type.as_deref().unwrap_or_default()),
        Cell::new(outcome),
        Cell::new(
            row.status
                .map(|status| status.to_string())
                .unwrap_or_default(),
        ),
        Cell::new(row.url.as_deref().unwrap_or_default()),
    ]
}
