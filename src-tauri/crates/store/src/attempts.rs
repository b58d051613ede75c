//! Attempts as others see them: what was sent, and what came back.

use std::sync::Arc;

use bytes::Bytes;
use compact_str::CompactString;
use model::{
    Attempt, AttemptAnswer, AttemptFailure, AttemptId, CaptureId, SendMode, SourceId, Timestamp,
    Timing, Topic, Trigger,
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
    pub method: CompactString,
    /// URL it went to.
    pub target: Arc<str>,
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
    /// What differs from the capture's head, in words; exact sends only.
    pub exceptions: Vec<String>,
    /// The body as it was sent; not stored again when it is the capture's.
    pub request_body: Bytes,
    /// What came back.
    pub answer: Option<AttemptAnswer>,
}

impl NewAttempt {
    /// Whether it was answered with 2xx.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }
}

/// An attempt with its request's head and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRecord {
    /// What lists show.
    pub attempt: Attempt,
    /// The head as it was sent.
    pub request_head: Vec<u8>,
    /// What differs from the capture's head, in words; exact sends only.
    pub exceptions: Vec<String>,
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

    /// The last capture of a source that was passed on, whether it arrived or not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_forward(&self, source: SourceId) -> Result<Option<Attempt>, Error> {
        let read = move |connection: &_| attempts::last_forward(connection, source);
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

#[cfg(test)]
mod tests {
    use model::{FailureKind, Headers};

    use super::*;
    use crate::fixture::{Fixture, post};

    fn attempt(capture: Option<CaptureId>, body: &'static [u8]) -> NewAttempt {
        NewAttempt {
            capture,
            trigger: Trigger::Replay,
            mode: SendMode::EditedResigned,
            method: "POST".into(),
            target: "http://127.0.0.1:3000/hooks".into(),
            started_at: Timestamp(5),
            timing: Timing {
                connect_micros: Some(1),
                total_micros: 9,
                ..Timing::default()
            },
            status: Some(200),
            failure: None,
            exact: Some(true),
            request_head: Bytes::from_static(b"POST /hooks HTTP/1.1\r\n\r\n"),
            exceptions: vec!["Host is the target's".into()],
            request_body: Bytes::from_static(body),
            answer: Some(AttemptAnswer {
                status: 200,
                headers: [("A", "b")].into_iter().collect(),
                body: b"ok".to_vec(),
                truncated: false,
            }),
        }
    }

    #[tokio::test]
    async fn an_attempt_reads_back_as_it_was_given() {
        let fixture = Fixture::new();
        let capture = fixture.add(post("/")).await;
        let attempts = fixture.store.attempts();
        let given = attempt(Some(capture), b"edited");
        let id = attempts.add(given.clone()).await.unwrap();
        let record = attempts.get(id).await.unwrap().unwrap();
        assert_eq!(record.request_head, given.request_head);
        assert_eq!(record.answer, given.answer);
        assert_eq!(record.attempt.timing, given.timing);
        assert_eq!(
            (record.attempt.request_size, record.attempt.response_size),
            (6, 2)
        );
        assert_eq!(
            attempts.request_body(id).await,
            Ok(Some(b"edited".to_vec()))
        );
        assert_eq!(attempts.response_body(id).await, Ok(Some(b"ok".to_vec())));
        let page = attempts.page(Some(capture), None, 10).await.unwrap();
        assert_eq!(page, [record.attempt]);
        let captured = fixture.store.captures().get(capture).await;
        assert_eq!(captured.unwrap().unwrap().capture.attempts, 1);
    }

    #[tokio::test]
    async fn a_body_equal_to_the_captures_is_stored_once() {
        let fixture = Fixture::new();
        let capture = fixture.add(post("/")).await;
        let attempts = fixture.store.attempts();
        let same = attempts.add(attempt(Some(capture), b"{}")).await.unwrap();
        let other = attempts.add(attempt(Some(capture), b"[]")).await.unwrap();
        let count = |connection: &rusqlite::Connection| {
            let sql = "SELECT count(body) FROM attempt_bytes";
            Ok(connection.query_row(sql, [], |row| row.get::<_, i64>(0))?)
        };
        assert_eq!(fixture.store.inner().readers.run(count).await, Ok(1));
        assert_eq!(attempts.request_body(same).await, Ok(Some(b"{}".to_vec())));
        assert_eq!(attempts.request_body(other).await, Ok(Some(b"[]".to_vec())));
    }

    #[tokio::test]
    async fn a_refused_connection_is_an_attempt_without_answer() {
        let fixture = Fixture::new();
        let failure = AttemptFailure {
            kind: FailureKind::Refused,
            message: "nobody listens".into(),
        };
        let given = NewAttempt {
            status: None,
            failure: Some(failure.clone()),
            exact: None,
            answer: None,
            ..attempt(None, b"")
        };
        let attempts = fixture.store.attempts();
        let id = attempts.add(given).await.unwrap();
        let record = attempts.get(id).await.unwrap().unwrap();
        assert_eq!(record.attempt.failure, Some(failure));
        assert_eq!(record.answer, None);
        assert_eq!(attempts.request_body(id).await, Ok(Some(Vec::new())));
        assert_eq!(attempts.response_body(id).await, Ok(None));
        assert_eq!(attempts.request_body(AttemptId(99)).await, Ok(None));
    }

    #[tokio::test]
    async fn recent_targets_are_named_once_and_newest_first() {
        let fixture = Fixture::new();
        let attempts = fixture.store.attempts();
        for target in ["http://a", "http://b", "http://a", "http://c"] {
            let to = NewAttempt {
                target: target.into(),
                answer: Some(AttemptAnswer {
                    status: 204,
                    headers: Headers::default(),
                    body: Vec::new(),
                    truncated: true,
                }),
                ..attempt(None, b"")
            };
            attempts.add(to).await.unwrap();
        }
        for trigger in [Trigger::Redelivery, Trigger::Test] {
            let nowhere_of_the_users = NewAttempt {
                target: "http://api".into(),
                trigger,
                ..attempt(None, b"")
            };
            attempts.add(nowhere_of_the_users).await.unwrap();
        }
        let recent = attempts.recent_targets(2).await.unwrap();
        assert_eq!(recent, ["http://c", "http://a"]);
        let pages = attempts.page(None, Some(AttemptId(2)), 10).await.unwrap();
        assert_eq!(pages.len(), 2);
    }

    #[tokio::test]
    async fn a_purged_capture_takes_its_attempts_along() {
        let fixture = Fixture::new();
        let capture = fixture.add(post("/")).await;
        let attempts = fixture.store.attempts();
        let id = attempts.add(attempt(Some(capture), b"{}")).await.unwrap();
        let captures = fixture.store.captures();
        captures.delete(&[capture]).await.unwrap();
        captures.purge_deleted(Timestamp(i64::MAX)).await.unwrap();
        assert_eq!(attempts.get(id).await, Ok(None));
        assert_eq!(attempts.request_body(id).await, Ok(None));
    }
}
