//! `source list`.

use app::App;
use app::contract::Nothing;

use super::row::{self, SourceRow};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Cell;
use crate::output::text::note;
use crate::session::with_app;

/// Lists, oldest first.
pub async fn run(call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let receiver = row::receiver_url(app).await?;
        let sources = app::sources::list(app, Nothing {}).await?;
        if sources.is_empty() {
            note("No sources yet: `hookwright source add NAME` makes one.");
        }
        let rows = sources
            .into_iter()
            .map(|source| SourceRow::new(source, &receiver));
        print(call.output, &rows.collect::<Vec<_>>())?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

fn print(output: &mut Output, rows: &[SourceRow]) -> Result<(), Failure> {
    if !output.is_json() {
        let cells: Vec<Vec<Cell>> = rows.iter().map(SourceRow::cells).collect();
        return output.table(&cells);
    }
    rows.iter().try_for_each(|row| output.row(row))
}
