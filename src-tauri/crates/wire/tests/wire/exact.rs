//! An exact exchange from end to end: what the recorder took goes out again.

use bytes::Bytes;
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use wire::RecordedHead;
use wire::exact::{self, Connection, ExactError, Transfer, head_for};

use crate::support::{Host, limits, within};

const RECORDED: &[u8] = b"POST /in?a=b HTTP/1.1\r\nhOST: one.example\r\nX-B:  caf\xe9\r\nx-b:2\t\r\nContent-Length: 5\r\n\r\n";

/// A server that takes `length` bytes, gives them, and answers with `answer`.
async fn answering(
    length: usize,
    answer: &'static [u8],
) -> (TcpStream, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let taken = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = vec![0; length];
        stream.read_exact(&mut bytes).await.unwrap();
        stream.write_all(answer).await.unwrap();
        stream.shutdown().await.unwrap();
        stream.read_to_end(&mut bytes).await.unwrap();
        bytes
    });
    (TcpStream::connect(address).await.unwrap(), taken)
}

#[tokio::test]
async fn a_recorded_request_goes_out_byte_for_byte() {
    let head = head_for(RECORDED, "two.example", 5);
    assert_eq!(
        head.exceptions,
        ["hOST is two.example instead of one.example"]
    );
    let meant = [&head.bytes[..], b"hello"].concat();
    let answer = b"HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 201 Made\r\nX-Odd:1\r\ncontent-Length: 2\r\n\r\nok";
    let (stream, taken) = answering(meant.len(), answer).await;
    let request = head.with_body(Bytes::from_static(b"hello"));
    let (response, sent) = within(exact::send(stream, request)).await.unwrap();
    assert_eq!(response.status(), 201);
    let recorded = response.extensions().get::<RecordedHead>().unwrap();
    assert_eq!(
        recorded.0,
        "HTTP/1.1 201 Made\r\nX-Odd:1\r\ncontent-Length: 2\r\n\r\n"
    );
    assert_eq!(
        response.into_body().collect().await.unwrap().to_bytes(),
        "ok"
    );
    assert!(sent.head_equal && sent.body_equal);
    assert_eq!(sent.bytes, meant.len() as u64);
    assert_eq!(sent.sha256, <[u8; 32]>::from(Sha256::digest(&meant)));
    assert_eq!(within(taken).await.unwrap(), meant);
}

#[tokio::test]
async fn a_server_of_ours_records_what_was_recorded() {
    let mut host = Host::start(limits()).await;
    let name = format!("localhost:{}", host.port);
    let head = head_for(RECORDED, &name, 5);
    let bytes = head.bytes.clone();
    let stream = host.connect().await.0;
    let request = head.with_body(Bytes::from_static(b"hello"));
    let (response, sent) = within(exact::send(stream, request)).await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(sent.head_equal && sent.body_equal);
    assert_eq!(host.saw().await.head, bytes);
}

#[tokio::test]
async fn a_large_body_and_a_large_answer_pass() {
    let body = Bytes::from(vec![7; 1024 * 1024]);
    let mut host = Host::start(limits()).await;
    let head = head_for(b"POST /large HTTP/1.1\r\nHost: a\r\n\r\n", "a", body.len());
    let stream = host.connect().await.0;
    let (response, sent) = within(exact::send(stream, head.with_body(body.clone())))
        .await
        .unwrap();
    assert!(sent.body_equal);
    assert_eq!(host.saw().await.body.unwrap(), body);
    let answer = within(response.into_body().collect()).await.unwrap();
    assert_eq!(answer.to_bytes().len(), 64 * 1024 * 1024);
}

#[tokio::test]
async fn an_answer_before_the_end_of_the_request_is_read_and_the_proof_says_so() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let body = Bytes::from(vec![7; 64 * 1024 * 1024]);
    let head = head_for(b"POST / HTTP/1.1\r\nHost: a\r\n\r\n", "a", body.len());
    let sending = tokio::spawn(exact::send(stream, head.with_body(body)));
    let (mut server, _) = listener.accept().await.unwrap();
    server.read_exact(&mut [0; 1000]).await.unwrap();
    server
        .write_all(b"HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n")
        .await
        .unwrap();
    let (response, sent) = within(sending).await.unwrap().unwrap();
    assert_eq!(response.status(), 413);
    assert!(sent.head_equal && !sent.body_equal);
}

