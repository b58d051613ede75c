//! A served emulation, a receiver that answers as told, and runs to send again.

use std::time::Duration;

use bytes::Bytes;
use delivery::{Outgoing, Sender, SenderOptions};
use model::{AttemptAnswer, Clock, Headers, Timestamp};
use serde_json::Value;
use store::{Options, Store};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

use crate::skyvern::{self, Emulation, HOSTING_SETTING, Hosting, NewRun, Run};
use crate::{Means, Provider, stage};

pub const NOW: Timestamp = Timestamp(1_800_000_000_000_000);

/// An emulated Skyvern on a port of its own, until this is dropped.
pub struct Stage {
    pub means: Means,
    pub base_url: String,
    pub key: String,
    _shutdown: oneshot::Sender<()>,
    _folder: TempDir,
}

impl Stage {
    pub async fn new() -> Self {
        Self::with_patience(Duration::from_secs(60)).await
    }

    pub async fn with_patience(patience: Duration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(NOW);
        let options = Options {
            clock: clock.clone(),
            ..Options::new(folder.path())
        };
        let sender = Sender::new(SenderOptions {
            clock,
            ..SenderOptions::default()
        });
        let means = Means::new(Store::open(&options).unwrap(), sender.unwrap());
        let stage = stage::Stage::new(means.clone(), Provider::Skyvern);
        let key = stage.owner(None).await.unwrap().key;
        let key = String::from_utf8(key.expose().to_vec()).unwrap();
        let emulation = Emulation { stage, patience };
        let (base_url, shutdown) = serve(emulation).await;
        Self {
            means,
            base_url,
            key,
            _shutdown: shutdown,
            _folder: folder,
        }
    }

    pub async fn host_as(&self, hosting: Hosting) {
        let settings = self.means.store.settings();
        settings.set(HOSTING_SETTING, &hosting).await.unwrap();
    }

    /// Stores a run; `change` says in what it differs from a completed task.
    pub async fn run(&self, webhook_url: Option<&str>, change: impl FnOnce(&mut Run)) -> String {
        let new = NewRun {
            webhook_url: webhook_url.map(ToOwned::to_owned),
            ..NewRun::default()
        };
        let mut run = new.into_run(NOW, rand::random()).unwrap();
        change(&mut run);
        let stage = stage::Stage::new(self.means.clone(), Provider::Skyvern);
        let owner = stage.owner(None).await.unwrap();
        let added = skyvern::add(&self.means.store, &run, owner.organization);
        added.await.unwrap();
        run.run_id
    }

    /// Asks for a replay with a body of this kind.
    pub async fn ask(&self, run_id: &str, content_type: &str, body: &[u8]) -> Said {
        let path = format!("/v1/runs/{run_id}/retry_webhook");
        let fields = [
            ("x-api-key", self.key.as_str()),
            ("Content-Type", content_type),
        ];
        self.call("POST", &path, &fields, body).await
    }

    pub async fn retry(&self, run_id: &str, body: &str) -> Said {
        self.ask(run_id, "application/json", body.as_bytes()).await
    }

    pub async fn call(
        &self,
        method: &str,
        path: &str,
        fields: &[(&str, &str)],
        body: &[u8],
    ) -> Said {
        let outgoing = Outgoing {
            headers: fields.iter().copied().collect(),
            body: Bytes::copy_from_slice(body),
            ..Outgoing::new(method, format!("{}{path}", self.base_url))
        };
        let answer = self.means.sender.send(outgoing).await.outcome.unwrap();
        Said::new(answer)
    }
}

async fn serve(emulation: Emulation) -> (String, oneshot::Sender<()>) {
    let listeners = wire::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://127.0.0.1:{}", listeners.port());
    let (shutdown, ended) = oneshot::channel::<()>();
    let router = skyvern::router(emulation);
    tokio::spawn(crate::serve(listeners, router, async {
        drop(ended.await);
    }));
    (base_url, shutdown)
}

/// What the emulation answered.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    pub headers: Headers,
    pub text: String,
}

impl Said {
    fn new(answer: AttemptAnswer) -> Self {
        Self {
            status: answer.status,
            headers: answer.headers,
            text: String::from_utf8(answer.body).unwrap(),
        }
    }

    pub fn json(&self) -> Value {
        assert_eq!(self.headers.text("content-type"), Some("application/json"));
        serde_json::from_str(&self.text).unwrap()
    }

    /// Its status and its detail.
    pub fn detail(&self) -> (u16, String) {
        let detail = self.json()["detail"].clone();
        let text = detail.as_str().map(ToOwned::to_owned);
        (self.status, text.unwrap_or_else(|| detail.to_string()))
    }
}

/// A receiver of webhooks that answers every request alike.
pub struct Receiver {
    pub url: String,
    received: mpsc::UnboundedReceiver<Received>,
}

/// A request as it came.
#[derive(Debug)]
pub struct Received {
    pub head: String,
    pub body: Vec<u8>,
}

impl Receiver {
    pub async fn answering(answer: impl Into<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, received) = mpsc::unbounded_channel();
        let answer = answer.into();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tell.send(take(&mut stream).await).ok();
                stream.write_all(answer.as_bytes()).await.ok();
            }
        });
        Self { url, received }
    }

    /// Takes requests and never answers.
    pub async fn silent() -> (String, TcpListener) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        (
            format!("http://{}/", listener.local_addr().unwrap()),
            listener,
        )
    }

    pub async fn next(&mut self) -> Received {
        self.received.recv().await.unwrap()
    }

    pub fn is_untouched(&mut self) -> bool {
        self.received.try_recv().is_err()
    }
}

async fn take(stream: &mut TcpStream) -> Received {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= length(head)
        {
            let start = bytes.len() - body.len();
            let (head, body) = (head.to_owned(), bytes[start..].to_vec());
            return Received { head, body };
        }
        let count = stream.read_buf(&mut bytes).await.unwrap();
        assert!(count > 0, "the request ended early");
    }
}

fn length(head: &str) -> usize {
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: "));
    length.map_or(0, |length| length.parse().unwrap())
}

/// An answer of HTTP.
pub fn answer(status: u16, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} Said\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
}
