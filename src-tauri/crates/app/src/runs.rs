//! Replays under way: progress to look at, a way to cancel.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use delivery::replay::Progress;
use model::Topic;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::notices::Notices;

/// Runs that are remembered after they ended.
const REMEMBERED: usize = 50;

/// Every run of this process, by number.
#[derive(Debug)]
pub(crate) struct Runs {
    runs: Arc<Mutex<BTreeMap<u32, Run>>>,
    notices: Notices,
}

/// A replay under way or done.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub progress: watch::Receiver<Progress>,
    pub cancel: CancellationToken,
    pub began: Instant,
    pub task: Arc<JoinHandle<Progress>>,
}

impl Runs {
    pub(crate) fn new(notices: Notices) -> Self {
        Self {
            runs: Arc::default(),
            notices,
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Run>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a run in and announces each of its steps; gives its number.
    pub(crate) fn add(&self, run: Run) -> u32 {
        let mut runs = self.lock();
        let number = runs.last_key_value().map_or(1, |(last, _)| last + 1);
        while runs.len() >= REMEMBERED {
            runs.pop_first();
        }
        tokio::spawn(announce(run.progress.clone(), self.notices.clone()));
        runs.insert(number, run);
        number
    }

    pub(crate) fn get(&self, number: u32) -> Option<Run> {
        self.lock().get(&number).cloned()
    }

    pub(crate) fn cancel_all(&self) {
        for run in self.lock().values() {
            run.cancel.cancel();
        }
    }
}

async fn announce(mut progress: watch::Receiver<Progress>, notices: Notices) {
    while progress.changed().await.is_ok() {
        notices.announce(&[Topic::Runs]);
    }
    notices.announce(&[Topic::Runs]);
}
