//! Profiles of providers, their logs, and redeliveries through them.

mod many;
mod preview;
#[cfg(test)]
mod tests;

use providers::{
    Ask, EditProfile, EndpointAnswer, KnownOf, LogPage, NewProfile, ProfileCheck, ProfileRow,
    ProviderDelivery, ProviderEndpoints, ProviderInfo, ProviderPage, Redelivery,
};

use crate::App;
use crate::contract::profiles::{
    ChangeProviderEndpoint, ListProviderDeliveries, ListProviderEndpoints, OneProfile,
    OneProviderDelivery, Redeliver, RedeliverWith,
};
use crate::contract::{CallError, Nothing};
use crate::fault::told;

pub use many::{batch, cancel, redeliver_many};
pub use preview::preview;

/// Every provider, and what can be asked of it.
///
/// # Errors
/// Never.
pub async fn providers(_: &App, _: Nothing) -> Result<Vec<ProviderInfo>, CallError> {
    Ok(providers::providers())
}

/// All profiles, by name.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, _: Nothing) -> Result<Vec<ProfileRow>, CallError> {
    providers::list_profiles(app.store()).await.map_err(told)
}

/// A profile by its name.
///
/// # Errors
/// When there is none of this name, or the store fails.
pub async fn get(app: &App, name: &str) -> Result<ProfileRow, CallError> {
    let rows = list(app, Nothing {}).await?;
    let found = rows.into_iter().find(|row| row.name == name);
    found.ok_or_else(|| told(providers::Error::UnknownProfile(name.to_owned())))
}

/// Makes a profile.
///
/// # Errors
/// When its name, provider, base URL or settings cannot be, or the store fails.
pub async fn add(app: &App, argument: NewProfile) -> Result<ProfileRow, CallError> {
    let added = providers::add_profile(app.store(), argument).await;
    added.map_err(told)
}

/// Changes a profile.
///
/// # Errors
/// When there is none of this name, or what is given cannot be.
pub async fn edit(app: &App, argument: EditProfile) -> Result<ProfileRow, CallError> {
    let edited = providers::edit_profile(app.store(), argument).await;
    edited.map_err(told)
}

/// Removes a profile, its credential and what was asked through it.
///
/// # Errors
/// When there is none of this name, or the store fails.
pub async fn remove(app: &App, argument: OneProfile) -> Result<Nothing, CallError> {
    let removed = providers::remove_profile(app.store(), &argument.name).await;
    removed.map_err(told)?;
    Ok(Nothing {})
}

/// Asks a provider something harmless, and tells whether the profile works.
///
/// # Errors
/// When the profile cannot be used; whatever the provider answers is no error.
pub async fn check(app: &App, argument: OneProfile) -> Result<ProfileCheck, CallError> {
    let checked = providers::check_profile(&app.means(), &argument.name).await;
    checked.map_err(told)
}

/// A page of a provider's own log.
///
/// # Errors
/// When the profile cannot be used, or the provider does not show its log.
pub async fn deliveries(
    app: &App,
    argument: ListProviderDeliveries,
) -> Result<ProviderPage, CallError> {
    let page = LogPage {
        profile: argument.profile,
        cursor: argument.cursor,
        of: filled(argument.of),
    };
    providers::deliveries(&app.means(), page)
        .await
        .map_err(told)
}

/// One delivery of it.
///
/// # Errors
/// As [`deliveries`].
pub async fn delivery(
    app: &App,
    argument: OneProviderDelivery,
) -> Result<ProviderDelivery, CallError> {
    let found = providers::delivery(&app.means(), &argument.profile, &argument.id).await;
    found.map_err(told)
}

/// A page of the endpoints that a provider keeps.
///
/// # Errors
/// When the profile cannot be used, or the provider does not show them.
pub async fn endpoints(
    app: &App,
    argument: ListProviderEndpoints,
) -> Result<ProviderEndpoints, CallError> {
    let cursor = argument.cursor.as_deref();
    let page = providers::endpoints(&app.means(), &argument.profile, cursor).await;
    page.map_err(told)
}

/// Has a provider make an endpoint or change one, once.
///
/// # Errors
/// When the profile cannot be used, or the provider refuses.
pub async fn change_endpoint(
    app: &App,
    argument: ChangeProviderEndpoint,
) -> Result<EndpointAnswer, CallError> {
    let ChangeProviderEndpoint { profile, deed } = argument;
    let changed = providers::change_endpoint(&app.means(), &profile, &deed).await;
    changed.map_err(told)
}

/// Asks a provider, once, to send something again.
///
/// # Errors
/// When the profile cannot be used, or the store fails; whatever the provider answers is no error.
pub async fn redeliver(app: &App, argument: Redeliver) -> Result<Redelivery, CallError> {
    let known = KnownOf {
        event_id: filled(argument.event_id),
        url: filled(argument.url),
    };
    let ask = ask((argument.profile, argument.id), argument.with, known);
    providers::redeliver(&app.means(), ask).await.map_err(told)
}

fn ask((profile, id): (String, String), with: RedeliverWith, known: KnownOf) -> Ask {
    Ask {
        profile,
        id: id.trim().to_owned(),
        webhook_url: filled(with.webhook_url),
        reason: filled(with.reason),
        organization: filled(with.organization),
        again: with.again.unwrap_or_default(),
        known,
    }
}

/// A field that was left empty says nothing.
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}
