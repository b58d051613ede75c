//! Starts and stops the parts, and holds every command a shell may run.
//!
//! A shell (the window, the bridge, the command line) starts an [`App`], calls
//! commands by name with [`call`] or by function, listens to [`App::notices`]
//! and reads bodies through [`bytes::serve`]. Nothing here draws or parses flags.

mod address;
mod apart;
mod app;
pub mod bench;
mod body;
pub mod bytes;
pub mod captures;
pub mod check_again;
pub mod command;
pub mod console;
pub mod contract;
pub mod copy;
pub mod deliveries;
pub mod diagnosis;
mod emulating;
pub mod emulations;
pub mod endpoints;
pub mod engine;
pub mod export;
mod fault;
mod folder;
pub mod handshakes;
pub mod imports;
mod jobs;
pub mod listening;
pub mod mend;
mod notices;
pub mod pasted;
pub mod probes;
pub mod profiles;
pub mod provider_calls;
pub mod reception;
pub mod record;
pub mod redeliveries;
pub mod replay;
mod retention;
pub mod reverification;
mod routes;
pub mod schedules;
pub mod schemes;
mod secrets;
pub mod settings;
pub mod signatures;
pub mod sources;
#[cfg(test)]
mod standin;
mod start;
mod subject;
#[cfg(test)]
mod testing;
mod trial;
pub mod visit;

pub use app::{App, Options, StartError};
pub use command::{COMMANDS, CommandInfo, call};
pub use contract::CallError;
pub use emulating::{EmulationError, EmulationOptions, EmulationStatus};
pub use folder::default_folder;
pub use start::start;

// What shells need of the crates below, so that they depend on this one only.
pub use model::{Capture, CaptureId, Reason, Topic};
pub use store::Keeper;
