//! Faults against servers that record what arrived.

use std::time::{Duration, Instant};

use bytes::Bytes;
use model::{FailureKind, Fault};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::testing::{OK, TestServer, sender, silent_port};
use crate::{SenderOptions, WireForm};

const DELAY: Duration = Duration::from_millis(120);
const BODY: &str = "0123456789abcdefghijklmno";

/// What a server saw of one connection.
#[derive(Debug)]
struct Seen {
    bytes: String,
    /// How the connection ended: `None` is an end as it should be.
    error: Option<std::io::ErrorKind>,
    /// Time from the head's end to the last byte.
    body_took: Duration,
}

/// A server for one connection, which it answers once so many bytes of body are there.
struct Witness {
    url: String,
    seen: oneshot::Receiver<Seen>,
}

impl Witness {
    async fn answering_after(body: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, seen) = oneshot::channel();
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            tell.send(watch(stream, body).await).ok();
        });
        Self { url, seen }
    }

    async fn silent() -> Self {
        Self::answering_after(usize::MAX).await
    }
}

async fn watch<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, answer_after: usize) -> Seen {
    let (mut bytes, mut piece, mut error) = (Vec::new(), [0; 64 * 1024], None);
    let (mut head_at, mut last_at, mut answered) = (None, Instant::now(), false);
    loop {
        match stream.read(&mut piece).await {
            Ok(0) => break,
            Ok(read) => bytes.extend_from_slice(&piece[..read]),
            Err(broken) => {
                error = Some(broken.kind());
                break;
            }
        }
        last_at = Instant::now();
        let Some(body) = body_of(&bytes).map(str::len) else {
            continue;
        };
        head_at.get_or_insert(last_at);
        if body >= answer_after && !answered {
            answered = true;
            stream.write_all(OK.as_bytes()).await.unwrap();
        }
    }
    Seen {
        bytes: String::from_utf8(bytes).unwrap(),
        error,
        body_took: last_at - head_at.unwrap_or(last_at),
    }
}

fn body_of(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.split_once("\r\n\r\n").map(|(_, body)| body)
}

impl Seen {
    fn body(&self) -> &str {
        body_of(self.bytes.as_bytes()).unwrap()
    }

    fn announced(&self) -> Option<&str> {
        let line = self
            .bytes
            .lines()
            .find(|line| line.starts_with("Content-Length:"));
        line.map(|line| line["Content-Length:".len()..].trim())
    }
}

fn post(url: &str, body: &'static str) -> Outgoing {
    let mut outgoing = Outgoing::new("POST", url);
    outgoing.headers.push("X-One", "1");
    outgoing.body = Bytes::from_static(body.as_bytes());
    outgoing
}

/// The same as it was captured.
fn recorded(url: &str, body: &'static str) -> Outgoing {
    let head = format!(
        "POST /in HTTP/1.1\r\nHost: a\r\nx-ONE:  1\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    Outgoing {
        wire: WireForm::Exact {
            recorded_head: head.into(),
        },
        ..post(url, body)
    }
}

async fn sent(outgoing: Outgoing, fault: Fault) -> Exchange {
    send(&sender(), outgoing, &[fault], DELAY).await
}

fn told(exchange: &Exchange) -> &str {
    &exchange.outcome.as_ref().unwrap_err().message
}

#[tokio::test]
async fn what_is_dropped_reaches_nobody_and_says_so() {
    let server = TestServer::answering(OK).await;
    let exchange = sent(post(&server.url("/"), BODY), Fault::Drop).await;
    assert_eq!(server.connections(), 0);
    assert!(told(&exchange).starts_with("Dropped on purpose: it was never sent to 127.0.0.1:"));
    assert!(exchange.request_head.is_empty());
}

