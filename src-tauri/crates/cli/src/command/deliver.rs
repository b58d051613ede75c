//! `hookwright deliver`: an event to an endpoint, queued, and tried again by its schedule.

mod made;
mod wait;

use std::path::PathBuf;

use app::App;
use app::contract::deliveries::{
    CreateDelivery, CreatedDeliveries, DeliveryTarget, EventBody, OneDelivery, UrlTarget,
};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clap::{ArgGroup, Args};
use model::CaptureId;

use super::deliveries::row::{self, DeliveryRow, Urls};
use super::endpoint;
use crate::arguments::secrets::SecretArguments;
use crate::call::Call;
use crate::input;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Columns;
use crate::session::{say_who_delivers, with_app};
use crate::stop::Stop;

const EXAMPLES: &str = "\
Examples:
  Queue an event; a running Hookwright (`serve`, or the window) delivers it
    hookwright deliver --to http://localhost:3000/hooks --body event.json --event-type invoice.paid
  Sign it, and wait until it is delivered or given up
    hookwright deliver --to http://localhost:3000/hooks --body event.json \\
      --scheme standard-webhooks-v1 --secret-env WEBHOOK_SECRET --wait
  See a day of Svix' retries in seconds
    hookwright deliver --to http://localhost:3000/hooks --body event.json --schedule svix --speed 10000 --wait

Exit codes: with --wait 0 when it was delivered and 1 when it was not; without --wait 0 once it is queued.
While it waits, this command also delivers what else is due in the data folder.";

/// Arguments of `deliver`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
#[command(group = ArgGroup::new("target").required(true).args(["to", "endpoint"]))]
#[command(group = ArgGroup::new("content").required(true).multiple(true).args(["body", "capture"]))]
pub struct DeliverArguments {
    /// URL to deliver to: an endpoint is made for it, or the one with this URL, scheme, schedule and secret taken.
    #[arg(long, value_name = "URL")]
    to: Option<String>,

    /// Endpoint to deliver to; may be given several times.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["scheme", "secret", "secret_env", "secret_file", "schedule", "speed", "delivered_by"])]
    endpoint: Vec<String>,

    /// File with the body, - for stdin.
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,

    /// Capture whose body is delivered, signed afresh.
    #[arg(long, value_name = "ID")]
    capture: Option<CaptureId>,

    /// Event type, such as invoice.paid.
    #[arg(long, value_name = "T")]
    event_type: Option<String>,

    /// Media type of the body [default: what the body looks like].
    #[arg(long, value_name = "TYPE")]
    content_type: Option<String>,

    /// Id of the event as the receiver sees it, the same on every try [default: a new one].
    #[arg(long, value_name = "ID")]
    message_id: Option<String>,

    /// What orders deliveries of an endpoint that keeps an order, such as a customer's id.
    #[arg(long, value_name = "KEY")]
    ordering_key: Option<String>,

    /// How it is signed: an id, or a file with a definition.
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,

    #[command(flatten)]
    secrets: SecretArguments,

    /// When it is tried again: a published schedule, or waits such as '5s, 1m, 10m' [default: standard-webhooks].
    #[arg(long, value_name = "NAME|WAITS")]
    schedule: Option<String>,

    /// How many times faster than real time its waits go by, 1 to 100000.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    speed: Option<u32>,

    /// Profile of Svix that delivers to the URL, in place of this machine.
    #[arg(long, value_name = "PROFILE")]
    delivered_by: Option<String>,

    /// Wait until it is delivered or given up, and print a row an attempt.
    #[arg(long)]
    wait: bool,
}

/// Queues, and waits where that is wanted.
pub async fn run(arguments: DeliverArguments, call: Call<'_>) -> Ended {
    let event = arguments.event()?;
    // From here on a signal ends the waiting, not the program in the middle of an attempt.
    let stop = match arguments.wait {
        true => Some(Stop::install()?),
        false => None,
    };
    let deliver = async |app: &App| {
        let event = CreateDelivery {
            to: arguments.target(app).await?,
            ..event
        };
        match stop {
            Some(stop) => wait::deliver(app, event, stop, call.output).await,
            None => queue(app, event, call.output).await,
        }
    };
    with_app(call.globals, deliver).await
}

async fn queue(app: &App, event: CreateDelivery, output: &mut Output) -> Ended {
    let created = made::create(app, event).await?;
    print(app, &created, output).await?;
    say_who_delivers(app).await?;
    Ok(Outcome::Done)
}

async fn print(app: &App, created: &CreatedDeliveries, output: &mut Output) -> Result<(), Failure> {
    let urls = Urls::read(app).await?;
    let mut columns = Columns::default();
    for id in made::ids(created) {
        let detail = app::deliveries::detail(app, OneDelivery { id }).await?;
        if output.is_json() {
            output.row(&DeliveryRow::new(&detail.delivery, &urls))?;
            continue;
        }
        let line = columns.line(&row::cells(&detail.delivery), output.has_colours());
        output.line(&line)?;
    }
    Ok(())
}

impl DeliverArguments {
    /// What is delivered; where to is found once the data folder is open.
    fn event(&self) -> Result<CreateDelivery, Failure> {
        let body = self.body.as_deref().map(input::read).transpose()?;
        Ok(CreateDelivery {
            to: DeliveryTarget::Endpoints(Vec::new()),
            event_type: self.event_type.clone().unwrap_or_default(),
            body: body.map(|bytes| EventBody::B64(BASE64_STANDARD.encode(bytes))),
            content_type: self.content_type.clone(),
            ordering_key: self.ordering_key.clone(),
            message_id: self.message_id.clone(),
            capture: self.capture,
        })
    }

    async fn target(&self, app: &App) -> Result<DeliveryTarget, Failure> {
        let Some(url) = &self.to else {
            let mut ids = Vec::new();
            for name in &self.endpoint {
                ids.push(endpoint::named(app, name).await?.endpoint.id);
            }
            return Ok(DeliveryTarget::Endpoints(ids));
        };
        refuse_name(app, url).await?;
        let scheme = match self.scheme.as_deref() {
            Some(text) => Some(crate::schemes::id_for_source(app, text).await?),
            None => None,
        };
        Ok(DeliveryTarget::Url(UrlTarget {
            url: url.clone(),
            scheme,
            secrets: self.secrets.read()?,
            schedule: self.schedule.clone(),
            speed: self.speed,
            delivered_by: self.delivered_by.clone(),
        }))
    }
}

/// Says which option is meant, when the text behind `--to` names an endpoint.
async fn refuse_name(app: &App, url: &str) -> Result<(), Failure> {
    if url.contains("://") || endpoint::named(app, url).await.is_err() {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{url} is an endpoint: write --endpoint {url} in place of --to {url}"
    )))
}
