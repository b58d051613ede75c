//! What is made here comes to the same as what the client makes.

use std::sync::Arc;

use bytes::Bytes;
use model::FailureKind;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket};
use tokio_rustls::TlsConnector;

use super::{Because, Outcome, Wire};
use crate::connect::Stream;
use crate::exchange::{Record, Trace};
use crate::marks::Marks;
use crate::testing::{OK, TestServer, sender};
use crate::{Exchange, Outgoing, Sender, SenderOptions, WireForm};

fn post(url: String, wire: WireForm) -> Outgoing {
    let mut outgoing = Outgoing::new("POST", url);
    outgoing.headers = [("X-One", "1"), ("x-two", "2"), ("X-One", "3")]
        .into_iter()
        .collect();
    outgoing.body = Bytes::from_static(b"body");
    outgoing.wire = wire;
    outgoing
}

/// Status and body of the answer, or the kind of failure.
fn told(exchange: &Exchange) -> Result<(u16, String), FailureKind> {
    match &exchange.outcome {
        Ok(answer) => Ok((
            answer.status,
            String::from_utf8_lossy(&answer.body).into_owned(),
        )),
        Err(failure) => Err(failure.kind),
    }
}

/// What three requests to a server come to, one after the other, and how many connections it took.
async fn three(answer: &'static str, wire: WireForm) -> (Vec<Exchange>, usize) {
    let server = TestServer::answering(answer).await;
    let sender = sender();
    let mut exchanges = Vec::new();
    for _ in 0..3 {
        exchanges.push(sender.send(post(server.url("/x?y=z"), wire.clone())).await);
    }
    (exchanges, server.connections())
}

#[tokio::test]
async fn whatever_is_answered_comes_to_what_the_client_makes_of_it() {
    for answer in [
        OK,
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 500 Oh\r\nContent-Length: 3\r\n\r\nbad",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nconnection: close\r\n\r\nok",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
        "220 mail.example.com ESMTP\r\n\r\n",
    ] {
        let (ours, connections) = three(answer, WireForm::Direct).await;
        let (theirs, expected) = three(answer, WireForm::Normal).await;
        let both = |exchanges: &[Exchange]| exchanges.iter().map(told).collect::<Vec<_>>();
        assert_eq!(both(&ours), both(&theirs), "{answer}");
        assert!(connections <= expected, "{answer}: {connections}");
        let heads = |exchanges: &[Exchange]| {
            let head = |exchange: &Exchange| exchange.request_head.clone();
            exchanges.iter().map(head).collect::<Vec<_>>()
        };
        // The port differs, and is as long.
        let length = |exchanges: &[Exchange]| heads(exchanges).concat().len();
        assert_eq!(length(&ours), length(&theirs), "{answer}");
    }
}

/// Serves each connection its own piece of an answer, then ends it.
async fn piecemeal(pieces: &'static [&'static str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            if stream.read(&mut request).await.is_err() {
                continue;
            }
            for piece in pieces {
                stream.write_all(piece.as_bytes()).await.ok();
                tokio::task::yield_now().await;
            }
        }
    });
    url
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_told_as_the_client_tells_it() {
    for (pieces, expected) in [
        (&[][..], Err(FailureKind::Closed)),
        (&["HTTP/1.1 2"], Err(FailureKind::Closed)),
        (
            &["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "ok"],
            Err(FailureKind::Closed),
        ),
        (
            &["HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "go", "od"],
            Ok((200, "good".to_owned())),
        ),
        (
            &["HTTP/1.1 200 OK\r\n\r\n", "to ", "the end"],
            Ok((200, "to the end".to_owned())),
        ),
    ] {
        for wire in [WireForm::Direct, WireForm::Normal] {
            let url = piecemeal(pieces).await;
            let exchange = sender().send(post(url, wire)).await;
            assert_eq!(told(&exchange), expected, "{pieces:?}");
        }
    }
}

#[tokio::test]
async fn a_body_that_does_not_fit_into_the_socket_arrives_whole() {
    for size in [super::LONGEST_BODY, super::LONGEST_BODY + 1, 9_000_000] {
        let mut server = TestServer::answering(OK).await;
        let mut outgoing = post(server.url("/"), WireForm::Direct);
        outgoing.body = Bytes::from(vec![b'x'; size]);
        let exchange = sender().send(outgoing).await;
        assert!(exchange.succeeded(), "{exchange:?}");
        assert!(server.seen().await.ends_with(&vec![b'x'; size]));
    }
}

#[tokio::test]
async fn a_method_without_a_body_in_its_answer_is_left_to_the_client() {
    let server = TestServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").await;
    let mut outgoing = post(server.url("/"), WireForm::Direct);
    outgoing.method = "HEAD".into();
    assert_eq!(
        told(&sender().send(outgoing).await),
        Ok((200, String::new()))
    );
}

/// A TLS stream whose socket takes little at once.
async fn narrow(port: u16, trusting: ClientConfig) -> Stream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_send_buffer_size(4_096).unwrap();
    let tcp = socket.connect(([127, 0, 0, 1], port).into()).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let connector = TlsConnector::from(Arc::new(trusting));
    Stream::Tls(Box::new(connector.connect(name, tcp).await.unwrap()))
}

#[tokio::test]
async fn what_tls_took_and_the_socket_did_not_is_handed_on_to_be_flushed() {
    let (mut server, trusting) = TestServer::with_tls(OK).await;
    let wire = Wire::new(narrow(server.port, trusting).await);
    let body = vec![b'x'; 40_000];
    let head = format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n", body.len());
    let (marks, record) = (Marks::start(), Record::default());
    let trace = Trace {
        marks: &marks,
        record: &record,
    };
    let outcome = wire.exchange((head.as_bytes(), &body), 1_000, trace).await;
    let Outcome::Unusual(mut resumed, Because::OfTheConnection) = outcome else {
        panic!("{outcome:?}");
    };
    let request = [head.as_bytes(), &body].concat();
    resumed.write_all(&request).await.unwrap();
    resumed.flush().await.unwrap();
    assert_eq!(server.seen().await, request);
    let mut answer = [0; 12];
    resumed.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
}

#[tokio::test]
async fn the_usual_exchange_speaks_tls_as_well_and_keeps_its_connection() {
    let (server, trusting) = TestServer::with_tls(OK).await;
    let sender = Sender::with_tls(SenderOptions::default(), trusting).unwrap();
    let url = format!("https://localhost:{}/x", server.port);
    for _ in 0..3 {
        let exchange = sender.send(post(url.clone(), WireForm::Direct)).await;
        assert_eq!(told(&exchange), Ok((200, "ok".to_owned())));
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn the_fields_of_the_usual_answer_are_told_as_they_came() {
    let server = TestServer::answering(OK).await;
    let exchange = sender().send(post(server.url("/"), WireForm::Direct)).await;
    let answer = exchange.outcome.unwrap();
    assert_eq!(answer.headers.0[1].name, "X-Mixed");
    assert!(exchange.timing.first_byte_micros.is_some());
}
