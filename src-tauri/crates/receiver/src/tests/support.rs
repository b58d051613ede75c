//! A receiver that runs, and senders whose every byte is ours.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use model::{Attempt, CaptureId, Clock, Filter, ResponseRule, Secret, SourceId, Timestamp};
use store::{CaptureRecord, NewSource, Store};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::{Context, Pause, Receiver, ReceiverOptions};

/// The time of every test: that of the signatures in it.
pub(super) const NOW: i64 = 1_760_000_000;
/// No test waits longer for what has to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A receiver that listens.
pub(super) struct Running {
    pub store: Store,
    pub address: SocketAddr,
    pub pause: Pause,
    pub context: Arc<Context>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    folder: TempDir,
}

impl Running {
    pub(super) async fn start() -> Self {
        Self::with(|_| ()).await
    }

    pub(super) async fn with(change: impl FnOnce(&mut ReceiverOptions)) -> Self {
        Self::on(tempfile::tempdir().unwrap(), change).await
    }

    /// Starts on a data folder that may have been used before.
    pub(super) async fn on(folder: TempDir, change: impl FnOnce(&mut ReceiverOptions)) -> Self {
        let clock = Clock::fixed(Timestamp::from_unix_seconds(NOW));
        let mut opening = store::Options::new(folder.path());
        opening.clock = clock.clone();
        let store = Store::open(&opening).unwrap();
        let sender = delivery::Sender::new(delivery::SenderOptions::default()).unwrap();
        let mut options = ReceiverOptions::new(store.clone(), sender);
        options.clock = clock;
        change(&mut options);
        let pause = options.pause.clone();
        let receiver = Receiver::new(options);
        let listeners = wire::bind("127.0.0.1:0").await.unwrap();
        let address = listeners.addresses()[0];
        let context = receiver.context();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async { stopped.await.unwrap_or_default() };
        let task = tokio::spawn(receiver.run(listeners, shutdown));
        Self {
            store,
            address,
            pause,
            context,
            stop,
            task,
            folder,
        }
    }

    /// Adds a source by name, changed as wanted.
    pub(super) async fn source(&self, name: &str, change: impl FnOnce(&mut NewSource)) -> SourceId {
        let mut new = NewSource {
            name: name.to_owned(),
            ..NewSource::default()
        };
        change(&mut new);
        self.store.sources().add(new).await.unwrap().id
    }

    pub(super) async fn connect(&self) -> Line {
        Line(BufReader::new(
            TcpStream::connect(self.address).await.unwrap(),
        ))
    }

    /// Sends these bytes on a connection of their own and hears the answer.
    pub(super) async fn send(&self, bytes: impl AsRef<[u8]>) -> Heard {
        let mut line = self.connect().await;
        line.write(bytes).await;
        line.hear().await
    }

    /// Everything about a capture but its body.
    pub(super) async fn record(&self, id: CaptureId) -> CaptureRecord {
        self.store.captures().get(id).await.unwrap().unwrap()
    }

    pub(super) async fn body(&self, id: CaptureId) -> Vec<u8> {
        self.store.captures().body(id).await.unwrap().unwrap()
    }

    /// The newest capture once there are `count` of them.
    pub(super) async fn newest_of(&self, count: usize) -> CaptureRecord {
        let mut changes = self.store.changes();
        let wait = async {
            loop {
                let captures = self.store.captures();
                let page = captures.page(&Filter::default(), None, 100).await.unwrap();
                if page.len() >= count {
                    return page[0].id;
                }
                changes.recv().await.unwrap();
            }
        };
        let id = tokio::time::timeout(PATIENCE, wait).await;
        self.record(id.expect("so many captures come")).await
    }

    /// The attempts made with a capture, once there are `count` of them.
    pub(super) async fn attempts(&self, capture: CaptureId, count: usize) -> Vec<Attempt> {
        let mut changes = self.store.changes();
        let wait = async {
            loop {
                let attempts = self.store.attempts();
                let attempts = attempts.page(Some(capture), None, 100).await.unwrap();
                if attempts.len() >= count {
                    return attempts;
                }
                changes.recv().await.unwrap();
            }
        };
        let attempts = tokio::time::timeout(PATIENCE, wait).await;
        attempts.expect("so many attempts come")
    }

    /// Shuts down, waits for the end of it, and gives the data folder back.
    pub(super) async fn stop(self) -> TempDir {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
        self.store.close().await;
        self.folder
    }
}

