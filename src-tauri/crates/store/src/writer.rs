//! The one thread that writes: many requests, one transaction, an answer to
//! each after the commit.
//!
//! A commit that fails fails everyone in it; a single change that is refused
//! is undone alone. A full disk is waited out: while it lasts the thread looks
//! every second whether there is room again.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use model::{CaptureId, Topic};
use rusqlite::Connection;
use tokio::sync::{Semaphore, oneshot};

use crate::checkpoint::Checkpointer;
use crate::error::{Error, Fault};
use crate::foreign::Changes;
use crate::store::Health;
use crate::table::captures::Inserter;
use crate::{NewCapture, writer::batch::Batch};

use job::{Asked, Job, Queued};

mod batch;
mod job;

/// Requests that may wait; far above what the receiver admits at once.
const QUEUE: usize = 4096;
/// One transaction holds at most this many requests,
const BATCH_JOBS: usize = 512;
/// or this many bytes, whichever comes first.
const BATCH_BYTES: usize = 16 * 1024 * 1024;
/// How often a full disk is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// The queue to the writing thread.
pub(crate) struct Writer {
    jobs: Sender<Queued>,
    room: Arc<Semaphore>,
    health: Arc<Mutex<Health>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(crate) fn start(desk: Desk) -> Result<Self, Error> {
        let (jobs, queue) = channel();
        let health = desk.health.clone();
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || desk.run(&queue));
        let thread = thread.map_err(|error| Error::Database {
            detail: format!("there is no thread to write with: {error}"),
        })?;
        Ok(Self {
            jobs,
            room: Arc::new(Semaphore::new(QUEUE)),
            health,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Stores a capture; answers after the commit, or at once when the queue is full.
    pub(crate) async fn capture(&self, row: Box<NewCapture>) -> Result<CaptureId, Error> {
        let place = self.room.clone().try_acquire_owned();
        let place = place.map_err(|_| Error::Busy)?;
        let (reply, replied) = oneshot::channel();
        self.send(Queued(Job::Capture(row, reply), Some(place)))?;
        replied.await.map_err(|_| Error::Closed)?
    }

    /// Makes a change in a savepoint of its own; waits while the queue is full.
    pub(crate) async fn run<T, F>(&self, topics: &'static [Topic], change: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let place = self.room.clone().acquire_owned().await;
        let place = place.map_err(|_| Error::Closed)?;
        let (reply, replied) = oneshot::channel();
        let change = Box::new(Asked(change, reply));
        self.send(Queued(Job::Change(topics, change), Some(place)))?;
        replied.await.map_err(|_| Error::Closed)?
    }

    fn send(&self, job: Queued) -> Result<(), Error> {
        self.jobs.send(job).map_err(|_| Error::Closed)
    }

    pub(crate) fn health(&self) -> Health {
        let ended = lock(&self.thread)
            .as_ref()
            .is_none_or(JoinHandle::is_finished);
        if ended {
            return Health::Failed(Error::Closed.to_string());
        }
        lock(&self.health).clone()
    }

    /// Writes what is queued, folds the log into the file and ends the thread.
    pub(crate) fn close(&self) {
        // A send that fails means that the thread has ended already.
        drop(self.send(Queued(Job::Stop, None)));
        if let Some(thread) = lock(&self.thread).take() {
            // A panic of the thread was reported where it happened.
            drop(thread.join());
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the thread works with.
pub(crate) struct Desk {
    connection: Connection,
    path: PathBuf,
    changes: Changes,
    checkpointer: Checkpointer,
    inserter: Inserter,
    health: Arc<Mutex<Health>>,
    /// Pages in the log after the last commit.
    log_pages: Arc<AtomicU64>,
}

impl Desk {
    pub(crate) fn new(
        mut connection: Connection,
        path: PathBuf,
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
            path,
            changes,
            checkpointer,
            inserter: Inserter::default(),
            health: Arc::new(Mutex::new(Health::Ok)),
            log_pages,
        })
    }

    fn run(mut self, queue: &Receiver<Queued>) {
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
        let outcome = batch.write(&mut self.connection, &mut self.inserter, jobs);
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
                self.inserter.forget();
                self.checkpointer.after_failure();
            }
        }
        self.note(&outcome);
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
