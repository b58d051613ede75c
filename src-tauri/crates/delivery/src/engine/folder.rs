//! Which process delivers what a data folder holds: the one that has its claim.
//!
//! The lock is the system's and ends with its process, however that ends. Nothing tells of that
//! end, so it is asked for a few times a second; asking costs one system call.

use std::time::Duration;

use model::{EnginePlace, EngineStatus};
use store::{Claim, Error, Held, Store};
use tokio::sync::watch;
use tokio::time::sleep;

/// The part of the folder that is claimed.
const PART: &str = "deliveries";
const AGAIN: Duration = Duration::from_millis(200);

/// Claims the folder; waits while another process has it.
pub(super) async fn hold(
    store: &Store,
    status: &watch::Sender<EngineStatus>,
) -> Result<Claim, Error> {
    loop {
        match store.claim(PART) {
            Ok(claim) => {
                settle(status, EnginePlace::Here);
                return Ok(claim);
            }
            Err(Held::By { pid, .. }) => settle(status, EnginePlace::Elsewhere { pid }),
            Err(Held::Failed(error)) => return Err(error),
        }
        sleep(AGAIN).await;
    }
}

/// Tells where deliveries are made.
pub(super) fn settle(status: &watch::Sender<EngineStatus>, place: EnginePlace) {
    status.send_if_modified(|status| {
        let is_new = status.place != place;
        status.place = place;
        is_new
    });
}
