//! What a handler does, read from its answers to variants of one request.
//!
//! Each check of [`checks`](self) says what it sends next from what was answered so far, and in the
//! end what that shows: both are pure. Here they are asked one after the other, and what they send
//! is sent. A probe claims no more than its contrast shows: refusals prove nothing of a handler
//! that never accepted anything signed, acceptance proves nothing of one that accepts forgeries.
//!
//! Nothing goes to any other URL than the one given; redirects are not followed, nothing is stored
//! and nobody is asked: whether the target may be called is the caller's to settle (see
//! [`is_loopback`]).

mod answer;
mod body;
mod change;
mod check;
mod checks;
mod export;
mod ground;
mod headline;
mod json_text;
mod reach;
mod recipe;
mod report;
mod session;
#[cfg(test)]
mod tests;

use std::num::NonZeroU32;

use bytes::Bytes;
use model::{CaptureId, Headers, ProbeReport, Secret};
use reqwest::Url;
use signing::Scheme;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::{Outgoing, Sender};
pub use export::{json, markdown};
use session::Session;

/// Requests a second to a target that is not on this machine, unless somebody says otherwise.
pub const REMOTE_PACE: NonZeroU32 = NonZeroU32::new(5).expect("five is not zero");

/// What is probed, and with what.
#[derive(Debug, Clone)]
pub struct ProbeOrder {
    /// URL of the handler.
    pub target: String,
    /// The scheme that it should verify.
    pub scheme: Scheme,
    /// What signs: the secret, and further ones of a rotation. None where only a public key is known.
    pub secrets: Vec<Secret>,
    /// Method of every request.
    pub method: String,
    /// Header fields beside the scheme's own.
    pub headers: Headers,
    /// The body that variants are made of.
    pub body: Bytes,
    /// The capture it is from.
    pub capture: Option<CaptureId>,
}

impl ProbeOrder {
    /// A probe with an event in the provider's own shape.
    #[must_use]
    pub fn with_sample(target: String, scheme: Scheme, secrets: Vec<Secret>) -> Self {
        let sample = signing::sample(&scheme);
        let mut headers = sample.headers;
        headers.set("Content-Type", sample.content_type);
        Self {
            target,
            scheme,
            secrets,
            method: "POST".to_owned(),
            headers,
            body: Bytes::from(sample.body),
            capture: None,
        }
    }
}

/// How a probe is carried out.
#[derive(Debug, Clone)]
pub struct ProbeMeans {
    /// What sends.
    pub sender: Sender,
    /// Hears how far the probe is.
    pub progress: watch::Sender<ProbeProgress>,
    /// Ends the probe; what is known until then is told.
    pub cancel: CancellationToken,
    /// Requests a second; `None`: as fast as the answers come.
    pub pace: Option<NonZeroU32>,
}

/// How far a probe is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProbeProgress {
    /// Requests answered.
    pub done: u32,
    /// Requests in all, as far as that can be told beforehand.
    pub total: u32,
    /// The check under way.
    pub check: &'static str,
}

/// Probes a handler. Whatever it answers, or does not, is in the report.
pub async fn run(order: ProbeOrder, means: ProbeMeans) -> ProbeReport {
    let sender = means.sender.clone();
    let clock = sender.clock().clone();
    let ask = async |outgoing: Outgoing| sender.send(outgoing).await;
    Session::new(&order, &means, clock).run(ask).await
}

/// Whether a URL's host is this very machine, so that nobody else is bothered.
#[must_use]
pub fn is_loopback(target: &str) -> bool {
    let Ok(url) = Url::parse(target) else {
        return false;
    };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    match address {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}
