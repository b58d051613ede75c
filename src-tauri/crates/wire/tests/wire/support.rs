//! A server that tells what it saw, and a client that writes what it is told.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use model::CaptureFlag;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::JoinHandle;
use wire::body::{self, BodyError};
use wire::{Hangup, HeadFlags, Limits, Peer, RecordedHead, Refused, Server};

/// Far more than anything here takes; a test that needs it has failed.
const TOO_LONG: Duration = Duration::from_secs(30);

/// Waits for what has to happen.
pub async fn within<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(TOO_LONG, future)
        .await
        .expect("it happens in time")
}

/// A request as the service saw it.
#[derive(Debug)]
pub struct Seen {
    pub head: Bytes,
    pub flags: Vec<CaptureFlag>,
    pub body: Result<Bytes, BodyError>,
    pub peer: Peer,
}

/// A server under test.
pub struct Host {
    pub port: u16,
    pub seen: mpsc::UnboundedReceiver<Seen>,
    pub refused: mpsc::UnboundedReceiver<Refused>,
    /// Lets one request for `/wait` go on.
    pub go_on: Arc<Notify>,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<()>,
}

/// Limits that no test hits by accident.
pub fn limits() -> Limits {
    Limits {
        body_bytes: 1024 * 1024,
        ..Limits::default()
    }
}

impl Host {
    pub async fn start(limits: Limits) -> Self {
        let listeners = wire::bind_localhost(0).await.unwrap();
        let port = listeners.port();
        let (seen_by, seen) = mpsc::unbounded_channel();
        let (refused_by, refused) = mpsc::unbounded_channel();
        let (stop, stopped) = oneshot::channel();
        let go_on = Arc::new(Notify::new());
        let service = service(limits.clone(), seen_by, Arc::clone(&go_on));
        let server = Server {
            limits,
            refused: Arc::new(move |refused| drop(refused_by.send(refused))),
        };
        let shutdown = async { drop(stopped.await) };
        let served = tokio::spawn(server.serve(listeners, service, shutdown));
        Self {
            port,
            seen,
            refused,
            go_on,
            stop: Some(stop),
            served,
        }
    }

    pub async fn connect(&self) -> Client {
        Client(TcpStream::connect(("127.0.0.1", self.port)).await.unwrap())
    }

    pub async fn saw(&mut self) -> Seen {
        within(self.seen.recv()).await.unwrap()
    }

    pub async fn told(&mut self) -> Refused {
        within(self.refused.recv()).await.unwrap()
    }

    /// Calls for shutdown without waiting for it.
    pub fn stop(&mut self) {
        self.stop.take();
    }

    pub async fn stopped(self) {
        within(self.served).await.unwrap();
    }
}

fn service(
    limits: Limits,
    seen: mpsc::UnboundedSender<Seen>,
    go_on: Arc<Notify>,
) -> impl tower::Service<
    Request<Incoming>,
    Response = Response<Full<Bytes>>,
    Error = std::convert::Infallible,
    Future: Send,
> + Clone
+ Send
+ Sync
+ Unpin
+ 'static {
    tower::service_fn(move |request: Request<Incoming>| {
        let (limits, seen, go_on) = (limits.clone(), seen.clone(), Arc::clone(&go_on));
        async move { Ok(serve(request, &limits, &seen, &go_on).await) }
    })
}

async fn serve(
    request: Request<Incoming>,
    limits: &Limits,
    seen: &mpsc::UnboundedSender<Seen>,
    go_on: &Notify,
) -> Response<Full<Bytes>> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    assert_ne!(path, "/panic", "as asked for");
    let body = body::read(body, limits.body_bytes, limits.body_timeout).await;
    let status = match &body {
        Ok(_) => StatusCode::OK,
        Err(BodyError::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        Err(BodyError::TooSlow { .. }) => StatusCode::REQUEST_TIMEOUT,
        Err(BodyError::Incomplete { .. }) => StatusCode::BAD_REQUEST,
    };
    let extensions = &parts.extensions;
    let told = seen.send(Seen {
        head: extensions.get::<RecordedHead>().unwrap().0.clone(),
        flags: extensions.get::<HeadFlags>().unwrap().0.clone(),
        peer: *extensions.get::<Peer>().unwrap(),
        body,
    });
    drop(told);
    if path == "/gone" {
        let hangup = extensions.get::<Hangup>().unwrap();
        let departure = hangup.wait().await;
        return Response::new(format!("{departure:?}").into());
    }
    match path.as_str() {
        "/never" => std::future::pending().await,
        "/wait" => go_on.notified().await,
        _ => {}
    }
    let content = match path.as_str() {
        "/large" => Bytes::from(vec![b'x'; 64 * 1024 * 1024]),
        _ => Bytes::from(path),
    };
    let mut response = Response::new(Full::new(content));
    *response.status_mut() = status;
    response
}

/// A client that writes bytes.
pub struct Client(pub TcpStream);

/// An answer to a raw request.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Client {
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        within(self.0.write_all(bytes.as_ref())).await.unwrap();
    }

    /// Reads one answer; it must say its length.
    pub async fn answer(&mut self) -> Answer {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(within(self.0.read_u8()).await.expect("an answer comes"));
        }
        let head = String::from_utf8(head).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let lower = head.to_ascii_lowercase();
        let length = lower.split("content-length: ").nth(1);
        let length = length.map_or(0, |rest| rest.lines().next().unwrap().parse().unwrap());
        let mut body = vec![0; length];
        within(self.0.read_exact(&mut body)).await.unwrap();
        let body = String::from_utf8(body).unwrap();
        Answer { status, head, body }
    }

    /// Reads on; whether the server has closed, with nothing more to read.
    pub async fn is_closed(&mut self) -> bool {
        !matches!(within(self.0.read(&mut [0; 1024])).await, Ok(1..))
    }

    pub async fn ask(&mut self, bytes: impl AsRef<[u8]>) -> Answer {
        self.send(bytes).await;
        self.answer().await
    }

    pub async fn finish_sending(&mut self) {
        self.0.shutdown().await.unwrap();
    }
}
