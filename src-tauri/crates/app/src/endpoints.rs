//! Making and changing endpoints, and what their state is.

mod check;
mod handover;
mod keys;
mod name;

use model::{Endpoint, EndpointId, SecretId};
use store::{Due, EndpointEdit, NewEvent};

use crate::contract::deliveries::CreatedDeliveries;
use crate::contract::endpoints::{
    EditEndpoint, EnableEndpoint, EndpointOverview, NewEndpoint, OneEndpoint, RevealEndpointSecret,
};
use crate::contract::sources::RevealedSecret;
use crate::contract::{CallError, Nothing};
use crate::{App, deliveries, engine, schedules, trial};
use handover::{Chosen, handed_to};
use keys::Keys;

pub(crate) use check::url;
pub use handover::carriers;

/// Every endpoint, by name.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, _: Nothing) -> Result<Vec<EndpointOverview>, CallError> {
    let mut overviews = Vec::new();
    let endpoints = app.store().endpoints().list().await?;
    let surroundings = Surroundings::of(app).await?;
    for endpoint in endpoints {
        overviews.push(surroundings.overview(app, endpoint).await);
    }
    Ok(overviews)
}

/// What overviews need besides their endpoint.
struct Surroundings {
    counts: Vec<store::DeliveryCount>,
    engine: model::EngineStatus,
}

impl Surroundings {
    async fn of(app: &App) -> Result<Self, CallError> {
        Ok(Self {
            counts: app.store().deliveries().counts().await?,
            engine: engine::now(app),
        })
    }

    async fn overview(&self, app: &App, endpoint: Endpoint) -> EndpointOverview {
        let schedule = schedules::find(&endpoint.manner.schedule).ok();
        let mut of_engine = self.engine.endpoints.iter();
        EndpointOverview {
            scheme_name: app.scheme_name(endpoint.scheme.as_deref()).await,
            counts: deliveries::of_endpoint(&self.counts, endpoint.id),
            status: of_engine
                .find(|status| status.endpoint == endpoint.id)
                .cloned(),
            schedule: schedule.as_ref().map(schedules::view),
            endpoint,
        }
    }
}

async fn overview(app: &App, endpoint: Endpoint) -> Result<EndpointOverview, CallError> {
    let surroundings = Surroundings::of(app).await?;
    Ok(surroundings.overview(app, endpoint).await)
}

/// An endpoint by its id.
pub(crate) async fn existing(app: &App, id: EndpointId) -> Result<Endpoint, CallError> {
    let missing = || CallError::with_code("not_found", format!("{id} does not exist (any more)"));
    let found = app.store().endpoints().get(id).await?;
    found.ok_or_else(missing)
}

/// Makes an endpoint. A scheme that has secrets and gets none has one made.
///
/// # Errors
/// When a setting cannot be, nothing can be signed with the secrets, or the name is taken.
pub async fn add(app: &App, argument: NewEndpoint) -> Result<EndpointOverview, CallError> {
    let url = url(&argument.url)?;
    check::manner(&argument.manner)?;
    let keys = Keys::of(app, argument.scheme.as_deref()).await?;
    let secrets = match keys.given(&argument.secrets)? {
        given if given.is_empty() => keys.made_up()?,
        given => given,
    };
    keys.check(app, &secrets)?;
    let chosen = Chosen {
        by: argument.delivered_by.as_deref(),
        scheme: argument.scheme.as_deref(),
        manner: &argument.manner,
        before: None,
    };
    let handed_to = handed_to(app, chosen).await?;
    let name = match argument.name.trim() {
        "" => name::free(app, &url).await?,
        name => name.to_owned(),
    };
    let new = store::NewEndpoint {
        name,
        url,
        scheme: argument.scheme,
        secrets,
        manner: check::tidy(argument.manner),
        emulation: None,
        handed_to,
    };
    overview(app, app.store().endpoints().add(new).await?).await
}

