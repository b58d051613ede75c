//! A running program for the tests of commands: a folder of its own, a receiver on a free port.

use std::sync::Arc;

use model::{CaptureId, HttpVersion, Origin, SourceId, Timestamp, Verification};
use serde_json::Value;
use store::NewCapture;
use tempfile::TempDir;

use crate::contract::CallError;
use crate::contract::sources::{NewSource, SourceOverview, SourceSettings};
use crate::{App, Options};

/// The program; its folder goes away with it.
pub(crate) struct Running {
    pub(crate) app: App,
    folder: Arc<TempDir>,
}

impl Running {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        Self::opened(Arc::new(folder))
    }

    /// The same folder as another process would open it.
    pub(crate) fn another(&self) -> Self {
        Self::opened(self.folder.clone())
    }

    fn opened(folder: Arc<TempDir>) -> Self {
        let options = Options {
            folder: folder.path().to_owned(),
            keeper: store::Keeper::KeyFile,
            receiver: None,
            port_fallback: false,
            emulations: Default::default(),
            unsorted_forward_to: Vec::new(),
        };
        let app = App::open(&options).expect("the folder opens");
        Self { app, folder }
    }

    /// Calls a command by name, as shells do.
    pub(crate) async fn call(&self, name: &str, argument: Value) -> Result<Value, CallError> {
        crate::call(&self.app, name, argument).await
    }

    /// Calls a command that has no reason to refuse.
    pub(crate) async fn answer(&self, name: &str, argument: Value) -> Value {
        let answer = self.call(name, argument).await;
        answer.expect("the command is answered")
    }

    /// A source with a scheme and these secrets.
    pub(crate) async fn source(
        &self,
        name: &str,
        scheme: Option<&str>,
        secrets: &[&str],
    ) -> SourceOverview {
        let new = NewSource {
            name: name.to_owned(),
            settings: SourceSettings {
                scheme: scheme.map(ToOwned::to_owned),
                ..SourceSettings::default()
            },
            secrets: secrets.iter().map(ToString::to_string).collect(),
        };
        crate::sources::add(&self.app, new)
            .await
            .expect("the source is a right one")
    }

    /// A request as the receiver stores it, not checked.
    pub(crate) async fn capture(&self, source: SourceId, head: &str, body: &str) -> CaptureId {
        let parsed = wire::head::parse(head.as_bytes()).expect("the head is a right one");
        let capture = NewCapture {
            received_at: Timestamp::from_unix_seconds(1_760_000_000),
            started: std::time::Instant::now(),
            source: Some(source),
            method: parsed.method,
            target: parsed.target,
            http_version: HttpVersion::Http11,
            head: head.to_owned().into(),
            body: body.to_owned().into(),
            verification: Verification::not_checked(),
            provider: None,
            event_type: None,
            event_id: None,
            handshake: None,
            answer: None,
            delay: std::time::Duration::ZERO,
            flags: Vec::new(),
            origin: Origin::Received,
            imported: None,
            remote: Some("127.0.0.1:9".to_owned()),
            routed: Vec::new(),
        };
        self.app
            .store()
            .captures()
            .add(capture)
            .await
            .expect("there is room")
    }

    /// A capture with the header that GitLab sends a secret in.
    pub(crate) async fn gitlab(&self, source: &SourceOverview, token: &str) -> CaptureId {
        let name = &source.source.name;
        let head = format!(
            "POST /{name}/ HTTP/1.1\r\nHost: 127.0.0.1:4400\r\nX-Gitlab-Event: Push Hook\r\nX-Gitlab-Token: {token}\r\n\r\n"
        );
        self.capture(source.source.id, &head, "{}").await
    }
}
