//! The sources as the receiver needs them: in memory, and never out of date.
//!
//! Before each use the database is asked whether anyone has committed; only
//! when sources, secrets or schemes were part of it are they read again.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use model::{Secret, SecretInfo, Source, SourceId, Topic};
use rusqlite::Connection;

use crate::connection;
use crate::error::{Error, Fault};
use crate::keeper::Keys;
use crate::table::{revisions, sources};

/// A source with its secrets opened.
#[derive(Debug, Clone)]
pub struct LiveSource {
    /// The source.
    pub source: Source,
    /// Its secrets, oldest first; `None` is one that this process cannot open.
    pub secrets: Vec<(SecretInfo, Option<Secret>)>,
    /// What signs where that is not what verifies: the other halves of key pairs made here, as far
    /// as this process can open them.
    pub signing: Vec<Secret>,
    /// What was agreed on with its provider for handshakes, as far as this process can open it.
    pub handshake_values: BTreeMap<String, Secret>,
    /// The definition of its scheme, when that is one the user wrote.
    pub custom_scheme: Option<String>,
    /// Grows when the response rule changes, which then starts at its first step.
    pub rule_revision: u64,
}

/// All sources at one moment.
#[derive(Debug, Default)]
pub struct SourceSet {
    sources: Vec<Arc<LiveSource>>,
    by_name: HashMap<String, usize>,
    remedy: Option<String>,
}

impl SourceSet {
    fn new(sources: Vec<LiveSource>, remedy: Option<String>) -> Self {
        let names = sources.iter().map(|live| live.source.name.clone());
        let by_name = names.enumerate().map(|(at, name)| (name, at)).collect();
        Self {
            sources: sources.into_iter().map(Arc::new).collect(),
            by_name,
            remedy,
        }
    }

    /// The source whose name is a path's first segment.
    #[must_use]
    pub fn by_path(&self, segment: &str) -> Option<&Arc<LiveSource>> {
        self.by_name.get(segment).map(|&at| &self.sources[at])
    }

    /// The source of this id.
    #[must_use]
    pub fn by_id(&self, id: SourceId) -> Option<&Arc<LiveSource>> {
        self.sources.iter().find(|live| live.source.id == id)
    }

    /// All of them, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<LiveSource>> {
        self.sources.iter()
    }

    /// What would unlock the secrets, when this process cannot reach their key.
    #[must_use]
    pub fn locked(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

impl<'a> IntoIterator for &'a SourceSet {
    type Item = &'a Arc<LiveSource>;
    type IntoIter = std::slice::Iter<'a, Arc<LiveSource>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Keeps the current set.
pub(crate) struct Snapshots {
    state: Mutex<State>,
    keys: Arc<Keys>,
}

struct State {
    /// Its own connection: `data_version` tells what *other* connections did.
    /// `None` once the store is closed.
    connection: Option<Connection>,
    data_version: i64,
    revision: u64,
    set: Arc<SourceSet>,
}

impl Snapshots {
    pub(crate) fn open(path: &Path, keys: Arc<Keys>) -> Result<Self, Error> {
        let sqlite = |error| Error::sqlite(path, &error);
        let connection = connection::reader(path).map_err(sqlite)?;
        let mut state = State {
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

    pub(crate) fn current(&self) -> Arc<SourceSet> {
        let mut state = self.lock();
        if let Err(fault) = state.refresh(&self.keys) {
            tracing::warn!(
                ?fault,
                "the sources cannot be read: the last known ones hold"
            );
        }
        state.set.clone()
    }

    /// Lets go of the connection; the set stays as it is.
    pub(crate) fn close(&self) {
        self.lock().connection = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn refresh(&mut self, keys: &Keys) -> Result<(), Fault> {
        let Some(connection) = &self.connection else {
            return Ok(());
        };
        let version = connection::data_version(connection)?;
        if version == self.data_version {
            return Ok(());
        }
        if revisions::one(connection, Topic::Sources)? != self.revision {
            self.load(keys)?;
        }
        self.data_version = version;
        Ok(())
    }

    fn load(&mut self, keys: &Keys) -> Result<(), Fault> {
        let Some(connection) = &self.connection else {
            return Ok(());
        };
        // One transaction: the revision belongs to just these sources.
        let _transaction = connection.unchecked_transaction()?;
        let revision = revisions::one(connection, Topic::Sources)?;
        let (key, remedy) = match keys.for_opening(connection) {
            Ok(key) => (key, None),
            Err(Fault::Ours(Error::Locked { remedy })) => (None, Some(remedy)),
            Err(fault) => return Err(fault),
        };
        let found = sources::list(connection, key.as_deref())?;
        self.set = Arc::new(SourceSet::new(found, remedy));
        self.revision = revision;
        Ok(())
    }
}
