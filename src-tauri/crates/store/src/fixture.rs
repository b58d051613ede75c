//! What the tests of this crate share: a store in a folder of its own, and requests to put in.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use bytes::Bytes;
use model::{
    CaptureId, Clock, Filter, HttpVersion, Origin, Reason, Timestamp, Verdict, Verification,
};
use tempfile::TempDir;

use crate::{NewCapture, NewSource, Options, Store};

/// An open store; its folder goes with it.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) folder: TempDir,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(Timestamp::from_unix_seconds(1_000));
        let options = Options {
            clock: clock.clone(),
            ..Options::new(folder.path())
        };
        Self {
            store: Store::open(&options).unwrap(),
            clock,
            folder,
        }
    }

    /// The same folder as another process would open it.
    pub(crate) fn another(&self) -> Store {
        Store::open(&Options::new(self.folder.path())).unwrap()
    }

    pub(crate) async fn add(&self, capture: NewCapture) -> CaptureId {
        self.store.captures().add(capture).await.unwrap()
    }

    /// The files of the folder that these bytes stand in.
    pub(crate) fn files_with(&self, bytes: &[u8]) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| {
            let file = std::fs::read(path).unwrap();
            file.windows(bytes.len()).any(|part| part == bytes)
        });
        paths
    }

    /// The ids that a filter finds, newest first.
    pub(crate) async fn ids(&self, filter: &str) -> Vec<i64> {
        let filter = Filter::parse(filter).unwrap();
        let page = self.store.captures().page(&filter, None, 1000).await;
        page.unwrap().iter().map(|row| row.id.0).collect()
    }
}

/// A request to a target, unlike others only in what a test changes.
pub(crate) fn post(target: &str) -> NewCapture {
    NewCapture {
        received_at: Timestamp::from_unix_seconds(900),
        started: Instant::now(),
        source: None,
        method: "POST".into(),
        target: target.into(),
        http_version: HttpVersion::Http11,
        head: Bytes::from(format!("POST {target} HTTP/1.1\r\nHost: localhost\r\n\r\n")),
        body: Bytes::from_static(b"{}"),
        verification: Verification::not_checked(),
        provider: None,
        event_type: None,
        event_id: None,
        handshake: None,
        answer: None,
        delay: Duration::ZERO,
        flags: Vec::new(),
        origin: Origin::Received,
        imported: None,
        remote: None,
        routed: Vec::new(),
    }
}

/// A check that found a wrong signature.
pub(crate) fn rejected() -> Verification {
    Verification {
        verdict: Verdict::Rejected,
        reason: Some(Reason::SignatureMismatch),
        evidence: None,
    }
}

/// A source without scheme and secrets.
pub(crate) fn source(name: &str) -> NewSource {
    NewSource {
        name: name.into(),
        ..NewSource::default()
    }
}
