//! HTTP/2 with prior knowledge.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::http2::SendRequest;
use hyper_util::rt::{TokioExecutor, TokioIo};
use model::CaptureFlag::HeadTooLarge;
use tokio::task::JoinHandle;
use wire::Limits;

use crate::support::{Host, limits, within};

struct Http2Client {
    requests: SendRequest<Full<Bytes>>,
    connection: JoinHandle<hyper::Result<()>>,
}

impl Http2Client {
    async fn connect(host: &Host) -> Self {
        let stream = TokioIo::new(host.connect().await.0);
        let handshake = hyper::client::conn::http2::handshake(TokioExecutor::new(), stream);
        let (requests, connection) = within(handshake).await.unwrap();
        Self {
            requests,
            connection: tokio::spawn(connection),
        }
    }

    async fn ask(&mut self, request: Request<Full<Bytes>>) -> Response<Incoming> {
        within(self.requests.send_request(request)).await.unwrap()
    }
}

fn post(path: &str, body: &'static str) -> Request<Full<Bytes>> {
    Request::post(format!("http://example.com{path}"))
        .header("X-Two", "1")
        .header("x-one", "2")
        .header("x-two", "3")
        .body(Full::from(body))
        .unwrap()
}

#[tokio::test]
async fn a_request_carries_our_rendering_of_its_head() {
    let mut host = Host::start(limits()).await;
    let mut client = Http2Client::connect(&host).await;
    let answer = client.ask(post("/x?y", "body")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "/x");
    let seen = host.saw().await;
    let head = "POST /x?y HTTP/2\r\nhost: example.com\r\nx-two: 1\r\nx-two: 3\r\nx-one: 2\r\ncontent-length: 4\r\n\r\n";
    assert_eq!(seen.head, head);
    assert_eq!(seen.body.unwrap(), "body");
    assert_eq!(seen.flags, []);
}

#[tokio::test]
async fn more_fields_than_allowed_are_refused_and_told() {
    let mut host = Host::start(limits()).await;
    let mut client = Http2Client::connect(&host).await;
    let mut request = post("/many", "");
    for number in 0..200 {
        let name: http::HeaderName = format!("x-{number}").parse().unwrap();
        request.headers_mut().insert(name, "y".parse().unwrap());
    }
    assert_eq!(client.ask(request).await.status(), 431);
    let refused = host.told().await;
    assert_eq!(refused.flag, HeadTooLarge);
    assert!(refused.head.starts_with(b"POST /many HTTP/2\r\n"));
}

#[tokio::test]
async fn a_head_too_long_is_refused_and_told() {
    let mut host = Host::start(Limits {
        head_bytes: 1000,
        ..limits()
    })
    .await;
    let mut client = Http2Client::connect(&host).await;
    let mut request = post("/long", "");
    let value = "y".repeat(1000).parse().unwrap();
    request.headers_mut().insert("x", value);
    assert_eq!(client.ask(request).await.status(), 431);
    assert_eq!(host.told().await.flag, HeadTooLarge);
}

#[tokio::test]
async fn a_connection_with_nothing_to_do_is_closed() {
    let host = Host::start(Limits {
        idle_timeout: Duration::from_millis(50),
        ..limits()
    })
    .await;
    let mut client = Http2Client::connect(&host).await;
    assert_eq!(client.ask(post("/", "")).await.status(), 200);
    within(client.connection).await.unwrap().unwrap();
}

#[tokio::test]
async fn running_streams_end_before_shutdown() {
    let mut host = Host::start(limits()).await;
    let mut client = Http2Client::connect(&host).await;
    let asked = client.requests.send_request(post("/wait", ""));
    let asked = tokio::spawn(asked);
    host.saw().await;
    host.stop();
    host.go_on.notify_one();
    assert_eq!(within(asked).await.unwrap().unwrap().status(), 200);
    host.stopped().await;
}

#[tokio::test]
async fn streams_without_end_are_cut() {
    let mut host = Host::start(Limits {
        shutdown_timeout: Duration::from_millis(50),
        ..limits()
    })
    .await;
    let mut client = Http2Client::connect(&host).await;
    let asked = tokio::spawn(client.requests.send_request(post("/never", "")));
    host.saw().await;
    host.stop();
    host.stopped().await;
    assert!(within(asked).await.unwrap().is_err());
}

/// A frame as bytes.
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

#[tokio::test]
async fn an_attack_by_resets_ends_its_own_connection_only() {
    const POST_TO_A: &[u8] = b"\x83\x86\x84\x41\x01a";
    let host = Host::start(limits()).await;
    let mut attack = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    attack.extend(frame(4, 0, 0, b""));
    for stream in (1..4001).step_by(2) {
        attack.extend(frame(1, 5, stream, POST_TO_A));
        attack.extend(frame(3, 0, stream, &8u32.to_be_bytes()));
    }
    let mut attacker = host.connect().await;
    attacker.send(attack).await;
    while !attacker.is_closed().await {}
    assert!(host.seen.len() < 2000, "{}", host.seen.len());
    let mut client = Http2Client::connect(&host).await;
    assert_eq!(client.ask(post("/", "")).await.status(), 200);
}