/// One connection to the receiver.
pub(super) struct Line(BufReader<TcpStream>);

impl Line {
    pub(super) async fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).await.unwrap();
    }

    /// Writes what the receiver may not want to read to its end.
    pub(super) async fn try_to_write(&mut self, bytes: &[u8]) {
        let _ = self.0.write_all(bytes).await;
    }

    /// Says that nothing more will be sent.
    pub(super) async fn finish(&mut self) {
        self.0.shutdown().await.unwrap();
    }

    /// The next answer with its body.
    pub(super) async fn hear(&mut self) -> Heard {
        let mut heard = self.hear_head().await;
        let length = heard.header("content-length").unwrap_or("0");
        let mut body = vec![0; length.parse().unwrap()];
        self.0.read_exact(&mut body).await.unwrap();
        heard.body = String::from_utf8(body).unwrap();
        heard
    }

    /// The next answer's head, for answers without a body.
    pub(super) async fn hear_head(&mut self) -> Heard {
        let head = tokio::time::timeout(PATIENCE, read_head(&mut self.0)).await;
        Heard {
            head: String::from_utf8(head.expect("an answer comes")).unwrap(),
            body: String::new(),
        }
    }

    /// What comes until the receiver closes the connection.
    pub(super) async fn rest(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        // A connection that is reset is closed as well.
        let _ = tokio::time::timeout(PATIENCE, self.0.read_to_end(&mut rest))
            .await
            .expect("the connection is closed");
        rest
    }
}

/// An answer.
#[derive(Debug)]
pub(super) struct Heard {
    head: String,
    pub body: String,
}

impl Heard {
    pub(super) fn status(&self) -> u16 {
        let status = self.head.split(' ').nth(1);
        status.and_then(|status| status.parse().ok()).unwrap()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut named = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.trim())
    }

    /// The capture that it names.
    pub(super) fn capture(&self) -> CaptureId {
        let id = self.header("x-hookwright-capture");
        id.expect("the answer names a capture").parse().unwrap()
    }
}

async fn read_head(stream: &mut BufReader<TcpStream>) -> Vec<u8> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let read = stream.read_until(b'\n', &mut head).await.unwrap();
        assert_ne!(read, 0, "closed after {:?}", String::from_utf8_lossy(&head));
    }
    head
}

/// A POST with a body, and these fields beside `Host` and its length.
pub(super) fn post(target: &str, fields: &[(&str, &str)], body: &str) -> Vec<u8> {
    let fields: String = fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let length = body.len();
    format!("POST {target} HTTP/1.1\r\nHost: localhost\r\n{fields}Content-Length: {length}\r\n\r\n{body}").into()
}

/// A rule with these steps.
pub(super) fn steps(text: &str) -> ResponseRule {
    ResponseRule {
        steps: ResponseRule::parse_steps(text).unwrap(),
        ..ResponseRule::default()
    }
}

pub(super) fn secret(text: &str) -> Secret {
    Secret::new(text)
}

/// What most targets answer.
const ACCEPTED: &str = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// A server to forward to: tells each request as it came and answers it.
pub(super) struct Target {
    pub url: String,
    requests: mpsc::UnboundedReceiver<String>,
    task: JoinHandle<()>,
}

impl Target {
    pub(super) async fn start() -> Self {
        Self::answering(ACCEPTED).await
    }

    /// One that gives these bytes for an answer and closes.
    pub(super) async fn answering(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (tell, requests) = mpsc::unbounded_channel();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve_target(BufReader::new(stream), answer, tell.clone()));
            }
        });
        Self {
            url,
            requests,
            task,
        }
    }

    /// The next request, head and body.
    pub(super) async fn next(&mut self) -> String {
        let request = tokio::time::timeout(PATIENCE, self.requests.recv()).await;
        request.expect("a request comes").unwrap()
    }

    /// Whether no request has come so far.
    pub(super) fn is_idle(&mut self) -> bool {
        self.requests.try_recv().is_err()
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve_target(
    mut stream: BufReader<TcpStream>,
    answer: &str,
    tell: mpsc::UnboundedSender<String>,
) {
    let head = read_head(&mut stream).await;
    let parsed = wire::head::parse(&head).unwrap();
    let length = parsed.headers.text("content-length").unwrap_or("0");
    let mut request = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut request).await.unwrap();
    request.splice(..0, head);
    tell.send(String::from_utf8(request).unwrap()).unwrap();
    stream.write_all(answer.as_bytes()).await.unwrap();
}
