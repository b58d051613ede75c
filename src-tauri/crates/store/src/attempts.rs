//! Attempts as others see them: what was sent, and what came back.

use bytes::Bytes;
use model::{
    Attempt, AttemptAnswer, AttemptFailure, AttemptId, CaptureId, SendMode, Timestamp, Timing,
    Topic, Trigger,
};

use crate::store::Inner;
use crate::table::attempts;
use crate::{Error, Store};

/// An exchange to be stored.
#[derive(Debug, Clone)]
pub struct NewAttempt {
    /// The capture that was sent, if it was one.
    pub capture: Option<CaptureId>,
    /// What asked for it.
    pub trigger: Trigger,
    /// How the request was made.
    pub mode: SendMode,
    /// Method that was sent.
    pub method: String,
    /// URL it went to.
    pub target: String,
    /// When it began.
    pub started_at: Timestamp,
    /// How long its parts took.
    pub timing: Timing,
    /// Status of the answer, if one came.
    pub status: Option<u16>,
    /// Why no answer came.
    pub failure: Option<AttemptFailure>,
    /// Whether the bytes on the wire were proved equal to the capture's.
    pub exact: Option<bool>,
    /// The head as it was sent.
    pub request_head: Bytes,
    /// The body as it was sent; not stored again when it is the capture's.
    pub request_body: Bytes,
    /// What came back.
    pub answer: Option<AttemptAnswer>,
}

/// An attempt with its request's head and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRecord {
    /// What lists show.
    pub attempt: Attempt,
    /// The head as it was sent.
    pub request_head: Vec<u8>,
    /// What came back, body included.
    pub answer: Option<AttemptAnswer>,
}

/// The attempts of a store.
#[derive(Clone, Copy)]
pub struct Attempts<'a>(&'a Inner);

impl Store {
    /// The attempts.
    #[must_use]
    pub fn attempts(&self) -> Attempts<'_> {
        Attempts(self.inner())
    }
}

impl Attempts<'_> {
    /// Stores an exchange and returns after the commit.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn add(&self, attempt: NewAttempt) -> Result<AttemptId, Error> {
        let change = move |connection: &_| attempts::insert(connection, &attempt);
        self.0.writer.run(&[Topic::Attempts], change).await
    }

    /// A page, newest first, from an id on (itself included); of one capture or of all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn page(
        &self,
        capture: Option<CaptureId>,
        from: Option<AttemptId>,
        limit: u32,
    ) -> Result<Vec<Attempt>, Error> {
        let read = move |connection: &_| attempts::page(connection, capture, from, limit);
        self.0.readers.run(read).await
    }

    /// One attempt.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: AttemptId) -> Result<Option<AttemptRecord>, Error> {
        let read = move |connection: &_| attempts::record(connection, id);
        self.0.readers.run(read).await
    }

    /// The body that was sent; `None` when there is no such attempt.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn request_body(&self, id: AttemptId) -> Result<Option<Vec<u8>>, Error> {
        let read = move |connection: &_| Ok(attempts::request_body(connection, id)?);
        self.0.readers.run(read).await
    }

    /// The body that came back, as far as it was kept; `None` when no answer came.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn response_body(&self, id: AttemptId) -> Result<Option<Vec<u8>>, Error> {
        let read = move |connection: &_| Ok(attempts::response_body(connection, id)?);
        self.0.readers.run(read).await
    }

    /// The targets used last, newest first, each once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn recent_targets(&self, limit: u32) -> Result<Vec<String>, Error> {
        let read = move |connection: &_| Ok(attempts::recent_targets(connection, limit)?);
        self.0.readers.run(read).await
    }
}
