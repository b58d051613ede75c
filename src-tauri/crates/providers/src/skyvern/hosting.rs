//! Who runs the Skyvern that is played: its users, or its makers.

use serde::{Deserialize, Serialize};
use store::Store;

/// Name of the setting that says which one the emulation plays.
pub const HOSTING_SETTING: &str = "emulation.skyvern.hosting";

/// The two differ in how callers prove who they are, and in which hosts are called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Hosting {
    /// One's own server: keys only, and any host is called.
    #[default]
    SelfHosted,
    /// Skyvern's cloud: bearer tokens too, and no host inside a network is called.
    Cloud,
}

impl Hosting {
    /// The one that the emulation plays.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn played(store: &Store) -> Result<Self, store::Error> {
        let set: Option<Self> = store.settings().get(HOSTING_SETTING).await?;
        Ok(set.unwrap_or_default())
    }

    /// Where its web pages are, which payloads link to.
    pub(crate) const fn app_url(self) -> &'static str {
        match self {
            Self::SelfHosted => "http://localhost:8080",
            Self::Cloud => "https://app.skyvern.com",
        }
    }
}
