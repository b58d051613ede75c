//! Requests that go out byte for byte as they were recorded.
//!
//! The head is the recorded one. What has to differ (the target, `Host`, the
//! connection's own fields) is named, and `wire` proves the rest equal on the
//! bytes that the socket accepted. Nothing of ours is added.

use model::AttemptAnswer;
use wire::exact::{
    Connection, Destination, ExactError, ExactHead, ExactRequest, Transfer, head_to,
};

use crate::exchange::{Fault, Trace};
use crate::place::Place;
use crate::pool::Reusable;
use crate::{Outgoing, answer};

/// The head that goes out for a body of so many bytes.
pub(crate) fn head(
    (outgoing, body_len): (&Outgoing, usize),
    recorded: &[u8],
    place: &Place,
) -> ExactHead {
    let destination = Destination {
        host: &place.authority,
        target: Some(&origin_form(&outgoing.url)),
        body_len,
    };
    head_to(recorded, destination)
}

/// The request as it shall go out; what differs from the recorded head is noted.
pub(crate) fn request(
    outgoing: &Outgoing,
    recorded: &[u8],
    place: &Place,
    trace: Trace<'_>,
) -> ExactRequest {
    let head = head((outgoing, outgoing.body.len()), recorded, place);
    trace
        .record
        .head(head.bytes.clone(), head.exceptions.clone());
    head.with_body(outgoing.body.clone())
}

/// Path and query as they stand in the URL: a parsed one would have them tidied up.
fn origin_form(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("{slash}{path}")
}

/// Sends a request over a connection and takes in its answer; where the connection is good for
/// another one, it comes back.
pub(crate) async fn exchange(
    mut connection: Connection,
    transfer: &Transfer,
    keep: u64,
    trace: Trace<'_>,
) -> Result<(AttemptAnswer, Option<Connection>), Fault> {
    let response = connection.send(transfer).await?;
    let answer = answer::take_in(response, keep, &trace).await?;
    let is_free = !answer.truncated && connection.is_free().await;
    Ok((answer, is_free.then_some(connection)))
}

impl Reusable for Connection {
    fn is_closed(&mut self) -> bool {
        Self::is_closed(self)
    }

    async fn closed(&mut self) {
        self.closed().await;
    }
}

impl From<ExactError> for Fault {
    fn from(error: ExactError) -> Self {
        match error {
            ExactError::Exchange { source, .. } | ExactError::Connection(source) => source.into(),
            unsendable => Self::Unsendable(unsendable.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;
    use model::FailureKind;
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::exchange::{Noted, Record};
    use crate::marks::Marks;
    use crate::testing::{OK, TestServer, sender};
    use crate::{Exchange, Sender, WireForm};

    const HEAD: &[u8] = b"POST /in HTTP/1.1\r\nHost: a\r\nX-Y: z\r\nContent-Length: 4\r\n\r\n";

    /// Sends a capture, altered by `alter` after it was made ready.
    async fn noted(alter: impl FnOnce(&mut ExactRequest)) -> Noted {
        let server = TestServer::answering(OK).await;
        let (marks, record) = (Marks::start(), Record::default());
        let trace = Trace {
            marks: &marks,
            record: &record,
        };
        let url = server.url("/in");
        let mut outgoing = Outgoing::new("POST", &url);
        outgoing.body = Bytes::from_static(b"body");
        let mut request = request(&outgoing, HEAD, &Place::new(url.parse().unwrap()), trace);
        alter(&mut request);
        let stream = TcpStream::connect(("127.0.0.1", server.port))
            .await
            .unwrap();
        let connection = Connection::open(stream).await.unwrap();
        let transfer = Transfer::new(request);
        record.transfer(transfer.clone());
        exchange(connection, &transfer, 100, trace).await.unwrap();
        record.take()
    }

    #[tokio::test]
    async fn one_altered_byte_on_the_way_out_breaks_the_proof() {
        assert_eq!(noted(|_| ()).await.exact, Some(true));
        let altered = noted(|request| {
            let head = String::from_utf8(request.head.to_vec()).unwrap();
            request.head = Bytes::from(head.replace("X-Y: z", "X-Y: y"));
        });
        assert_eq!(altered.await.exact, Some(false));
    }

    fn recorded(url: String, body: &'static str) -> Outgoing {
        let mut outgoing = Outgoing::new("POST", url);
        outgoing.body = Bytes::from_static(body.as_bytes());
        outgoing.wire = WireForm::Exact {
            recorded_head: Bytes::from_static(HEAD),
        };
        outgoing
    }

    /// The exchanges of three exact sends, one after the other.
    async fn three(sender: &Sender, server: &TestServer) -> Vec<Exchange> {
        let mut exchanges = Vec::new();
        for body in ["one.", "two.", "3..."] {
            exchanges.push(sender.send(recorded(server.url("/"), body)).await);
        }
        exchanges
    }

    #[tokio::test]
    async fn exact_sends_to_one_target_take_one_connection_and_each_proves_its_bytes() {
        let server = TestServer::answering(OK).await;
        let exchanges = three(&sender(), &server).await;
        assert_eq!(server.connections(), 1);
        assert!(
            exchanges
                .iter()
                .all(|exchange| exchange.exact == Some(true))
        );
        let connected = |exchange: &Exchange| exchange.timing.connect_micros.is_some();
        let connected: Vec<bool> = exchanges.iter().map(connected).collect();
        assert_eq!(connected, [true, false, false]);
        assert_ne!(exchanges[0].request_sha256, exchanges[1].request_sha256);
    }

    #[tokio::test]
    async fn a_server_that_closes_after_its_answer_gets_a_new_connection_each_time() {
        for field in ["Connection", "X-Without-Saying-So"] {
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n{field}: close\r\n\r\n");
            let server = TestServer::answering(answer.leak()).await;
            let exchanges = three(&sender(), &server).await;
            assert!(exchanges.iter().all(Exchange::succeeded), "{exchanges:?}");
            assert_eq!(server.connections(), 3, "{field}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_was_not_read_to_its_end_ends_the_connection() {
        let server = TestServer::answering(OK).await;
        let sender = sender();
        for _ in 0..2 {
            let mut outgoing = recorded(server.url("/"), "body");
            outgoing.keep_body = Some(1);
            assert!(sender.send(outgoing).await.succeeded());
        }
        assert_eq!(server.connections(), 2);
    }

    #[tokio::test]
    async fn an_exact_send_without_an_answer_still_proves_what_was_written() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let mut outgoing = recorded(url, "body");
        outgoing.timeout = Some(Duration::from_millis(80));
        let exchange = sender().send(outgoing).await;
        assert_eq!(exchange.outcome.unwrap_err().kind, FailureKind::Timeout);
        assert_eq!(exchange.exact, Some(true));
        assert!(exchange.request_sha256.is_some());
    }

    #[test]
    fn the_target_is_cut_out_of_the_url_untouched() {
        assert_eq!(origin_form("http://h:1/a/../b?c#d"), "/a/../b?c#d");
        assert_eq!(origin_form("http://h?c"), "/?c");
        assert_eq!(origin_form("http://h"), "/");
    }
}
