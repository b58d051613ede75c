//! `emulate PROVIDER keys`.

use app::App;
use app::contract::emulations::{EmulatedKey, OneEmulation};

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::columns::Cell;
use crate::session::with_app;

/// Prints the keys: they are ours, made to be handed to clients.
pub async fn run(provider: String, call: Call<'_>) -> Ended {
    let print = async |app: &App| {
        let argument = OneEmulation {
            provider: provider.clone(),
        };
        let keys = app::emulations::keys(app, argument).await?;
        match call.output.is_json() {
            true => keys.iter().try_for_each(|key| call.output.row(key))?,
            false => {
                let rows: Vec<Vec<Cell>> = keys.iter().map(cells).collect();
                call.output.table(&rows)?;
            }
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, print).await
}

fn cells(key: &EmulatedKey) -> Vec<Cell> {
    let locked = || format!("{} (locked)", key.hint);
    let text = key.api_key.clone().unwrap_or_else(locked);
    vec![Cell::new(text), Cell::new(&key.organization)]
}
