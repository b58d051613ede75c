//! Servers on loopback that answer with given bytes and tell what they were sent.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use model::{CaptureId, HttpVersion, Origin, Secret, Timestamp, Verification};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use store::{NewCapture, NewSource, Options, Store};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;

use crate::{Sender, SenderOptions};

/// What a server answers a request, head and body; [`SILENCE`]: it is never answered.
type Decide = Arc<dyn Fn(&[u8]) -> &'static str + Send + Sync>;

/// A server whose answers are fixed, or decided by the request.
pub(crate) struct TestServer {
    /// Its port on 127.0.0.1.
    pub(crate) port: u16,
    seen: mpsc::UnboundedReceiver<Vec<u8>>,
    connections: Arc<AtomicUsize>,
}

impl TestServer {
    /// Answers with these bytes and keeps the connection, unless they say `close` in a field.
    pub(crate) async fn answering(answer: &'static str) -> Self {
        Self::listen(Arc::new(move |_: &[u8]| answer), None).await
    }

    /// Answers each request as is decided.
    pub(crate) async fn deciding(
        decide: impl Fn(&[u8]) -> &'static str + Send + Sync + 'static,
    ) -> Self {
        Self::listen(Arc::new(decide), None).await
    }

    /// Gives each request the next answer; the last one stays.
    pub(crate) async fn answering_in_turn(answers: &'static [&'static str]) -> Self {
        let next = AtomicUsize::new(0);
        let turn = move |_: &[u8]| {
            let index = next.fetch_add(1, Ordering::Relaxed);
            answers[index.min(answers.len() - 1)]
        };
        Self::deciding(turn).await
    }

    /// Speaks TLS with a certificate for `localhost`; gives the configuration that trusts it.
    pub(crate) async fn with_tls(answer: &'static str) -> (Self, ClientConfig) {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let certificate = made.cert.der().clone();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let server = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(certificate).unwrap();
        let client = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let acceptor = TlsAcceptor::from(Arc::new(server));
        let answer = Arc::new(move |_: &[u8]| answer);
        (Self::listen(answer, Some(acceptor)).await, client)
    }

    /// The address of a server that takes a byte of anything, says `greeting` and is gone.
    pub(crate) async fn greeting(greeting: &'static str) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                stream.read_u8().await.ok();
                stream.write_all(greeting.as_bytes()).await.ok();
            }
        });
        address
    }

    async fn listen(decide: Decide, tls: Option<TlsAcceptor>) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        if tls.is_some() {
            // As if it were far away: what is long does not go out at once.
            socket.set_recv_buffer_size(2_048).unwrap();
        }
        socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
        let listener = socket.listen(1_024).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, seen) = mpsc::unbounded_channel();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                let (tell, tls, decide) = (tell.clone(), tls.clone(), decide.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, &decide, &tell).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(stream, &decide, &tell).await;
                            }
                        }
                    }
                });
            }
        });
        Self {
            port,
            seen,
            connections,
        }
    }

    /// Its URL.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How many connections were made to it.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// The next request that came in, head and body.
    pub(crate) async fn seen(&mut self) -> Vec<u8> {
        self.seen.recv().await.unwrap()
    }
}

async fn serve<S>(mut stream: S, decide: &Decide, tell: &mpsc::UnboundedSender<Vec<u8>>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(request) = read_request(&mut stream).await {
        let answer = decide(&request);
        tell.send(request).ok();
        if answer == SILENCE {
            std::future::pending::<()>().await;
        }
        stream.write_all(answer.as_bytes()).await.ok();
        stream.flush().await.ok();
        if !answer.starts_with("HTTP/1.1") || answer.contains(": close\r\n") {
            stream.shutdown().await.ok();
            return;
        }
    }
}

/// Reads a head and as much body as its Content-Length says; `None` at the end of the stream.
async fn read_request<S: AsyncRead + Unpin>(stream: &mut S) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await.ok()?);
    }
    let head = wire::head::parse(&request).unwrap();
    let length = head.headers.text("content-length").unwrap_or("0");
    let mut body = vec![0; length.trim().parse().unwrap()];
    stream.read_exact(&mut body).await.ok()?;
    request.extend_from_slice(&body);
    Some(request)
}

/// A port of 127.0.0.1 where nobody listens.
pub(crate) async fn silent_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

/// A sender with the defaults.
pub(crate) fn sender() -> Sender {
    Sender::new(SenderOptions::default()).unwrap()
}

/// In the place of an answer: none ever comes, and the connection stays.
pub(crate) const SILENCE: &str = "silence";

/// The answer most tests give.
pub(crate) const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Mixed: Case\r\n\r\nok";

/// A store in a folder of its own, and a sender.
pub(crate) struct Bench {
    pub(crate) store: Store,
    pub(crate) sender: Sender,
    _folder: tempfile::TempDir,
}

impl Bench {
    /// An empty store.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Options::new(folder.path())).unwrap();
        Self {
            store,
            sender: sender(),
            _folder: folder,
        }
    }

    /// Makes a source, with a secret unless that is empty.
    pub(crate) async fn source(&self, name: &str, scheme: Option<&str>, secret: &str) {
        let secrets = [secret].into_iter().filter(|secret| !secret.is_empty());
        let source = NewSource {
            name: name.to_owned(),
            scheme: scheme.map(str::to_owned),
            secrets: secrets.map(|secret| Secret::new(secret).into()).collect(),
            ..NewSource::default()
        };
        self.store.sources().add(source).await.unwrap();
    }

    /// Stores a capture with the body `Hello, World!`, of the source its path names; if there is
    /// none, of one that is made.
    pub(crate) async fn capture(&self, target: &str) -> CaptureId {
        let name = target.split(['/', '?']).nth(1).unwrap();
        if self.store.sources().get(name).await.unwrap().is_none() {
            self.source(name, None, "").await;
        }
        let source = self.store.sources().get(name).await.unwrap().unwrap();
        let head = format!(
            "POST {target} HTTP/1.1\r\nHost: localhost:4400\r\nX-oDD: 1\r\nContent-Length: 13\r\n\r\n"
        );
        let capture = NewCapture {
            received_at: Timestamp(1),
            started: Instant::now(),
            source: Some(source.id),
            method: "POST".to_owned(),
            target: target.to_owned(),
            http_version: HttpVersion::Http11,
            head: head.into(),
            body: Bytes::from_static(b"Hello, World!"),
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
        };
        self.store.captures().add(capture).await.unwrap()
    }
}
