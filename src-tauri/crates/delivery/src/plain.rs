//! Requests whose head the HTTP client writes: reqwest over HTTP/1.1.
//!
//! No proxies from the environment: behind one we could not see which address
//! is called, and both ways of sending shall go the same way.

use bytes::Bytes;
use model::AttemptAnswer;
use reqwest::redirect::Policy;
use reqwest::{Client, Request};
use rustls::ClientConfig;

use crate::answer;
use crate::connect::{CheckedNames, MeasuredLayer};
use crate::exchange::{Fault, Trace};
use crate::place::Place;
use crate::request_head::Head;

/// A client that adds nothing of its own to what it is given.
pub(crate) fn client(tls: ClientConfig) -> reqwest::Result<Client> {
    Client::builder()
        .tls_backend_preconfigured(tls)
        .http1_only()
        // Handlers that compare names with their case expect the usual writing.
        .http1_title_case_headers()
        .redirect(Policy::none())
        .no_proxy()
        .tcp_nodelay(true)
        .dns_resolver(CheckedNames)
        .connector_layer(MeasuredLayer)
        .build()
}

/// Sends a request and takes in its answer.
pub(crate) async fn exchange(
    client: &Client,
    (head, body): (Head<'_>, Bytes),
    (place, keep): (&Place, u64),
    trace: Trace<'_>,
) -> Result<AttemptAnswer, Fault> {
    trace.record.head(head.rendered(place).into(), Vec::new());
    let fields = head.map()?;
    let mut request = Request::new(head.method, place.url.clone());
    *request.headers_mut() = fields;
    *request.body_mut() = Some(body.into());
    let response = client.execute(request).await?;
    answer::take_in(response.into(), keep, &trace).await
}
