//! What emulated providers hold, as lists show it, and how more of it is made.

use model::Timestamp;
use serde::{Deserialize, Serialize};
use store::{EmulationKey, Store};
use ts_rs::TS;

use crate::error::Error;
use crate::provider::Provider;
use crate::skyvern::{self, Hosting, NewRun, Run};

/// Most records of a list.
const LISTED: u32 = 500;

/// Makes something that an emulated provider can send again.
#[derive(Debug, Clone, Default, Deserialize, TS)]
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
}

/// Something that was made, and what a client needs to ask for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CreatedRecord {
    /// Its id.
    pub id: String,
    /// The same, where the provider calls it a run.
    pub run_id: Option<String>,
    /// What lets a client in.
    pub api_key: String,
    /// What its webhook is signed with.
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
    /// Whose it is, by the provider's id.
    pub organization: String,
    /// The key; none while it is locked.
    pub api_key: Option<String>,
    /// Enough of it to tell it from others.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
}

impl std::fmt::Debug for EmulatedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hint)
    }
}

/// Makes a record for the emulation's first organization.
///
/// # Errors
/// When the provider has no such thing, or the store fails.
pub async fn create(
    store: &Store,
    wanted: CreateEmulated,
    now: Timestamp,
) -> Result<CreatedRecord, Error> {
    match Provider::of(&wanted.provider)? {
        Provider::Skyvern => create_run(store, wanted, now).await,
    }
}

async fn create_run(
    store: &Store,
    wanted: CreateEmulated,
    now: Timestamp,
) -> Result<CreatedRecord, Error> {
    let new = NewRun {
        webhook_url: wanted.to,
        run_type: wanted.event_type,
        status: wanted.status,
        output: wanted.payload,
    };
    let run = new.into_run(now, rand::random())?;
    let key = skyvern::create(store, &run).await?;
    let key = text(&key).ok_or_else(|| store::Error::Locked {
        remedy: "give this process the key that they were made with".to_owned(),
    })?;
    Ok(CreatedRecord {
        id: run.run_id.clone(),
        run_id: Some(run.run_id),
        api_key: key.clone(),
        // Skyvern signs with the key of whoever asks.
        secret: key,
    })
}

fn text(key: &EmulationKey) -> Option<String> {
    let key = key.key.as_ref()?;
    Some(String::from_utf8_lossy(key.expose()).into_owned())
}

/// Everything that an emulation holds, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(store: &Store, provider: Provider) -> Result<Vec<EmulatedRow>, Error> {
    match provider {
        Provider::Skyvern => {
            let runs = skyvern::list(store, LISTED).await?;
            Ok(runs.iter().map(run_row).collect())
        }
    }
}

/// One record with what would be sent.
///
/// # Errors
/// When the emulation has none of this id, or the store fails.
pub async fn detail(store: &Store, provider: Provider, id: &str) -> Result<EmulatedDetail, Error> {
    let unknown = || Error::UnknownRecord {
        provider: provider.id(),
        id: id.to_owned(),
    };
    match provider {
        Provider::Skyvern => {
            let (run, _) = skyvern::get(store, id).await?.ok_or_else(unknown)?;
            let hosting = store.settings().get(skyvern::HOSTING_SETTING).await?;
            let hosting: Hosting = hosting.unwrap_or_default();
            let payload = skyvern::body(&run, hosting).and_then(Result::ok);
            let row = run_row(&run);
            Ok(EmulatedDetail { row, payload })
        }
    }
}

fn run_row(run: &Run) -> EmulatedRow {
    EmulatedRow {
        id: run.run_id.clone(),
        event_type: run.run_type.as_str().to_owned(),
        status: run.status.as_str().to_owned(),
        webhook_url: run.webhook_url.clone(),
        delivery_status: run.webhook_delivery_status.clone(),
        created_at: run.created_at,
    }
}

/// The keys of an emulation; the first use makes one.
///
/// # Errors
/// When the store fails.
pub async fn keys(store: &Store, provider: Provider) -> Result<Vec<EmulatedKey>, Error> {
    let keys = match provider {
        Provider::Skyvern => skyvern::keys(store).await?,
    };
    let shown = |key: EmulationKey| EmulatedKey {
        api_key: text(&key),
        organization: key.organization_name,
        hint: key.hint,
        created_at: key.created_at,
    };
    Ok(keys.into_iter().map(shown).collect())
}
