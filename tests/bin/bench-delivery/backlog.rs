//! What the program holds in memory while it delivers from a long queue.

use model::Manner;
use tempfile::TempDir;
use tests::cost::{self, Memory};
use tests::{Home, Hookwright};

use crate::ours::Ours;

/// Deliveries that are made before memory is read.
const MADE: u64 = 1_000;
/// Slow enough that the queue stays as long as it is.
const PER_SECOND: u32 = 500;

/// Memory of the program after some deliveries out of so many.
pub async fn memory(url: &str, queued: u64) -> Option<Memory> {
    let ours = Ours::new();
    let manner = Manner {
        rate: Some(PER_SECOND),
        ..Manner::default()
    };
    let endpoint = ours.endpoint("backlog", url, manner).await;
    ours.queue(endpoint, queued).await;
    let folder = ours.close().await;
    deliver_some(&folder)
}

fn deliver_some(folder: &TempDir) -> Option<Memory> {
    let home = Home::at(&folder.path().join("data"));
    let hookwright = Hookwright::serve_with(home, &["--no-ui"]);
    let wanted = MADE.to_string();
    let made = [
        "deliveries",
        "list",
        "--filter",
        "state:succeeded",
        "--limit",
        &wanted,
    ];
    while (hookwright.rows(&made).len() as u64) < MADE {}
    let memory = cost::memory(hookwright.process().id());
    drop(hookwright.kill());
    memory
}
