//! Sends one request and says what came of it.
//!
//! A refused connection, a timeout or an answer that is no HTTP is a value.
//! Nothing is counted, stored, retried or redirected here.

use std::sync::Arc;
use std::time::Duration;

use model::{AttemptAnswer, AttemptFailure, Clock};
use reqwest::Client;
use rustls::ClientConfig;
use wire::exact::{Connection, Transfer};

use crate::connect::{Dialer, check_host};
use crate::direct::{Directed, Lines};
use crate::exchange::{Fault, Noted, Record, Trace};
use crate::harm::Harm;
use crate::harmed::Harmed;
use crate::marks::Marks;
use crate::place::{Place, Places};
use crate::pool::Pool;
use crate::request_head::Head;
use crate::words::Circumstances;
use crate::{Exchange, Outgoing, WireForm, exact, plain, tls};

/// How a sender behaves.
#[derive(Debug, Clone)]
pub struct SenderOptions {
    /// Time until the whole answer is here, where a request names none.
    pub timeout: Duration,
    /// Bytes of an answer's body that are kept, where a request names no number.
    pub keep_body: u64,
    /// `User-Agent` of requests that bring none; exact ones never get it.
    pub user_agent: String,
    /// Dates the exchanges.
    pub clock: Clock,
}

impl Default for SenderOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            keep_body: 8 * 1024 * 1024,
            user_agent: concat!("Hookwright/", env!("CARGO_PKG_VERSION")).to_owned(),
            clock: Clock::system(),
        }
    }
}

/// Why sending cannot be set up: a fault of the build, not of its surroundings.
#[derive(Debug, thiserror::Error)]
pub enum SenderError {
    /// The HTTP client refuses its settings.
    #[error("the HTTP client cannot be set up: {0}; please report this")]
    Client(#[from] reqwest::Error),
    /// TLS refuses its settings.
    #[error("TLS cannot be set up: {0}; please report this")]
    Tls(#[from] rustls::Error),
}

/// Sends requests. Cheap to clone; clones share connections.
#[derive(Debug, Clone)]
pub struct Sender(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    options: SenderOptions,
    client: Client,
    dialer: Dialer,
    places: Places,
    /// For requests that go out byte for byte.
    pool: Pool<Connection>,
    /// For those whose head is ours.
    lines: Lines,
}

impl Sender {
    /// Sets up a sender that trusts the certificates which this machine trusts.
    ///
    /// # Errors
    /// When a part of it refuses its settings.
    pub fn new(options: SenderOptions) -> Result<Self, SenderError> {
        Self::with_tls(options, tls::client_config()?)
    }

    /// As [`Self::new`], with other trust.
    pub(crate) fn with_tls(options: SenderOptions, tls: ClientConfig) -> Result<Self, SenderError> {
        let client = plain::client(tls.clone())?;
        let dialer = Dialer::new(tls);
        Ok(Self(Arc::new(Inner {
            options,
            client,
            dialer,
            places: Places::default(),
            pool: Pool::default(),
            lines: Lines::default(),
        })))
    }

    /// One that behaves the same, with connections of its own.
    #[must_use]
    pub(crate) fn apart(&self) -> Self {
        let inner = &*self.0;
        Self(Arc::new(Inner {
            options: inner.options.clone(),
            client: inner.client.clone(),
            dialer: inner.dialer.clone(),
            places: Places::default(),
            pool: Pool::default(),
            lines: Lines::default(),
        }))
    }

    /// The clock that dates the exchanges.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.options.clock
    }

    /// Sends one request and waits for the whole answer, at most its timeout.
    pub async fn send(&self, outgoing: Outgoing) -> Exchange {
        self.traced(&outgoing, None).await
    }

    /// The head that [`Self::send`] would write for a request in the normal form; nothing is sent.
    ///
    /// # Errors
    /// When no such request can be sent: its URL, its method or a field is none.
    pub fn head(&self, outgoing: &Outgoing) -> Result<Vec<u8>, AttemptFailure> {
        let place = self.0.places.find(&outgoing.url)?;
        let circumstances = || Circumstances::of(&place.url, Marks::start().stage());
        check_host(&place.url).map_err(|error| circumstances().forbidden(error))?;
        match Head::new(outgoing, &place, &self.0.options.user_agent) {
            Ok(head) => Ok(head.rendered(&place)),
            Err(Fault::Unsendable(what)) => Err(circumstances().unsendable(&what)),
            Err(Fault::Broken(error)) => Err(circumstances().failure(&*error)),
        }
    }

    /// As [`Self::send`], with something happening to the request on purpose.
    pub(crate) async fn send_harmed(&self, outgoing: Outgoing, harm: &Harm) -> Exchange {
        self.traced(&outgoing, Some(harm)).await
    }

    async fn traced(&self, outgoing: &Outgoing, harm: Option<&Harm>) -> Exchange {
        let started_at = self.clock().now();
        let (marks, record) = (Marks::start(), Record::default());
        let trace = Trace {
            marks: &marks,
            record: &record,
        };
        let outcome = self.0.outcome((outgoing, harm), trace);
        let outcome = marks.clone().during(outcome).await;
        let body = outgoing.body.len();
        let outcome = outcome.map_err(|failure| match harm {
            Some(harm) => harm.told(failure, (marks.stage(), body)),
            None => failure,
        });
        let timing = marks.timing();
        let Noted {
            request_head,
            exceptions,
            exact,
            request_sha256,
        } = record.take();
        Exchange {
            started_at,
            timing,
            request_head,
            outcome,
            exact,
            exceptions,
            request_sha256,
        }
    }
}

impl Inner {
    async fn outcome(
        &self,
        (outgoing, harm): (&Outgoing, Option<&Harm>),
        trace: Trace<'_>,
    ) -> Result<AttemptAnswer, AttemptFailure> {
        let place = self.places.find(&outgoing.url)?;
        let circumstances = || Circumstances::of(&place.url, trace.marks.stage());
        check_host(&place.url).map_err(|error| circumstances().forbidden(error))?;
        let slow = harm.and_then(Harm::slow).unwrap_or_default();
        let limit = outgoing.timeout.unwrap_or(self.options.timeout) + slow;
        // Apart from what waits for it: a future is moved whole, and everything around it is twice
        // as large as what it holds.
        let exchange = Box::pin(self.exchange((outgoing, harm), &place, trace));
        let exchange = tokio::time::timeout(limit, exchange);
        let ended = tokio::select! {
            biased;
            () = outgoing.cancelled() => return Err(circumstances().cancelled()),
            ended = exchange => ended,
        };
        match ended {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(Fault::Unsendable(what))) => Err(circumstances().unsendable(&what)),
            Ok(Err(Fault::Broken(error))) => Err(circumstances().failure(&*error)),
            Err(_) => Err(circumstances().timed_out(limit)),
        }
    }

