//! Odd framing: what is accepted is flagged, what is refused is answered and told.

use bytes::Bytes;
use model::CaptureFlag::{
    self, AmbiguousLength, BareLineFeed, BodyTooLarge, HostMissingOrRepeated, Incomplete, Malformed,
};
use wire::body::BodyError;

use crate::support::{Host, limits};

async fn accepts(request: &str, body: &'static str, flags: &[CaptureFlag]) {
    let mut host = Host::start(limits()).await;
    let answer = host.connect().await.ask(request).await;
    let seen = host.saw().await;
    assert_eq!(answer.status, 200, "{request}");
    assert_eq!(seen.flags, flags, "{request}");
    assert_eq!(
        seen.body,
        Ok(Bytes::from_static(body.as_bytes())),
        "{request}"
    );
    let head = String::from_utf8(seen.head.to_vec()).unwrap();
    assert!(request.starts_with(&head), "{request}");
}

async fn refuses(request: &str, status: u16, flag: CaptureFlag) {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let answer = client.ask(request).await;
    let refused = host.told().await;
    assert_eq!(
        (answer.status, refused.status, refused.flag),
        (status, status, flag),
        "{request}"
    );
    assert_eq!(refused.head, request.as_bytes());
    assert_eq!(refused.peer, client.0.local_addr().unwrap());
    assert_eq!(answer.body, format!("{}\n", refused.detail));
    assert!(client.is_closed().await);
    assert!(host.seen.try_recv().is_err(), "the service never sees it");
}

#[tokio::test]
async fn what_can_be_read_in_one_way_only_is_accepted_and_flagged() {
    let chunks = "2\r\nhi\r\n0\r\n\r\n";
    let both = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"
    );
    accepts(&both, "hi", &[AmbiguousLength]).await;
    let both = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{chunks}"
    );
    accepts(&both, "hi", &[AmbiguousLength]).await;
    let coded = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity, chunked\r\n\r\n{chunks}"
    );
    accepts(&coded, "hi", &[AmbiguousLength]).await;
    let twice = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi";
    accepts(twice, "hi", &[AmbiguousLength]).await;
    accepts("GET / HTTP/1.1\nHost: a\n\n", "", &[BareLineFeed]).await;
    accepts("GET / HTTP/1.1\r\n\r\n", "", &[HostMissingOrRepeated]).await;
    accepts(
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "",
        &[HostMissingOrRepeated],
    )
    .await;
    accepts(
        "POST http://a/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
        "hi",
        &[],
    )
    .await;
    accepts("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "", &[]).await;
    accepts("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", "", &[]).await;
}

#[tokio::test]
async fn what_can_be_read_in_two_ways_is_refused() {
    let framed = |fields: &str| format!("POST / HTTP/1.1\r\nHost: a\r\n{fields}\r\n\r\n");
    for fields in [
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2, 2",
        "Content-Length: +2",
        "Content-Length:",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: \u{e9}, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    ] {
        refuses(&framed(fields), 400, AmbiguousLength).await;
    }
    refuses(
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        400,
        AmbiguousLength,
    )
    .await;
    refuses(
        &framed("Content-Length: 99999999999999999999"),
        413,
        BodyTooLarge,
    )
    .await;
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    for request in [
        "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/3.0\r\nHost: a\r\n\r\n",
        "GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
        "hello\r\n\r\n",
        "\x16\x03\x01 the beginning of a TLS handshake",
    ] {
        refuses(request, 400, Malformed).await;
    }
}

#[tokio::test]
async fn nothing_is_read_after_an_ambiguous_body() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
    let request = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
    );
    let answer = client.ask(request).await;
    assert!(answer.head.contains("connection: close"), "{}", answer.head);
    assert!(client.is_closed().await);
    host.saw().await;
    assert!(host.seen.try_recv().is_err());
}

#[tokio::test]
async fn a_refusal_waits_for_the_answers_before_it() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client
        .send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n")
        .await;
    host.saw().await;
    host.go_on.notify_one();
    assert_eq!(client.answer().await.body, "/wait");
    assert_eq!(client.answer().await.status, 400);
    assert_eq!(host.told().await.head, "nonsense\r\n\r\n");
}

#[tokio::test]
async fn chunks_that_make_no_sense_end_the_body_and_the_connection() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nno size\r\n";
    client.send(request).await;
    let body = host.saw().await.body;
    let Err(BodyError::Incomplete { received, cause }) = body else {
        panic!("{body:?}")
    };
    assert_eq!(received, "hi");
    assert!(cause.contains("chunk size"), "{cause}");
    assert_eq!(client.answer().await.status, 400);
    assert!(client.is_closed().await);
}

#[tokio::test]
async fn a_sender_that_stops_in_the_head_is_told_and_kept() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client.send("POST /half HTTP/1.1\r\nHos").await;
    client.finish_sending().await;
    assert_eq!(client.answer().await.status, 400);
    let refused = host.told().await;
    assert_eq!(
        (refused.flag, &refused.head[..]),
        (Incomplete, &b"POST /half HTTP/1.1\r\nHos"[..])
    );
}

#[tokio::test]
async fn a_sender_that_stops_in_the_body_leaves_what_came() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client
        .send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel")
        .await;
    client.finish_sending().await;
    let body = host.saw().await.body;
    let Err(BodyError::Incomplete { received, .. }) = body else {
        panic!("{body:?}")
    };
    assert_eq!(received, "hel");
}