/// Changes an endpoint; it holds for the next attempt. Another speed holds for what is left of
/// each wait.
///
/// # Errors
/// When it does not exist, or as in [`add`].
pub async fn edit(app: &App, argument: EditEndpoint) -> Result<EndpointOverview, CallError> {
    let url = url(&argument.url)?;
    check::manner(&argument.manner)?;
    let before = existing(app, argument.id).await?;
    has_all(&before, &argument.remove_secrets)?;
    let keys = Keys::of(app, argument.scheme.as_deref()).await?;
    let mut add_secrets = keys.given(&argument.add_secrets)?;
    keys.check(app, &add_secrets)?;
    if add_secrets.is_empty() && keeps_none(&before, &argument.remove_secrets) {
        add_secrets = keys.made_up()?;
    }
    let chosen = Chosen {
        by: argument.delivered_by.as_deref(),
        scheme: argument.scheme.as_deref(),
        manner: &argument.manner,
        before: Some(&before),
    };
    let handed_to = handed_to(app, chosen).await?;
    let edit = EndpointEdit {
        name: Some(argument.name.trim().to_owned()),
        url: Some(url),
        scheme: Some(argument.scheme),
        manner: Some(check::tidy(argument.manner)),
        handed_to: Some(handed_to),
        add_secrets,
        remove_secrets: argument.remove_secrets,
    };
    let endpoint = app.store().endpoints().edit(argument.id, edit).await?;
    overview(app, endpoint).await
}

/// # Errors
/// When one of the secrets is not the endpoint's.
fn has_all(endpoint: &Endpoint, secrets: &[SecretId]) -> Result<(), CallError> {
    let own: Vec<SecretId> = endpoint.secrets.iter().map(|info| info.id).collect();
    let Some(other) = secrets.iter().find(|id| !own.contains(id)) else {
        return Ok(());
    };
    let own: Vec<String> = own.iter().map(ToString::to_string).collect();
    let own = match own.is_empty() {
        true => "it has none".to_owned(),
        false => format!("it has {}", own.join(", ")),
    };
    let message = format!("{} has no secret {other}: {own}", endpoint.name);
    Err(CallError::new(message).at_field("secrets"))
}

fn keeps_none(before: &Endpoint, removed: &[SecretId]) -> bool {
    before.secrets.iter().all(|info| removed.contains(&info.id))
}

/// Lets deliveries to an endpoint wait, or go on.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn enable(app: &App, argument: EnableEndpoint) -> Result<EndpointOverview, CallError> {
    let endpoints = app.store().endpoints();
    let endpoint = match argument.enabled {
        true => endpoints.enable(argument.id).await?,
        false => {
            let because = "It was switched off by hand.";
            endpoints.disable(argument.id, because).await?
        }
    };
    overview(app, endpoint).await
}

/// Removes an endpoint; what waits for it is cancelled, and all its deliveries keep its name.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn remove(app: &App, argument: OneEndpoint) -> Result<Nothing, CallError> {
    app.store().endpoints().remove(argument.id).await?;
    Ok(Nothing {})
}

/// What the receiver needs to verify with, on the user's own wish.
///
/// # Errors
/// When it does not exist or is locked.
pub async fn reveal_secret(
    app: &App,
    argument: RevealEndpointSecret,
) -> Result<RevealedSecret, CallError> {
    let endpoints = app.store().endpoints();
    let secret = endpoints
        .reveal_secret(argument.endpoint, argument.id)
        .await?;
    Ok(RevealedSecret {
        text: String::from_utf8_lossy(secret.expose()).into_owned(),
    })
}

/// Delivers a sample event, in the shape of the scheme's provider.
///
/// # Errors
/// When the endpoint does not exist or the store fails.
pub async fn test(app: &App, argument: OneEndpoint) -> Result<CreatedDeliveries, CallError> {
    let endpoint = existing(app, argument.id).await?;
    let scheme = match endpoint.scheme.as_deref() {
        Some(id) => app.scheme(id).await,
        None => None,
    };
    let sample = scheme
        .as_ref()
        .map_or_else(trial::unsigned_sample, signing::sample);
    let event = NewEvent {
        event_type: sample.event_type.unwrap_or_else(|| "test".to_owned()),
        content_type: sample.content_type,
        body: Some(sample.body.into()),
        resign: true,
        ..NewEvent::default()
    };
    let to = vec![endpoint.id];
    let added = app.store().deliveries().add(event, to, Due::Now).await?;
    Ok(deliveries::created(app, vec![added]))
}

#[cfg(test)]
mod tests;
