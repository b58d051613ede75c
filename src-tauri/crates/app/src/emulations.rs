//! Making what emulated providers can send again, and looking at it.

use providers::skyvern::{HOSTING_SETTING, Hosting};
use providers::{CreateEmulated, EmulatedDetail, EmulatedKey, EmulatedRow, Provider};

use crate::App;
use crate::contract::emulations::{CreatedEmulated, OneEmulated, OneEmulation, SkyvernHosting};
use crate::contract::{CallError, Nothing};
use crate::fault::told;

/// Makes something that an emulated provider can send again.
///
/// # Errors
/// When the provider has no such thing, or the store fails.
pub async fn create(app: &App, argument: CreateEmulated) -> Result<CreatedEmulated, CallError> {
    let provider = Provider::of(&argument.provider).map_err(told)?;
    let created = providers::create(&app.means(), argument).await;
    let created = created.map_err(told)?;
    Ok(CreatedEmulated {
        id: created.id,
        run_id: created.run_id,
        delivery_id: created.delivery_id,
        base_url: app.emulating().base_url(provider),
        api_key: created.api_key,
        secret: created.secret,
    })
}

/// Everything that an emulation holds, newest first.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn list(app: &App, argument: OneEmulation) -> Result<Vec<EmulatedRow>, CallError> {
    let provider = Provider::of(&argument.provider).map_err(told)?;
    providers::list(&app.means(), provider).await.map_err(told)
}

/// One of them, with what would be sent.
///
/// # Errors
/// When it does not exist, or the store fails.
pub async fn detail(app: &App, argument: OneEmulated) -> Result<EmulatedDetail, CallError> {
    let provider = Provider::of(&argument.provider).map_err(told)?;
    let detail = providers::detail(&app.means(), provider, &argument.id).await;
    detail.map_err(told)
}

/// The keys of an emulation, on the user's own wish; the first use makes one.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn keys(app: &App, argument: OneEmulation) -> Result<Vec<EmulatedKey>, CallError> {
    let provider = Provider::of(&argument.provider).map_err(told)?;
    providers::keys(&app.means(), provider).await.map_err(told)
}

/// Which Skyvern is played.
///
/// # Errors
/// When the store fails.
pub async fn hosting(app: &App, _: Nothing) -> Result<SkyvernHosting, CallError> {
    let hosting: Option<Hosting> = app.store().settings().get(HOSTING_SETTING).await?;
    Ok(SkyvernHosting {
        hosting: hosting.unwrap_or_default(),
    })
}

/// Plays another Skyvern from the next call on.
///
/// # Errors
/// When the store fails.
pub async fn host_as(app: &App, argument: SkyvernHosting) -> Result<SkyvernHosting, CallError> {
    let settings = app.store().settings();
    settings.set(HOSTING_SETTING, &argument.hosting).await?;
    Ok(argument)
}
