//! Sends one request and says what came of it.
//!
//! A refused connection, a timeout or an answer that is no HTTP is a value.
//! Nothing is counted, stored, retried or redirected here.

use std::sync::Arc;
use std::time::Duration;

use model::{AttemptAnswer, AttemptFailure, Clock, FailureKind};
use reqwest::{Client, Url};
use rustls::ClientConfig;
use wire::exact::{Connection, Transfer};

use crate::connect::{Dialer, check_host};
use crate::exchange::{Fault, Noted, Record, Trace};
use crate::harm::Harm;
use crate::harmed::Harmed;
use crate::marks::Marks;
use crate::pool::Pool;
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
    pool: Pool,
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
            pool: Pool::default(),
        })))
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
        let url = http_url(&outgoing.url)?;
        let circumstances = || Circumstances::of(&url, trace.marks.stage());
        check_host(&url).map_err(|error| circumstances().forbidden(error))?;
        let slow = harm.and_then(Harm::slow).unwrap_or_default();
        let limit = outgoing.timeout.unwrap_or(self.options.timeout) + slow;
        let exchange = self.exchange((outgoing, harm), &url, trace);
        let exchange = tokio::time::timeout(limit, exchange);
        let ended = tokio::select! {
            biased;
            () = outgoing.cancel.cancelled() => return Err(circumstances().cancelled()),
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
        url: &Url,
        trace: Trace<'_>,
    ) -> Result<AttemptAnswer, Fault> {
        let keep = outgoing.keep_body.unwrap_or(self.options.keep_body);
        let user_agent = &self.options.user_agent;
        if let Some(harm) = harm {
            let harmed = Harmed {
                outgoing,
                url,
                user_agent,
                harm,
            };
            return harmed.exchange(&self.dialer, keep, trace).await;
        }
        match &outgoing.wire {
            WireForm::Normal => {
                let request = plain::request(outgoing, url, user_agent)?;
                plain::exchange(&self.client, request, keep, trace).await
            }
            WireForm::Exact { recorded_head } => {
                let request = exact::request(outgoing, recorded_head, url, trace);
                let transfer = Transfer::new(request);
                trace.record.transfer(transfer.clone());
                self.exact_exchange(&transfer, url, keep, trace).await
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
        url: &Url,
        keep: u64,
        trace: Trace<'_>,
    ) -> Result<AttemptAnswer, Fault> {
        if let Some(rested) = self.pool.take(url).await {
            let ended = exact::exchange(rested, transfer, keep, trace).await;
            if ended.is_ok() || transfer.sent().bytes > 0 {
                return ended.map(|ended| self.let_rest(url, ended));
            }
        }
        let connection = Connection::open(self.dialer.dial(url).await?).await?;
        let ended = exact::exchange(connection, transfer, keep, trace).await;
        ended.map(|ended| self.let_rest(url, ended))
    }

    fn let_rest(
        &self,
        url: &Url,
        (answer, free): (AttemptAnswer, Option<Connection>),
    ) -> AttemptAnswer {
        if let Some(connection) = free {
            self.pool.put(url, connection);
        }
        answer
    }
}

fn http_url(text: &str) -> Result<Url, AttemptFailure> {
    let url = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| AttemptFailure {
        kind: FailureKind::Other,
        message: format!(
            "\"{text}\" is no URL to send to. Write it like http://localhost:3000/webhooks."
        ),
    })
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
    async fn the_head_that_is_kept_is_the_head_that_went_out() {
        let mut server = TestServer::answering(OK).await;
        let sender = sender();
        for (method, path, body) in [
            ("POST", "/a?b=c", "body"),
            ("GET", "/", ""),
            ("PUT", "/%7E/x?", ""),
        ] {
            let outgoing = Outgoing {
                method: method.to_owned(),
                ..post(server.url(path), body)
            };
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

    #[tokio::test]
    async fn a_second_request_takes_the_connection_of_the_first() {
        let server = TestServer::answering(OK).await;
        let sender = sender();
        let first = sender.send(post(server.url("/"), "")).await;
        let second = sender.send(post(server.url("/"), "")).await;
        assert!(first.timing.connect_micros.is_some());
        assert_eq!(second.timing.connect_micros, None);
        assert!(second.timing.first_byte_micros.unwrap() <= second.timing.total_micros);
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
        let answer = sender().send(outgoing).await.outcome.unwrap();
        assert_eq!((&answer.body[..], answer.truncated), (&b"o"[..], true));
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
        for outgoing in [post(url.clone(), "y"), exact(url, head, "y")] {
            let exchange = sender.send(outgoing).await;
            assert_eq!(exchange.status(), Some(200), "{exchange:?}");
            assert_eq!(server.seen().await, joined(&exchange, "y"));
        }
    }
}
