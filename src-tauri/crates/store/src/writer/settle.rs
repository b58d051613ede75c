//! Answers that wait for the disk while the writing thread goes on.
//!
//! What was committed stands in the log; this thread has the system write the log out and answers
//! then. One wait is enough for everything that was committed before it began.

use std::fs::File;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::batch::Batch;
use super::report::Report;
use crate::error::Error;

/// The thread that waits.
pub(super) struct Settler {
    committed: Sender<Batch>,
    thread: JoinHandle<()>,
}

impl Settler {
    /// Begins to wait for this log.
    pub(super) fn start(log: &Path, report: Report) -> Result<Self, Error> {
        let (committed, received) = channel();
        let thread = std::thread::Builder::new()
            .name("store-settler".to_owned())
            .spawn({
                let log = log.to_owned();
                move || run(&log, &report, &received)
            });
        Ok(Self {
            committed,
            thread: thread.map_err(|error| Error::file(log, &error))?,
        })
    }

    /// Answers everyone in a batch that is committed, once the disk has it.
    pub(super) fn settle(&self, batch: Batch) {
        if let Err(unsent) = self.committed.send(batch) {
            unsent.0.answer(&Err(Error::Closed));
        }
    }

    /// Answers those who still wait, and ends the thread.
    pub(super) fn stop(self) {
        drop(self.committed);
        // A panic of the thread was reported where it happened.
        drop(self.thread.join());
    }
}

fn run(log: &Path, report: &Report, committed: &Receiver<Batch>) {
    while let Ok(first) = committed.recv() {
        let mut batches = vec![first];
        batches.extend(committed.try_iter());
        let outcome = write_out(log).map_err(|error| Error::file(log, &error));
        report.note(&outcome);
        for batch in batches {
            batch.answer(&outcome);
        }
    }
}

/// Opened anew each time: the log is not ours, and SQLite's locks are not on it.
fn write_out(log: &Path) -> std::io::Result<()> {
    File::options().write(true).open(log)?.sync_data()
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;
    use crate::Claimed;
    use crate::foreign::Changes;
    use crate::health::Health;

    #[tokio::test]
    async fn everyone_is_answered_with_what_the_disk_said() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("x.db-wal");
        let report = Report::new(Changes::new());
        let settler = Settler::start(&log, report.clone()).unwrap();
        let (batch, answered) = waiting();
        settler.settle(batch);
        assert!(matches!(
            answered.await.unwrap(),
            Err(Error::Folder { .. } | Error::File { .. })
        ));
        assert!(matches!(report.health(), Health::Failed(_)));
        std::fs::write(&log, "frames").unwrap();
        let (batch, answered) = waiting();
        settler.settle(batch);
        settler.stop();
        assert_eq!(answered.await.unwrap(), Ok(()));
        assert_eq!(report.health(), Health::Ok);
    }

    #[tokio::test]
    async fn who_took_leases_does_not_wait_for_the_disk() {
        let (reply, mut claimed) = oneshot::channel();
        let (mut batch, mut answered) = waiting();
        batch.claims.push((Claimed::default(), reply));
        batch.answer_claims();
        assert!(claimed.try_recv().unwrap().is_ok());
        assert!(answered.try_recv().is_err());
        batch.answer(&Ok(()));
        assert_eq!(answered.await.unwrap(), Ok(()));
    }

    fn waiting() -> (Batch, oneshot::Receiver<Result<(), Error>>) {
        let (reply, answered) = oneshot::channel();
        let answer = move |outcome| drop(reply.send(outcome));
        (Batch::of_answer(Box::new(answer)), answered)
    }
}
