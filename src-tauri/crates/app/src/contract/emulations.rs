//! Emulated providers: what they hold, and what a client of theirs needs.

pub use providers::skyvern::Hosting;
pub use providers::{CreateEmulated, EmulatedDetail, EmulatedKey, EmulatedRow};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names an emulation.
#[derive(Debug, Deserialize, TS)]
pub struct OneEmulation {
    /// The provider, by its id.
    pub provider: String,
}

/// Names something that an emulation holds.
#[derive(Debug, Deserialize, TS)]
pub struct OneEmulated {
    /// The provider, by its id.
    pub provider: String,
    /// The id that the provider gave it.
    pub id: String,
}

/// All that a client of the real provider needs to ask the emulation for a redelivery.
#[derive(Clone, Serialize, TS)]
pub struct CreatedEmulated {
    /// Its id.
    pub id: String,
    /// The same, where the provider calls it a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub run_id: Option<String>,
    /// The delivery that is on its way, where the provider keeps it apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub delivery_id: Option<String>,
    /// Where the client finds the emulation.
    pub base_url: String,
    /// What lets the client in.
    pub api_key: String,
    /// What the webhook is signed with; empty where nothing signs.
    pub secret: String,
}

impl std::fmt::Debug for CreatedEmulated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.id)
    }
}

/// Which Skyvern is played.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct SkyvernHosting {
    /// Who runs it.
    pub hosting: Hosting,
}
