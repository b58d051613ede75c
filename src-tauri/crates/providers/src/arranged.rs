//! How emulations are arranged, as the user sees and says it. Only data.

use model::{ApiKeyId, EmulatedCall, Organization, Secret, Timestamp, Trouble};
use serde::{Deserialize, Serialize};
use store::{CallRecord, EmulationKey};
use ts_rs::TS;

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

impl From<EmulationKey> for EmulatedKey {
    fn from(key: EmulationKey) -> Self {
        let text = |key: &Secret| String::from_utf8_lossy(key.expose()).into_owned();
        Self {
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
}

/// A key to be made.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default)]
pub struct NewEmulatedKey {
    /// Whose it is, by the provider's id; the first organization's when absent.
    pub organization: Option<String>,
    /// What it may be used for, in the provider's words; empty: for everything.
    pub scopes: Vec<String>,
    /// What the user calls it; may be empty.
    pub label: String,
}

/// How an emulation is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulationOverview {
    /// The provider, by its id.
    pub provider: String,
    /// What people call it.
    pub name: String,
    /// Whom it serves.
    pub organizations: Vec<Organization>,
    /// What keys can be narrowed to; empty where keys are for everything.
    pub scopes: Vec<String>,
    /// What can be called, in the provider's words.
    pub operations: Vec<String>,
    /// How many times faster than real time its schedules go by.
    pub speed: u32,
    /// Calls in its log.
    #[ts(type = "number")]
    pub calls: u64,
    /// What befalls the next calls.
    pub troubles: Vec<Trouble>,
}

/// A call with what was said; credentials are redacted, what is no text is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedCallDetail {
    /// The row.
    #[serde(flatten)]
    #[ts(flatten)]
    pub call: EmulatedCall,
    /// The request's head.
    pub request_head: String,
    /// The beginning of the request's body.
    pub request_body: String,
    /// The answer's head; empty when there was none.
    pub response_head: String,
    /// The beginning of the answer's body.
    pub response_body: String,
}

impl From<CallRecord> for EmulatedCallDetail {
    fn from(record: CallRecord) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self {
            call: record.call,
            request_head: text(record.request_head),
            request_body: text(record.request_body),
            response_head: text(record.response_head),
            response_body: text(record.response_body),
        }
    }
}
