//! `emulate PROVIDER create`.

use std::path::PathBuf;

use app::App;
use app::contract::emulations::{CreateEmulated, CreateSamples, CreatedEmulated};
use clap::Args;
use model::CaptureId;

use crate::call::Call;
use crate::input;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::session::with_app;

/// Arguments of `emulate PROVIDER create`.
#[derive(Debug, Args)]
pub struct CreateArguments {
    /// Where its webhook goes.
    #[arg(long, value_name = "URL")]
    to: Option<String>,

    /// What it is, in the provider's words (Skyvern: task_v1, task_v2, workflow_run …).
    #[arg(long, value_name = "T")]
    event_type: Option<String>,

    /// How far it is, in the provider's words (Skyvern: completed, failed, running …).
    #[arg(long, value_name = "S")]
    status: Option<String>,

    /// File with what it carries, as JSON, - for stdin (Skyvern: the output of the run).
    #[arg(long, value_name = "FILE")]
    payload: Option<PathBuf>,

    /// The capture whose body it carries.
    #[arg(long, value_name = "CAPTURE", conflicts_with = "payload")]
    from_capture: Option<CaptureId>,

    /// The endpoint it goes to, by the provider's id, instead of one for --to.
    #[arg(long, value_name = "ID", conflicts_with = "to")]
    endpoint: Option<String>,

    /// For whom, by the provider's id; the first organization without it.
    #[arg(long, value_name = "O")]
    organization: Option<String>,

    /// Something of each kind that the provider sends, instead of one.
    #[arg(
        long,
        requires = "to",
        conflicts_with_all = ["event_type", "status", "payload", "from_capture", "organization"]
    )]
    samples: bool,
}

/// Makes one and prints what a client needs. It is JSON in any case, on several lines for people.
pub async fn run(provider: String, arguments: CreateArguments, call: Call<'_>) -> Ended {
    let create = async |app: &App| {
        let payload = arguments.payload.as_deref();
        let wanted = CreateEmulated {
            provider: provider.clone(),
            to: arguments.to.clone(),
            event_type: arguments.event_type.clone(),
            status: arguments.status.clone(),
            payload: payload.map(input::read_text).transpose()?,
            from_capture: arguments.from_capture,
            endpoint: arguments.endpoint.clone(),
            organization: arguments.organization.clone(),
        };
        let created = match (arguments.samples, arguments.to.clone()) {
            (true, Some(to)) => {
                let provider = provider.clone();
                let samples = CreateSamples { provider, to };
                app::emulations::create_samples(app, samples).await?
            }
            _ => vec![app::emulations::create(app, wanted).await?],
        };
        created
            .iter()
            .try_for_each(|made| print(made, call.output))?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, create).await
}

fn print(created: &CreatedEmulated, output: &mut Output) -> Result<(), Failure> {
    if output.is_json() {
        return output.row(created);
    }
    let text = serde_json::to_string_pretty(created).map_err(Failure::broken)?;
    output.line(&text)
}
