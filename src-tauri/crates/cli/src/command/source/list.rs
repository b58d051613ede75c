//! `source list`.

use app::App;
use app::contract::Nothing;

use super::row::{self, SourceRow};
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
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
        let rows: Vec<SourceRow> = rows.collect();
        call.output.list(&rows, SourceRow::cells)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}
