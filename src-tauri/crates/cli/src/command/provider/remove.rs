//! `provider remove`.

use app::App;
use app::contract::profiles::OneProfile;
use serde::Serialize;

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
        let profile = OneProfile { name: name.clone() };
        app::profiles::remove(app, profile).await?;
        match call.output.is_json() {
            true => call.output.row(&Removed { removed: &name })?,
            false => call
                .output
                .line(&format!("Removed {name} and its credential."))?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, remove).await
}