#[tokio::test]
async fn a_reset_tears_the_connection_down_in_the_middle_of_the_body() {
    for make in [post, recorded] {
        let witness = Witness::silent().await;
        let exchange = sent(make(&witness.url, BODY), Fault::Reset).await;
        let seen = witness.seen.await.unwrap();
        assert_eq!(seen.error, Some(std::io::ErrorKind::ConnectionReset));
        assert_eq!(
            (seen.announced(), seen.body()),
            (Some("25"), "0123456789ab")
        );
        let failure = exchange.outcome.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Closed);
        assert!(
            failure.message.ends_with("it went as it was meant to: the connection was reset after 12 of 25 bytes of the body, on purpose."),
            "{}",
            failure.message
        );
        assert_eq!(exchange.exact, None);
    }
}

#[tokio::test]
async fn a_truncated_body_ends_before_the_length_it_announced() {
    for make in [post, recorded] {
        let witness = Witness::silent().await;
        let exchange = sent(make(&witness.url, BODY), Fault::Truncate).await;
        let seen = witness.seen.await.unwrap();
        assert_eq!(
            (seen.announced(), seen.body()),
            (Some("25"), "0123456789ab")
        );
        assert_eq!(seen.error, None);
        let told = told(&exchange);
        assert!(
            told.starts_with(
                "The body ended after 12 of 25 announced bytes, on purpose. 127.0.0.1:"
            ),
            "{told}"
        );
        assert_eq!(exchange.exact, None);
    }
}

#[tokio::test]
async fn an_answer_to_a_truncated_body_is_kept() {
    let witness = Witness::answering_after(12).await;
    let exchange = sent(post(&witness.url, BODY), Fault::Truncate).await;
    assert_eq!(exchange.outcome.unwrap().body, b"ok");
    assert_eq!(
        exchange.exceptions,
        ["the body ended after 12 of 25 announced bytes, on purpose"]
    );
}

#[tokio::test]
async fn a_wrong_length_says_less_than_the_body_that_follows() {
    for make in [post, recorded] {
        let witness = Witness::answering_after(12).await;
        let exchange = sent(make(&witness.url, BODY), Fault::WrongLength).await;
        assert_eq!(exchange.status(), Some(200));
        assert_eq!(exchange.exact, None);
        let words = exchange.exceptions.last().unwrap();
        assert_eq!(
            words,
            "Content-Length was 12 for 25 bytes of body, on purpose"
        );
        let head = String::from_utf8(exchange.request_head.to_vec()).unwrap();
        let seen = witness.seen.await.unwrap();
        assert_eq!((seen.announced(), seen.body()), (Some("12"), BODY));
        assert_eq!(seen.bytes, head + BODY);
    }
}

#[tokio::test]
async fn a_slow_body_trickles_and_is_proved_exact_all_the_same() {
    let witness = Witness::answering_after(BODY.len()).await;
    let exchange = sent(recorded(&witness.url, BODY), Fault::SlowBody).await;
    assert_eq!((exchange.status(), exchange.exact), (Some(200), Some(true)));
    let seen = witness.seen.await.unwrap();
    assert_eq!(seen.body(), BODY);
    assert!(seen.bytes.contains("\r\nx-ONE:  1\r\n"), "{}", seen.bytes);
    assert!(seen.body_took >= DELAY / 2, "{:?}", seen.body_took);
}

#[tokio::test]
async fn a_slow_body_has_its_time_on_top_of_the_time_out() {
    let witness = Witness::answering_after(BODY.len()).await;
    let mut outgoing = post(&witness.url, BODY);
    outgoing.timeout = Some(DELAY);
    let exchange = send(&sender(), outgoing, &[Fault::SlowBody], 2 * DELAY).await;
    assert_eq!(exchange.status(), Some(200), "{exchange:?}");
}

