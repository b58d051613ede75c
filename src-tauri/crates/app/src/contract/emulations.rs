//! Emulated providers: what they hold, and what a client of theirs needs.

use model::{ApiKeyId, CallId};
pub use model::{EmulatedCall, Organization, Trouble, TroubleKind};
pub use providers::agentmessage::{AgentMessageTerms, KeyForm};
pub use providers::skyvern::Hosting;
pub use providers::{
    CreateEmulated, EmulatedCallDetail, EmulatedDetail, EmulatedKey, EmulatedRow,
    EmulationOverview, NewEmulatedKey,
};
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

/// Makes something of each kind that an emulated provider sends.
#[derive(Debug, Deserialize, TS)]
pub struct CreateSamples {
    /// The provider, by its id.
    pub provider: String,
    /// Where their webhooks go.
    pub to: String,
}

/// Which Skyvern is played.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct SkyvernHosting {
    /// Who runs it.
    pub hosting: Hosting,
}

/// What an emulation is like, and where a client finds it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EmulationStatus {
    /// What it is like.
    #[serde(flatten)]
    #[ts(flatten)]
    pub overview: EmulationOverview,
    /// Where a client of the provider finds it; the document of its API is below, at
    /// `/openapi.json`, and a page of it at `/docs`.
    pub base_url: String,
    /// Whether a process of this data folder serves it there now.
    pub served: bool,
}

/// Makes a key of an emulation.
#[derive(Debug, Deserialize, TS)]
pub struct AddKey {
    /// The provider, by its id.
    pub provider: String,
    /// What the key is for.
    #[serde(flatten)]
    #[ts(flatten)]
    pub key: NewEmulatedKey,
}

/// Makes a key let nobody in.
#[derive(Debug, Deserialize, TS)]
pub struct RevokeKey {
    /// The provider, by its id.
    pub provider: String,
    /// The key.
    pub id: ApiKeyId,
}

/// Makes an organization.
#[derive(Debug, Deserialize, TS)]
pub struct AddOrganization {
    /// The provider, by its id.
    pub provider: String,
    /// The id that the provider gives it; one is made when absent.
    #[serde(default)]
    pub name: Option<String>,
}

/// A page of an emulation's log.
#[derive(Debug, Deserialize, TS)]
pub struct PageCalls {
    /// The provider, by its id.
    pub provider: String,
    /// Those that came before this one.
    #[serde(default)]
    pub before: Option<CallId>,
    /// At most so many, up to a thousand.
    pub limit: u32,
}

/// Names a call of an emulation's log.
#[derive(Debug, Deserialize, TS)]
pub struct OneCall {
    /// Its id.
    pub id: CallId,
}

/// Adds a trouble.
#[derive(Debug, Deserialize, TS)]
pub struct AddTrouble {
    /// The provider, by its id.
    pub provider: String,
    /// What befalls whom.
    pub trouble: Trouble,
}

/// Troubles that were taken back.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct ClearedTroubles {
    /// How many.
    pub cleared: usize,
}

/// How fast an emulation's schedules go by.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct EmulationSpeed {
    /// How many times faster than real time.
    pub speed: u32,
}

/// Turns an emulation's clock.
#[derive(Debug, Deserialize, TS)]
pub struct TurnClock {
    /// The provider, by its id.
    pub provider: String,
    /// How many times faster than real time, 1 to 100,000.
    pub speed: u32,
}
