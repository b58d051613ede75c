//! `endpoint remove`.

use app::App;
use app::contract::endpoints::OneEndpoint;
use serde::Serialize;

use super::find::named;
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

#[derive(Serialize)]
struct Removed<'a> {
    removed: &'a str,
}

/// Removes.
pub async fn run(name: String, call: Call<'_>) -> Ended {
    let remove = async |app: &App| {
        let id = named(app, &name).await?.endpoint.id;
        app::endpoints::remove(app, OneEndpoint { id }).await?;
        match call.output.is_json() {
            true => call.output.row(&Removed { removed: &name })?,
            false => call.output.line(&format!(
                "Removed {name}: what waited for it is cancelled, its deliveries stay."
            ))?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, remove).await
}
