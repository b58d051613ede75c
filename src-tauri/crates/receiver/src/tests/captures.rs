//! What comes is kept as it came.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::rt::{TokioExecutor, TokioIo};
use model::{HttpVersion, Origin, UNSORTED, Verdict};
use tokio::net::TcpStream;

use super::support::{Running, post};

#[tokio::test]
async fn a_head_is_kept_byte_for_byte_and_a_body_too() {
    let running = Running::start().await;
    let head = b"POST /any/where?a=%20&b HTTP/1.1\r\nhOST: localhost\r\nX-Two: 1\r\nx-two:2 \r\nX-Raw: \xff\xfe\r\nContent-Length: 5\r\n\r\n";
    let mut request = head.to_vec();
    request.extend_from_slice(b"\x00\xff\r\n\x80");
    let id = running.send(&request).await.capture();
    let record = running.record(id).await;
    assert_eq!(record.head, head);
    assert_eq!(running.body(id).await, b"\x00\xff\r\n\x80");
    assert_eq!(record.capture.target, "/any/where?a=%20&b");
    assert_eq!(record.capture.size, 5);
}

#[tokio::test]
async fn every_method_and_every_path_is_captured_as_unsorted() {
    let running = Running::start().await;
    for (method, target) in [("GET", "/"), ("BREW", "/favicon.ico"), ("OPTIONS", "*")] {
        let request = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let heard = running.send(request).await;
        assert_eq!(heard.status(), 200);
        let capture = running.record(heard.capture()).await.capture;
        assert_eq!((&*capture.method, &*capture.target), (method, target));
        assert_eq!(capture.source, UNSORTED);
        assert_eq!(capture.verdict, Verdict::NotChecked);
    }
}

#[tokio::test]
async fn a_connect_request_is_shown_and_opens_no_tunnel() {
    let running = Running::start().await;
    let mut line = running.connect().await;
    line.write("CONNECT host:443 HTTP/1.1\r\nHost: host:443\r\n\r\n")
        .await;
    let status = line.hear_head().await.status();
    let capture = running.newest_of(1).await.capture;
    assert_eq!(
        (&*capture.method, &*capture.target),
        ("CONNECT", "host:443")
    );
    assert_eq!(capture.response_status, Some(status));
    line.finish().await;
    line.rest().await;
}

#[tokio::test]
async fn an_absolute_target_belongs_to_the_source_of_its_path() {
    let running = Running::start().await;
    running.source("proxied", |_| ()).await;
    let request = "GET http://elsewhere.test/proxied/a HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n";
    let id = running.send(request).await.capture();
    let capture = running.record(id).await.capture;
    assert_eq!(capture.source, "proxied");
    assert_eq!(capture.target, "http://elsewhere.test/proxied/a");
}

#[tokio::test]
async fn the_default_answer_names_the_capture_and_no_program() {
    let running = Running::start().await;
    let heard = running.send(post("/a", &[], "{}")).await;
    let id = heard.capture();
    assert_eq!(heard.body, format!("{{\"capture\":\"{id}\"}}\n"));
    assert_eq!(heard.header("content-type"), Some("application/json"));
    assert_eq!(heard.header("server"), None);
    let record = running.record(id).await;
    assert_eq!(record.capture.response_status, Some(200));
    assert_eq!(record.answer.unwrap().body, None);
}

#[tokio::test]
async fn a_chunked_body_is_kept_without_its_chunks() {
    let running = Running::start().await;
    let request = "PUT /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n";
    let id = running.send(request).await.capture();
    assert_eq!(running.body(id).await, b"hello world");
}

#[tokio::test]
async fn a_compressed_body_stays_compressed() {
    let running = Running::start().await;
    let id = running
        .send(post(
            "/a",
            &[("Content-Encoding", "gzip")],
            "no gzip at all",
        ))
        .await
        .capture();
    assert_eq!(running.body(id).await, b"no gzip at all");
}

#[tokio::test]
async fn requests_sent_at_once_on_one_connection_are_answered_in_order() {
    let running = Running::start().await;
    let mut line = running.connect().await;
    let both = [post("/first", &[], "1"), post("/second", &[], "22")].concat();
    line.write(both).await;
    let (first, second) = (line.hear().await.capture(), line.hear().await.capture());
    assert_eq!(running.record(first).await.capture.target, "/first");
    assert_eq!(running.body(second).await, b"22");
}

#[tokio::test]
async fn a_sender_that_asks_first_is_told_to_continue() {
    let running = Running::start().await;
    let mut line = running.connect().await;
    line.write(
        "POST /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
    )
    .await;
    assert_eq!(line.hear_head().await.status(), 100);
    line.write("ok").await;
    let id = line.hear().await.capture();
    assert_eq!(running.body(id).await, b"ok");
}

#[tokio::test]
async fn a_head_request_gets_no_body() {
    let running = Running::start().await;
    let mut line = running.connect().await;
    line.write("HEAD /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await;
    assert_eq!(line.hear_head().await.status(), 200);
    assert!(line.rest().await.is_empty());
}

#[tokio::test]
async fn http2_without_tls_is_captured_too() {
    let running = Running::start().await;
    let stream = TcpStream::connect(running.address).await.unwrap();
    let io = TokioIo::new(stream);
    let (mut client, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), io)
        .await
        .unwrap();
    tokio::spawn(connection);
    let request = http::Request::post(format!("http://{}/two?a=b", running.address))
        .header("x-custom", "1")
        .body(Full::new(Bytes::from_static(b"body")))
        .unwrap();
    let response = client.send_request(request).await.unwrap();
    let id = response.headers()["x-hookwright-capture"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(response.into_body().collect().await.is_ok());
    let capture = running.record(id).await.capture;
    assert_eq!(capture.http_version, HttpVersion::Http2);
    assert_eq!(capture.target, "/two?a=b");
    assert_eq!(running.body(id).await, b"body");
}

#[tokio::test]
async fn a_test_delivery_of_our_own_is_told_apart() {
    let running = Running::start().await;
    let request = post("/a", &[(crate::TEST_HEADER, "1")], "");
    let id = running.send(request).await.capture();
    assert_eq!(running.record(id).await.capture.origin, Origin::Test);
}
