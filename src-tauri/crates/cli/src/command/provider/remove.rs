//! `provider remove`.

use app::App;
use app::contract::profiles::OneProfile;

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

/// Removes.
pub async fn run(name: String, call: Call<'_>) -> Ended {
    let remove = async |app: &App| {
        let profile = OneProfile { name: name.clone() };
        app::profiles::remove(app, profile).await?;
        let sentence = format!("Removed {name}, its credential and what was asked through it.");
        call.output.removed(&name, &sentence)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, remove).await
}
