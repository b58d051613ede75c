//! Copies the log into the database beside the writer.
//!
//! The writer never checkpoints by itself: it says how long the log is. From
//! [`STEP`] on this thread copies what it can while writing goes on. Copying
//! alone does not shorten a log that is always written to, so from [`LIMIT`] on
//! the writer waits for the short rest and the log starts again at its beginning.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use crate::connection;
use crate::error::Error;

/// The log may grow by this much before it is copied.
const STEP: u64 = 8 * 1024 * 1024;
/// From this length on the log is made to start again.
const LIMIT: u64 = 64 * 1024 * 1024;
/// How long the writer may be kept waiting for readers that hold the log.
const PATIENCE: Duration = Duration::from_millis(50);

enum Order {
    Copy,
    /// Copy all and start the log again, while the writer waits.
    Restart(SyncSender<()>),
    Stop,
}

/// What a log of some length needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Copy,
    Restart,
}

/// How long the log was when it was copied last, in bytes.
#[derive(Debug, Default)]
struct Copied(u64);

impl Copied {
    /// What a log that is so long now needs, if it needs anything.
    fn need(&mut self, length: u64) -> Option<Need> {
        if length < self.0 {
            // The log has started again.
            self.0 = 0;
        }
        if length - self.0 < STEP {
            return None;
        }
        self.0 = length;
        Some(match length < LIMIT {
            true => Need::Copy,
            false => Need::Restart,
        })
    }
}

/// The checkpoint thread, and what was last asked of it.
pub(crate) struct Checkpointer {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
    page_size: u64,
    copied: Copied,
}

impl Checkpointer {
    pub(crate) fn start(path: &Path) -> Result<Self, Error> {
        let sqlite = |error| Error::sqlite(path, &error);
        let connection = connection::checkpointer(path).map_err(sqlite)?;
        connection.busy_timeout(PATIENCE).map_err(sqlite)?;
        let page_size = connection.pragma_query_value(None, "page_size", |row| row.get(0));
        let (orders, received) = channel();
        let thread = std::thread::Builder::new()
            .name("store-checkpointer".to_owned())
            .spawn(move || run(&connection, &received));
        Ok(Self {
            orders,
            thread: thread.map_err(|error| Error::file(path, &error))?,
            page_size: page_size.map_err(sqlite)?,
            copied: Copied::default(),
        })
    }

    /// Told by the writer after each commit, with the log's length in pages.
    pub(crate) fn after_commit(&mut self, log_pages: u64) {
        match self.copied.need(log_pages * self.page_size) {
            Some(Need::Copy) => self.order(Order::Copy),
            Some(Need::Restart) => self.restart(),
            None => {}
        }
    }

    fn restart(&self) {
        let (done, wait) = sync_channel(1);
        self.order(Order::Restart(done));
        // An error means that the thread has ended: there is nothing to wait for.
        let _ = wait.recv();
    }

    /// After a failed commit: copying may give the log's room back to a full disk.
    pub(crate) fn after_failure(&self) {
        self.order(Order::Copy);
    }

    fn order(&self, order: Order) {
        // Without its thread the log only grows; nothing is lost.
        drop(self.orders.send(order));
    }

    /// Ends the thread when it has done what it was told.
    pub(crate) fn stop(self) {
        self.order(Order::Stop);
        drop(self.thread.join());
    }
}

fn run(connection: &Connection, orders: &Receiver<Order>) {
    while let Ok(order) = orders.recv() {
        match order {
            Order::Copy => checkpoint(connection, "PRAGMA wal_checkpoint(PASSIVE)"),
            Order::Restart(done) => {
                checkpoint(connection, "PRAGMA wal_checkpoint(RESTART)");
                let _ = done.send(());
            }
            Order::Stop => break,
        }
    }
}

fn checkpoint(connection: &Connection, pragma: &str) {
    if let Err(error) = connection.query_row(pragma, [], |_| Ok(())) {
        tracing::warn!(%error, "the write-ahead log could not be copied");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_log_is_copied_in_steps_and_made_to_start_again_at_the_same_length() {
        let mut copied = Copied::default();
        for log in 0..3 {
            let lengths = (STEP / 2..=LIMIT).step_by(STEP as usize / 2);
            let needs: Vec<_> = lengths.filter_map(|length| copied.need(length)).collect();
            let (last, copies) = needs.split_last().unwrap();
            assert_eq!(*last, Need::Restart, "log {log}");
            assert_eq!(copies, [Need::Copy; 7], "log {log}");
        }
    }

    #[test]
    fn a_log_that_cannot_start_again_is_asked_to_at_each_step() {
        let mut copied = Copied::default();
        assert_eq!(copied.need(LIMIT), Some(Need::Restart));
        assert_eq!(copied.need(LIMIT + STEP - 1), None);
        assert_eq!(copied.need(LIMIT + STEP), Some(Need::Restart));
    }
}
