//! Probes of this process: how far they are, and a way to end them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use delivery::probe;
use model::{ProbeId, Topic};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::contract::probes::ProbeProgress;
use crate::notices::Notices;

/// Probes that are remembered after they ended.
const REMEMBERED: usize = 20;

/// What became of a report.
#[derive(Debug, Clone)]
pub(super) enum Ended {
    /// It is stored.
    Kept(ProbeId),
    /// It could not be stored.
    Lost(String),
}

/// A probe under way or done.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub target: String,
    pub progress: watch::Receiver<probe::ProbeProgress>,
    pub cancel: CancellationToken,
    pub began: Instant,
    pub ended: Arc<OnceLock<(Ended, u64)>>,
}

/// Every probe of this process, by number.
#[derive(Debug)]
pub(crate) struct ProbeRuns {
    probes: Mutex<BTreeMap<u32, Running>>,
    notices: Notices,
}

impl ProbeRuns {
    pub(crate) fn new(notices: Notices) -> Self {
        Self {
            probes: Mutex::default(),
            notices,
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Running>> {
        self.probes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a probe in and announces each of its steps; gives its number.
    pub(super) fn add(&self, running: Running) -> u32 {
        let mut probes = self.lock();
        let number = probes.last_key_value().map_or(1, |(last, _)| last + 1);
        while probes.len() >= REMEMBERED {
            probes.pop_first();
        }
        let (progress, notices) = (running.progress.clone(), self.notices.clone());
        tokio::spawn(announce(progress, notices));
        probes.insert(number, running);
        number
    }

    pub(super) fn cancel(&self, number: u32) {
        if let Some(running) = self.lock().get(&number) {
            running.cancel.cancel();
        }
    }

    pub(crate) fn cancel_all(&self) {
        for running in self.lock().values() {
            running.cancel.cancel();
        }
    }

    /// How far a probe is.
    pub(super) fn told(&self, number: u32) -> Option<ProbeProgress> {
        let running = self.lock().get(&number).cloned()?;
        Some(running.told(number))
    }
}

impl Running {
    /// Notes how it ended.
    pub(super) fn end(&self, ended: Ended) {
        let took = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        // It ends once.
        let _ = self.ended.set((ended, took));
    }

    fn told(&self, number: u32) -> ProbeProgress {
        let progress = self.progress.borrow().clone();
        let ended = self.ended.get().cloned();
        let elapsed = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (report, problem) = match &ended {
            Some((Ended::Kept(id), _)) => (Some(*id), None),
            Some((Ended::Lost(why), _)) => (None, Some(why.clone())),
            None => (None, None),
        };
        ProbeProgress {
            probe: number,
            target: self.target.clone(),
            done: progress.done,
            total: progress.total,
            check: progress.check.to_owned(),
            finished: ended.is_some(),
            cancelled: self.cancel.is_cancelled(),
            elapsed_ms: ended.map_or(elapsed, |(_, took)| took),
            report,
            problem,
        }
    }
}

async fn announce(mut progress: watch::Receiver<probe::ProbeProgress>, notices: Notices) {
    while progress.changed().await.is_ok() {
        notices.announce(&[Topic::Runs]);
    }
    notices.announce(&[Topic::Runs]);
}
