//! Under which URL a request was signed, as far as it can be told.
//!
//! The same for a request that arrives and for one that is checked again.

use std::net::SocketAddr;

use model::Headers;

use crate::path::{self, Ingest};

/// The URL as the provider knows it, as far as we can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedUrl {
    /// The URL.
    pub text: String,
    /// The header it was guessed from; `None` when the source says it.
    pub guessed_from: Option<&'static str>,
}

/// The URL that a request was signed under.
///
/// `public` is the URL the provider was given; without one the request tells.
/// `remote` sent it: a tunnel on this machine is believed what it says of the
/// URL, anybody else could write these headers.
#[must_use]
pub fn signed_url(
    public: Option<&str>,
    target: &str,
    headers: &Headers,
    remote: Option<SocketAddr>,
) -> SignedUrl {
    match public {
        Some(public) => SignedUrl {
            text: path::public_url(public, Ingest::of(target)),
            guessed_from: None,
        },
        None => guessed(target, headers, remote.is_some_and(is_local)),
    }
}

/// Whether it is of this machine, as a tunnel is.
pub(crate) fn is_local(remote: SocketAddr) -> bool {
    remote.ip().to_canonical().is_loopback()
}

fn guessed(target: &str, headers: &Headers, is_local: bool) -> SignedUrl {
    let forwarded = |name| {
        let value = headers.text(name).filter(|_| is_local)?;
        value.split(',').next().map(str::trim)
    };
    let scheme = forwarded("x-forwarded-proto").unwrap_or("http");
    let (host, from) = match forwarded("x-forwarded-host") {
        Some(host) => (host, "X-Forwarded-Host"),
        None => (headers.text("host").unwrap_or("localhost"), "Host"),
    };
    SignedUrl {
        text: path::own_url(scheme, host, target),
        guessed_from: Some(from),
    }
}

/// Every URL that a request may have been signed under, whoever says so: for a search, which
/// proves what it takes.
#[must_use]
pub fn other_urls(public: Option<&str>, target: &str, headers: &Headers) -> Vec<String> {
    let mut urls: Vec<String> = Vec::new();
    let hosts = HOST_HEADERS.iter().flat_map(|name| listed(headers, name));
    let told =
        hosts.flat_map(|host| ["https", "http"].map(|scheme| path::own_url(scheme, host, target)));
    let public = public.map(|public| path::public_url(public, Ingest::of(target)));
    for url in public.into_iter().chain(told) {
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    urls
}

/// Headers in which proxies and tunnels tell the host that was called.
const HOST_HEADERS: [&str; 4] = [
    "x-forwarded-host",
    "x-original-host",
    "x-forwarded-server",
    "host",
];

/// The items of a header that is a list.
fn listed<'a>(headers: &'a Headers, name: &'a str) -> impl Iterator<Item = &'a str> {
    let values = headers
        .all(name)
        .filter_map(|value| std::str::from_utf8(value).ok());
    let items = values.flat_map(|value| value.split(','));
    items.map(str::trim).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(target: &str, remote: &str) -> SignedUrl {
        let tunnel = [
            ("Host", "127.0.0.1:4400"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "x.tunnel.test, proxy"),
        ];
        let headers = tunnel.into_iter().collect();
        signed_url(None, target, &headers, remote.parse().ok())
    }

    #[test]
    fn a_tunnel_on_this_machine_tells_the_url() {
        for remote in ["127.0.0.1:5000", "[::1]:5000", "[::ffff:127.0.0.1]:5000"] {
            let url = url("/s/a?b", remote);
            assert_eq!(url.text, "https://x.tunnel.test/s/a?b");
            assert_eq!(url.guessed_from, Some("X-Forwarded-Host"));
        }
    }

    #[test]
    fn every_url_that_anybody_tells_is_offered_to_a_search_once() {
        let tunnel = [
            ("Host", "127.0.0.1:4400"),
            ("X-Forwarded-Host", "a.test, b.test"),
        ];
        let urls = other_urls(
            Some("https://a.test/s"),
            "/s",
            &tunnel.into_iter().collect(),
        );
        let expected = [
            "https://a.test/s",
            "http://a.test/s",
            "https://b.test/s",
            "http://b.test/s",
            "https://127.0.0.1:4400/s",
            "http://127.0.0.1:4400/s",
        ];
        assert_eq!(urls, expected);
    }

    #[test]
    fn a_stranger_does_not_tell_the_url_nor_does_nobody() {
        for remote in ["192.0.2.1:5000", ""] {
            let url = url("/s", remote);
            assert_eq!(url.text, "http://127.0.0.1:4400/s");
            assert_eq!(url.guessed_from, Some("Host"));
        }
    }
}
