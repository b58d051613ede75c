//! What emulated providers hold, as lists show it, and how more of it is made.

use model::{ApiKeyId, CaptureId, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use store::EmulationKey;
use ts_rs::TS;

use crate::error::Error;
use crate::means::Means;
use crate::provider::Provider;
use crate::stage::{Play, Stage, Wanted, play};

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

/// What lets a client into an emulation.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedKey {
    /// Its id here.
    pub id: ApiKeyId,
    /// Whose it is, by the provider's id.
    pub organization: String,
    /// What it may be used for, in the provider's words; empty: for everything.
    pub scopes: Vec<String>,
    /// What the user calls it; may be empty.
    pub label: String,
    /// The key; none while it is locked.
    pub api_key: Option<String>,
    /// Enough of it to tell it from others.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it lets nobody in.
    pub revoked_at: Option<Timestamp>,
}

impl std::fmt::Debug for EmulatedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hint)
    }
}

/// Makes a record for an organization.
///
/// # Errors
/// When the provider has no such thing, or the store fails.
pub async fn create(means: &Means, wanted: CreateEmulated) -> Result<CreatedRecord, Error> {
    let provider = Provider::of(&wanted.provider)?;
    let (play, stage) = stage_of(means, provider)?;
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
    let made = play.create(&stage, wanted).await?;
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

fn stage_of(means: &Means, provider: Provider) -> Result<(Box<dyn Play>, Stage), Error> {
    let play = play(provider).ok_or_else(|| Error::NotMade {
        what: format!("{} is not played here", provider.name()),
    })?;
    Ok((play, Stage::new(means.clone(), provider)))
}

fn text(key: &Secret) -> String {
    String::from_utf8_lossy(key.expose()).into_owned()
}

/// Everything that an emulation holds, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(means: &Means, provider: Provider) -> Result<Vec<EmulatedRow>, Error> {
    let (play, stage) = stage_of(means, provider)?;
    play.list(&stage, LISTED).await
}

/// One record with what would be sent.
///
/// # Errors
/// When the emulation has none of this id, or the store fails.
pub async fn detail(means: &Means, provider: Provider, id: &str) -> Result<EmulatedDetail, Error> {
    let (play, stage) = stage_of(means, provider)?;
    play.detail(&stage, id).await
}

/// The keys of an emulation; the first use makes one.
///
/// # Errors
/// When the store fails.
pub async fn keys(means: &Means, provider: Provider) -> Result<Vec<EmulatedKey>, Error> {
    let keys = stage_of(means, provider)?.1.keys().await?;
    Ok(keys.into_iter().map(shown).collect())
}

fn shown(key: EmulationKey) -> EmulatedKey {
    EmulatedKey {
        id: key.id,
        api_key: key.key.as_ref().map(text),
        organization: key.organization_name,
        scopes: key.scopes,
        label: key.label,
        hint: key.hint,
        created_at: key.created_at,
        revoked_at: key.revoked_at,
    }
}
