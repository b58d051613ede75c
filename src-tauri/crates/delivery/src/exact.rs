//! Requests that go out byte for byte as they were recorded.
//!
//! The head is the recorded one. What has to differ (the target, `Host`, the
//! connection's own fields) is named, and `wire` proves the rest equal on the
//! bytes that the socket accepted. Nothing of ours is added.

use model::AttemptAnswer;
use reqwest::Url;
use tokio::io::{AsyncRead, AsyncWrite};
use wire::exact::{Destination, ExactError, ExactRequest, head_to};

use crate::exchange::{Fault, Trace};
use crate::{Outgoing, answer, plain};

/// The request as it shall go out; what differs from the recorded head is noted.
pub(crate) fn request(
    outgoing: &Outgoing,
    recorded: &[u8],
    url: &Url,
    trace: Trace<'_>,
) -> ExactRequest {
    let destination = Destination {
        host: &plain::authority(url),
        target: Some(&origin_form(&outgoing.url)),
        body_len: outgoing.body.len(),
    };
    let head = head_to(recorded, destination);
    trace
        .record
        .head(head.bytes.to_vec(), head.exceptions.clone());
    head.with_body(outgoing.body.clone())
}

/// Path and query as they stand in the URL: a parsed one would have them tidied up.
fn origin_form(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("{slash}{path}")
}

/// Sends a request over a connected stream and takes in its answer.
pub(crate) async fn exchange<IO>(
    stream: IO,
    request: ExactRequest,
    keep: u64,
    trace: Trace<'_>,
) -> Result<AttemptAnswer, Fault>
where
    IO: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (response, sent) = match wire::exact::send(stream, request).await {
        Ok(answered) => answered,
        Err(ExactError::Exchange { source, sent }) => {
            trace.record.sent(&sent);
            return Err(source.into());
        }
        Err(error) => return Err(Fault::Unsendable(error.to_string())),
    };
    trace.record.sent(&sent);
    answer::take_in(response, keep, &trace).await
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use tokio::net::TcpStream;

    use super::*;
    use crate::exchange::{Noted, Record};
    use crate::marks::Marks;
    use crate::testing::{OK, TestServer};

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
        let mut request = request(&outgoing, HEAD, &url.parse().unwrap(), trace);
        alter(&mut request);
        let stream = TcpStream::connect(("127.0.0.1", server.port))
            .await
            .unwrap();
        exchange(stream, request, 100, trace).await.unwrap();
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

    #[test]
    fn the_target_is_cut_out_of_the_url_untouched() {
        assert_eq!(origin_form("http://h:1/a/../b?c#d"), "/a/../b?c#d");
        assert_eq!(origin_form("http://h?c"), "/?c");
        assert_eq!(origin_form("http://h"), "/");
    }
}
