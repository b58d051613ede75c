//! `endpoint list`.

use app::App;
use app::contract::Nothing;

use super::row::EndpointRow;
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Cell;
use crate::output::text::note;
use crate::session::with_app;

/// Lists, by name.
pub async fn run(call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let endpoints = app::endpoints::list(app, Nothing {}).await?;
        if endpoints.is_empty() {
            note("No endpoints yet: `hookwright endpoint add NAME --url URL` makes one.");
        }
        let rows = endpoints.into_iter().map(EndpointRow::from);
        print(call.output, &rows.collect::<Vec<_>>())?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

fn print(output: &mut Output, rows: &[EndpointRow]) -> Result<(), Failure> {
    if !output.is_json() {
        let cells: Vec<Vec<Cell>> = rows.iter().map(EndpointRow::cells).collect();
        return output.table(&cells);
    }
    rows.iter().try_for_each(|row| output.row(row))
}
