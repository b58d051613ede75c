//! Skyvern: runs of a browser agent, whose last word is a webhook.
//!
//! The call that matters is `POST /v1/runs/{run_id}/retry_webhook`. It is synchronous and
//! stateless: one signed attempt, whose outcome is the answer. The webhook that a run sends by
//! itself when it ends is another matter (`automatic`). Facts come from the published OpenAPI
//! document, the source of the PyPI package
//! `skyvern` 1.0.56, and the bodies that such a server sent (in
//! `tests/vectors/skyvern`).

mod answered;
mod automatic;
mod client;
mod emulation;
mod facts;
mod guard;
mod hosting;
mod new_run;
mod payload;
mod play;
mod records;
mod replayed;
mod run;
mod signed;
mod target;
#[cfg(test)]
mod tests;

pub use client::{ask, read, retry_url};
pub(crate) use client::{get_request, list_request, read_get, read_list};
#[cfg(test)]
pub(crate) use emulation::{Emulation, router};
pub use facts::{BASE_URL, PROVIDER, SCHEME};
pub use guard::{is_blocked_address, is_blocked_name};
pub use hosting::{HOSTING_SETTING, Hosting};
pub use new_run::{NewRun, NewRunError};
pub use payload::body;
pub(crate) use play::play;
pub use records::{Kept, add, get, list, store_run};
pub use replayed::SkyvernReplay;
pub use run::{Run, RunType, Status};
pub use signed::{SignedHeaders, sign};
