//! Requests over connections of our own: no client stands between.
//!
//! What goes out is what the client would have written. The usual exchange is made here, see
//! [`quick`]; hyper makes the others. A connection serves one request after the other; which one is
//! taken is the pool's concern.

use std::sync::atomic::Ordering::Relaxed;

use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper_util::rt::TokioIo;
use model::AttemptAnswer;
use tokio::task::JoinHandle;

use crate::answer;
use crate::connect::Dialer;
use crate::exchange::{Fault, Trace};
use crate::place::Place;
use crate::pool::{Pool, Reusable};
use crate::quick::{self, Because, Outcome, Wire};
use crate::request_head::Head;
use crate::resumed::Resumed;

/// A connection that hyper speaks over, for one request after the other.
#[derive(Debug)]
pub(crate) struct Line {
    requests: SendRequest<Full<Bytes>>,
    driven: JoinHandle<()>,
}

/// Connections at rest.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    wires: Pool<Wire>,
    lines: Pool<Line>,
}

/// A request, and where it goes.
#[derive(Clone, Copy)]
pub(crate) struct Directed<'a> {
    /// Who connects.
    pub dialer: &'a Dialer,
    /// The request's head.
    pub head: &'a Head<'a>,
    /// Its body.
    pub body: &'a Bytes,
    /// Where it goes.
    pub place: &'a Place,
    /// Bytes of the answer's body that are kept.
    pub keep: u64,
    /// Where the exchange notes what it comes to.
    pub trace: Trace<'a>,
}

impl Lines {
    /// Sends a request and takes in its answer.
    ///
    /// A request of which a connection at rest took nothing goes out on a new one; any other is not
    /// sent again, since it may have been acted upon.
    pub(crate) async fn exchange(&self, directed: Directed<'_>) -> Result<AttemptAnswer, Fault> {
        let rendered = Bytes::from(directed.head.rendered(directed.place));
        directed.trace.record.head(rendered.clone(), Vec::new());
        let is_usual = !directed.place.is_unusual.load(Relaxed);
        if !is_usual || !quick::serves(directed.head, directed.body) {
            return Box::pin(self.by_hyper(directed, None)).await;
        }
        match self.quickly(directed, &rendered).await? {
            Outcome::Whole(answer, wire) => {
                let rests = |wire| self.wires.put(&directed.place.origin, wire);
                wire.into_iter().for_each(rests);
                Ok(answer)
            }
            Outcome::Unusual(resumed, because) => {
                if because == Because::OfTheAnswer {
                    directed.place.is_unusual.store(true, Relaxed);
                }
                Box::pin(self.by_hyper(directed, Some(resumed))).await
            }
        }
    }

    async fn quickly(&self, directed: Directed<'_>, head: &[u8]) -> Result<Outcome, Fault> {
        let Directed {
            place, keep, trace, ..
        } = directed;
        let request = (head, &directed.body[..]);
        if let Some(rested) = self.wires.take(&place.origin).await {
            match rested.exchange(request, keep, trace).await {
                Outcome::Unusual(resumed, _) if resumed.is_unsent() => {}
                outcome => return Ok(outcome),
            }
        }
        let wire = Wire::new(directed.dialer.dial(&place.url).await?);
        Ok(wire.exchange(request, keep, trace).await)
    }

    /// Makes an exchange, or goes on with one that has begun.
    async fn by_hyper(
        &self,
        directed: Directed<'_>,
        begun: Option<Resumed>,
    ) -> Result<AttemptAnswer, Fault> {
        let Directed {
            place, keep, trace, ..
        } = directed;
        let request = request(directed)?;
        let (mut line, response) = self.sent(request, directed, begun).await?;
        let answer = answer::take_in(response, keep, &trace).await?;
        if !answer.truncated && line.requests.ready().await.is_ok() {
            self.lines.put(&place.origin, line);
        }
        Ok(answer)
    }

    async fn sent(
        &self,
        mut request: Request<Full<Bytes>>,
        directed: Directed<'_>,
        begun: Option<Resumed>,
    ) -> Result<(Line, http::Response<Incoming>), Fault> {
        let place = directed.place;
        if let Some(begun) = begun {
            return Line::open(begun).await?.send(request).await;
        }
        if let Some(mut rested) = self.lines.take(&place.origin).await {
            match rested.requests.try_send_request(request).await {
                Ok(response) => return Ok((rested, response)),
                Err(mut refused) => match refused.take_message() {
                    Some(untouched) => request = untouched,
                    None => return Err(refused.into_error().into()),
                },
            }
        }
        let stream = directed.dialer.dial(&place.url).await?;
        Line::open(Resumed::fresh(stream))
            .await?
            .send(request)
            .await
    }
}

/// The request as hyper is to write it.
fn request(directed: Directed<'_>) -> Result<Request<Full<Bytes>>, Fault> {
    let unsendable = || Fault::Unsendable("its path holds what no path may hold".to_owned());
    let target = directed.place.target.clone().ok_or_else(unsendable)?;
    let mut request = Request::new(Full::new(directed.body.clone()));
    *request.method_mut() = directed.head.method.clone();
    *request.uri_mut() = target.into();
    *request.headers_mut() = directed.head.map()?;
    Ok(request)
}

impl Line {
    async fn open(stream: Resumed) -> Result<Self, hyper::Error> {
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

    async fn send(
        mut self,
        request: Request<Full<Bytes>>,
    ) -> Result<(Self, http::Response<Incoming>), Fault> {
        let response = self.requests.send_request(request).await?;
        Ok((self, response))
    }
}

impl Reusable for Line {
    fn is_closed(&mut self) -> bool {
        self.requests.is_closed()
    }

    async fn closed(&mut self) {
        // One that has ended must not be asked again; a panic in it closes the connection as well.
        if !self.driven.is_finished() {
            let _ = (&mut self.driven).await;
        }
    }
}
