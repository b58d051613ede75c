//! `emulate PROVIDER list`.

use app::App;
use app::contract::emulations::{EmulatedRow, OneEmulation};

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::columns::Cell;
use crate::output::text::note;
use crate::session::with_app;

/// Lists, newest first.
pub async fn run(provider: String, call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let argument = OneEmulation {
            provider: provider.clone(),
        };
        let rows = app::emulations::list(app, argument).await?;
        if rows.is_empty() {
            note(&format!(
                "Nothing yet: `hookwright emulate {provider} create --to URL` makes something."
            ));
        }
        call.output.list(&rows, cells)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

/// Id, type, status and where it goes.
pub fn cells(row: &EmulatedRow) -> Vec<Cell> {
    let target = row.webhook_url.as_ref();
    vec![
        Cell::new(&row.id),
        Cell::new(&row.event_type),
        Cell::new(&row.status),
        Cell::new(target.map_or_else(|| "no URL".to_owned(), |url| format!("-> {url}"))),
    ]
}
