//! Which capture is which delivery of a provider's log, in both directions.

use providers::{ProfileRow, ProviderCall, mark_of};
use store::ImportedFrom;

use crate::App;
use crate::contract::CallError;
use crate::contract::captures::OneCapture;
use crate::contract::imports::{CaptureOrigin, ImportedCapture, KnownImports};
use crate::fault::told;

/// Where a capture was imported from; nothing when it was not.
///
/// # Errors
/// When the store fails.
pub async fn origin(app: &App, argument: OneCapture) -> Result<Option<CaptureOrigin>, CallError> {
    let Some(from) = app.store().imports().of_capture(argument.id).await? else {
        return Ok(None);
    };
    let profile = profiles(app).await?;
    let profile = profile.into_iter().find(|row| leads_to(row, &from));
    let event = match lists_by_run(&from.provider) {
        true => app.store().captures().get(argument.id).await?,
        false => None,
    };
    Ok(Some(CaptureOrigin {
        run: event.and_then(|record| record.capture.event_id),
        profile: profile.map(|row| row.name),
        provider: from.provider,
        base_url: from.base_url,
        delivery: from.delivery,
    }))
}

fn leads_to(profile: &ProfileRow, from: &ImportedFrom) -> bool {
    profile.provider == from.provider && profile.base_url == from.base_url
}

/// Such a provider's webhooks are events of a run.
fn lists_by_run(provider: &str) -> bool {
    let infos = providers::providers();
    let info = infos.into_iter().find(|info| info.id == provider);
    info.is_some_and(|info| info.can.contains(&ProviderCall::ListByRun))
}

/// The captures that these deliveries were imported as.
///
/// # Errors
/// When there is no such profile, or the store fails.
pub async fn known(app: &App, argument: KnownImports) -> Result<Vec<ImportedCapture>, CallError> {
    let profile = crate::profiles::get(app, &argument.profile).await?;
    let mut found = Vec::new();
    for one in argument.deliveries {
        let mark = mark_of(&profile.provider, &one.id, one.event_id.as_deref());
        let from = ImportedFrom {
            provider: profile.provider.clone(),
            base_url: profile.base_url.clone(),
            delivery: mark.to_owned(),
        };
        if let Some(capture) = app.store().imports().find(from).await? {
            found.push(ImportedCapture {
                id: one.id,
                event_id: one.event_id,
                capture,
            });
        }
    }
    Ok(found)
}

async fn profiles(app: &App) -> Result<Vec<ProfileRow>, CallError> {
    providers::list_profiles(app.store()).await.map_err(told)
}
