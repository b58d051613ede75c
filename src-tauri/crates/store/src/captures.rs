//! Captures as others see them: stored, listed, searched, counted, removed.

use std::ops::Range;
use std::time::{Duration, Instant};

use bytes::Bytes;
use model::{
    Answer, Capture, CaptureFlag, CaptureId, Filter, HttpVersion, Origin, SourceId, Timestamp,
    Topic, Verdict, Verification,
};

use crate::query::{self, Selection};
use crate::store::Inner;
use crate::table::{bodies, captures, facets};
use crate::{Error, Store};

/// A request to be stored.
#[derive(Debug, Clone)]
pub struct NewCapture {
    /// When the head was complete.
    pub received_at: Timestamp,
    /// The same moment on the clock that never jumps.
    pub started: Instant,
    /// The source its path belongs to.
    pub source: Option<SourceId>,
    /// Method as it came.
    pub method: String,
    /// Request target as it came.
    pub target: String,
    /// Version of HTTP it came with.
    pub http_version: HttpVersion,
    /// The head byte for byte.
    pub head: Bytes,
    /// The body byte for byte.
    pub body: Bytes,
    /// What the signature check found.
    pub verification: Verification,
    /// The provider of the source's scheme.
    pub provider: Option<String>,
    /// Event type, where the scheme says where it stands.
    pub event_type: Option<String>,
    /// Event id, where the scheme says where it stands.
    pub event_id: Option<String>,
    /// What the sender will be answered.
    pub answer: Option<Answer>,
    /// How long the answer will be held back; added to the time taken.
    pub delay: Duration,
    /// What is out of the ordinary about it.
    pub flags: Vec<CaptureFlag>,
    /// How it came to us.
    pub origin: Origin,
    /// Address of the sender.
    pub remote: Option<String>,
}

/// A capture with everything but its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureRecord {
    /// What lists show.
    pub capture: Capture,
    /// The head byte for byte.
    pub head: Vec<u8>,
    /// Address of the sender.
    pub remote: Option<String>,
    /// The check and its steps.
    pub evidence: Option<Verification>,
    /// What the sender was answered.
    pub answer: Option<Answer>,
}

/// What a new look at a capture says about its event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// The provider of the scheme.
    pub provider: Option<String>,
    /// Event type.
    pub event_type: Option<String>,
    /// Event id.
    pub event_id: Option<String>,
}

/// How long a list is, and ids from which its parts can be fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Captures that match.
    pub total: u64,
    /// The first id, and every n-th after it, newest first.
    pub starts: Vec<CaptureId>,
}

/// A part of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What matches, newest first.
    pub rows: Vec<Capture>,
    /// Where to go on (pass it as `before`); `None` when everything was looked at.
    pub next: Option<CaptureId>,
    /// Captures that were looked at in this part.
    pub scanned: u64,
    /// About how many are left to look at.
    pub left: u64,
}

/// How many captures there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub total: u64,
    /// Every verdict, in the order of [`Verdict::ALL`].
    pub by_verdict: Vec<(Verdict, u64)>,
    /// Sources that have captures, by name.
    pub by_source: Vec<SourceCount>,
}

/// How many captures a source has; sources of one name count together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCount {
    /// The source's name.
    pub source: String,
    /// All of its captures.
    pub total: u64,
    /// Those that were rejected.
    pub rejected: u64,
    /// When the last one came.
    pub last_received_at: Timestamp,
}

/// The captures of a store.
#[derive(Clone, Copy)]
pub struct Captures<'a>(&'a Inner);

impl Store {
    /// The captures.
    #[must_use]
    pub fn captures(&self) -> Captures<'_> {
        Captures(self.inner())
    }
}

