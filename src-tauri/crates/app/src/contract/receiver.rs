//! The receiver's state, settings, and facts about the program.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether and where we listen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReceiverStatus {
    /// The state.
    pub state: ReceiverState,
    /// `http://127.0.0.1:4400` while something listens for us.
    pub url: Option<String>,
    /// Every address listened on.
    pub addresses: Vec<String>,
    /// What is wrong and what helps, when something is.
    pub problem: Option<String>,
    /// The next free port, when the wanted one is taken.
    pub next_free_port: Option<u16>,
    /// Whether it listens beyond this machine.
    pub public: bool,
    /// Base URL of the emulations, when they are served.
    pub emulations: Option<String>,
    /// True while the disk is full: senders get 507 until there is room.
    pub disk_full: bool,
}

/// States of the receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiverState {
    /// Listening in this process.
    Listening,
    /// Listening, and answering 503 to everything on the user's wish.
    Paused,
    /// Another Hookwright of the same data folder listens; its captures appear here.
    Elsewhere,
    /// The port is taken by another program.
    PortTaken,
    /// It could not start for another reason.
    Failed,
}

/// Listens on another port from now on.
#[derive(Debug, Deserialize, TS)]
pub struct ListenOn {
    /// The port.
    pub port: u16,
}

/// What the user set; every field has a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Port of the receiver.
    pub receiver_port: u16,
    /// Longest body that is kept, in bytes.
    #[ts(type = "number")]
    pub body_limit: u64,
    /// Notify when a delivery is rejected.
    pub notify_rejected: bool,
    /// Keep listening in the tray when the window is closed.
    pub keep_in_tray: bool,
    /// Days that ended deliveries and calls of providers are kept; `null`: for ever.
    pub keep_deliveries_days: Option<u32>,
    /// Days that runs and probes are kept after their end, but for the newest ones and for runs of
    /// pinned captures; `null`: for ever.
    pub keep_runs_days: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            receiver_port: 4400,
            body_limit: 32 * 1024 * 1024,
            notify_rejected: false,
            keep_in_tray: false,
            keep_deliveries_days: None,
            keep_runs_days: None,
        }
    }
}

/// Colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Facts about the program and its data.
#[derive(Debug, Serialize, TS)]
pub struct About {
    /// Version of the program.
    pub version: String,
    /// The data folder.
    pub data_folder: String,
    /// Size of the database in bytes.
    #[ts(type = "number")]
    pub database_size: u64,
    /// Version of SQLite.
    pub sqlite_version: String,
    /// Where the key that encrypts secrets is kept.
    pub key_keeper: String,
}
