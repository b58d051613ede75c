//! `source remove`.

use app::App;
use app::contract::sources::OneSource;

use super::find::named;
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

/// Removes.
pub async fn run(name: String, call: Call<'_>) -> Ended {
    let remove = async |app: &App| {
        let id = named(app, &name).await?.source.id;
        app::sources::remove(app, OneSource { id }).await?;
        let sentence = format!("Removed {name}; its captures stay.");
        call.output.removed(&name, &sentence)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, remove).await
}
