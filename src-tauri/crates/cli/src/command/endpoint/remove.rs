//! `endpoint remove`.

use app::App;
use app::contract::endpoints::OneEndpoint;

use super::find::named;
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

/// Removes.
pub async fn run(name: String, call: Call<'_>) -> Ended {
    let remove = async |app: &App| {
        let id = named(app, &name).await?.endpoint.id;
        app::endpoints::remove(app, OneEndpoint { id }).await?;
        let sentence =
            format!("Removed {name}: what waited for it is cancelled, its deliveries stay.");
        call.output.removed(&name, &sentence)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, remove).await
}
