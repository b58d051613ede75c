//! What tests across crates share: the real programs, raw sockets, a sink and the SDKs.
//!
//! Everything waits for a change (a line, an answer, the end of a program) and
//! gives up after [`PATIENCE`] with what was said until then. What goes wrong
//! here is a panic, since it is a test that fails.

mod browser;
pub mod cost;
mod home;
mod hookwright;
mod message;
mod peer;
mod process;
mod program;
mod raw;
mod relay;
mod rows;
mod sink;

use std::io::{self, Write as _};
use std::time::Duration;

pub use browser::{Browser, Notices};
pub use home::Home;
pub use hookwright::{Hookwright, Watched};
pub use message::Message;
pub use peer::{Peer, Question, SignedByPeer, peers_python};
pub use process::{Done, Process};
pub use program::headless;
pub use raw::{Answer, RawClient, get, post};
pub use relay::Relay;
pub use rows::{Row, field, rows};
pub use sink::{Sink, dead_url};

/// Longer than anything here takes on the slowest machine; whoever waits this long waits for ever.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Whether long loads run in full.
#[must_use]
pub fn is_long() -> bool {
    std::env::var_os("HOOKWRIGHT_LONG").is_some()
}

/// Says that something is shown elsewhere, and not by this run.
pub fn left_to(other: &str, reason: &str) {
    // Not by `println!`, which the harness hides from whoever wonders what ran.
    let _ = writeln!(io::stderr(), "left to {other}: {reason}");
}

/// The time, as signatures count it.
#[must_use]
pub fn unix_now() -> i64 {
    model::Clock::system().now().unix_seconds()
}
