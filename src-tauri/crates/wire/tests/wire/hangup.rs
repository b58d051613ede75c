//! A sender that goes while its answer is awaited is noticed, as far as TCP tells.

use std::time::Duration;

use wire::Limits;

use crate::support::{Client, Host, limits};

const GONE: &str = "POST /gone HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok";

/// A server with room for one, and a sender that waits there for its answer.
async fn waiting() -> (Host, Client) {
    let mut host = Host::start(Limits {
        connections: 1,
        shutdown_timeout: Duration::from_millis(50),
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    client.send(GONE).await;
    host.saw().await;
    (host, client)
}

#[tokio::test]
async fn a_sender_that_ended_its_side_is_told_and_can_still_be_answered() {
    let (_host, mut client) = waiting().await;
    client.finish_sending().await;
    assert_eq!(client.answer().await.body, "Finished");
}

#[tokio::test]
async fn a_sender_that_broke_the_connection_leaves_its_place_at_once() {
    let (host, client) = waiting().await;
    client.0.set_zero_linger().unwrap();
    drop(client);
    let mut refused = 0;
    loop {
        let mut next = host.connect().await;
        if next.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.status == 200 {
            break;
        }
        refused += 1;
        assert!(refused < 1000, "the place is not free");
    }
}

#[tokio::test]
async fn a_sender_that_has_sent_its_next_request_is_there() {
    let (mut host, mut client) = waiting().await;
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    host.stop();
    host.stopped().await;
    assert!(client.is_closed().await);
}
