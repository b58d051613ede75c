//! The forms in which a request can come over a socket.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http_body_util::Full;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tests::{Hookwright, field, get, post};

#[test]
fn the_receiver_listens_on_ipv4_and_ipv6_alike() {
    let hookwright = Hookwright::serve();
    let port = hookwright.receiver().port();
    let addresses = [format!("127.0.0.1:{port}"), format!("[::1]:{port}")];
    // A machine may have no IPv6 at all.
    let addresses = addresses.into_iter().filter(|it| has_family(it));
    for address in addresses {
        let mut client = tests::RawClient::connect(address.parse().expect("it is an address"));
        client.write(get("/", &[]));
        assert_eq!(client.answer().status(), 200, "{address}");
    }
}

fn has_family(address: &str) -> bool {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    std::net::TcpListener::bind(format!("{host}:0")).is_ok()
}

#[test]
fn requests_sent_at_once_are_answered_in_order_and_captured_apart() {
    let hookwright = Hookwright::serve();
    let mut client = hookwright.connect();
    let requests = [
        post("/p/1", &[], b"one"),
        get("/p/2", &[]),
        post("/p/3", &[], b"three"),
    ];
    client.write(requests.concat());
    let ids: Vec<String> = requests.iter().map(|_| client.answer().capture()).collect();
    let captures: Vec<_> = ids.iter().map(|id| hookwright.capture(id)).collect();
    assert_eq!(field(&captures, "target"), ["/p/1", "/p/2", "/p/3"]);
    let bodies = ["one", "", "three"].map(|body| BASE64_STANDARD.encode(body));
    assert_eq!(field(&captures, "body_b64"), bodies);
}

#[test]
fn a_sender_that_asks_first_is_told_to_continue() {
    let hookwright = Hookwright::serve();
    let mut client = hookwright.connect();
    client.write(
        "POST /e HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
    );
    assert_eq!(client.answer().status(), 100);
    client.write("later");
    let capture = hookwright.capture(&client.answer().capture());
    assert_eq!(capture["body_b64"], BASE64_STANDARD.encode("later"));
}

#[test]
fn chunks_are_taken_apart_and_a_compressed_body_is_kept_as_it_came() {
    let hookwright = Hookwright::serve();
    let answer = hookwright.send(
        "POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n\
         3\r\n\u{1}\u{2}\u{3}\r\n2;ext=1\r\nab\r\n0\r\n\r\n",
    );
    let capture = hookwright.capture(&answer.capture());
    assert_eq!(
        capture["body_b64"],
        BASE64_STANDARD.encode(b"\x01\x02\x03ab")
    );
}

#[tokio::test]
async fn http2_without_tls_is_captured_too() {
    let hookwright = Hookwright::serve();
    let stream = tokio::net::TcpStream::connect(hookwright.receiver())
        .await
        .expect("it listens");
    let handshake =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream));
    let (mut client, connection) = handshake.await.expect("it speaks HTTP/2");
    let connection = tokio::spawn(connection);
    let request = http::Request::post(hookwright.url("/h2/in?x=1")).header("x-trace", "t1");
    let request = request
        .body(Full::new(Bytes::from_static(b"two")))
        .expect("it is a request");
    let answer = client.send_request(request).await.expect("it answers");
    let id = answer.headers()["x-hookwright-capture"]
        .to_str()
        .expect("an id is text")
        .to_owned();
    drop(client);
    let _ = connection.await;
    let capture = hookwright.capture(&id);
    assert_eq!(
        (&capture["http_version"], &capture["target"]),
        (&"2".into(), &"/h2/in?x=1".into())
    );
    assert_eq!(capture["body_b64"], BASE64_STANDARD.encode("two"));
}
