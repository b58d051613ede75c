//! The request that a command is about: stored or typed, with all its bytes.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{CaptureId, FuturePolicy, Headers, Timestamp, Verification};
use signing::{Check, KnownSecret, Request, Scheme};
use store::LiveSource;

use crate::App;
use crate::apart::apart;
use crate::contract::CallError;
use crate::contract::signatures::{RequestBody, RequestFields, Subject};
use crate::record::{headers_of, read as record};

/// A request with all its bytes at hand.
#[derive(Debug)]
pub(crate) struct Whole {
    pub method: String,
    /// As the provider knows it, as far as that can be told.
    pub url: String,
    pub headers: Headers,
    pub body: Vec<u8>,
    /// Other URLs it may have been sent to.
    pub other_urls: Vec<String>,
    /// When it came, if it is stored.
    pub received_at: Option<Timestamp>,
    /// The source it came to, while that exists.
    pub source: Option<Arc<LiveSource>>,
}

/// What a request is checked against.
#[derive(Debug)]
pub(crate) struct Terms {
    pub scheme: Scheme,
    pub secrets: Vec<KnownSecret>,
    pub now: Timestamp,
    pub tolerance_seconds: Option<u64>,
    pub future: Option<FuturePolicy>,
}

impl Terms {
    pub(crate) fn check(&self) -> Check<'_> {
        Check {
            scheme: &self.scheme,
            secrets: &self.secrets,
            now: self.now,
            tolerance_seconds: self.tolerance_seconds,
            future: self.future,
        }
    }
}

impl Whole {
    /// A request that is not stored.
    pub(crate) fn of_fields(fields: RequestFields) -> Result<Self, CallError> {
        Ok(Self {
            body: bytes(fields.body)?,
            other_urls: receiver::other_urls(None, target_of(&fields.url), &fields.headers),
            method: fields.method,
            url: fields.url,
            headers: fields.headers,
            received_at: None,
            source: None,
        })
    }

    /// A stored capture; `public_url` stands in for that of its source.
    pub(crate) async fn of_capture(
        app: &App,
        id: CaptureId,
        public_url: Option<&str>,
    ) -> Result<Self, CallError> {
        let record = record(app, id).await?;
        let body = app.store().captures().body(id).await?;
        let headers = headers_of(&record.head);
        let sources = app.store().sources().snapshot();
        let source = sources.by_path(&record.capture.source).cloned();
        let of_source = source
            .as_ref()
            .and_then(|live| live.source.public_url.as_deref());
        let public = public_url.filter(|url| !url.is_empty()).or(of_source);
        let remote = record.remote.and_then(|remote| remote.parse().ok());
        let target = &record.capture.target;
        let url = receiver::signed_url(public, target, &headers, remote).text;
        Ok(Self {
            other_urls: receiver::other_urls(of_source, target, &headers),
            method: record.capture.method,
            url,
            headers,
            body: body.unwrap_or_default(),
            received_at: Some(record.capture.received_at),
            source,
        })
    }

    /// What a command names.
    pub(crate) async fn of(app: &App, subject: Subject) -> Result<Self, CallError> {
        match subject {
            Subject::Capture(id) => Self::of_capture(app, id, None).await,
            Subject::Request(fields) => Self::of_fields(fields),
        }
    }

    pub(crate) fn as_request(&self) -> Request<'_> {
        Request {
            method: &self.method,
            url: &self.url,
            headers: &self.headers,
            body: &self.body,
        }
    }

    /// Checks it, however large it is.
    pub(crate) async fn verify(self, terms: Terms) -> Verification {
        apart(move || signing::verify(&self.as_request(), &terms.check())).await
    }
}

/// Path and query of a URL.
fn target_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// The bytes of a typed body.
pub(crate) fn bytes(body: RequestBody) -> Result<Vec<u8>, CallError> {
    match body {
        RequestBody::Text(text) => Ok(text.into_bytes()),
        RequestBody::B64(text) => BASE64_STANDARD.decode(text).map_err(|error| {
            CallError::new(format!("the body is not base64: {error}")).at_field("request.body")
        }),
    }
}
