//! `emulate PROVIDER speed`.

use app::App;
use app::contract::emulations::{OneEmulation, TurnClock};
use clap::Args;

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

/// Arguments of `emulate PROVIDER speed`.
#[derive(Debug, Args)]
pub struct SpeedArguments {
    /// How many times faster than real time, 1 to 100000; without it the present speed is said.
    speed: Option<u32>,
}

/// Says how fast the clock turns, after it was changed where that is wanted.
pub async fn run(provider: String, arguments: SpeedArguments, call: Call<'_>) -> Ended {
    let turn = async |app: &App| {
        let now = match arguments.speed {
            Some(speed) => app::emulations::set_speed(app, TurnClock { provider, speed }).await?,
            None => app::emulations::speed(app, OneEmulation { provider }).await?,
        };
        match (call.output.is_json(), now.speed) {
            (true, _) => call.output.row(&now)?,
            (false, 1) => call.output.line("Waits go by in real time.")?,
            (false, speed) => {
                let line = format!("Waits go by {speed} times faster than real time.");
                call.output.line(&line)?;
            }
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, turn).await
}
