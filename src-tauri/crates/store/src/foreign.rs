//! Who listens for changes, and how changes of other processes are noticed.
//!
//! Own commits are announced at once. For the others a thread looks at
//! `data_version` a few times a second, and only while someone listens.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use model::Topic;
use rusqlite::Connection;
use tokio::sync::broadcast;

use crate::connection;
use crate::error::Error;
use crate::table::revisions::{self, Revisions, TOPICS};

/// How often the database is asked; half of what is promised.
const TICK: Duration = Duration::from_millis(150);
/// A listener further behind than this is told that it missed some.
const BACKLOG: usize = 256;

/// Announces changes. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Changes {
    listeners: broadcast::Sender<Vec<Topic>>,
    /// What this process has added to each counter of the database.
    own: Arc<Mutex<Revisions>>,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self {
            listeners: broadcast::Sender::new(BACKLOG),
            own: Arc::default(),
        }
    }

    /// Announces a commit of this process.
    pub(crate) fn committed(&self, topics: &[Topic], captures: usize) {
        let mut told = topics.to_vec();
        if captures > 0 && !told.contains(&Topic::Captures) {
            told.push(Topic::Captures);
        }
        let mut own = self.own();
        own[0] += captures as u64;
        for place in topics.iter().filter_map(|&topic| revisions::place(topic)) {
            own[place] += 1;
        }
        drop(own);
        self.announce(&told);
    }

    /// Announces something that is no commit.
    pub(crate) fn announce(&self, topics: &[Topic]) {
        if !topics.is_empty() {
            // Nobody listening is no error.
            drop(self.listeners.send(topics.to_vec()));
        }
    }

    fn own(&self) -> std::sync::MutexGuard<'_, Revisions> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Word {
    Listening,
    Stop,
}

/// The thread that notices other processes.
pub(crate) struct Watch {
    changes: Changes,
    words: Sender<Word>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Watch {
    pub(crate) fn start(path: &Path, changes: Changes) -> Result<Self, Error> {
        let sqlite = |error| Error::sqlite(path, &error);
        let connection = connection::reader(path).map_err(sqlite)?;
        let eye = Eye::open(connection, changes.clone()).map_err(sqlite)?;
        let (words, heard) = channel();
        let thread = std::thread::Builder::new()
            .name("store-watch".to_owned())
            .spawn(move || eye.run(&heard));
        Ok(Self {
            changes,
            words,
            thread: Mutex::new(Some(thread.map_err(|error| Error::file(path, &error))?)),
        })
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Vec<Topic>> {
        let listener = self.changes.listeners.subscribe();
        // Without its thread only own changes are told.
        drop(self.words.send(Word::Listening));
        listener
    }

    pub(crate) fn stop(&self) {
        drop(self.words.send(Word::Stop));
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = thread.take() {
            drop(thread.join());
        }
    }
}

/// What was seen of the database last.
struct Eye {
    connection: Connection,
    changes: Changes,
    data_version: i64,
    foreign: Revisions,
}

impl Eye {
    fn open(connection: Connection, changes: Changes) -> rusqlite::Result<Self> {
        let mut eye = Self {
            connection,
            changes,
            data_version: 0,
            foreign: Revisions::default(),
        };
        eye.look()?;
        Ok(eye)
    }

    fn run(mut self, words: &Receiver<Word>) {
        loop {
            match words.recv_timeout(self.pause()) {
                Ok(Word::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(Word::Listening) | Err(RecvTimeoutError::Timeout) => {}
            }
            match self.look() {
                Ok(topics) => self.changes.announce(&topics),
                Err(error) => tracing::warn!(%error, "changes of others cannot be seen"),
            }
        }
    }

    /// Without listeners nothing wakes this thread but a word.
    fn pause(&self) -> Duration {
        match self.changes.listeners.receiver_count() {
            0 => Duration::MAX,
            _ => TICK,
        }
    }

    /// The topics that others changed since the last look.
    fn look(&mut self) -> rusqlite::Result<Vec<Topic>> {
        let version = connection::data_version(&self.connection)?;
        if version == self.data_version {
            return Ok(Vec::new());
        }
        // Read before the database: a commit between the two is then seen as
        // another's, and told twice rather than never.
        let own = *self.changes.own();
        let mut foreign = revisions::all(&self.connection)?;
        for (count, own) in foreign.iter_mut().zip(own) {
            *count = count.wrapping_sub(own);
        }
        let changed = |&place: &usize| foreign[place] != self.foreign[place];
        let topics = (0..TOPICS.len()).filter(changed).map(|place| TOPICS[place]);
        let topics = topics.collect();
        (self.data_version, self.foreign) = (version, foreign);
        Ok(topics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, post, source};

    #[tokio::test]
    async fn commits_of_another_process_are_told() {
        let fixture = Fixture::new();
        let other = fixture.another();
        let mut changes = fixture.store.changes();
        other.captures().add(post("/")).await.unwrap();
        assert_eq!(changes.recv().await, Ok(vec![Topic::Captures]));
        other.sources().add(source("a")).await.unwrap();
        assert_eq!(changes.recv().await, Ok(vec![Topic::Sources]));
    }

    #[test]
    fn own_commits_are_not_taken_for_those_of_others() {
        let fixture = Fixture::new();
        let path = fixture.folder.path().join(crate::DATABASE_FILE);
        let changes = Changes::new();
        let mut eye = Eye::open(connection::reader(&path).unwrap(), changes.clone()).unwrap();
        let writer = Connection::open(&path).unwrap();
        let change = |topic| revisions::bump(&writer, topic).unwrap();
        change(Topic::Settings);
        changes.committed(&[Topic::Settings], 0);
        assert_eq!(eye.look(), Ok(vec![]));
        change(Topic::Providers);
        assert_eq!(eye.look(), Ok(vec![Topic::Providers]));
        assert_eq!(eye.look(), Ok(vec![]));
    }
}
