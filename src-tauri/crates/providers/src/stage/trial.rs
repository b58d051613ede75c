//! What tests of emulations share: one that is served, an engine that delivers for it, and a
//! receiver that answers as told.

use std::time::Duration;

use bytes::Bytes;
use delivery::engine::{Engine, EngineOptions};
use delivery::{Outgoing, Sender, SenderOptions};
use model::{AttemptAnswer, Clock, DeliveryId, Headers};
use serde_json::Value;
use store::{Options, Store};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, mpsc, oneshot};

use super::{Play, Progress, Stage, front};
use crate::Means;

/// Far more than any test takes; one that fails ends by it.
const LIMIT: Duration = Duration::from_secs(60);

/// An emulation on a port of its own with an engine, until this is dropped.
pub(crate) struct Trial {
    pub(crate) stage: Stage,
    pub(crate) base_url: String,
    /// The key of the first organization.
    pub(crate) key: String,
    _stop: [oneshot::Sender<()>; 2],
    _folder: TempDir,
}

impl Trial {
    /// With the machine's clock and schedules that go by in no time.
    pub(crate) async fn new(play: impl Play) -> Self {
        Self::at(play, Clock::system()).await
    }

    /// With a clock: one that stands still makes first attempts only.
    pub(crate) async fn at(play: impl Play, clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            clock: clock.clone(),
            ..Options::new(folder.path())
        };
        let sender = Sender::new(SenderOptions {
            clock,
            ..SenderOptions::default()
        });
        let means = Means::new(Store::open(&options).unwrap(), sender.unwrap());
        let stage = Stage::new(means.clone(), play.provider());
        stage.set_speed(100_000).await.unwrap();
        let key = stage.owner(None).await.unwrap().key;
        let key = String::from_utf8(key.expose().to_vec()).unwrap();
        let (base_url, served) = serve(play, &means).await;
        Self {
            stage,
            base_url,
            key,
            _stop: [served, deliver(&means)],
            _folder: folder,
        }
    }

    /// Calls the emulation with the key as a bearer token.
    pub(crate) async fn call(&self, method: &str, path: &str, body: &str) -> Said {
        let token = format!("Bearer {}", self.key);
        let fields = [
            ("Authorization", token.as_str()),
            ("Content-Type", "application/json"),
        ];
        self.ask((method, path), &fields, body.as_bytes()).await
    }

    /// Calls the emulation with these header fields and no others.
    pub(crate) async fn ask(
        &self,
        call: (&str, &str),
        fields: &[(&str, &str)],
        body: &[u8],
    ) -> Said {
        Said::new(self.send(call, fields, body).await.unwrap())
    }

    /// The same for calls that may not be answered.
    pub(crate) async fn send(
        &self,
        (method, path): (&str, &str),
        fields: &[(&str, &str)],
        body: &[u8],
    ) -> Result<AttemptAnswer, model::AttemptFailure> {
        let outgoing = Outgoing {
            headers: fields.iter().copied().collect(),
            body: Bytes::copy_from_slice(body),
            ..Outgoing::new(method, format!("{}{path}", self.base_url))
        };
        self.stage.means.sender.send(outgoing).await.outcome
    }

    /// Waits until a delivery is as wanted.
    pub(crate) async fn until(
        &self,
        delivery: DeliveryId,
        met: impl Fn(&Progress) -> bool,
    ) -> Progress {
        let ask = async || self.stage.progress(delivery).await.unwrap().unwrap();
        self.wait(ask, met).await
    }

    /// Asks again after each change until the answer is as wanted.
    pub(crate) async fn wait<T>(&self, ask: impl AsyncFn() -> T, met: impl Fn(&T) -> bool) -> T {
        let mut changes = self.stage.store().changes();
        let found = tokio::time::timeout(LIMIT, async {
            loop {
                let found = ask().await;
                if met(&found) {
                    return found;
                }
                let told = changes.recv().await;
                assert!(!matches!(told, Err(broadcast::error::RecvError::Closed)));
            }
        });
        found.await.expect("what was waited for came about")
    }
}

async fn serve(play: impl Play, means: &Means) -> (String, oneshot::Sender<()>) {
    let listeners = wire::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://127.0.0.1:{}", listeners.port());
    let (stop, stopped) = oneshot::channel::<()>();
    let router = front(Box::new(play), means);
    tokio::spawn(crate::serve(listeners, router, async {
        drop(stopped.await);
    }));
    (base_url, stop)
}

fn deliver(means: &Means) -> oneshot::Sender<()> {
    let engine = Engine::new(EngineOptions::new(
        means.store.clone(),
        means.sender.clone(),
    ));
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(async move {
        let ended = engine.run(async { drop(stopped.await) }).await;
        ended.expect("nobody else delivers");
    });
    stop
}

/// What an emulation answered.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) text: String,
}

impl Said {
    fn new(answer: AttemptAnswer) -> Self {
        Self {
            status: answer.status,
            headers: answer.headers,
            text: String::from_utf8(answer.body).unwrap(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.headers.text("content-type"), Some("application/json"));
        serde_json::from_str(&self.text).unwrap()
    }
}

/// A receiver of webhooks that answers with each status in turn, and then always with the last.
pub(crate) struct Receiver {
    pub(crate) url: String,
    received: mpsc::UnboundedReceiver<Received>,
}

/// A request as it came.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl Receiver {
    pub(crate) async fn answering(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, received) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut count = 0;
            while let Ok((mut stream, _)) = listener.accept().await {
                let status = statuses[count.min(statuses.len() - 1)];
                count += 1;
                tell.send(take(&mut stream).await).ok();
                stream.write_all(answer(status).as_bytes()).await.ok();
            }
        });
        Self { url, received }
    }

    pub(crate) async fn next(&mut self) -> Received {
        let next = tokio::time::timeout(LIMIT, self.received.recv()).await;
        next.expect("a request comes").unwrap()
    }
}

fn answer(status: u16) -> String {
    format!("HTTP/1.1 {status} Said\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
}

async fn take(stream: &mut TcpStream) -> Received {
    let mut bytes = Vec::new();
    loop {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n");
        if let Some(end) = end {
            let head = wire::head::parse(&bytes[..end + 4]).unwrap();
            let length = head.headers.text("content-length");
            let length: usize = length.map_or(0, |length| length.parse().unwrap());
            if bytes.len() >= end + 4 + length {
                let body = bytes.split_off(end + 4);
                let headers = head.headers;
                return Received { headers, body };
            }
        }
        let count = stream.read_buf(&mut bytes).await.unwrap();
        assert!(count > 0, "the request ended early");
    }
}
