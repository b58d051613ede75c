//! The writing thread itself: takes what waits, commits it, tells how it went.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use model::Topic;
use rusqlite::Connection;

use super::batch::{Batch, Hands};
use super::job::{Job, Queued};
use super::lock;
use super::wait::CommitWait;
use crate::checkpoint::Checkpointer;
use crate::error::Error;
use crate::foreign::Changes;
use crate::health::Health;
use crate::open::Options;

/// One transaction holds at most this many requests,
const BATCH_JOBS: usize = 512;
/// or this many bytes, whichever comes first.
const BATCH_BYTES: usize = 16 * 1024 * 1024;
/// How often a full disk is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// What the thread works with.
pub(crate) struct Desk {
    connection: Connection,
    path: PathBuf,
    wait: CommitWait,
    changes: Changes,
    checkpointer: Checkpointer,
    hands: Hands,
    pub(super) health: Arc<Mutex<Health>>,
    /// Pages in the log after the last commit.
    log_pages: Arc<AtomicU64>,
}

impl Desk {
    pub(crate) fn new(
        mut connection: Connection,
        options: &Options,
        changes: Changes,
        checkpointer: Checkpointer,
    ) -> rusqlite::Result<Self> {
        let log_pages = Arc::new(AtomicU64::new(0));
        let counter = log_pages.clone();
        connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages| {
            counter.store(u64::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(Self {
            connection,
            path: options.database(),
            wait: CommitWait::new(options.durability),
            changes,
            checkpointer,
            hands: Hands::default(),
            health: Arc::new(Mutex::new(Health::Ok)),
            log_pages,
        })
    }

    pub(super) fn run(mut self, queue: &Receiver<Queued>) {
        loop {
            match self.next(queue) {
                Ok(first) => {
                    let jobs = drain(queue, first);
                    let last = matches!(jobs.last(), Some(Job::Stop));
                    self.commit(Batch::default(), jobs);
                    if last {
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.commit(Batch::probe(), Vec::new()),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.finish();
    }

    fn next(&self, queue: &Receiver<Queued>) -> Result<Queued, RecvTimeoutError> {
        if *lock(&self.health) == Health::Full {
            return queue.recv_timeout(RETRY);
        }
        queue.recv().map_err(|_| RecvTimeoutError::Disconnected)
    }

    fn commit(&mut self, mut batch: Batch, jobs: Vec<Job>) {
        let asked = self.wait.for_jobs(&self.connection, &jobs);
        let outcome = asked.and_then(|()| batch.write(&mut self.connection, &mut self.hands, jobs));
        let outcome = outcome.map_err(|fault| fault.at(&self.path));
        match &outcome {
            Ok(()) => {
                let (topics, captures) = batch.told();
                self.changes.committed(topics, captures);
                self.checkpointer
                    .after_commit(self.log_pages.load(Ordering::Relaxed));
            }
            Err(error) => {
                tracing::warn!(%error, "a transaction failed");
                // Ids looked up inside the transaction went with it.
                self.hands.forget();
                self.checkpointer.after_failure();
            }
        }
        // A transaction in which nothing was kept says nothing about the disk.
        if outcome.is_err() || batch.wrote() {
            self.note(&outcome);
        }
        batch.answer(&outcome);
    }

    fn note(&self, outcome: &Result<(), Error>) {
        let now = match outcome {
            Ok(()) => Health::Ok,
            Err(Error::Full { .. }) => Health::Full,
            // Another process that holds the file for long is no fault of the file.
            Err(Error::Busy) => return,
            Err(error) => Health::Failed(error.to_string()),
        };
        let before = std::mem::replace(&mut *lock(&self.health), now.clone());
        if before != now {
            self.changes.announce(&[Topic::Receiver]);
        }
    }

    /// Ends the checkpoint thread, then closes: the last connection folds the log in.
    fn finish(self) {
        self.checkpointer.stop();
        if let Err((_, error)) = self.connection.close() {
            tracing::warn!(%error, "the database did not close cleanly");
        }
    }
}

/// Takes what is waiting, up to a batch; nothing waits for company.
fn drain(queue: &Receiver<Queued>, first: Queued) -> Vec<Job> {
    let mut bytes = first.0.bytes();
    let mut jobs = vec![first.0];
    while jobs.len() < BATCH_JOBS && bytes < BATCH_BYTES && !matches!(jobs.last(), Some(Job::Stop))
    {
        let Ok(Queued(job, _place)) = queue.try_recv() else {
            break;
        };
        bytes += job.bytes();
        jobs.push(job);
    }
    jobs
}
