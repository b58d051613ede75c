//! Profiles of providers, and redeliveries through them.

use providers::{Ask, NewProfile, ProfileRow, Redelivery};

use crate::App;
use crate::contract::profiles::{OneProfile, Redeliver};
use crate::contract::{CallError, Nothing};
use crate::fault::told;

/// All profiles, by name.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, _: Nothing) -> Result<Vec<ProfileRow>, CallError> {
    providers::list_profiles(app.store()).await.map_err(told)
}

/// Makes a profile.
///
/// # Errors
/// When its name, provider or base URL cannot be, or the store fails.
pub async fn add(app: &App, argument: NewProfile) -> Result<ProfileRow, CallError> {
    let added = providers::add_profile(app.store(), argument).await;
    added.map_err(told)
}

/// Removes a profile and its credential.
///
/// # Errors
/// When there is none of this name, or the store fails.
pub async fn remove(app: &App, argument: OneProfile) -> Result<Nothing, CallError> {
    let removed = providers::remove_profile(app.store(), &argument.name).await;
    removed.map_err(told)?;
    Ok(Nothing {})
}

/// Asks a provider, once, to send something again.
///
/// # Errors
/// When the profile cannot be used, or the store fails; whatever the provider answers is no error.
pub async fn redeliver(app: &App, argument: Redeliver) -> Result<Redelivery, CallError> {
    let ask = Ask {
        profile: argument.profile,
        id: argument.id,
        webhook_url: argument.webhook_url.filter(|url| !url.is_empty()),
        reason: argument.reason.filter(|reason| !reason.is_empty()),
        organization: argument.organization.filter(|name| !name.is_empty()),
    };
    providers::redeliver(&app.means(), ask).await.map_err(told)
}
