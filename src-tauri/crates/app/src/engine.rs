//! The delivery engine of this process: started, stopped, held back, looked at.
//!
//! One process of a data folder delivers; the others look on and take over
//! when it ends. What is decided here is only whether this one takes part.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use delivery::engine::{Engine, EngineOptions, Intake};
use model::{EnginePlace, EngineStatus, Topic};
use providers::{Handover, Means};
use store::{Held, Store};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::App;
use crate::contract::deliveries::DrainEngine;
use crate::contract::{CallError, Nothing};
use crate::notices::Notices;

/// Name of the lock that says which process of a data folder delivers.
const CLAIM: &str = "deliveries";

/// The engine of this process, whether it runs or not.
#[derive(Debug)]
pub(crate) struct Delivering {
    engine: Engine,
    notices: Notices,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Delivering {
    pub(crate) fn new(means: Means, notices: Notices) -> Self {
        let options = EngineOptions::new(means.store.clone(), means.sender.clone());
        let options = EngineOptions {
            carrier: Some(Arc::new(Handover::new(means))),
            ..options
        };
        Self {
            engine: Engine::new(options),
            notices,
            running: Mutex::default(),
        }
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Delivers from now on, unless it does already.
    fn start(&self) {
        let mut running = self.running();
        if running.is_some() {
            return;
        }
        let stop = CancellationToken::new();
        tokio::spawn(announce(self.engine.status(), self.notices.clone()));
        let delivering = self.engine.start(stop.clone().cancelled_owned());
        let task = tokio::spawn(async move {
            // A panic is told by the runtime.
            if let Ok(Err(error)) = delivering.await {
                tracing::error!(%error, "nothing is delivered any more: start Hookwright again");
            }
        });
        *running = Some(Running { stop, task });
    }

    /// Ends it; exchanges under way get a moment.
    pub(crate) async fn stop(&self) {
        let running = self.running().take();
        if let Some(running) = running {
            running.stop.cancel();
            // A panic in the task is told by the runtime; there is nothing left to stop.
            let _ = running.task.await;
        }
    }

    pub(crate) fn status(&self) -> EngineStatus {
        self.engine.status().borrow().clone()
    }
}

async fn announce(mut status: watch::Receiver<EngineStatus>, notices: Notices) {
    while status.changed().await.is_ok() {
        notices.announce(&[Topic::Deliveries]);
    }
}

impl App {
    /// Delivers what is due from now on, as [`crate::start`] does; while another process of the
    /// data folder delivers, this one waits for its turn.
    pub fn deliver(&self) {
        self.delivering().start();
    }
}

/// Who delivers, and how it goes.
///
/// # Errors
/// Never; the form is that of every command.
pub async fn status(app: &App, _: Nothing) -> Result<EngineStatus, CallError> {
    Ok(now(app))
}

/// Stops beginning attempts, or goes on; what is under way ends.
///
/// # Errors
/// When this process does not deliver.
pub async fn drain(app: &App, argument: DrainEngine) -> Result<EngineStatus, CallError> {
    let place = now(app).place;
    if place != EnginePlace::Here {
        return Err(CallError::with_code("not_here", elsewhere(&place)));
    }
    app.delivering().engine.drain(match argument.on {
        true => Intake::Drained,
        false => Intake::Open,
    });
    Ok(now(app))
}

fn elsewhere(place: &EnginePlace) -> String {
    match place {
        EnginePlace::Elsewhere { pid } => format!(
            "another Hookwright (process {pid}) delivers for this data folder: hold it back there"
        ),
        EnginePlace::Stopped | EnginePlace::Here => {
            "nothing delivers here: `hookwright serve` does".to_owned()
        }
    }
}

/// The engine of this process, or where another one is.
pub(crate) fn now(app: &App) -> EngineStatus {
    let status = app.delivering().status();
    match status.place {
        EnginePlace::Here | EnginePlace::Elsewhere { .. } => status,
        EnginePlace::Stopped => EngineStatus {
            place: holder(app.store()),
            ..status
        },
    }
}

/// Whether a Hookwright delivers for this data folder now.
pub(crate) fn is_delivering(app: &App) -> bool {
    now(app).place != EnginePlace::Stopped
}

fn holder(store: &Store) -> EnginePlace {
    match store.claim(CLAIM) {
        Err(Held::By { pid, .. }) => EnginePlace::Elsewhere { pid },
        // Nobody had it, so it is let go of again at once.
        Ok(_) | Err(Held::Failed(_)) => EnginePlace::Stopped,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Running;

    #[tokio::test]
    async fn a_program_that_only_looks_does_not_deliver() {
        let running = Running::new();
        let status = running.call("engine.status", json!({})).await.unwrap();
        assert_eq!(status["place"]["kind"], "stopped");
        let refused = running.call("engine.drain", json!({ "on": true })).await;
        assert_eq!(refused.unwrap_err().code, "not_here");
    }
}