    async fn exchange(
        &self,
        (outgoing, harm): (&Outgoing, Option<&Harm>),
        place: &Place,
        trace: Trace<'_>,
    ) -> Result<AttemptAnswer, Fault> {
        let keep = outgoing.keep_body.unwrap_or(self.options.keep_body);
        let user_agent = &self.options.user_agent;
        if let Some(harm) = harm {
            let harmed = Harmed {
                outgoing,
                place,
                user_agent,
                harm,
            };
            return Box::pin(harmed.exchange(&self.dialer, keep, trace)).await;
        }
        match &outgoing.wire {
            WireForm::Normal => {
                let head = Head::new(outgoing, place, user_agent)?;
                let request = (head, outgoing.body.clone());
                let to = (place, keep);
                Box::pin(plain::exchange(&self.client, request, to, trace)).await
            }
            WireForm::Direct => {
                let head = Head::new(outgoing, place, user_agent)?;
                let directed = Directed {
                    dialer: &self.dialer,
                    head: &head,
                    body: &outgoing.body,
                    place,
                    keep,
                    trace,
                };
                self.lines.exchange(directed).await
            }
            WireForm::Exact { recorded_head } => {
                let request = exact::request(outgoing, recorded_head, place, trace);
                let transfer = Transfer::new(request);
                trace.record.transfer(transfer.clone());
                Box::pin(self.exact_exchange(&transfer, (place, keep), trace)).await
            }
        }
    }

