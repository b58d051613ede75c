//! A request as it is given to [`crate::admit`], whether a socket or a file brought it.

use std::net::SocketAddr;
use std::time::Instant;

use bytes::Bytes;
use model::{Answer, CaptureFlag, Headers, HttpVersion, Origin, Timestamp};
use store::ImportedFrom;

use crate::url::is_local;

/// A whole exchange, or as much of it as came.
#[derive(Debug, Clone)]
pub struct Inbound {
    /// When its head was complete.
    pub received_at: Timestamp,
    /// The same moment on the clock that only goes forward, from which the answer's time is counted.
    pub started: Instant,
    /// Method as it came.
    pub method: String,
    /// Request target as it came.
    pub target: String,
    /// Version of HTTP.
    pub http_version: HttpVersion,
    /// The head byte for byte.
    pub head: Bytes,
    /// The head's fields.
    pub headers: Headers,
    /// The body byte for byte.
    pub body: Bytes,
    /// What is known to be out of the ordinary.
    pub flags: Vec<CaptureFlag>,
    /// How it came.
    pub origin: Origin,
    /// The delivery of a provider's log that it was read from: it is stored once.
    pub imported: Option<ImportedFrom>,
    /// Who sent it, when a socket tells.
    pub remote: Option<SocketAddr>,
    /// How its sender is answered.
    pub answered: Answered,
}

/// Who decides the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The source's rule, which counts this request.
    ByRule,
    /// It is decided already: what was sent, or nothing.
    Already(Option<Answer>),
}

impl Inbound {
    /// Whether a web page sent it: any page can post to localhost.
    #[must_use]
    pub fn from_browser(&self) -> bool {
        let cross_site = self.headers.get("sec-fetch-site") == Some(b"cross-site");
        cross_site || self.headers.all("origin").any(is_web_origin)
    }

    /// The request as it is checked, under the URL that its provider was given.
    pub(crate) fn request<'a>(&'a self, url: &'a str) -> signing::Request<'a> {
        signing::Request {
            method: &self.method,
            url,
            headers: &self.headers,
            body: &self.body,
        }
    }

    /// Whether what came is not the whole request, so that its signature says nothing.
    pub(crate) fn is_partial(&self) -> bool {
        use CaptureFlag::{BodyTooLarge, HeadTooLarge, Incomplete, Malformed, TooSlow};
        let partial = [BodyTooLarge, HeadTooLarge, Incomplete, Malformed, TooSlow];
        // At the socket, what is answered without the rule is what was refused.
        let refused = self.origin != Origin::Imported && self.answered != Answered::ByRule;
        refused || self.flags.iter().any(|flag| partial.contains(flag))
    }

    /// Whether it came from this machine, as through a tunnel.
    pub(crate) fn is_local(&self) -> bool {
        self.remote.is_some_and(is_local)
    }
}

fn is_web_origin(value: &[u8]) -> bool {
    value.starts_with(b"http://") || value.starts_with(b"https://")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A small request without anything special about it.
    pub(crate) fn inbound(target: &str, fields: &[(&str, &str)], body: &str) -> Inbound {
        let headers: Headers = fields.iter().copied().collect();
        Inbound {
            received_at: Timestamp(1_760_000_000_000_000),
            started: Instant::now(),
            method: "POST".into(),
            target: target.into(),
            http_version: HttpVersion::Http11,
            head: wire::head::render("POST", target, &headers).into(),
            headers,
            body: Bytes::copy_from_slice(body.as_bytes()),
            flags: Vec::new(),
            origin: Origin::Received,
            imported: None,
            remote: Some(([127, 0, 0, 1], 5000).into()),
            answered: Answered::ByRule,
        }
    }

    #[test]
    fn a_web_page_is_told_by_its_origin_or_its_fetch_site() {
        let browser = |fields| inbound("/s", fields, "").from_browser();
        assert!(browser(&[("ORIGIN", "https://page.test")]));
        assert!(browser(&[("Sec-Fetch-Site", "cross-site")]));
        assert!(browser(&[
            ("Origin", "null"),
            ("Origin", "http://page.test")
        ]));
        assert!(!browser(&[("Origin", "null")]));
        assert!(!browser(&[("Sec-Fetch-Site", "none")]));
        assert!(!browser(&[]));
    }
}
