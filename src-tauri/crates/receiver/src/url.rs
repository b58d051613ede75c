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
    fn a_stranger_does_not_tell_the_url_nor_does_nobody() {
        for remote in ["192.0.2.1:5000", ""] {
            let url = url("/s", remote);
            assert_eq!(url.text, "http://127.0.0.1:4400/s");
            assert_eq!(url.guessed_from, Some("Host"));
        }
    }
}
