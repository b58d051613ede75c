//! `emulate PROVIDER status`.

use app::App;
use app::contract::emulations::{EmulationStatus, OneEmulation};

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::columns::fact_rows;
use crate::session::with_app;

/// Says what an emulation is like, a fact a line.
pub async fn run(provider: String, call: Call<'_>) -> Ended {
    let print = async |app: &App| {
        let status = app::emulations::status(app, OneEmulation { provider }).await?;
        match call.output.is_json() {
            true => call.output.row(&status)?,
            false => call.output.table(&fact_rows(facts(&status)))?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, print).await
}

fn facts(status: &EmulationStatus) -> Vec<(&'static str, String)> {
    let overview = &status.overview;
    let served = match status.served {
        true => "served now",
        false => "not served now: `hookwright serve` does",
    };
    let names = overview
        .organizations
        .iter()
        .map(|known| known.name.as_str());
    let names: Vec<&str> = names.collect();
    let scopes = match overview.scopes.as_slice() {
        [] => "keys are for everything".to_owned(),
        scopes => scopes.join(" "),
    };
    vec![
        ("base URL", status.base_url.clone()),
        ("", served.to_owned()),
        ("its API", format!("{}/docs", status.base_url)),
        ("organizations", names.join(" ")),
        ("scopes", scopes),
        ("operations", overview.operations.join(" ")),
        ("speed", overview.speed.to_string()),
        ("calls", overview.calls.to_string()),
        ("troubles", overview.troubles.len().to_string()),
    ]
}