#[tokio::test]
async fn no_answer_is_an_error_that_says_how_far_it_came() {
    let head = head_for(RECORDED, "a", 5);
    let meant = head.bytes.len() + 5;
    let (stream, _) = answering(meant, b"").await;
    let request = head.with_body(Bytes::from_static(b"hello"));
    let error = within(exact::send(stream, request)).await.unwrap_err();
    let ExactError::Exchange { sent, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(sent.bytes, meant as u64);
    assert!(error.to_string().starts_with("no answer came back after "));
}

#[tokio::test]
async fn giving_up_closes_the_connection() {
    let mut host = Host::start(limits()).await;
    let head = head_for(b"GET /never HTTP/1.1\r\nHost: a\r\n\r\n", "a", 0);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let sending = tokio::spawn(exact::send(stream, head.with_body(Bytes::new())));
    let (mut server, _) = listener.accept().await.unwrap();
    server.read_u8().await.unwrap();
    sending.abort();
    within(server.read_to_end(&mut Vec::new())).await.unwrap();
    host.stop();
}

#[tokio::test]
async fn a_head_without_request_line_is_not_sent() {
    let (stream, _) = answering(0, b"").await;
    let head = head_for(b"nonsense\r\n\r\n", "a", 0);
    let error = within(exact::send(stream, head.with_body(Bytes::new())))
        .await
        .unwrap_err();
    assert!(matches!(error, ExactError::Head(_)), "{error:?}");
}

fn transfer(name: &str, body: &'static str) -> Transfer {
    let head = head_for(RECORDED, name, body.len());
    Transfer::new(head.with_body(Bytes::from_static(body.as_bytes())))
}

#[tokio::test]
async fn one_connection_serves_exchanges_each_with_a_proof_of_its_own() {
    let mut host = Host::start(limits()).await;
    let mut connection = Connection::open(host.connect().await.0).await.unwrap();
    let mut peers = Vec::new();
    for (name, body) in [("one", "first"), ("two", "second"), ("three", "")] {
        let transfer = transfer(name, body);
        let answer = within(connection.send(&transfer)).await.unwrap();
        within(answer.into_body().collect()).await.unwrap();
        assert!(within(connection.is_free()).await);
        let (saw, sent) = (host.saw().await, transfer.sent());
        assert!(sent.head_equal && sent.body_equal);
        assert_eq!(sent.bytes as usize, saw.head.len() + body.len());
        assert_eq!(saw.body.unwrap(), body);
        peers.push(saw.peer);
    }
    assert!(peers.iter().all(|peer| *peer == peers[0]));
}

#[tokio::test]
async fn a_connection_is_free_only_when_nothing_speaks_against_it() {
    let answers = [
        (
            &b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"[..],
            "announced",
        ),
        (
            b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
            "an old server",
        ),
        (b"HTTP/1.1 200 OK\r\n\r\nto the end", "ended by its end"),
        (b"HTTP/1.1 204 OK\r\n\r\nmore", "not asked for"),
    ];
    for (answer, why) in answers {
        let (stream, _) = answering(RECORDED.len() - 3, answer).await;
        let mut connection = Connection::open(stream).await.unwrap();
        let answer = within(connection.send(&transfer("one", "hello"))).await;
        within(answer.unwrap().into_body().collect()).await.unwrap();
        assert!(!within(connection.is_free()).await, "{why}");
    }
}

#[tokio::test]
async fn what_a_closed_connection_did_not_take_was_not_sent() {
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    let (stream, _) = answering(RECORDED.len() - 3, answer).await;
    let mut connection = Connection::open(stream).await.unwrap();
    let answer = within(connection.send(&transfer("one", "hello"))).await;
    within(answer.unwrap().into_body().collect()).await.unwrap();
    within(connection.closed()).await;
    assert!(connection.is_closed());
    let late = transfer("two", "late");
    within(connection.send(&late)).await.unwrap_err();
    assert_eq!(late.sent().bytes, 0);
}
