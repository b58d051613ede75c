//! What the user set, and facts about the program.

use crate::App;
use crate::contract::receiver::{About, Settings};
use crate::contract::{CallError, Nothing};

const NAME: &str = "settings";
/// Days that deliveries are kept at most, when not for ever: a hundred years.
const LONGEST_KEPT: u32 = 36_500;

/// The settings; what was never set has its default.
///
/// # Errors
/// When the store fails.
pub async fn get(app: &App, _: Nothing) -> Result<Settings, CallError> {
    read_settings(app).await
}

pub(crate) async fn read_settings(app: &App) -> Result<Settings, CallError> {
    Ok(app.store().settings().get(NAME).await?.unwrap_or_default())
}

/// Keeps settings; a new port or body limit holds from the next start of the receiver.
///
/// # Errors
/// When the store fails or a value cannot be.
pub async fn set(app: &App, argument: Settings) -> Result<Settings, CallError> {
    if argument.receiver_port == 0 {
        return Err(CallError::new("a port is a number from 1 to 65535"));
    }
    for (field, what, kept) in [
        (
            "keep_deliveries_days",
            "deliveries",
            argument.keep_deliveries_days,
        ),
        ("keep_runs_days", "runs", argument.keep_runs_days),
    ] {
        if kept.is_some_and(|days| !(1..=LONGEST_KEPT).contains(&days)) {
            let message = format!("{what} are kept for 1 to {LONGEST_KEPT} days, or for ever");
            return Err(CallError::new(message).at_field(field));
        }
    }
    app.store().settings().set(NAME, &argument).await?;
    Ok(argument)
}

/// Facts about the program and its data.
///
/// # Errors
/// When the store fails.
pub async fn about(app: &App, _: Nothing) -> Result<About, CallError> {
    let facts = app.store().facts().await?;
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_folder: facts.folder.display().to_string(),
        database_size: facts.database_size,
        sqlite_version: facts.sqlite_version.to_owned(),
        key_keeper: facts.key_keeper.unwrap_or_else(|| "none yet".to_owned()),
    })
}
