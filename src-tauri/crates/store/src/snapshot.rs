//! What a request or a delivery needs to know, in memory and never out of date.
//!
//! Before each use the database is asked whether anyone has committed; only
//! when what is kept was part of it is it read again.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use model::Topic;
use rusqlite::Connection;

use crate::connection;
use crate::error::{Error, Fault};
use crate::keeper::Keys;
use crate::seal::SealingKey;
use crate::table::revisions;

mod endpoints;
mod sources;

pub(crate) use endpoints::ENDPOINTS;
pub use endpoints::{EndpointSet, LiveEndpoint};
pub(crate) use sources::SOURCES;
pub use sources::{LiveSource, SourceSet};

/// Reads all of a subject.
type Load<S> = fn(&Connection, Option<&SealingKey>, Option<String>) -> Result<S, Fault>;

/// What is kept, and how it is read.
pub(crate) struct Subject<S> {
    /// The topics it depends on.
    pub(crate) topics: &'static [Topic],
    /// Reads it; without the key, what would unlock the secrets is given.
    pub(crate) load: Load<S>,
}

/// Keeps the current state of a subject.
pub(crate) struct Snapshots<S> {
    state: Mutex<State<S>>,
    keys: Arc<Keys>,
}

struct State<S> {
    subject: Subject<S>,
    /// Its own connection: `data_version` tells what *other* connections did.
    /// `None` once the store is closed.
    connection: Option<Connection>,
    data_version: i64,
    /// Of all topics together; each of them only grows.
    revision: u64,
    set: Arc<S>,
}

impl<S: Default> Snapshots<S> {
    pub(crate) fn open(path: &Path, keys: Arc<Keys>, subject: Subject<S>) -> Result<Self, Error> {
        let sqlite = |error| Error::sqlite(path, &error);
        let connection = connection::reader(path).map_err(sqlite)?;
        let mut state = State {
            subject,
            data_version: connection::data_version(&connection).map_err(sqlite)?,
            connection: Some(connection),
            revision: 0,
            set: Arc::default(),
        };
        state.load(&keys).map_err(|fault| fault.at(path))?;
        Ok(Self {
            state: Mutex::new(state),
            keys,
        })
    }

    pub(crate) fn current(&self) -> Arc<S> {
        let mut state = self.lock();
        if let Err(fault) = state.refresh(&self.keys) {
            let topics = state.subject.topics;
            tracing::warn!(
                ?fault,
                ?topics,
                "they cannot be read: the last known ones hold"
            );
        }
        state.set.clone()
    }

    /// Lets go of the connection; the set stays as it is.
    pub(crate) fn close(&self) {
        self.lock().connection = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> State<S> {
    fn refresh(&mut self, keys: &Keys) -> Result<(), Fault> {
        let Some(connection) = &self.connection else {
            return Ok(());
        };
        let version = connection::data_version(connection)?;
        if version == self.data_version {
            return Ok(());
        }
        if self.revision_in(connection)? != self.revision {
            self.load(keys)?;
        }
        self.data_version = version;
        Ok(())
    }

    fn revision_in(&self, connection: &Connection) -> rusqlite::Result<u64> {
        let topics = self.subject.topics.iter();
        topics.map(|&topic| revisions::one(connection, topic)).sum()
    }

    fn load(&mut self, keys: &Keys) -> Result<(), Fault> {
        let Some(connection) = &self.connection else {
            return Ok(());
        };
        // One transaction: the revision belongs to just these rows.
        let _transaction = connection.unchecked_transaction()?;
        let revision = self.revision_in(connection)?;
        let (key, remedy) = match keys.for_opening(connection) {
            Ok(key) => (key, None),
            Err(Fault::Ours(Error::Locked { remedy })) => (None, Some(remedy)),
            Err(fault) => return Err(fault),
        };
        self.set = Arc::new((self.subject.load)(connection, key.as_deref(), remedy)?);
        self.revision = revision;
        Ok(())
    }
}
