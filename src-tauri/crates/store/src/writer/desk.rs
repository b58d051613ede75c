//! The writing thread itself: takes what waits, commits it, tells how it went.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use rusqlite::Connection;

use super::batch::{Batch, Hands};
use super::job::{Job, Queued};
use super::report::Report;
use super::settle::Settler;
use super::wait::{CommitWait, Left};
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
    settler: Settler,
    hands: Hands,
    pub(super) report: Report,
    /// Pages in the log after the last commit.
    log_pages: Arc<AtomicU64>,
}

impl Desk {
    pub(crate) fn new(
        mut connection: Connection,
        options: &Options,
        changes: Changes,
        checkpointer: Checkpointer,
    ) -> Result<Self, Error> {
        let path = options.database();
        let log_pages = Arc::new(AtomicU64::new(0));
        let counter = log_pages.clone();
        let hook = connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages| {
            counter.store(u64::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }));
        hook.map_err(|error| Error::sqlite(&path, &error))?;
        let report = Report::new(changes.clone());
        Ok(Self {
            connection,
            settler: Settler::start(&log_of(&path), report.clone())?,
            path,
            wait: CommitWait::new(options.durability),
            changes,
            checkpointer,
            hands: Hands::default(),
            report,
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
        if self.report.health() == Health::Full {
            return queue.recv_timeout(RETRY);
        }
        queue.recv().map_err(|_| RecvTimeoutError::Disconnected)
    }

    fn commit(&mut self, mut batch: Batch, jobs: Vec<Job>) {
        let asked = self.wait.for_jobs(&self.connection, &jobs);
        let outcome = asked.and_then(|left| {
            let written = batch.write(&mut self.connection, &mut self.hands, jobs);
            written.map(|()| left)
        });
        let outcome = outcome.map_err(|fault| fault.at(&self.path));
        match &outcome {
            Ok(_) => {
                let (topics, captures) = batch.told();
                self.changes.committed(topics, captures);
                batch.answer_claims();
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
        if outcome == Ok(Left::Disk) {
            return self.settler.settle(batch);
        }
        let outcome = outcome.map(drop);
        // A transaction in which nothing was kept says nothing about the disk.
        if outcome.is_err() || batch.wrote() {
            self.report.note(&outcome);
        }
        batch.answer(&outcome);
    }

    /// Ends the other threads, then closes: the last connection folds the log in.
    fn finish(self) {
        self.settler.stop();
        self.checkpointer.stop();
        if let Err((_, error)) = self.connection.close() {
            tracing::warn!(%error, "the database did not close cleanly");
        }
    }
}

/// The log that SQLite keeps beside a database.
fn log_of(database: &Path) -> PathBuf {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    log.into()
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
