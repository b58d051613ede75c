//! `provider list`.

use app::App;
use app::contract::Nothing;
use app::contract::profiles::ProfileRow;

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Cell;
use crate::output::text::note;
use crate::session::with_app;

/// Lists, by name.
pub async fn run(call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let rows = app::profiles::list(app, Nothing {}).await?;
        if rows.is_empty() {
            note(
                "No profiles yet: `hookwright provider add NAME --provider skyvern --key-env VAR` makes one.",
            );
        }
        print(call.output, &rows)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

/// Prints a row a profile.
pub fn print(output: &mut Output, rows: &[ProfileRow]) -> Result<(), Failure> {
    output.list(rows, cells)
}

fn cells(row: &ProfileRow) -> Vec<Cell> {
    let key = match row.locked {
        true => format!("{} (locked)", row.hint),
        false => row.hint.clone(),
    };
    vec![
        Cell::new(&row.name),
        Cell::new(&row.provider),
        Cell::new(&row.base_url),
        Cell::new(key),
    ]
}
