//! Read-only connections, a few, lent to blocking threads.
//!
//! In write-ahead mode a reader sees the last commit and waits for nobody.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::connection;
use crate::error::{Error, Fault};

/// More would only compete for two or four cores.
const CONNECTIONS: usize = 4;

/// The pool. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Readers {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path: Arc::new(path),
            idle: Arc::default(),
            turns: Arc::new(Semaphore::new(CONNECTIONS)),
        }
    }

    /// Reads with one of the connections, off the async threads.
    pub(crate) async fn run<T, F>(&self, read: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| Error::Closed)?;
        let readers = self.clone();
        let work = move || {
            let answer = readers.read(read);
            drop(turn);
            answer
        };
        let joined = tokio::task::spawn_blocking(work).await;
        joined.map_err(|_| Error::Closed)?
    }

    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Error> {
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connection::reader(&self.path).map_err(|e| Error::sqlite(&self.path, &e))?,
        };
        let answer = consistently(&connection, read).map_err(|fault| fault.at(&self.path));
        if !self.turns.is_closed() {
            self.idle().push(connection);
        }
        answer
    }

    /// Closes the idle connections; later reads fail.
    pub(crate) fn close(&self) {
        self.turns.close();
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything that one closure reads is of one moment.
fn consistently<T>(
    connection: &Connection,
    read: impl FnOnce(&Connection) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let _transaction = connection.unchecked_transaction()?;
    read(connection)
}
