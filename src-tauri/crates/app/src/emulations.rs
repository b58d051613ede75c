//! Making what emulated providers can send again, looking at it, and arranging how they are played.

mod terms;

use model::{EmulatedCall, Organization, Trouble};
use providers::skyvern::{HOSTING_SETTING, Hosting};
use providers::{
    CreateEmulated, CreatedRecord, EmulatedCallDetail, EmulatedDetail, EmulatedKey, EmulatedRow,
    Emulation, Provider,
};

use crate::App;
use crate::contract::emulations::{
    AddKey, AddOrganization, AddTrouble, ClearedTroubles, CreateSamples, CreatedEmulated,
    EmulationSpeed, EmulationStatus, OneCall, OneEmulated, OneEmulation, PageCalls, RevokeKey,
    SkyvernHosting, TurnClock,
};
use crate::contract::{CallError, Nothing};
use crate::fault::told;

pub use terms::{set_terms, terms};

/// Most calls of a page: as many as are kept.
const MOST_CALLS: u32 = 1_000;

/// Makes something that an emulated provider can send again.
///
/// # Errors
/// When the provider has no such thing, or the store fails.
pub async fn create(app: &App, argument: CreateEmulated) -> Result<CreatedEmulated, CallError> {
    let provider = Provider::of(&argument.provider).map_err(told)?;
    let created = providers::create(&app.means(), argument).await;
    Ok(found(app, provider, created.map_err(told)?))
}

/// Makes something of each kind that an emulated provider sends.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn create_samples(
    app: &App,
    argument: CreateSamples,
) -> Result<Vec<CreatedEmulated>, CallError> {
    let provider = Provider::of(&argument.provider).map_err(told)?;
    let made = providers::create_samples(&app.means(), provider, &argument.to).await;
    let made = made.map_err(told)?.into_iter();
    Ok(made.map(|made| found(app, provider, made)).collect())
}

/// What was made, with where a client finds it.
fn found(app: &App, provider: Provider, created: CreatedRecord) -> CreatedEmulated {
    CreatedEmulated {
        id: created.id,
        run_id: created.run_id,
        delivery_id: created.delivery_id,
        base_url: app.emulating().base_url(provider),
        api_key: created.api_key,
        secret: created.secret,
    }
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

/// What an emulation is like, and where a client finds it.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn status(app: &App, argument: OneEmulation) -> Result<EmulationStatus, CallError> {
    let provider = Provider::of(&argument.provider).map_err(told)?;
    let overview = emulation(app, &argument.provider)?.overview().await;
    let emulating = app.emulating();
    Ok(EmulationStatus {
        overview: overview.map_err(told)?,
        base_url: emulating.base_url(provider),
        served: emulating.is_served(provider),
    })
}

/// The keys of an emulation, on the user's own wish; the first use makes one.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn keys(app: &App, argument: OneEmulation) -> Result<Vec<EmulatedKey>, CallError> {
    let keys = emulation(app, &argument.provider)?.keys().await;
    keys.map_err(told)
}

/// Makes a key.
///
/// # Errors
/// For a scope or an organization that the provider does not have.
pub async fn add_key(app: &App, argument: AddKey) -> Result<EmulatedKey, CallError> {
    let emulation = emulation(app, &argument.provider)?;
    emulation.add_key(argument.key).await.map_err(told)
}

/// Makes a key let nobody in from the next call on.
///
/// # Errors
/// When there is no such key.
pub async fn revoke_key(app: &App, argument: RevokeKey) -> Result<Nothing, CallError> {
    let emulation = emulation(app, &argument.provider)?;
    emulation.revoke_key(argument.id).await.map_err(told)?;
    Ok(Nothing {})
}

/// Whom an emulation serves.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn organizations(
    app: &App,
    argument: OneEmulation,
) -> Result<Vec<Organization>, CallError> {
    let all = emulation(app, &argument.provider)?.organizations().await;
    all.map_err(told)
}

/// Makes an organization with a key.
///
/// # Errors
/// When its name is taken, or cannot be one.
pub async fn add_organization(
    app: &App,
    argument: AddOrganization,
) -> Result<Organization, CallError> {
    let emulation = emulation(app, &argument.provider)?;
    let made = emulation.add_organization(argument.name.as_deref()).await;
    made.map_err(told)
}

/// What an emulation was asked, newest first.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn calls(app: &App, argument: PageCalls) -> Result<Vec<EmulatedCall>, CallError> {
    let emulation = emulation(app, &argument.provider)?;
    let page = emulation.calls(argument.before, argument.limit.min(MOST_CALLS));
    page.await.map_err(told)
}

/// One call with what was said.
///
/// # Errors
/// When it is not kept any more.
pub async fn call(app: &App, argument: OneCall) -> Result<EmulatedCallDetail, CallError> {
    let detail = providers::call_detail(&app.means(), argument.id).await;
    detail.map_err(told)
}

/// What befalls the next calls of an emulation, in order.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn troubles(app: &App, argument: OneEmulation) -> Result<Vec<Trouble>, CallError> {
    let all = emulation(app, &argument.provider)?.troubles().await;
    all.map_err(told)
}

/// Adds a trouble behind those there are; all are answered.
///
/// # Errors
/// For a status that refuses nothing, no times or too many, or a call that there is not.
pub async fn add_trouble(app: &App, argument: AddTrouble) -> Result<Vec<Trouble>, CallError> {
    let emulation = emulation(app, &argument.provider)?;
    emulation
        .add_trouble(argument.trouble)
        .await
        .map_err(told)?;
    emulation.troubles().await.map_err(told)
}

/// Lets all go well again.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn clear_troubles(
    app: &App,
    argument: OneEmulation,
) -> Result<ClearedTroubles, CallError> {
    let cleared = emulation(app, &argument.provider)?.clear_troubles().await;
    let cleared = cleared.map_err(told)?;
    Ok(ClearedTroubles { cleared })
}

/// How fast an emulation's schedules go by.
///
/// # Errors
/// When there is no such provider, or the store fails.
pub async fn speed(app: &App, argument: OneEmulation) -> Result<EmulationSpeed, CallError> {
    let speed = emulation(app, &argument.provider)?.speed().await;
    let speed = speed.map_err(told)?;
    Ok(EmulationSpeed { speed })
}

/// Turns an emulation's clock, for what waits too.
///
/// # Errors
/// For a speed that the engine cannot do.
pub async fn set_speed(app: &App, argument: TurnClock) -> Result<EmulationSpeed, CallError> {
    let emulation = emulation(app, &argument.provider)?;
    emulation.set_speed(argument.speed).await.map_err(told)?;
    Ok(EmulationSpeed {
        speed: argument.speed,
    })
}

fn emulation(app: &App, provider: &str) -> Result<Emulation, CallError> {
    let provider = Provider::of(provider).map_err(told)?;
    Ok(Emulation::of(&app.means(), provider))
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
