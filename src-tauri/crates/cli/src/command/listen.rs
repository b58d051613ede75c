//! `hookwright listen`: the receiver, and a line a capture.
//!
//! With `--json` the first line is the ready line of `serve`, so that a script
//! learns the port; the others are the rows of `captures list` with `forwards`.

mod feed;
mod line;
mod pairs;
mod setup;

use app::{App, Options};
use clap::Args;
use model::Clock;

use self::feed::Feed;
use self::line::Lines;
use self::pairs::Pairs;
use super::serve::ReceiverArguments;
use super::{Call, done};
use crate::headless::{self, Ready};
use crate::outcome::Ended;
use crate::output::{Output, note};
use crate::stop::Stop;

const EXAMPLES: &str = "\
Examples:
  hookwright listen
  hookwright listen --scheme stripe-v1 --secret-env STRIPE_SECRET --forward-to http://localhost:3000
  hookwright listen --scheme stripe-v1 --secret-env A --scheme github-sha256 --secret-file b.txt
  hookwright listen --source shop --scheme shopify --secret-file secret.txt --json

A secret belongs to the --scheme before it. Each scheme gets a source named after its provider,
unless --source names one.";

/// Arguments of `listen`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct ListenArguments {
    /// Source to make or change.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,

    #[command(flatten)]
    pairs: Pairs,

    /// Where captures are passed on to as they came; without a source or scheme, those of no source.
    #[arg(long, value_name = "URL")]
    forward_to: Vec<String>,

    #[command(flatten)]
    receiver: ReceiverArguments,
}

/// Listens until a signal asks it to end.
pub async fn run(arguments: ListenArguments, call: Call<'_>) -> Ended {
    let wanted = setup::plan(&arguments)?;
    let mut stop = Stop::install()?;
    let options = arguments.receiver.apply(call.globals.options()?);
    let options = Options {
        unsorted_forward_to: wanted.unsorted_forward_to.clone(),
        ..options
    };
    let begin = Clock::system().now();
    let app = headless::start(&options).await?;
    let listening = async {
        setup::refuse_when_joined(&app, &wanted)?;
        setup::carry_out(&app, &wanted).await?;
        greet(&app, &options, call.output)?;
        let usual = feed::Targets::of_unsorted(wanted.unsorted_forward_to.len());
        let patience = Lines::patience(call.output);
        let feed = Feed::begin(&app, begin, patience, usual).await?;
        follow(feed, call.output, &mut stop).await
    };
    let ended = listening.await;
    app.stop().await;
    ended
}

fn greet(app: &App, options: &Options, output: &mut Output) -> Ended {
    if output.is_json() {
        output.row(&Ready::new(app, options, None))?;
        output.flush()?;
    }
    let url = app.listening_url().unwrap_or_default();
    note(&format!("Listening on {url} (Ctrl+C ends)"));
    done()
}

async fn follow(mut feed: Feed<'_>, output: &mut Output, stop: &mut Stop) -> Ended {
    let mut lines = Lines::default();
    loop {
        let heard = tokio::select! {
            heard = feed.next() => heard?,
            () = stop.wait() => break,
        };
        for heard in heard {
            lines.print(output, &heard)?;
        }
        output.flush()?;
    }
    for heard in feed.rest().await? {
        lines.print(output, &heard)?;
    }
    done()
}
