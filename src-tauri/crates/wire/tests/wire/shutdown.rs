//! The end: no new connections, running exchanges finish, nobody waits for ever.

use std::time::Duration;

use tokio::net::TcpStream;
use wire::Limits;

use crate::support::{Host, limits};

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

#[tokio::test]
async fn a_running_exchange_ends_and_its_connection_closes() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").await;
    host.saw().await;
    host.stop();
    host.go_on.notify_one();
    let answer = client.answer().await;
    assert_eq!(answer.body, "/wait");
    assert!(client.is_closed().await);
    host.stopped().await;
}

#[tokio::test]
async fn resting_connections_close_and_new_ones_are_not_accepted() {
    let mut host = Host::start(limits()).await;
    let mut silent = host.connect().await;
    let mut rested = host.connect().await;
    assert_eq!(rested.ask(GET).await.status, 200);
    let port = host.port;
    host.stop();
    assert!(rested.is_closed().await);
    assert!(silent.is_closed().await);
    host.stopped().await;
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
}

#[tokio::test]
async fn an_exchange_without_end_is_cut() {
    let mut host = Host::start(Limits {
        shutdown_timeout: Duration::from_millis(50),
        ..limits()
    })
    .await;
    let mut client = host.connect().await;
    client.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n").await;
    host.saw().await;
    host.stop();
    host.stopped().await;
    assert!(client.is_closed().await);
}
