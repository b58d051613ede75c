//! `endpoint enable` and `endpoint disable`.

use app::App;
use app::contract::endpoints::EnableEndpoint;

use super::find::named;
use super::row::{self, EndpointRow};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

/// Lets deliveries go on.
pub async fn enable(name: String, call: Call<'_>) -> Ended {
    let enable = async |app: &App| {
        let row = switch(app, &name, |id| EnableEndpoint { id, enabled: true }).await?;
        row::print(call.output, &row)?;
        if row.is_awaited() {
            crate::session::say_who_delivers(app).await?;
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, enable).await
}

/// Lets deliveries wait.
pub async fn disable(name: String, call: Call<'_>) -> Ended {
    let disable = async |app: &App| {
        let row = switch(app, &name, |id| EnableEndpoint { id, enabled: false }).await?;
        row::print(call.output, &row)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, disable).await
}

async fn switch(
    app: &App,
    name: &str,
    argument: impl FnOnce(model::EndpointId) -> EnableEndpoint,
) -> Result<EndpointRow, Failure> {
    let id = named(app, name).await?.endpoint.id;
    let overview = app::endpoints::enable(app, argument(id)).await?;
    Ok(EndpointRow::from(overview))
}
