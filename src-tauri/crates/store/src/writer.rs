//! The one thread that writes: many requests, one transaction, an answer to
//! each after the commit.
//!
//! A commit that fails fails everyone in it; a single change that is refused
//! is undone alone. A full disk is waited out: while it lasts the thread looks
//! every second whether there is room again.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use model::{AttemptId, CaptureId, Topic};
use rusqlite::Connection;
use tokio::sync::{Semaphore, oneshot};

use crate::error::{Error, Fault};
use crate::health::Health;
use crate::{Claimed, Claiming, Finished, NewCapture};

use job::{Asked, Job, Queued};
use report::Report;

mod batch;
mod desk;
mod job;
mod report;
mod settle;
mod wait;

pub(crate) use desk::Desk;

/// Requests that may wait; far above what the receiver admits at once.
const QUEUE: usize = 4096;
/// The queue to the writing thread.
pub(crate) struct Writer {
    jobs: Sender<Queued>,
    room: Arc<Semaphore>,
    report: Report,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(crate) fn start(desk: Desk) -> Result<Self, Error> {
        let (jobs, queue) = channel();
        let report = desk.report.clone();
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || desk.run(&queue));
        let thread = thread.map_err(|error| Error::Database {
            detail: format!("there is no thread to write with: {error}"),
        })?;
        Ok(Self {
            jobs,
            room: Arc::new(Semaphore::new(QUEUE)),
            report,
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
        self.run_telling(move |connection| Ok((change(connection)?, topics)))
            .await
    }

    /// Makes a change, as [`Self::run`] does, that finds out by itself what it changed.
    pub(crate) async fn run_telling<T, F>(&self, change: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<(T, &'static [Topic]), Fault> + Send + 'static,
    {
        let (reply, replied) = oneshot::channel();
        self.enqueue(Job::Change(Box::new(Asked(change, reply))))
            .await?;
        replied.await.map_err(|_| Error::Closed)?
    }

    /// Stores attempts of deliveries; waits while the queue is full.
    pub(crate) async fn finish(
        &self,
        finished: Arc<Vec<Finished>>,
    ) -> Result<Vec<AttemptId>, Error> {
        let (reply, replied) = oneshot::channel();
        self.enqueue(Job::Finish(finished, reply)).await?;
        replied.await.map_err(|_| Error::Closed)?
    }

    /// Leases deliveries; waits while the queue is full.
    pub(crate) async fn claim(&self, claiming: Claiming) -> Result<Claimed, Error> {
        let (reply, replied) = oneshot::channel();
        self.enqueue(Job::Claim(Box::new(claiming), reply)).await?;
        replied.await.map_err(|_| Error::Closed)?
    }

    async fn enqueue(&self, job: Job) -> Result<(), Error> {
        let place = self.room.clone().acquire_owned().await;
        let place = place.map_err(|_| Error::Closed)?;
        self.send(Queued(job, Some(place)))
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
        self.report.health()
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::fixture::{Fixture, post};

    /// Keeps the writing thread waiting until the sender is dropped.
    fn hold(fixture: &Fixture) -> Sender<()> {
        let (release, held) = channel::<()>();
        let (began, begun) = channel();
        let (reply, _) = oneshot::channel();
        let change = move |_: &Connection| {
            began.send(()).unwrap();
            held.recv().unwrap_err();
            Ok(((), &[][..]))
        };
        let job = Job::Change(Box::new(Asked(change, reply)));
        fixture
            .store
            .inner()
            .writer
            .send(Queued(job, None))
            .unwrap();
        begun.recv().unwrap();
        release
    }

    fn spawn_adds(
        fixture: &Fixture,
        count: usize,
    ) -> tokio::task::JoinSet<Result<CaptureId, Error>> {
        let add = |store: crate::Store| async move { store.captures().add(post("/")).await };
        (0..count).map(|_| add(fixture.store.clone())).collect()
    }

    /// Yields until this many requests wait.
    async fn queued(fixture: &Fixture, count: usize) {
        let room = &fixture.store.inner().writer.room;
        while room.available_permits() > QUEUE - count {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn an_answer_means_that_others_see_the_row() {
        let fixture = Fixture::new();
        let id = fixture.add(post("/")).await;
        let path = fixture.folder.path().join(crate::DATABASE_FILE);
        let other = Connection::open(path).unwrap();
        let found = other.query_row("SELECT max(id) FROM captures", [], |row| row.get(0));
        assert_eq!(found, Ok(id.0));
    }

    #[tokio::test]
    async fn requests_that_wait_together_share_a_commit() {
        let fixture = Fixture::new();
        let mut changes = fixture.store.changes();
        let release = hold(&fixture);
        let adds = spawn_adds(&fixture, 100);
        queued(&fixture, 100).await;
        drop(release);
        let ids = adds.join_all().await;
        let mut ids: Vec<_> = ids.into_iter().map(|id| id.unwrap().0).collect();
        ids.sort_unstable();
        assert_eq!(ids, (1..=100).collect::<Vec<_>>());
        assert_eq!(changes.recv().await, Ok(vec![Topic::Captures]));
        assert!(
            changes.try_recv().is_err(),
            "there was more than one commit"
        );
    }

    #[tokio::test]
    async fn a_refused_change_leaves_its_neighbours_alone() {
        let fixture = Fixture::new();
        let release = hold(&fixture);
        let mut adds = spawn_adds(&fixture, 1);
        queued(&fixture, 1).await;
        let refused = |connection: &Connection| {
            connection.execute("DELETE FROM captures", [])?;
            Err::<(), _>(Error::not_found("capture", &9).into())
        };
        let store = fixture.store.clone();
        let refused = tokio::spawn(async move { store.inner().writer.run(&[], refused).await });
        queued(&fixture, 2).await;
        drop(release);
        assert!(adds.join_next().await.unwrap().unwrap().is_ok());
        assert_eq!(refused.await.unwrap(), Err(Error::not_found("capture", &9)));
        assert_eq!(fixture.ids("").await, [1]);
    }

    #[tokio::test]
    async fn a_full_queue_is_said_at_once() {
        let fixture = Fixture::new();
        let release = hold(&fixture);
        let adds = spawn_adds(&fixture, QUEUE);
        queued(&fixture, QUEUE).await;
        let refused = fixture.store.captures().add(post("/")).await;
        assert_eq!(refused, Err(Error::Busy));
        drop(release);
        assert!(adds.join_all().await.iter().all(Result::is_ok));
    }

    #[tokio::test]
    async fn a_dead_writer_is_an_error_and_never_a_hang() {
        let fixture = Fixture::new();
        let writer = &fixture.store.inner().writer;
        let killed = writer
            .run::<(), _>(&[], |_| panic!("a bug in a change"))
            .await;
        assert_eq!(killed, Err(Error::Closed));
        while !matches!(writer.health(), Health::Failed(_)) {
            tokio::task::yield_now().await;
        }
        let refused = fixture.store.captures().add(post("/")).await;
        assert_eq!(refused, Err(Error::Closed));
    }

    #[tokio::test]
    async fn closing_stores_what_is_queued_and_then_refuses() {
        let fixture = Fixture::new();
        let release = hold(&fixture);
        let adds = spawn_adds(&fixture, 3);
        queued(&fixture, 3).await;
        let closing = tokio::spawn(fixture.store.clone().close());
        drop(release);
        closing.await.unwrap();
        assert!(adds.join_all().await.iter().all(Result::is_ok));
        let refused = fixture.store.captures().add(post("/")).await;
        assert_eq!(refused, Err(Error::Closed));
    }

    /// Lets the database grow by so many pages, as a disk would that is nearly full.
    async fn leave_room(fixture: &Fixture, pages: i64) {
        let limit = move |connection: &Connection| {
            let count = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
            let now = connection.query_row("PRAGMA page_count", [], count)?;
            let pragma = format!("PRAGMA max_page_count = {}", now + pages);
            connection.query_row(&pragma, [], count)?;
            // Refused on purpose: a change that is kept would count as a write that went well.
            Err::<(), _>(Error::Busy.into())
        };
        let writer = &fixture.store.inner().writer;
        assert_eq!(writer.run(&[], limit).await, Err(Error::Busy));
    }

    #[tokio::test]
    async fn a_full_disk_fails_who_waits_and_is_overcome_by_itself() {
        let fixture = Fixture::new();
        let mut changes = fixture.store.changes();
        leave_room(&fixture, 5).await;
        let large = NewCapture {
            body: Bytes::from(vec![b'x'; 100_000]),
            ..post("/")
        };
        let refused = fixture.store.captures().add(large.clone()).await;
        assert!(matches!(refused, Err(Error::Full { .. })), "{refused:?}");
        assert_eq!(fixture.store.health(), Health::Full);
        assert_eq!(changes.recv().await, Ok(vec![Topic::Receiver]));
        assert!(fixture.ids("").await.is_empty());
        leave_room(&fixture, 1000).await;
        // Without a request the thread itself finds out.
        while fixture.store.health() != Health::Ok {
            changes.recv().await.unwrap();
        }
        assert_eq!(fixture.add(large).await, CaptureId(1));
    }
}
