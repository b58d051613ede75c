//! Requests whose head the HTTP client writes: reqwest over HTTP/1.1.
//!
//! No proxies from the environment: behind one we could not see which address
//! is called, and both ways of sending shall go the same way.

use std::fmt::Write as _;

use http::header::{ACCEPT, CONTENT_LENGTH, HOST, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use model::AttemptAnswer;
use reqwest::redirect::Policy;
use reqwest::{Client, Request, Url};
use rustls::ClientConfig;

use crate::connect::{CheckedNames, MeasuredLayer};
use crate::exchange::{Fault, Trace};
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

/// Sends a request and takes in its answer.
pub(crate) async fn exchange(
    client: &Client,
    request: Request,
    keep: u64,
    trace: Trace<'_>,
) -> Result<AttemptAnswer, Fault> {
    trace.record.head(rendered_head(&request), Vec::new());
    let response = client.execute(request).await?;
    answer::take_in(response.into(), keep, &trace).await
}

/// The request as the client shall write it, with every field it will have.
pub(crate) fn request(outgoing: &Outgoing, url: &Url, user_agent: &str) -> Result<Request, Fault> {
    let method = method(&outgoing.method)?;
    let mut request = Request::new(method, url.clone());
    *request.headers_mut() = fields(outgoing, url, user_agent)?;
    *request.body_mut() = Some(outgoing.body.clone().into());
    Ok(request)
}

/// Announces a body of so many bytes, whatever the body is.
pub(crate) fn set_length(request: &mut Request, length: usize) {
    let length = HeaderValue::from(length);
    request.headers_mut().insert(CONTENT_LENGTH, length);
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

fn fields(outgoing: &Outgoing, url: &Url, user_agent: &str) -> Result<HeaderMap, Fault> {
    let mut fields = HeaderMap::with_capacity(outgoing.headers.len() + 4);
    fields.insert(HOST, value("Host", authority(url).as_bytes())?);
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

/// Host and port as they stand in `Host`.
pub(crate) fn authority(url: &Url) -> String {
    let origin = url.origin().ascii_serialization();
    origin
        .split_once("://")
        .map_or(String::new(), |(_, authority)| authority.to_owned())
}

/// The head as the client writes it.
pub(crate) fn rendered_head(request: &Request) -> Vec<u8> {
    let url = request.url();
    let mut head = format!("{} {}", request.method(), url.path());
    if let Some(query) = url.query() {
        write!(head, "?{query}").expect("a String takes everything");
    }
    head.push_str(" HTTP/1.1\r\n");
    let mut head = head.into_bytes();
    for (name, value) in request.headers() {
        head.extend_from_slice(title_case(name.as_str()).as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// `x-github-event` becomes `X-Github-Event`.
fn title_case(name: &str) -> String {
    let mut begins = true;
    let cased = |character: char| {
        let cased = if begins {
            character.to_ascii_uppercase()
        } else {
            character
        };
        begins = character == '-';
        cased
    };
    name.chars().map(cased).collect()
}
