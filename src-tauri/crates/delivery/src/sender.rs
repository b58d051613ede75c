//! Sends one request and says what came of it.
//!
//! A refused connection, a timeout or an answer that is no HTTP is a value.
//! Nothing is counted, stored, retried or redirected here.

use std::sync::Arc;
use std::time::Duration;

use model::{AttemptAnswer, AttemptFailure, Clock, FailureKind};
use reqwest::{Client, Url};
use rustls::ClientConfig;

use crate::connect::{Dialer, check_host};
use crate::exchange::{Fault, Noted, Progress, Record};
use crate::failure::Circumstances;
use crate::marks::Marks;
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
}

impl Sender {
    /// Sets up a sender that trusts the certificates which this machine trusts.
    ///
    /// # Errors
    /// When a part of it refuses its settings.
    pub fn new(options: SenderOptions) -> Result<Self, SenderError> {
        Self::with_tls(options, tls::client_config()?)
    }

    fn with_tls(options: SenderOptions, tls: ClientConfig) -> Result<Self, SenderError> {
        let client = plain::client(tls.clone())?;
        let dialer = Dialer::new(tls);
        Ok(Self(Arc::new(Inner {
            options,
            client,
            dialer,
        })))
    }

    /// The clock that dates the exchanges.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.options.clock
    }

    /// Sends one request and waits for the whole answer, at most its timeout.
    pub async fn send(&self, outgoing: Outgoing) -> Exchange {
        let started_at = self.clock().now();
        let (marks, record) = (Marks::start(), Record::default());
        let progress = Progress {
            marks: &marks,
            record: &record,
        };
        let outcome = marks
            .clone()
            .during(self.0.outcome(&outgoing, progress))
            .await;
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
        outgoing: &Outgoing,
        progress: Progress<'_>,
    ) -> Result<AttemptAnswer, AttemptFailure> {
        let url = http_url(&outgoing.url)?;
        let circumstances = || Circumstances::of(&url, progress.marks.stage());
        check_host(&url).map_err(|error| circumstances().forbidden(error))?;
        let limit = outgoing.timeout.unwrap_or(self.options.timeout);
        let exchange = tokio::time::timeout(limit, self.exchange(outgoing, &url, progress));
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
        outgoing: &Outgoing,
        url: &Url,
        progress: Progress<'_>,
    ) -> Result<AttemptAnswer, Fault> {
        let keep = outgoing.keep_body.unwrap_or(self.options.keep_body);
        match &outgoing.wire {
            WireForm::Normal => {
                let request = plain::request(outgoing, url, &self.options.user_agent)?;
                plain::exchange(&self.client, request, keep, progress).await
            }
            WireForm::Exact { recorded_head } => {
                let request = exact::request(outgoing, recorded_head, url, progress);
                let stream = self.dialer.dial(url).await?;
                exact::exchange(stream, request, keep, progress).await
            }
        }
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
