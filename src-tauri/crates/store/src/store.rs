//! The store itself: its threads and connections, opened and ended together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::{Clock, Topic};
use tokio::sync::broadcast;

use crate::checkpoint::Checkpointer;
use crate::error::Error;
use crate::foreign::{Changes, Watch};
use crate::health::Health;
use crate::keeper::Keys;
use crate::open::{self, Options};
use crate::readers::Readers;
use crate::snapshot::{ENDPOINTS, EndpointSet, SOURCES, Snapshots, SourceSet};
use crate::writer::{Desk, Writer};

/// An open data folder. Clones are the same store; the last one dropped closes it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

/// What a store consists of.
pub(crate) struct Inner {
    pub(crate) folder: PathBuf,
    pub(crate) clock: Clock,
    pub(crate) keys: Arc<Keys>,
    pub(crate) sources: Snapshots<SourceSet>,
    pub(crate) endpoints: Snapshots<EndpointSet>,
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    watch: Watch,
}

impl Store {
    /// Opens a data folder, making it and its database when absent. Others may
    /// have it open at the same time.
    ///
    /// # Errors
    /// When the folder or file cannot be used; nothing is changed then.
    pub fn open(options: &Options) -> Result<Self, Error> {
        let path = options.database();
        let connection = open::open(options)?;
        let keys = Arc::new(Keys::new(&options.folder, options.keeper));
        let sources = Snapshots::open(&path, keys.clone(), SOURCES)?;
        let endpoints = Snapshots::open(&path, keys.clone(), ENDPOINTS)?;
        let changes = Changes::new();
        let watch = Watch::start(&path, changes.clone())?;
        let checkpointer = Checkpointer::start(&path)?;
        let desk = Desk::new(connection, options, changes, checkpointer)?;
        Ok(Self(Arc::new(Inner {
            folder: options.folder.clone(),
            clock: options.clock.clone(),
            keys,
            sources,
            endpoints,
            readers: Readers::new(path),
            writer: Writer::start(desk)?,
            watch,
        })))
    }

    /// Tells what changed: commits of this process at once, those of others
    /// within 300 ms. A listener that lags behind has missed some: everything
    /// may have changed then.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Vec<Topic>> {
        self.0.watch.listen()
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// How the database is; a change of it is announced as [`Topic::Receiver`].
    #[must_use]
    pub fn health(&self) -> Health {
        self.0.writer.health()
    }

    /// Stores what is queued, folds the log into the file and ends all threads.
    /// Other clones of this store then answer [`Error::Closed`].
    pub async fn close(self) {
        let inner = self.0;
        // An error means that the runtime is ending: dropping closes as well.
        drop(tokio::task::spawn_blocking(move || inner.close()).await);
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("folder", &self.0.folder)
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// The writer last, so that its connection is the last and folds in the log.
    fn close(&self) {
        self.watch.stop();
        self.sources.close();
        self.endpoints.close();
        self.readers.close();
        self.writer.close();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.close();
    }
}
