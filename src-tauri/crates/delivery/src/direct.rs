//! Requests over connections of our own: hyper writes the head, and no client stands between.
//!
//! What goes out is what the client would have written. A connection serves one request after the
//! other; which one is taken is the pool's concern.

use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper_util::rt::TokioIo;
use model::AttemptAnswer;
use tokio::task::JoinHandle;

use crate::answer;
use crate::connect::{Dialer, Stream};
use crate::exchange::{Fault, Trace};
use crate::place::Place;
use crate::plain::Head;
use crate::pool::{Pool, Reusable};

/// A connection for one request after the other.
#[derive(Debug)]
pub(crate) struct Line {
    requests: SendRequest<Full<Bytes>>,
    driven: JoinHandle<()>,
}

/// What an exchange over a line needs.
pub(crate) struct Lines<'a> {
    /// Who connects.
    pub dialer: &'a Dialer,
    /// Lines at rest.
    pub pool: &'a Pool<Line>,
}

impl Lines<'_> {
    /// Sends a request and takes in its answer, `keep` bytes of it at most.
    ///
    /// A request of which a line at rest took nothing goes out on a new one; any other is not sent
    /// again, since it may have been acted upon.
    pub(crate) async fn exchange(
        &self,
        request: Request<Full<Bytes>>,
        (place, keep): (&Place, u64),
        trace: Trace<'_>,
    ) -> Result<AttemptAnswer, Fault> {
        let (mut line, response) = self.sent(request, place).await?;
        let answer = answer::take_in(response, keep, &trace).await?;
        if !answer.truncated && line.requests.ready().await.is_ok() {
            self.pool.put(&place.origin, line);
        }
        Ok(answer)
    }

    async fn sent(
        &self,
        mut request: Request<Full<Bytes>>,
        place: &Place,
    ) -> Result<(Line, http::Response<Incoming>), Fault> {
        if let Some(mut rested) = self.pool.take(&place.origin).await {
            match rested.requests.try_send_request(request).await {
                Ok(response) => return Ok((rested, response)),
                Err(mut refused) => match refused.take_message() {
                    Some(untouched) => request = untouched,
                    None => return Err(refused.into_error().into()),
                },
            }
        }
        let mut line = Line::open(self.dialer.dial(&place.url).await?).await?;
        let response = line.requests.send_request(request).await?;
        Ok((line, response))
    }
}

/// The request as hyper is to write it; `None` where it cannot write the target.
pub(crate) fn request(head: Head, body: Bytes, place: &Place) -> Option<Request<Full<Bytes>>> {
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = head.method;
    *request.uri_mut() = place.target.clone()?.into();
    *request.headers_mut() = head.fields;
    Some(request)
}

impl Line {
    async fn open(stream: Stream) -> Result<Self, hyper::Error> {
        let (requests, connection) = Builder::new()
            // Handlers that compare names with their case expect the usual writing.
            .title_case_headers(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .handshake(TokioIo::new(stream))
            .await?;
        // What ends it is told to who waits for an answer.
        let driven = tokio::spawn(async move { drop(connection.await) });
        Ok(Self { requests, driven })
    }
}

impl Reusable for Line {
    fn is_closed(&self) -> bool {
        self.requests.is_closed()
    }

    async fn closed(&mut self) {
        // One that has ended must not be asked again; a panic in it closes the connection as well.
        if !self.driven.is_finished() {
            let _ = (&mut self.driven).await;
        }
    }
}