#[tokio::test]
async fn a_late_request_is_late_and_its_own_times_are_not() {
    let server = TestServer::answering(OK).await;
    let begun = Instant::now();
    let late = Duration::from_secs(1);
    let exchange = send(
        &sender(),
        post(&server.url("/"), BODY),
        &[Fault::Delay],
        late,
    )
    .await;
    assert!(begun.elapsed() >= late);
    assert_eq!(exchange.status(), Some(200));
    assert!(Duration::from_micros(exchange.timing.total_micros) < late);
    assert_eq!(exchange.exceptions, ["it was sent 1s late, on purpose"]);
}

#[tokio::test]
async fn a_late_request_that_is_cancelled_is_not_sent() {
    let server = TestServer::answering(OK).await;
    let mut outgoing = post(&server.url("/"), BODY);
    let cancel = CancellationToken::new();
    cancel.cancel();
    outgoing.cancel = Some(cancel);
    let hour = Duration::from_secs(3600);
    let exchange = send(&sender(), outgoing, &[Fault::Delay], hour).await;
    assert_eq!(exchange.outcome.unwrap_err().kind, FailureKind::Cancelled);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_request_without_a_body_can_be_broken_as_well() {
    let witness = Witness::silent().await;
    sent(post(&witness.url, ""), Fault::Truncate).await;
    let seen = witness.seen.await.unwrap();
    assert_eq!((seen.announced(), seen.body()), (Some("1"), ""));
    let witness = Witness::silent().await;
    sent(post(&witness.url, ""), Fault::Reset).await;
    let seen = witness.seen.await.unwrap();
    assert_eq!(seen.error, Some(std::io::ErrorKind::ConnectionReset));
    let witness = Witness::answering_after(0).await;
    let exchange = sent(post(&witness.url, ""), Fault::WrongLength).await;
    assert_eq!(exchange.status(), Some(200));
    assert_eq!(
        exchange.exceptions,
        ["a wrong length was meant, but the body is empty"]
    );
}

#[tokio::test]
async fn a_large_body_is_broken_in_its_middle() {
    let body: &'static str = "x".repeat(3_000_000).leak();
    let witness = Witness::silent().await;
    sent(post(&witness.url, body), Fault::Truncate).await;
    assert_eq!(witness.seen.await.unwrap().body().len(), 1_500_000);
}

#[tokio::test]
async fn a_dead_target_is_told_as_it_is() {
    let url = format!("http://127.0.0.1:{}/", silent_port().await);
    for fault in [Fault::Reset, Fault::Truncate, Fault::SlowBody] {
        let failure = sent(post(&url, BODY), fault).await.outcome.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Refused);
        assert!(
            failure.message.starts_with("Nothing listens on"),
            "{}",
            failure.message
        );
    }
}

#[tokio::test]
async fn faults_befall_requests_over_tls_alike() {
    let (mut server, tls) = TestServer::with_tls(OK).await;
    let sender = Sender::with_tls(SenderOptions::default(), tls).unwrap();
    let url = format!("https://localhost:{}/", server.port);
    let slow = send(&sender, post(&url, BODY), &[Fault::SlowBody], DELAY).await;
    assert_eq!(slow.status(), Some(200), "{slow:?}");
    assert!(server.seen().await.ends_with(BODY.as_bytes()));
    for fault in [Fault::Reset, Fault::Truncate] {
        let exchange = send(&sender, post(&url, BODY), &[fault], DELAY).await;
        assert!(told(&exchange).contains("on purpose"), "{exchange:?}");
    }
}

#[tokio::test]
async fn sending_twice_and_holding_back_are_told_and_not_done() {
    let server = TestServer::answering(OK).await;
    let faults = [Fault::Duplicate, Fault::Reorder];
    let exchange = send(&sender(), post(&server.url("/"), BODY), &faults, DELAY).await;
    assert!(exchange.succeeded() && exchange.exceptions.is_empty());
    assert_eq!(server.connections(), 1);
    assert!(is_twice(&faults) && is_held_back(&faults));
    assert!(!is_twice(&[Fault::Drop]) && !is_held_back(&[]));
}
