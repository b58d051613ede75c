//! What a probe is asked to do, and how far it is.

use std::num::NonZeroU32;

use bytes::Bytes;
use model::{CaptureId, Headers, Secret};
use signing::Scheme;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::Sender;

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