impl Captures<'_> {
    /// Stores a capture and returns after the commit: from then on it is on disk.
    ///
    /// # Errors
    /// [`Error::Full`] when the disk is full, [`Error::Busy`] when too many wait,
    /// [`Error::Closed`] when nobody writes any more. Then nothing is stored.
    pub async fn add(&self, capture: NewCapture) -> Result<CaptureId, Error> {
        self.0.writer.capture(Box::new(capture)).await
    }

    /// A page of the list, newest first, from an id on (itself included).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn page(
        &self,
        filter: &Filter,
        from: Option<CaptureId>,
        limit: u32,
    ) -> Result<Vec<Capture>, Error> {
        let filter = filter.clone();
        let read = move |connection: &_| {
            let selection = Selection::resolve(connection, &filter)?;
            query::page(connection, &selection, from, limit)
        };
        self.0.readers.run(read).await
    }

    /// The list's length and every n-th of its ids, so that it can be entered anywhere.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn outline(&self, filter: &Filter, every: u32) -> Result<Outline, Error> {
        let filter = filter.clone();
        let read = move |connection: &_| {
            let selection = Selection::resolve(connection, &filter)?;
            query::outline(connection, &selection, every.max(1))
        };
        self.0.readers.run(read).await
    }

    /// How many newer captures match.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn newer(&self, filter: &Filter, than: CaptureId) -> Result<u64, Error> {
        let filter = filter.clone();
        let read = move |connection: &_| {
            let selection = Selection::resolve(connection, &filter)?;
            query::newer(connection, &selection, than)
        };
        self.0.readers.run(read).await
    }

    /// Looks for what matches among captures before an id, until `limit` are
    /// found or the budget is spent; call it again with `next` until that is `None`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn search(
        &self,
        filter: &Filter,
        before: Option<CaptureId>,
        limit: u32,
        budget: Duration,
    ) -> Result<Found, Error> {
        let filter = filter.clone();
        let read = move |connection: &_| {
            let selection = Selection::resolve(connection, &filter)?;
            query::search(
                connection,
                &selection,
                before,
                query::Bounds { limit, budget },
            )
        };
        self.0.readers.run(read).await
    }

    /// How many there are, from running totals: cheap at any size.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn counts(&self) -> Result<Counts, Error> {
        let read = |connection: &_| Ok(facets::counts(connection)?);
        self.0.readers.run(read).await
    }

    /// One capture with all but its body.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, id: CaptureId) -> Result<Option<CaptureRecord>, Error> {
        let read = move |connection: &_| captures::record(connection, id);
        self.0.readers.run(read).await
    }

    /// A whole body; empty when there was none, `None` when there is no such capture.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn body(&self, id: CaptureId) -> Result<Option<Vec<u8>>, Error> {
        self.body_range(id, 0..u64::MAX).await
    }

    /// A part of a body; an end beyond the body's is cut.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn body_range(
        &self,
        id: CaptureId,
        range: Range<u64>,
    ) -> Result<Option<Vec<u8>>, Error> {
        let read = move |connection: &_| Ok(bodies::range(connection, id, range)?);
        self.0.readers.run(read).await
    }

    /// Pins captures, or unpins them.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn pin(&self, ids: &[CaptureId], pinned: bool) -> Result<(), Error> {
        let ids = ids.to_vec();
        let change = move |connection: &_| Ok(captures::pin(connection, &ids, pinned)?);
        self.0.writer.run(&[Topic::Captures], change).await
    }

    /// Marks captures as deleted: no list shows them, [`Self::restore`] brings them
    /// back. Returns how many were marked.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn delete(&self, ids: &[CaptureId]) -> Result<u64, Error> {
        let (ids, now) = (ids.to_vec(), self.0.clock.now());
        let change = move |connection: &_| Ok(captures::delete(connection, &ids, now)?);
        self.0.writer.run(&[Topic::Captures], change).await
    }

    /// Takes the mark of [`Self::delete`] away.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn restore(&self, ids: &[CaptureId]) -> Result<(), Error> {
        let ids = ids.to_vec();
        let change = move |connection: &_| Ok(captures::restore(connection, &ids)?);
        self.0.writer.run(&[Topic::Captures], change).await
    }

    /// Removes for good what was marked as deleted before a time, its attempts
    /// included. Returns how many captures went.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn purge_deleted(&self, older_than: Timestamp) -> Result<u64, Error> {
        let change = move |connection: &_| Ok(captures::purge(connection, older_than)?);
        self.0.writer.run(&[Topic::Captures], change).await
    }

    /// Replaces the outcome of a check by that of a later one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such capture.
    pub async fn set_verification(
        &self,
        id: CaptureId,
        verification: Verification,
        labels: Labels,
    ) -> Result<(), Error> {
        let change =
            move |connection: &_| captures::verify_again(connection, id, &verification, &labels);
        self.0.writer.run(&[Topic::Captures], change).await
    }
}
