//! Every limit is answered and told.

use std::time::Duration;

use model::CaptureFlag::{HeadTooLarge, TooManyConnections, TooSlow};
use wire::Limits;
use wire::body::BodyError;

use crate::support::{Host, limits, within};

const SHORT: Duration = Duration::from_millis(50);
const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

#[tokio::test]
async fn a_head_too_long_is_answered_and_its_beginning_told() {
    let mut host = Host::start(Limits {
        head_bytes: 1000,
        ..limits()
    })
    .await;
    let long = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "y".repeat(1000)
    );
    let mut client = host.connect().await;
    assert_eq!(client.ask(&long).await.status, 431);
    assert!(client.is_closed().await);
    let refused = host.told().await;
    assert_eq!((refused.flag, refused.status), (HeadTooLarge, 431));
    assert_eq!(refused.head, long.as_bytes()[..1000]);
}

#[tokio::test]
async fn a_head_that_never_ends_is_cut_at_the_limit() {
    let mut host = Host::start(Limits {
        head_bytes: 1000,
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    client.send("GET / HTTP/1.1\r\n").await;
    client.send("X: y\r\n".repeat(10_000)).await;
    assert_eq!(client.answer().await.status, 431);
    assert_eq!(host.told().await.head.len(), 1000);
}

#[tokio::test]
async fn a_head_just_within_the_limit_is_served() {
    let mut host = Host::start(limits()).await;
    let rest = limits().head_bytes - GET.len() - "X: \r\n".len();
    let head = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "y".repeat(rest)
    );
    assert_eq!(host.connect().await.ask(&head).await.status, 200);
    assert_eq!(host.saw().await.head, head.as_bytes());
}

#[tokio::test]
async fn two_hundred_fields_are_served_and_one_more_is_refused() {
    let mut host = Host::start(limits()).await;
    let head = |fields: usize| {
        let rest: String = (1..fields).map(|n| format!("X-{n}: y\r\n")).collect();
        format!("GET / HTTP/1.1\r\nHost: a\r\n{rest}\r\n")
    };
    assert_eq!(host.connect().await.ask(head(200)).await.status, 200);
    assert_eq!(host.connect().await.ask(head(201)).await.status, 431);
    assert_eq!(host.told().await.flag, HeadTooLarge);
}

#[tokio::test]
async fn a_slow_head_is_answered() {
    let mut host = Host::start(Limits {
        header_timeout: SHORT,
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    assert_eq!(client.ask("POST /slow HTTP/1.1\r\nHo").await.status, 408);
    assert!(client.is_closed().await);
    let refused = host.told().await;
    assert_eq!(
        (refused.flag, &refused.head[..]),
        (TooSlow, &b"POST /slow HTTP/1.1\r\nHo"[..])
    );
}

#[tokio::test]
async fn a_second_head_may_be_as_slow_as_the_first() {
    let mut host = Host::start(Limits {
        header_timeout: SHORT,
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    assert_eq!(client.ask(GET).await.status, 200);
    assert_eq!(client.ask("GET / HTTP/1.1\r\n").await.status, 408);
    assert_eq!(host.told().await.flag, TooSlow);
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed_without_a_word() {
    let mut host = Host::start(Limits {
        header_timeout: SHORT,
        ..limits()
    })
    .await;
    assert!(host.connect().await.is_closed().await);
    assert!(host.refused.try_recv().is_err());
}

#[tokio::test]
async fn a_connection_that_rests_too_long_is_closed() {
    let mut host = Host::start(Limits {
        idle_timeout: SHORT,
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    for _ in 0..3 {
        assert_eq!(client.ask(GET).await.status, 200);
    }
    assert!(client.is_closed().await);
    assert!(host.refused.try_recv().is_err());
}

#[tokio::test]
async fn a_slow_body_is_answered_with_what_came() {
    let mut host = Host::start(Limits {
        body_timeout: SHORT,
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    client
        .send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhel")
        .await;
    assert_eq!(client.answer().await.status, 408);
    assert!(client.is_closed().await);
    let body = host.saw().await.body;
    let Err(BodyError::TooSlow { received, .. }) = body else {
        panic!("{body:?}")
    };
    assert_eq!(received, "hel");
}

#[tokio::test]
async fn a_body_declared_too_large_is_refused_before_it_is_read() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let head =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n";
    assert_eq!(client.ask(head).await.status, 413);
    let limit = 1024 * 1024;
    assert_eq!(host.saw().await.body, Err(BodyError::TooLarge { limit }));
}

#[tokio::test]
async fn a_sender_in_full_flow_gets_to_read_that_its_body_is_too_large() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let size = 40 * 1024 * 1024;
    client
        .send(format!(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n"
        ))
        .await;
    client.send(vec![0; size]).await;
    assert_eq!(client.answer().await.status, 413);
    assert!(client.is_closed().await);
    assert!(host.saw().await.body.is_err());
}

#[tokio::test]
async fn a_chunked_body_is_counted() {
    let host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client
        .send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        .await;
    let chunk = [b"10000\r\n", &[b'x'; 0x10000][..], b"\r\n"].concat();
    for _ in 0..17 {
        client.send(&chunk).await;
    }
    assert_eq!(client.answer().await.status, 413);
}

#[tokio::test]
async fn one_connection_too_many_is_told_to_come_back() {
    let mut host = Host::start(Limits {
        connections: 1,
        ..limits()
    })
    .await;
    let mut first = host.connect().await;
    assert_eq!(first.ask(GET).await.status, 200);
    let mut second = host.connect().await;
    let answer = second
        .ask("POST /late HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi")
        .await;
    assert_eq!(answer.status, 503);
    assert!(
        answer.head.contains("Retry-After: 1\r\n"),
        "{}",
        answer.head
    );
    assert!(second.is_closed().await);
    let refused = host.told().await;
    assert_eq!((refused.flag, refused.status), (TooManyConnections, 503));
    assert!(refused.head.starts_with(b"POST /late HTTP/1.1\r\n"));
}

#[tokio::test]
async fn a_connection_that_ends_makes_room() {
    let host = Host::start(Limits {
        connections: 1,
        ..limits()
    })
    .await;
    let mut first = host.connect().await;
    assert_eq!(first.ask(GET).await.status, 200);
    first.finish_sending().await;
    assert!(first.is_closed().await);
    drop(first);
    let again = async {
        while host.connect().await.ask(GET).await.status != 200 {
            tokio::task::yield_now().await;
        }
    };
    within(again).await;
}

#[tokio::test]
async fn an_answer_that_is_not_taken_is_given_up() {
    let mut host = Host::start(Limits {
        body_timeout: SHORT,
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await;
    host.saw().await;
    host.stop();
    host.stopped().await;
}
