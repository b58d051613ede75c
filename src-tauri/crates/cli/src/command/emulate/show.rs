//! `emulate PROVIDER show`.

use app::App;
use app::contract::emulations::OneEmulated;

use super::list::cells;
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::text::{note, safe};
use crate::session::with_app;

/// Shows one with the exact body of its webhook.
pub async fn run(provider: String, id: String, call: Call<'_>) -> Ended {
    let show = async |app: &App| {
        let argument = OneEmulated {
            provider: provider.clone(),
            id: id.clone(),
        };
        let detail = app::emulations::detail(app, argument).await?;
        if call.output.is_json() {
            call.output.row(&detail)?;
            return Ok(Outcome::Done);
        }
        call.output.table(&[cells(&detail.row)])?;
        match &detail.payload {
            Some(payload) => call.output.line(&safe(payload))?,
            None => note("It cannot be sent again."),
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, show).await
}
