//! What a user may decide about the AgentMessage that is played.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use store::Store;
use ts_rs::TS;

use super::secret::KeyForm;
use crate::error::Error;

/// Name of the setting that holds them.
const SETTING: &str = "emulation.agentmessage.terms";
/// Longest retention: ten years.
const MOST_DAYS: u32 = 3_650;

/// How long events can be replayed, and how secrets become keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgentMessageTerms {
    /// Days after which an event cannot be replayed any more, 1 to 3,650.
    pub retention_days: u32,
    /// What endpoints sign with whose secret is made from now on.
    pub key_form: KeyForm,
}

impl Default for AgentMessageTerms {
    /// Thirty days, and decoded secrets.
    fn default() -> Self {
        Self {
            retention_days: 30,
            key_form: KeyForm::Decoded,
        }
    }
}

impl AgentMessageTerms {
    /// The terms that hold now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(store: &Store) -> Result<Self, Error> {
        Ok(store.settings().get(SETTING).await?.unwrap_or_default())
    }

    /// Lets these hold from the next call on.
    ///
    /// # Errors
    /// When nothing can be kept for so long; or when the store fails.
    pub async fn write(self, store: &Store) -> Result<(), Error> {
        if !(1..=MOST_DAYS).contains(&self.retention_days) {
            let days = self.retention_days;
            let what = format!("events cannot be kept for {days} days: choose 1 to {MOST_DAYS}");
            return Err(Error::NotMade { what });
        }
        Ok(store.settings().set(SETTING, &self).await?)
    }

    /// How long an event can be replayed.
    pub(crate) fn retention(self) -> Duration {
        Duration::from_secs(u64::from(self.retention_days) * 24 * 3600)
    }
}
