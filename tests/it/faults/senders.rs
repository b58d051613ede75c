//! Senders that behave badly stand in nobody else's way.

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tests::{Hookwright, RawClient, get, post};

#[test]
fn two_hundred_slow_senders_keep_nobody_waiting() {
    let hookwright = Hookwright::serve();
    let slow = |number: usize| {
        let mut client = hookwright.connect();
        client.write(format!(
            "POST /slow/{number} HTTP/1.1\r\nHost: localhost\r\nX-"
        ));
        client
    };
    let slow: Vec<RawClient> = (0..200).map(slow).collect();
    for number in 0..20 {
        assert_eq!(
            hookwright
                .post(&format!("/quick/{number}"), &[], "{}")
                .status(),
            200
        );
    }
    drop(slow);
}

#[test]
fn a_sender_that_reads_nothing_keeps_nobody_waiting() {
    let hookwright = Hookwright::serve();
    let mut deaf = hookwright.connect();
    let requests = post("/deaf", &[], b"").repeat(2_000);
    // It may be hung up on in the middle.
    let _ = deaf.try_write(&requests);
    assert_eq!(hookwright.send(get("/alive", &[])).status(), 200);
}

#[tokio::test]
async fn streams_that_are_reset_at_once_keep_nobody_waiting() {
    let hookwright = Hookwright::serve();
    let mut client = connect(&hookwright).await;
    for _ in 0..2_000 {
        // Dropped before it is answered: the stream is reset.
        let asked = client.send_request(request(&hookwright));
        let _ = tokio::time::timeout(std::time::Duration::ZERO, asked).await;
    }
    let answer = connect(&hookwright)
        .await
        .send_request(request(&hookwright))
        .await;
    assert_eq!(answer.expect("it answers").status(), 200);
}

async fn connect(hookwright: &Hookwright) -> http2::SendRequest<Full<Bytes>> {
    let stream = tokio::net::TcpStream::connect(hookwright.receiver())
        .await
        .expect("it listens");
    let (client, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
        .await
        .expect("HTTP/2");
    tokio::spawn(connection);
    client
}

fn request(hookwright: &Hookwright) -> http::Request<Full<Bytes>> {
    let request =
        http::Request::post(hookwright.url("/h2")).body(Full::new(Bytes::from_static(b"{}")));
    request.expect("it is a request")
}
