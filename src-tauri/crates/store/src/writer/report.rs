//! How the disk is, for those who ask and those who listen.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::Topic;

use crate::error::Error;
use crate::foreign::Changes;
use crate::health::Health;

/// What is known of the disk, shared by the threads that find it out. Cheap to clone.
#[derive(Clone)]
pub(super) struct Report {
    health: Arc<Mutex<Health>>,
    changes: Changes,
}

impl Report {
    pub(super) fn new(changes: Changes) -> Self {
        Self {
            health: Arc::new(Mutex::new(Health::Ok)),
            changes,
        }
    }

    pub(super) fn health(&self) -> Health {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes how a write went.
    pub(super) fn note(&self, outcome: &Result<(), Error>) {
        let now = match outcome {
            Ok(()) => Health::Ok,
            Err(Error::Full { .. }) => Health::Full,
            // Another process that holds the file for long is no fault of the file.
            Err(Error::Busy) => return,
            Err(error) => Health::Failed(error.to_string()),
        };
        let before = std::mem::replace(&mut *self.lock(), now.clone());
        if before != now {
            self.changes.announce(&[Topic::Receiver]);
        }
    }
}
