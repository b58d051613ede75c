//! `source list`.

use app::App;
use app::contract::Nothing;

use super::row::{self, SourceRow};
use crate::command::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::columns::Columns;
use crate::output::note;
use crate::session::with_app;

/// Lists, oldest first.
pub async fn run(call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let receiver = row::receiver_url(app).await?;
        let sources = app::sources::list(app, Nothing {}).await?;
        if sources.is_empty() {
            note("No sources yet: `hookwright source add NAME` makes one.");
        }
        let mut columns = Columns::default();
        for overview in sources {
            let row = SourceRow::new(overview, &receiver);
            if call.output.is_json() {
                call.output.row(&row)?;
                continue;
            }
            let line = columns.line(&row.cells(), false);
            call.output.line(&line)?;
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}
