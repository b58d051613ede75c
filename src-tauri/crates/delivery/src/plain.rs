//! Requests whose head the HTTP client writes: reqwest over HTTP/1.1.
//!
//! No proxies from the environment: behind one we could not see which address
//! is called, and both ways of sending shall go the same way.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, HOST, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use model::AttemptAnswer;
use reqwest::redirect::Policy;
use reqwest::{Client, Request};
use rustls::ClientConfig;

use crate::connect::{CheckedNames, MeasuredLayer};
use crate::exchange::{Fault, Trace};
use crate::place::Place;
use crate::{Outgoing, answer};

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

/// A head as the client shall write it, with every field it will have.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) method: Method,
    pub(crate) fields: HeaderMap,
}

/// Sends a request and takes in its answer.
pub(crate) async fn exchange(
    client: &Client,
    (head, body): (Head, Bytes),
    (place, keep): (&Place, u64),
    trace: Trace<'_>,
) -> Result<AttemptAnswer, Fault> {
    trace.record.head(head.rendered(place).into(), Vec::new());
    let mut request = Request::new(head.method, place.url.clone());
    *request.headers_mut() = head.fields;
    *request.body_mut() = Some(body.into());
    let response = client.execute(request).await?;
    answer::take_in(response.into(), keep, &trace).await
}

impl Head {
    /// The head of a request to a place.
    pub(crate) fn new(outgoing: &Outgoing, place: &Place, user_agent: &str) -> Result<Self, Fault> {
        Ok(Self {
            method: method(&outgoing.method)?,
            fields: fields(outgoing, place, user_agent)?,
        })
    }

    /// Announces a body of so many bytes, whatever the body is.
    pub(crate) fn set_length(&mut self, length: usize) {
        self.fields
            .insert(CONTENT_LENGTH, HeaderValue::from(length));
    }

    /// The bytes of the head as the client writes them.
    pub(crate) fn rendered(&self, place: &Place) -> Vec<u8> {
        let url = &place.url;
        let mut head = Vec::with_capacity(512);
        for part in [self.method.as_str(), " ", url.path()] {
            head.extend_from_slice(part.as_bytes());
        }
        if let Some(query) = url.query() {
            head.push(b'?');
            head.extend_from_slice(query.as_bytes());
        }
        head.extend_from_slice(b" HTTP/1.1\r\n");
        for (name, value) in &self.fields {
            push_title_case(&mut head, name.as_str());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        head
    }
}

fn method(name: &str) -> Result<Method, Fault> {
    match Method::from_bytes(name.as_bytes()) {
        Ok(Method::CONNECT) => Err(Fault::Unsendable(
            "CONNECT asks a proxy for a tunnel and carries no webhook".to_owned(),
        )),
        Ok(method) => Ok(method),
        Err(_) => Err(Fault::Unsendable(format!("\"{name}\" is no HTTP method"))),
    }
}

fn fields(outgoing: &Outgoing, place: &Place, user_agent: &str) -> Result<HeaderMap, Fault> {
    let mut fields = HeaderMap::with_capacity(outgoing.headers.len() + 4);
    fields.insert(HOST, value("Host", place.authority.as_bytes())?);
    for header in &outgoing.headers {
        let name = HeaderName::from_bytes(header.name.as_bytes()).map_err(|_| {
            Fault::Unsendable(format!("\"{}\" is no name of a header field", header.name))
        })?;
        if name != HOST && name != CONTENT_LENGTH {
            fields.append(name, value(&header.name, &header.value)?);
        }
    }
    fields
        .entry(USER_AGENT)
        .or_insert(value("User-Agent", user_agent.as_bytes())?);
    // The client would add it; added here it stands in the head that is kept.
    fields
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("*/*"));
    fields.insert(CONTENT_LENGTH, HeaderValue::from(outgoing.body.len()));
    Ok(fields)
}

fn value(name: &str, bytes: &[u8]) -> Result<HeaderValue, Fault> {
    let wrong = |_| {
        Fault::Unsendable(format!(
            "the header field {name} holds a byte that no field may hold"
        ))
    };
    HeaderValue::from_bytes(bytes).map_err(wrong)
}

/// `x-github-event` becomes `X-Github-Event`.
fn push_title_case(head: &mut Vec<u8>, name: &str) {
    let start = head.len();
    head.extend_from_slice(name.as_bytes());
    let mut begins = true;
    for byte in &mut head[start..] {
        if begins {
            byte.make_ascii_uppercase();
        }
        begins = *byte == b'-';
    }
}
