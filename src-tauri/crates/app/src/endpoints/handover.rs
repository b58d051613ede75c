//! Who delivers to an endpoint: this machine, or a provider that takes deliveries.

use model::{Endpoint, HandedTo, Manner};
use providers::{HANDOVER_SCHEMES, list_profiles, new_application, takes_deliveries};

use crate::App;
use crate::contract::endpoints::EndpointCarrier;
use crate::contract::{CallError, Nothing};
use crate::fault::told;

/// The profiles that deliveries can be handed to, by name.
///
/// # Errors
/// When the store fails.
pub async fn carriers(app: &App, _: Nothing) -> Result<Vec<EndpointCarrier>, CallError> {
    let profiles = list_profiles(app.store()).await.map_err(told)?;
    let able = profiles
        .into_iter()
        .filter(|profile| takes_deliveries(&profile.provider));
    let carrier = |profile: providers::ProfileRow| EndpointCarrier {
        profile: profile.name,
        provider: profile.provider,
        base_url: profile.base_url,
    };
    Ok(able.map(carrier).collect())
}

/// What was chosen about an endpoint that touches who delivers to it.
pub(super) struct Chosen<'a> {
    /// A profile's name; `None` is this machine.
    pub(super) by: Option<&'a str>,
    pub(super) scheme: Option<&'a str>,
    pub(super) manner: &'a Manner,
    /// The endpoint as it was.
    pub(super) before: Option<&'a Endpoint>,
}

/// Who delivers from now on; what the endpoint is there already stays.
pub(super) async fn handed_to(
    app: &App,
    chosen: Chosen<'_>,
) -> Result<Option<HandedTo>, CallError> {
    let Some(profile) = chosen.by.map(str::trim).filter(|name| !name.is_empty()) else {
        return Ok(None);
    };
    let before = chosen.before.and_then(|before| before.handed_to.as_ref());
    let same = before.filter(|before| before.profile == profile);
    if same.is_none() {
        known(app, profile).await?;
    }
    signable(profile, chosen.scheme)?;
    faultless(chosen.manner)?;
    Ok(Some(same.cloned().unwrap_or_else(|| HandedTo {
        profile: profile.to_owned(),
        application: new_application(),
        endpoint: None,
        told: None,
    })))
}

async fn known(app: &App, profile: &str) -> Result<(), CallError> {
    let able = carriers(app, Nothing {}).await?;
    if able.iter().any(|carrier| carrier.profile == profile) {
        return Ok(());
    }
    let names: Vec<_> = able.into_iter().map(|carrier| carrier.profile).collect();
    let choice = match names.is_empty() {
        true => "add a profile of Svix first".to_owned(),
        false => format!("choose one of {}, or this machine", names.join(", ")),
    };
    let message = format!("{profile} is no profile that takes deliveries: {choice}");
    Err(CallError::new(message).at_field("delivered_by"))
}

/// Whoever delivers signs, too, and in one way only.
fn signable(profile: &str, scheme: Option<&str>) -> Result<(), CallError> {
    match scheme {
        Some(scheme) if !HANDOVER_SCHEMES.contains(&scheme) => {
            let known = HANDOVER_SCHEMES.join(" or ");
            let message = format!(
                "{profile} cannot sign by {scheme}: choose {known}, or none, and it makes a secret of its own"
            );
            Err(CallError::new(message).at_field("scheme"))
        }
        Some(_) | None => Ok(()),
    }
}

fn faultless(manner: &Manner) -> Result<(), CallError> {
    match manner.faults {
        None => Ok(()),
        Some(_) => Err(CallError::new(
            "faults befall what this machine sends: leave them out, or let it deliver",
        )
        .at_field("faults")),
    }
}
