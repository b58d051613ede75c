//! `hookwright serve`: the receiver without a window, and the UI for a browser.
//!
//! The first line on stdout is the ready line, JSON in any case, since a
//! script waits for it; all else is said on stderr.

use app::{App, EmulationOptions, Options};
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
    /// Where all emulated providers are, each below its name [default: localhost:4401, if that is free].
    #[arg(long, value_name = "ADDR", value_parser = values::address)]
    emulations: Option<String>,

    /// Where one emulated provider is by itself, for clients whose base URL has no path.
    #[arg(long, value_name = "PROVIDER=ADDR", value_parser = values::emulation)]
    emulation: Vec<(String, String)>,
}

impl EmulationArguments {
    /// The options with these arguments in them. What was asked for has to be served; the
    /// usual address may be another program's.
    fn apply(&self, options: Options) -> Options {
        let usual = EmulationOptions {
            alone: self.emulation.clone(),
            ..EmulationOptions::usual()
        };
        let emulations = match &self.emulations {
            Some(address) => EmulationOptions {
                all: Some(address.clone()),
                may_be_absent: false,
                ..usual
            },
            None => usual,
        };
        Options {
            emulations,
            ..options
        }
    }
}

/// Serves until a signal asks it to end.
pub async fn run(arguments: ServeArguments, call: Call<'_>) -> Ended {
    let mut stop = Stop::install()?;
    let bridge = match arguments.no_ui {
        true => None,
        false => Some(Bridge::bind(&arguments.ui, arguments.receiver.port_fallback).await?),
    };
    let options = arguments.receiver.apply(call.globals.options()?);
    let options = arguments.emulations.apply(options);
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
    fn emulations_that_were_asked_for_have_to_be_served() {
        let options = |emulations: Option<&str>| {
            let globals = crate::arguments::globals::Globals {
                data: Some("/d".into()),
                ..Default::default()
            };
            let arguments = EmulationArguments {
                emulations: emulations.map(Into::into),
                emulation: vec![("skyvern".into(), "localhost:0".into())],
            };
            arguments.apply(globals.options().unwrap()).emulations
        };
        let usual = options(None);
        assert!(usual.may_be_absent);
        assert_eq!(usual.all.as_deref(), Some("localhost:4401"));
        let asked = options(Some("localhost:1"));
        assert!(!asked.may_be_absent);
        assert_eq!(asked.all.as_deref(), Some("localhost:1"));
        assert_eq!(asked.alone, [("skyvern".into(), "localhost:0".into())]);
    }
}
