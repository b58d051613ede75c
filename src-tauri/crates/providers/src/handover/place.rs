//! Makes an endpoint there what it is here: its application, its settings, its secret.

use delivery::engine::{Hitch, Load};
use model::HandedTo;
use tokio::sync::Mutex;

use super::answers;
use super::calls::{self, There};
use super::exchange::Line;
use super::settings::Settings;

/// What the endpoint is there, made or changed where that is needed.
///
/// What it is was noted when it was made, so that nothing is asked while nothing changes.
pub(super) async fn ready<'a>(
    making: &Mutex<()>,
    line: &Line<'_>,
    load: Load<'a>,
) -> Result<There<'a>, Hitch> {
    let settings = Settings::of(load.endpoint);
    if is_ready(load.to, &settings) {
        return Ok(There::of(load.to));
    }
    let _alone = making.lock().await;
    let found = line.means.store.endpoints().get(load.due.endpoint).await;
    let now = found.ok().flatten().and_then(|found| found.handed_to);
    let to = now.unwrap_or_else(|| load.to.clone());
    if !is_ready(&to, &settings) {
        make(line, load, (&to, &settings)).await?;
    }
    // By our id of it, which it has had from the beginning.
    let application = &*load.to.application;
    Ok(There {
        application,
        endpoint: application,
    })
}

/// The application is there no more: it is made again the next time.
pub(super) async fn forget(line: &Line<'_>, load: Load<'_>) {
    let nothing = HandedTo {
        endpoint: None,
        told: None,
        ..load.to.clone()
    };
    let endpoints = line.means.store.endpoints();
    // When it cannot be noted, the next try finds out again.
    endpoints.note_handed(load.due.endpoint, nothing).await.ok();
}

fn is_ready(to: &HandedTo, settings: &Settings<'_>) -> bool {
    to.endpoint.is_some() && to.told.as_ref() == Some(&settings.told())
}

async fn make(
    line: &Line<'_>,
    load: Load<'_>,
    (to, settings): (&HandedTo, &Settings<'_>),
) -> Result<(), Hitch> {
    let at = There::of(to);
    let id = match &to.endpoint {
        None => made(line, load, (&at, settings)).await?,
        Some(_) => {
            let changed = line.ask(calls::change(&at, settings), load).await?;
            let id = answers::id(&changed.success()?)?;
            let told = to.told.as_deref().unwrap_or_default();
            if settings.has_other_secret(told) {
                rotate(line, load, (&at, settings)).await?;
            }
            set_headers(line, load, (&at, settings)).await?;
            id
        }
    };
    let known = HandedTo {
        endpoint: Some(id),
        told: Some(settings.told()),
        ..to.clone()
    };
    let endpoints = line.means.store.endpoints();
    let noted = endpoints.note_handed(load.due.endpoint, known).await;
    noted.map_err(|error| Hitch::Unready(format!("Nothing was sent: {error}.")))
}

async fn made(
    line: &Line<'_>,
    load: Load<'_>,
    (at, settings): (&There<'_>, &Settings<'_>),
) -> Result<String, Hitch> {
    let name = format!("Hookwright: {}", settings.name());
    line.ask(calls::application(at, &name), load)
        .await?
        .success()?;
    let made = line.ask(calls::endpoint(at, settings), load).await?;
    if made.status() != Some(409) {
        let id = answers::id(&made.accepted()?)?;
        if !settings.headers().is_empty() {
            set_headers(line, load, (at, settings)).await?;
        }
        return Ok(id);
    }
    // It was made before, and what came of that was not noted: it may have other settings.
    let found = line.ask(calls::endpoint_of_ours(at), load).await?;
    let id = answers::id(&found.success()?)?;
    line.ask(calls::change(at, settings), load)
        .await?
        .success()?;
    rotate(line, load, (at, settings)).await?;
    set_headers(line, load, (at, settings)).await?;
    Ok(id)
}

async fn rotate(
    line: &Line<'_>,
    load: Load<'_>,
    (at, settings): (&There<'_>, &Settings<'_>),
) -> Result<(), Hitch> {
    if let Some(call) = calls::rotate(at, settings) {
        line.ask(call, load).await?.success()?;
    }
    Ok(())
}

async fn set_headers(
    line: &Line<'_>,
    load: Load<'_>,
    (at, settings): (&There<'_>, &Settings<'_>),
) -> Result<(), Hitch> {
    let set = line.ask(calls::headers(at, settings), load).await?;
    set.success().map(drop)
}
