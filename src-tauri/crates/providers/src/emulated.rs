//! What emulated providers hold, as lists show it, and how more of it is made.

use model::{CaptureId, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::emulation::Emulation;
use crate::error::Error;
use crate::means::Means;
use crate::provider::Provider;
use crate::stage::Wanted;

/// Most records of a list.
const LISTED: u32 = 500;

/// Makes something that an emulated provider can send again.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default)]
pub struct CreateEmulated {
    /// The provider, by its id.
    pub provider: String,
    /// Where its webhook goes.
    pub to: Option<String>,
    /// What it is, in the provider's words (Skyvern: the type of run).
    pub event_type: Option<String>,
    /// How far it is, in the provider's words.
    pub status: Option<String>,
    /// What it carries, JSON (Skyvern: the output of the run).
    pub payload: Option<String>,
    /// The capture whose body it carries, instead of `payload`.
    pub from_capture: Option<CaptureId>,
    /// The endpoint it goes to, by the provider's id, instead of `to`.
    pub endpoint: Option<String>,
    /// For whom, by the provider's id; the first organization when absent.
    pub organization: Option<String>,
}

/// Something that was made, and what a client needs to ask for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CreatedRecord {
    /// Its id.
    pub id: String,
    /// The same, where the provider calls it a run.
    pub run_id: Option<String>,
    /// The delivery that is on its way, where the provider keeps it apart.
    pub delivery_id: Option<String>,
    /// What lets a client in.
    pub api_key: String,
    /// What its webhook is signed with; empty where nothing signs.
    pub secret: String,
}

/// A record as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedRow {
    /// The id that the provider gave it.
    pub id: String,
    /// What it is, in the provider's words.
    pub event_type: String,
    /// How far it is, in the provider's words.
    pub status: String,
    /// Where its webhook goes.
    pub webhook_url: Option<String>,
    /// How its webhook ended, where the provider keeps that.
    pub delivery_status: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A record with what would be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedDetail {
    /// The row.
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: EmulatedRow,
    /// The exact body of its webhook; none where it has none.
    pub payload: Option<String>,
}

/// Makes a record for an organization.
///
/// # Errors
/// When the provider has no such thing, or the store fails.
pub async fn create(means: &Means, wanted: CreateEmulated) -> Result<CreatedRecord, Error> {
    let provider = Provider::of(&wanted.provider)?;
    let emulation = Emulation::of(means, provider)?;
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
    let emulation = Emulation::of(means, provider)?;
    emulation.play().list(emulation.stage(), LISTED).await
}

/// One record with what would be sent.
///
/// # Errors
/// When the emulation has none of this id, or the store fails.
pub async fn detail(means: &Means, provider: Provider, id: &str) -> Result<EmulatedDetail, Error> {
    let emulation = Emulation::of(means, provider)?;
    emulation.play().detail(emulation.stage(), id).await
}
