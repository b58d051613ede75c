//! `hookwright listen`: the receiver, and a line a capture.
//!
//! With `--json` the first line is the ready line of `serve`, so that a script
//! learns the port; the others are the rows of `captures list` with `forwards`.

mod arguments;
mod feed;
mod line;
mod pairs;
mod setup;

pub use self::arguments::ListenArguments;

use app::{App, Options};
use model::Clock;

use self::feed::Feed;
use self::line::Lines;
use crate::call::{Call, done};
use crate::headless::{self, Ready};
use crate::outcome::Ended;
use crate::output::Output;
use crate::output::text::note;
use crate::stop::Stop;

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
