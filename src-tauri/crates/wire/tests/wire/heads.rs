//! Heads arrive byte for byte, each with its own request.

use bytes::Bytes;

use crate::support::{Host, limits};

const ODD: &[u8] = b"POST /a%20b?x=1&x=%zz HTTP/1.1\r\nhOST:a\r\nX-Dup:  1 \r\nx-dup:\t2\t\r\nX-Bytes: caf\xe9 \xff\r\nX-Empty:\r\nX-Folded: one\r\n  two\r\nContent-Length: 5\r\n\r\n";
const CHUNKED: &[u8] =
    b"PUT /b HTTP/1.1\r\nTransfer-encoding: CHUNKED\r\nHost: b\r\nTrailer: X-T\r\n\r\n";
const CHUNKS: &[u8] =
    b"3;ext=\"a;b\"\r\nGET\r\n00C \r\n / HTTP/1.1\r\r\n0\r\nX-T: GET / HTTP/1.1\r\n\r\n";
const PLAIN: &[u8] = b"wEIRD /c HTTP/1.1\r\nHost: c\r\n\r\n";

fn three() -> Vec<u8> {
    [ODD, b"hello", CHUNKED, CHUNKS, PLAIN].concat()
}

async fn sees_all_three(host: &mut Host) {
    for (head, body) in [
        (ODD, &b"hello"[..]),
        (CHUNKED, b"GET / HTTP/1.1\r"),
        (PLAIN, b""),
    ] {
        let seen = host.saw().await;
        assert_eq!(seen.head, head, "{}", String::from_utf8_lossy(&seen.head));
        assert_eq!(seen.body, Ok(Bytes::from_static(body)));
        assert_eq!(seen.flags, []);
    }
}

#[tokio::test]
async fn pipelined_requests_get_each_their_own_head() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client.send(three()).await;
    sees_all_three(&mut host).await;
    for path in ["/a%20b", "/b", "/c"] {
        let answer = client.answer().await;
        assert_eq!((answer.status, answer.body.as_str()), (200, path));
    }
}

#[tokio::test]
async fn heads_are_whole_wherever_the_network_splits_them() {
    let mut host = Host::start(limits()).await;
    let all = three();
    let mut client = host.connect().await;
    client.0.set_nodelay(true).unwrap();
    for split in (1..all.len()).step_by(7) {
        client.send(&all[..split]).await;
        tokio::task::yield_now().await;
        client.send(&all[split..]).await;
        sees_all_three(&mut host).await;
        for _ in 0..3 {
            assert_eq!(client.answer().await.status, 200);
        }
    }
}

#[tokio::test]
async fn many_requests_on_one_connection_keep_their_order() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let heads: Vec<_> = (0..500)
        .map(|number| format!("GET /{number} HTTP/1.1\r\nHost: a\r\nX-Number: {number}\r\n\r\n"))
        .collect();
    client.send(heads.concat()).await;
    for (number, head) in heads.iter().enumerate() {
        assert_eq!(host.saw().await.head, head.as_bytes());
        assert_eq!(client.answer().await.body, format!("/{number}"));
    }
}

#[tokio::test]
async fn a_large_body_arrives_whole_and_the_next_head_after_it() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let body = vec![b'\n'; 1024 * 1024];
    let head = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    client.send([head.as_bytes(), &body, PLAIN].concat()).await;
    assert_eq!(host.saw().await.body, Ok(Bytes::from(body)));
    assert_eq!(host.saw().await.head, PLAIN);
}

#[tokio::test]
async fn blank_lines_before_a_request_are_no_part_of_it() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client
        .send([b"\r\n\n\r\n", PLAIN, b"\r\n", PLAIN].concat())
        .await;
    assert_eq!(host.saw().await.head, PLAIN);
    assert_eq!(host.saw().await.head, PLAIN);
}

#[tokio::test]
async fn who_waits_to_be_asked_for_the_body_is_asked() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    let head = "POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    let interim = client.ask(head).await;
    assert_eq!(interim.status, 100);
    assert_eq!(client.ask("hi").await.status, 200);
    assert_eq!(host.saw().await.body, Ok(Bytes::from_static(b"hi")));
    assert_eq!(client.ask(PLAIN).await.status, 200);
}

#[tokio::test]
async fn who_is_done_sending_still_gets_the_answer() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").await;
    client.finish_sending().await;
    host.saw().await;
    host.go_on.notify_one();
    assert_eq!(client.answer().await.body, "/wait");
    assert!(client.is_closed().await);
}

#[tokio::test]
async fn a_request_names_its_peer() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client.ask(PLAIN).await;
    assert_eq!(host.saw().await.peer.0, client.0.local_addr().unwrap());
}

#[tokio::test]
async fn http_1_0_closes_after_the_answer() {
    let mut host = Host::start(limits()).await;
    let mut client = host.connect().await;
    assert_eq!(client.ask("GET / HTTP/1.0\r\n\r\n").await.status, 200);
    assert!(client.is_closed().await);
    assert_eq!(host.saw().await.flags, []);
}

#[tokio::test]
async fn a_panic_costs_one_connection() {
    let host = Host::start(limits()).await;
    let mut client = host.connect().await;
    client.send("GET /panic HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(client.is_closed().await);
    assert_eq!(host.connect().await.ask(PLAIN).await.status, 200);
}
