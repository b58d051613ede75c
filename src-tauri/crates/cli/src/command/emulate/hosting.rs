//! `emulate PROVIDER hosting`.

use app::App;
use app::contract::Nothing;
use app::contract::emulations::{Hosting, SkyvernHosting};
use clap::{Args, ValueEnum};

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

/// Arguments of `emulate PROVIDER hosting`.
#[derive(Debug, Args)]
pub struct HostingArguments {
    /// Which one to play from now on; without it the present one is said.
    hosting: Option<Played>,
}

/// Which Skyvern is played.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Played {
    /// One's own server: keys only, and every host is called.
    SelfHosted,
    /// The cloud: bearer tokens too, and no host inside a network is called.
    Cloud,
}

/// Says which one is played, after it was changed where that is wanted.
pub async fn run(provider: &str, arguments: HostingArguments, call: Call<'_>) -> Ended {
    if provider != "skyvern" {
        let message = format!("{provider} is not hosted in two ways: only skyvern is");
        return Err(Failure::usage(message));
    }
    let host = async |app: &App| {
        let now = match arguments.hosting {
            Some(played) => {
                let hosting = match played {
                    Played::SelfHosted => Hosting::SelfHosted,
                    Played::Cloud => Hosting::Cloud,
                };
                app::emulations::host_as(app, SkyvernHosting { hosting }).await?
            }
            None => app::emulations::hosting(app, Nothing {}).await?,
        };
        match (call.output.is_json(), now.hosting) {
            (true, _) => call.output.row(&now)?,
            (false, Hosting::SelfHosted) => call.output.line("A server of one's own is played.")?,
            (false, Hosting::Cloud) => call.output.line("The cloud is played.")?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, host).await
}
