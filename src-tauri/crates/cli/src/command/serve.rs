//! `hookwright serve`: the receiver without a window, and the UI for a browser.
//!
//! The first line on stdout is the ready line, JSON in any case, since a
//! script waits for it; all else is said on stderr.

use app::{App, Options};
use clap::Args;
use tokio_util::sync::CancellationToken;

use crate::arguments::values;
use crate::bridge::Bridge;
use crate::call::{Call, done};
use crate::headless::{self, Ready};
use crate::outcome::{Ended, Failure};
use crate::output::text::note;
use crate::stop::Stop;

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    #[command(flatten)]
    pub receiver: ReceiverArguments,

    #[command(flatten)]
    pub emulations: EmulationArguments,

    /// Where the UI is served; this machine only.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:4402", value_parser = values::address)]
    ui: String,

    /// Serve no UI.
    #[arg(long, conflicts_with = "ui")]
    no_ui: bool,
}

/// Where the receiver listens.
#[derive(Debug, Args)]
pub struct ReceiverArguments {
    /// Where the receiver listens [default: localhost and the port of the settings, 4400].
    ///
    /// localhost is 127.0.0.1 and [::1] on one port; port 0 picks a free one.
    #[arg(long, value_name = "ADDR", env = "HOOKWRIGHT_RECEIVER", hide_env_values = true, value_parser = values::address)]
    receiver: Option<String>,

    /// Take the next free port when one is taken.
    #[arg(long)]
    pub port_fallback: bool,
}

impl ReceiverArguments {
    /// The options with these arguments in them.
    pub fn apply(&self, options: Options) -> Options {
        Options {
            receiver: self.receiver.clone(),
            port_fallback: self.port_fallback,
            ..options
        }
    }
}

/// Where emulated providers listen.
#[derive(Debug, Args)]
pub struct EmulationArguments {
    /// Where all emulated providers listen.
    #[arg(long, value_name = "ADDR", hide = true, value_parser = values::address)]
    emulations: Option<String>,

    /// Where one emulated provider listens by itself.
    #[arg(long, value_name = "PROVIDER=ADDR", hide = true)]
    emulation: Vec<String>,
}

impl EmulationArguments {
    /// This program has no emulations to serve.
    fn check(&self) -> Result<(), Failure> {
        if self.emulations.is_none() && self.emulation.is_empty() {
            return Ok(());
        }
        let message =
            "this version has no emulated providers: leave out --emulations and --emulation";
        Err(Failure::usage(message))
    }
}

/// Serves until a signal asks it to end.
pub async fn run(arguments: ServeArguments, call: Call<'_>) -> Ended {
    arguments.emulations.check()?;
    let mut stop = Stop::install()?;
    let bridge = match arguments.no_ui {
        true => None,
        false => Some(Bridge::bind(&arguments.ui, arguments.receiver.port_fallback).await?),
    };
    let options = arguments.receiver.apply(call.globals.options()?);
    let app = headless::start(&options).await?;
    let ready = Ready::new(&app, &options, bridge.as_ref().map(Bridge::link));
    let ended = serve(&app, bridge, call, &ready, &mut stop).await;
    app.stop().await;
    ended
}

async fn serve(
    app: &App,
    bridge: Option<Bridge>,
    call: Call<'_>,
    ready: &Ready,
    stop: &mut Stop,
) -> Ended {
    if let Some(bridge) = &bridge {
        note(&format!(
            "Open this link in a browser of this machine:\n{}",
            bridge.link()
        ));
    }
    let end = CancellationToken::new();
    let ui = bridge.map(|bridge| tokio::spawn(bridge.run(app.clone(), end.clone())));
    // The ready line says that everything answers.
    call.output.row(ready)?;
    call.output.flush()?;
    stop.wait().await;
    end.cancel();
    if let Some(ui) = ui {
        ui.await.map_err(Failure::broken)?;
    }
    done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emulation_is_refused_instead_of_silently_left_out() {
        let none = EmulationArguments {
            emulations: None,
            emulation: Vec::new(),
        };
        assert_eq!(none.check(), Ok(()));
        let some = EmulationArguments {
            emulations: None,
            emulation: vec!["skyvern=localhost:0".into()],
        };
        assert!(matches!(some.check(), Err(Failure::Usage(_))));
    }
}
