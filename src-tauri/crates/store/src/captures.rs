//! Captures as others see them: stored, listed, searched, counted, removed.

use std::ops::Range;
use std::time::Duration;

use model::{Answer, Capture, CaptureId, Filter, Timestamp, Topic, Verification};

use crate::query::{self, Selection};
use crate::store::Inner;
use crate::table::{bodies, captures, facets};
use crate::{Error, Store};

mod again;
mod rows;

pub use again::{Judgement, WholeCapture, WholeCaptures};
pub use rows::{CaptureRecord, Counts, Found, Labels, NewCapture, Outline, SourceCount};

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

    /// Notes what the sender is answered, where that comes from elsewhere and was not known when
    /// the capture was stored; `took` is the time since its head was complete.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such capture.
    pub async fn set_answer(
        &self,
        id: CaptureId,
        answer: Answer,
        took: Duration,
    ) -> Result<(), Error> {
        let change = move |connection: &_| match captures::answered(connection, id, &answer, took)?
        {
            true => Ok(()),
            false => Err(Error::not_found("capture", &id).into()),
        };
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

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use model::{
        Answer, CaptureFlag, CaptureHandshake, HandshakeOutcome, Headers, HttpVersion, Origin,
        Reason, Verdict,
    };

    use super::*;
    use crate::fixture::{Fixture, post, rejected};

    #[tokio::test]
    async fn a_capture_reads_back_as_it_was_given() {
        let fixture = Fixture::new();
        let answer = Answer {
            status: 503,
            headers: [("Retry-After", "3")].into_iter().collect(),
            body: Some(b"later".to_vec()),
        };
        let handshake = CaptureHandshake {
            kind: "url_verification".into(),
            provider: "Slack".into(),
            outcome: HandshakeOutcome::Answered,
            detail: None,
            learned: None,
            visit: None,
        };
        let given = NewCapture {
            head: Bytes::from_static(b"PUT /a?b HTTP/1.0\r\nX: \xff\r\n\r\n"),
            method: "PUT".into(),
            http_version: HttpVersion::Http10,
            verification: Verification {
                evidence: Some(model::Evidence::default()),
                ..rejected()
            },
            provider: Some("Stripe".into()),
            event_type: Some("invoice.paid".into()),
            event_id: Some("evt_1".into()),
            handshake: Some(handshake.clone()),
            answer: Some(answer.clone()),
            delay: Duration::from_secs(5),
            flags: vec![CaptureFlag::Browser, CaptureFlag::BareLineFeed],
            origin: Origin::Test,
            remote: Some("127.0.0.1:9".into()),
            ..post("/a?b")
        };
        let id = fixture.add(given.clone()).await;
        let record = fixture.store.captures().get(id).await.unwrap().unwrap();
        assert_eq!(record.head, given.head);
        assert_eq!(record.evidence, Some(given.verification));
        assert_eq!(record.answer, Some(answer));
        assert_eq!(record.handshake, Some(handshake));
        assert_eq!(record.remote, given.remote);
        let capture = record.capture;
        assert!(capture.took_micros >= 5_000_000);
        let took_micros = capture.took_micros;
        let expected = Capture {
            id,
            received_at: given.received_at,
            source: "unsorted".into(),
            method: "PUT".into(),
            target: "/a?b".into(),
            http_version: HttpVersion::Http10,
            size: 2,
            verdict: Verdict::Rejected,
            reason: Some(Reason::SignatureMismatch),
            provider: given.provider,
            event_type: given.event_type,
            event_id: given.event_id,
            response_status: Some(503),
            took_micros,
            pinned: false,
            flags: given.flags,
            origin: Origin::Test,
            attempts: 0,
        };
        assert_eq!(capture, expected);
    }

    #[tokio::test]
    async fn an_answer_that_comes_later_is_noted_beside_the_evidence() {
        let fixture = Fixture::new();
        let verification = Verification {
            evidence: Some(model::Evidence::default()),
            ..rejected()
        };
        let given = NewCapture {
            verification: verification.clone(),
            ..post("/")
        };
        let id = fixture.add(given).await;
        let answer = Answer {
            status: 202,
            headers: [("X-From", "handler")].into_iter().collect(),
            body: Some(b"queued".to_vec()),
        };
        let captures = fixture.store.captures();
        let took = Duration::from_millis(7);
        captures.set_answer(id, answer.clone(), took).await.unwrap();
        let record = captures.get(id).await.unwrap().unwrap();
        assert_eq!(record.capture.response_status, Some(202));
        assert_eq!(record.capture.took_micros, 7_000);
        assert_eq!(record.evidence, Some(verification));
        assert_eq!(record.answer, Some(answer.clone()));
        let nobody = captures.set_answer(CaptureId(9), answer, took).await;
        assert!(matches!(nobody, Err(Error::NotFound { .. })), "{nobody:?}");
    }

    #[tokio::test]
    async fn a_body_is_read_by_range_and_an_empty_one_is_no_missing_one() {
        let fixture = Fixture::new();
        let bytes: Vec<u8> = (0..200_000).map(|index| index as u8).collect();
        let large = fixture.add(with_body(bytes.clone())).await;
        let empty = fixture.add(with_body(Vec::new())).await;
        let captures = fixture.store.captures();
        assert_eq!(captures.body(large).await.unwrap(), Some(bytes.clone()));
        let part = captures.body_range(large, 199_990..u64::MAX).await.unwrap();
        assert_eq!(part, Some(bytes[199_990..].to_vec()));
        let beyond = captures.body_range(large, 300_000..400_000).await.unwrap();
        assert_eq!(beyond, Some(Vec::new()));
        assert_eq!(captures.body(empty).await.unwrap(), Some(Vec::new()));
        assert_eq!(captures.body(CaptureId(99)).await.unwrap(), None);
    }

    fn with_body(body: Vec<u8>) -> NewCapture {
        NewCapture {
            body: Bytes::from(body),
            ..post("/")
        }
    }

    #[tokio::test]
    async fn a_deleted_capture_is_gone_until_it_is_restored() {
        let fixture = Fixture::new();
        let (first, second) = (fixture.add(post("/a")).await, fixture.add(post("/a")).await);
        let captures = fixture.store.captures();
        assert_eq!(captures.delete(&[first, first, CaptureId(99)]).await, Ok(1));
        assert_eq!(fixture.ids("").await, [second.0]);
        assert_eq!(fixture.ids("path:/a").await, [second.0]);
        assert_eq!(captures.get(first).await, Ok(None));
        assert_eq!(captures.counts().await.unwrap().total, 1);
        captures.restore(&[first, second]).await.unwrap();
        assert_eq!(fixture.ids("path:/a").await, [second.0, first.0]);
        assert_eq!(captures.counts().await.unwrap().total, 2);
    }

    #[tokio::test]
    async fn purging_takes_old_marks_only_and_no_id_is_used_twice() {
        let fixture = Fixture::new();
        let captures = fixture.store.captures();
        let (first, second) = (fixture.add(post("/")).await, fixture.add(post("/")).await);
        captures.delete(&[first]).await.unwrap();
        fixture.clock.set(Timestamp::from_unix_seconds(2_000));
        captures.delete(&[second]).await.unwrap();
        let before = Timestamp::from_unix_seconds(1_500);
        assert_eq!(captures.purge_deleted(before).await, Ok(1));
        assert_eq!(captures.body(first).await, Ok(None));
        captures.purge_deleted(Timestamp(i64::MAX)).await.unwrap();
        assert_eq!(fixture.add(post("/")).await, CaptureId(3));
    }

    #[tokio::test]
    async fn counts_follow_every_change() {
        let fixture = Fixture::new();
        let first = fixture.add(post("/")).await;
        let rejected_one = NewCapture {
            verification: rejected(),
            ..post("/")
        };
        fixture.add(rejected_one).await;
        let captures = fixture.store.captures();
        captures
            .set_verification(first, rejected(), Labels::default())
            .await
            .unwrap();
        let counts = captures.counts().await.unwrap();
        let verdicts = [
            (Verdict::Verified, 0),
            (Verdict::Rejected, 2),
            (Verdict::Unsigned, 0),
            (Verdict::NotChecked, 0),
        ];
        assert_eq!(counts.by_verdict, verdicts);
        let unsorted = SourceCount {
            source: "unsorted".into(),
            total: 2,
            rejected: 2,
            last_received_at: post("/").received_at,
        };
        assert_eq!(counts.by_source, [unsorted]);
    }

    #[tokio::test]
    async fn a_later_check_replaces_verdict_evidence_and_labels() {
        let fixture = Fixture::new();
        let captures = fixture.store.captures();
        let answer = Answer {
            status: 200,
            headers: Headers::default(),
            body: None,
        };
        let given = NewCapture {
            answer: Some(answer.clone()),
            ..post("/")
        };
        let id = fixture.add(given).await;
        let labels = Labels {
            event_type: Some("ping".into()),
            ..Labels::default()
        };
        let check = Verification {
            evidence: Some(model::Evidence::default()),
            ..rejected()
        };
        let verify = |id| captures.set_verification(id, check.clone(), labels.clone());
        verify(id).await.unwrap();
        let record = captures.get(id).await.unwrap().unwrap();
        assert_eq!(record.capture.event_type.as_deref(), Some("ping"));
        assert_eq!(record.evidence.as_ref(), Some(&check));
        assert_eq!(record.answer, Some(answer));
        assert_eq!(fixture.ids("verdict:rejected type:ping").await, [id.0]);
        let missing = verify(CaptureId(99)).await.unwrap_err();
        assert_eq!(missing.to_string(), "there is no capture cap_99");
    }
}
