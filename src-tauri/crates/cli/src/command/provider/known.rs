//! `provider known`: every provider, and what can be asked of it.

use app::App;
use app::contract::Nothing;
use app::contract::profiles::{ProviderInfo, Replay};

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::columns::Cell;
use crate::session::with_app;

/// Lists them.
pub async fn run(call: Call<'_>) -> Ended {
    let list = async |app: &App| {
        let rows = app::profiles::providers(app, Nothing {}).await?;
        call.output.list(&rows, cells)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, list).await
}

fn cells(info: &ProviderInfo) -> Vec<Cell> {
    let settings: Vec<_> = info
        .settings
        .iter()
        .map(|setting| setting.id.as_str())
        .collect();
    let replay = match info.replay {
        Replay::None => "no public call",
        Replay::Same => "same record again",
        Replay::New => "new record",
        Replay::Rebuilt => "new record, rebuilt",
        Replay::NewEvent => "new event",
        Replay::Synchronous => "at once",
    };
    vec![
        Cell::new(&info.id),
        Cell::new(&info.name),
        Cell::new(replay),
        Cell::new(settings.join(", ")),
        Cell::new(&info.base_url),
    ]
}
