//! `endpoint list`.

use app::App;
use app::contract::Nothing;

use super::row::EndpointRow;
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::text::note;
use crate::session::with_app;

/// Lists, by name.
pub async fn run(call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let endpoints = app::endpoints::list(app, Nothing {}).await?;
        if endpoints.is_empty() {
            note("No endpoints yet: `hookwright endpoint add NAME --url URL` makes one.");
        }
        let rows: Vec<EndpointRow> = endpoints.into_iter().map(EndpointRow::from).collect();
        call.output.list(&rows, EndpointRow::cells)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}