    /// Takes a connection that rests, else a new one.
    ///
    /// A request of which a connection took nothing goes out on a new one; any other is not sent
    /// again, since it may have been acted upon.
    async fn exact_exchange(
        &self,
        transfer: &Transfer,
        (place, keep): (&Place, u64),
        trace: Trace<'_>,
    ) -> Result<AttemptAnswer, Fault> {
        if let Some(rested) = self.pool.take(&place.origin).await {
            let ended = exact::exchange(rested, transfer, keep, trace).await;
            if ended.is_ok() || transfer.sent().bytes > 0 {
                return ended.map(|ended| self.let_rest(place, ended));
            }
        }
        let connection = Connection::open(self.dialer.dial(&place.url).await?).await?;
        let ended = exact::exchange(connection, transfer, keep, trace).await;
        ended.map(|ended| self.let_rest(place, ended))
    }

    fn let_rest(
        &self,
        place: &Place,
        (answer, free): (AttemptAnswer, Option<Connection>),
    ) -> AttemptAnswer {
        if let Some(connection) = free {
            self.pool.put(&place.origin, connection);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::testing::{OK, TestServer, sender};

    fn post(url: String, body: &'static str) -> Outgoing {
        let mut outgoing = Outgoing::new("POST", url);
        outgoing.headers = [("X-One", "1"), ("x-two-b", "2"), ("X-One", "3")]
            .into_iter()
            .collect();
        outgoing.body = Bytes::from_static(body.as_bytes());
        outgoing
    }

    /// The same, as the engine sends.
    fn direct(outgoing: Outgoing) -> Outgoing {
        Outgoing {
            wire: WireForm::Direct,
            ..outgoing
        }
    }

    fn exact(url: String, head: &'static str, body: &'static str) -> Outgoing {
        let mut outgoing = post(url, body);
        outgoing.wire = WireForm::Exact {
            recorded_head: Bytes::from_static(head.as_bytes()),
        };
        outgoing
    }

    fn joined(exchange: &Exchange, body: &str) -> Vec<u8> {
        [&exchange.request_head, body.as_bytes()].concat()
    }

    #[tokio::test]
    async fn a_head_that_is_only_looked_at_is_the_one_that_is_sent() {
        let server = TestServer::answering(OK).await;
        let (sender, outgoing) = (sender(), post(server.url("/a?b=1"), "body"));
        let head = sender.head(&outgoing).unwrap();
        assert_eq!(sender.send(outgoing).await.request_head, head);
        let nowhere = sender.head(&Outgoing::new("POST", "nowhere")).unwrap_err();
        assert!(nowhere.message.contains("no URL"), "{}", nowhere.message);
    }

    #[tokio::test]
    async fn the_head_that_is_kept_is_the_head_that_went_out() {
        let mut server = TestServer::answering(OK).await;
        let sender = sender();
        for (method, path, body) in [
            ("POST", "/a?b=c", "body"),
            ("GET", "/", ""),
            ("PUT", "/%7E/x?", ""),
        ] {
            let outgoing = Outgoing {
                method: method.into(),
                ..post(server.url(path), body)
            };
            for outgoing in [outgoing.clone(), direct(outgoing)] {
                let exchange = sender.send(outgoing).await;
                assert!(exchange.succeeded(), "{exchange:?}");
                let seen = server.seen().await;
                assert_eq!(
                    String::from_utf8_lossy(&seen),
                    String::from_utf8_lossy(&joined(&exchange, body))
                );
                assert_eq!((exchange.exact, exchange.request_sha256), (None, None));
            }
        }
    }

    #[tokio::test]
    async fn a_second_request_takes_the_connection_of_the_first() {
        for form in [|outgoing| outgoing, direct] {
            let server = TestServer::answering(OK).await;
            let sender = sender();
            let first = sender.send(form(post(server.url("/"), ""))).await;
            let second = sender.send(form(post(server.url("/"), ""))).await;
            assert!(first.timing.connect_micros.is_some());
            assert_eq!(second.timing.connect_micros, None);
            assert!(second.timing.first_byte_micros.unwrap() <= second.timing.total_micros);
            assert_eq!(server.connections(), 1);
        }
    }

    #[tokio::test]
    async fn the_engine_gets_a_new_connection_from_a_server_that_closes_after_its_answer() {
        for field in ["Connection", "X-Without-Saying-So"] {
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n{field}: close\r\n\r\n");
            let server = TestServer::answering(answer.leak()).await;
            let sender = sender();
            for _ in 0..3 {
                let exchange = sender.send(direct(post(server.url("/"), "x"))).await;
                assert!(exchange.succeeded(), "{exchange:?}");
            }
            assert_eq!(server.connections(), 3, "{field}");
        }
    }

    #[tokio::test]
    async fn names_are_looked_up_and_addresses_are_not() {
        let server = TestServer::answering(OK).await;
        let url = format!("http://localhost:{}/", server.port);
        for by_name in [
            post(url.clone(), ""),
            exact(url, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", ""),
        ] {
            let timing = sender().send(by_name).await.timing;
            assert!(timing.lookup_micros.is_some(), "{timing:?}");
        }
        let timing = sender().send(post(server.url("/"), "")).await.timing;
        assert_eq!(timing.lookup_micros, None);
    }

    #[tokio::test]
    async fn a_redirect_is_an_answer_and_is_not_followed() {
        let answer = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
        let mut server = TestServer::answering(answer).await;
        let exchange = sender().send(post(server.url("/"), "")).await;
        assert_eq!(exchange.status(), Some(302));
        server.seen().await;
        drop(exchange);
        let next = sender().send(post(server.url("/next"), "")).await;
        assert_eq!(next.status(), Some(302));
        assert!(server.seen().await.starts_with(b"POST /next "));
    }

    #[tokio::test]
    async fn a_compressed_answer_is_kept_as_it_came() {
        let answer =
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\x1f?\x08no";
        let server = TestServer::answering(answer).await;
        let answer = sender()
            .send(post(server.url("/"), ""))
            .await
            .outcome
            .unwrap();
        assert_eq!(answer.body, b"\x1f?\x08no");
        assert_eq!(answer.headers.text("content-encoding"), Some("gzip"));
    }

    #[tokio::test]
    async fn a_long_answer_is_cut_at_the_cap() {
        let server = TestServer::answering(OK).await;
        let mut outgoing = post(server.url("/"), "");
        outgoing.keep_body = Some(1);
        for outgoing in [outgoing.clone(), direct(outgoing)] {
            let answer = sender().send(outgoing).await.outcome.unwrap();
            assert_eq!((&answer.body[..], answer.truncated), (&b"o"[..], true));
        }
    }

    #[tokio::test]
    async fn an_exact_request_goes_out_as_recorded_and_proves_it() {
        let head = "POST /in//a HTTP/1.1\r\nhOsT: example.com\r\nX-One:  1\r\nx-one: 2\r\nContent-Length: 4\r\n\r\n";
        let mut server = TestServer::answering(OK).await;
        let exchange = sender()
            .send(exact(server.url("/a/../b//c|d?e"), head, "body"))
            .await;
        let address = format!("127.0.0.1:{}", server.port);
        let expected = head
            .replace("/in//a", "/a/../b//c|d?e")
            .replace("example.com", &address)
            + "body";
        assert_eq!(String::from_utf8(server.seen().await).unwrap(), expected);
        assert_eq!(joined(&exchange, "body"), expected.as_bytes());
        assert_eq!(exchange.exact, Some(true));
        assert_eq!(exchange.exceptions.len(), 2, "{:?}", exchange.exceptions);
        assert!(exchange.request_sha256.is_some());
    }

    #[tokio::test]
    async fn the_answer_to_an_exact_request_keeps_the_writing_of_its_fields() {
        let server = TestServer::answering(OK).await;
        let head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        let answer = sender()
            .send(exact(server.url("/"), head, ""))
            .await
            .outcome
            .unwrap();
        assert_eq!(answer.headers.0[1].name, "X-Mixed");
        assert_eq!((answer.status, &answer.body[..]), (200, &b"ok"[..]));
    }

    #[tokio::test]
    async fn tls_carries_both_ways_of_sending() {
        let (mut server, trusting) = TestServer::with_tls(OK).await;
        let sender = Sender::with_tls(SenderOptions::default(), trusting).unwrap();
        let url = format!("https://localhost:{}/x", server.port);
        let head = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n";
        let normal = post(url.clone(), "y");
        for outgoing in [normal.clone(), direct(normal), exact(url, head, "y")] {
            let exchange = sender.send(outgoing).await;
            assert_eq!(exchange.status(), Some(200), "{exchange:?}");
            assert_eq!(server.seen().await, joined(&exchange, "y"));
        }
    }
}
