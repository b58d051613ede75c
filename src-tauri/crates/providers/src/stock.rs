//! Making what emulated providers can send again, and looking at it.

use model::Secret;

use crate::emulated::{CreateEmulated, CreatedRecord, EmulatedDetail, EmulatedRow};
use crate::emulation::Emulation;
use crate::error::Error;
use crate::means::Means;
use crate::provider::Provider;
use crate::stage::Wanted;

/// Most records of a list.
const LISTED: u32 = 500;

/// Makes a record for an organization.
///
/// # Errors
/// When the provider has no such thing, or the store fails.
pub async fn create(means: &Means, wanted: CreateEmulated) -> Result<CreatedRecord, Error> {
    let provider = Provider::of(&wanted.provider)?;
    let emulation = Emulation::of(means, provider);
    let stage = emulation.stage();
    let owner = stage.owner(wanted.organization.as_deref()).await?;
    let (payload, event_type) = carried(means, &wanted).await?;
    let api_key = text(&owner.key);
    let wanted = Wanted {
        owner,
        to: wanted.to,
        event_type,
        status: wanted.status,
        payload,
        endpoint: wanted.endpoint,
    };
    let made = emulation.play().create(stage, wanted).await?;
    Ok(CreatedRecord {
        id: made.id,
        run_id: made.run_id,
        delivery_id: made.delivery_id,
        api_key,
        secret: made.secret.as_ref().map(text).unwrap_or_default(),
    })
}

/// What a record is to carry and what it is: as given, else as the capture has it.
async fn carried(
    means: &Means,
    wanted: &CreateEmulated,
) -> Result<(Option<String>, Option<String>), Error> {
    let Some(id) = wanted.from_capture else {
        return Ok((wanted.payload.clone(), wanted.event_type.clone()));
    };
    let captures = means.store.captures();
    let not_found = || store::Error::NotFound {
        what: "capture",
        which: id.to_string(),
    };
    let record = captures.get(id).await?.ok_or_else(not_found)?;
    let body = captures.body(id).await?.ok_or_else(not_found)?;
    let payload = String::from_utf8(body).map_err(|_| Error::NotMade {
        what: format!("the body of {id} is no text: only JSON can be carried"),
    })?;
    let event_type = wanted.event_type.clone().or(record.capture.event_type);
    Ok((Some(payload), event_type))
}

fn text(key: &Secret) -> String {
    String::from_utf8_lossy(key.expose()).into_owned()
}

/// Everything that an emulation holds, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(means: &Means, provider: Provider) -> Result<Vec<EmulatedRow>, Error> {
    let emulation = Emulation::of(means, provider);
    emulation.play().list(emulation.stage(), LISTED).await
}

/// One record with what would be sent.
///
/// # Errors
/// When the emulation has none of this id, or the store fails.
pub async fn detail(means: &Means, provider: Provider, id: &str) -> Result<EmulatedDetail, Error> {
    let emulation = Emulation::of(means, provider);
    emulation.play().detail(emulation.stage(), id).await
}
