//! `provider check`: 0 when it works, 1 when not.

use app::App;
use app::contract::profiles::{CheckVerdict, OneProfile};

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::text::safe;
use crate::session::with_app;

/// Asks something harmless.
pub async fn run(name: String, call: Call<'_>) -> Ended {
    let check = async |app: &App| {
        let profile = OneProfile { name: name.clone() };
        let check = app::profiles::check(app, profile).await?;
        match call.output.is_json() {
            true => call.output.row(&check)?,
            false => call.output.line(&safe(&check.message))?,
        }
        Ok(Outcome::from_answer(check.verdict == CheckVerdict::Works))
    };
    with_app(call.globals, check).await
}
