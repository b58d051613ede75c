//! What the signature of a request says, and under which URL it was looked at.
//!
//! A request that did not come whole is described, not checked: a signature
//! says nothing about a part.

use model::{Headers, Verdict};
use signing::Request;
use store::LiveSource;

use crate::checker::{Checked, Checker};
use crate::found::Found;
use crate::inbound::Inbound;
use crate::path::{self, Ingest};

/// From this size on a body is checked on a thread where it delays nobody else.
const CHECKED_APART: usize = 64 * 1024;

/// Checks a request as of the time it came, with what was found of its source.
pub(crate) async fn examine(exchange: Inbound, found: &Found) -> (Inbound, Checked) {
    let url = Url::of(&exchange, found.live.as_deref());
    if exchange.body.len() < CHECKED_APART {
        let checked = check(&exchange, found.checker.as_deref(), &url);
        return (exchange, checked);
    }
    let checker = found.checker.clone();
    let apart = tokio::task::spawn_blocking(move || {
        let checked = check(&exchange, checker.as_deref(), &url);
        (exchange, checked)
    });
    apart.await.expect("a check does not panic")
}

fn check(exchange: &Inbound, checker: Option<&Checker>, url: &Url) -> Checked {
    let request = Request {
        method: &exchange.method,
        url: &url.text,
        headers: &exchange.headers,
        body: &exchange.body,
    };
    let Some(checker) = checker else {
        return Checked::without_source(&request);
    };
    if exchange.is_partial() {
        return checker.describe(&request);
    }
    let mut checked = checker.check(&request, exchange.received_at);
    if checked.verification.verdict == Verdict::Rejected && checker.signs_url() {
        name_url(&mut checked, url);
    }
    checked
}

/// Says which URL was taken for the provider's, since that is the likely mistake.
fn name_url(checked: &mut Checked, url: &Url) {
    let (Some(evidence), Some(from)) = (&mut checked.verification.evidence, url.guessed_from)
    else {
        return;
    };
    evidence.detail.get_or_insert_with(|| {
        format!(
            "the URL was taken to be {}, from {from}: set the source's public URL if the provider was given another",
            url.text
        )
    });
}

/// The URL that a stored request was signed under, as far as we can tell.
///
/// `public` is the URL the provider was given; without one the `Host` says it.
#[must_use]
pub fn signed_url(public: Option<&str>, target: &str, headers: &Headers) -> String {
    match public {
        Some(public) => path::public_url(public, Ingest::of(target)),
        None => path::own_url("http", headers.text("host").unwrap_or("localhost"), target),
    }
}

/// The URL as the provider knows it, as far as we can tell.
#[derive(Debug, PartialEq, Eq)]
struct Url {
    text: String,
    /// The header it was guessed from; `None` when the source says it.
    guessed_from: Option<&'static str>,
}

impl Url {
    fn of(exchange: &Inbound, live: Option<&LiveSource>) -> Self {
        match live.and_then(|live| live.source.public_url.as_deref()) {
            Some(public) => Self {
                text: path::public_url(public, Ingest::of(&exchange.target)),
                guessed_from: None,
            },
            None => Self::guessed(exchange),
        }
    }

    /// A tunnel on this machine is believed, anybody else could write these headers.
    fn guessed(exchange: &Inbound) -> Self {
        let forwarded = |name| {
            let value = exchange
                .headers
                .text(name)
                .filter(|_| exchange.is_local())?;
            value.split(',').next().map(str::trim)
        };
        let scheme = forwarded("x-forwarded-proto").unwrap_or("http");
        let host = exchange.headers.text("host").unwrap_or("localhost");
        let (host, from) = match forwarded("x-forwarded-host") {
            Some(host) => (host, "X-Forwarded-Host"),
            None => (host, "Host"),
        };
        Self {
            text: path::own_url(scheme, host, &exchange.target),
            guessed_from: Some(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::tests::inbound;

    const TUNNEL: &[(&str, &str)] = &[
        ("Host", "127.0.0.1:4400"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "x.tunnel.test, proxy"),
    ];

    #[test]
    fn a_tunnel_on_this_machine_tells_the_url() {
        let url = Url::guessed(&inbound("/s/a?b", TUNNEL, ""));
        assert_eq!(url.text, "https://x.tunnel.test/s/a?b");
        assert_eq!(url.guessed_from, Some("X-Forwarded-Host"));
    }

    #[test]
    fn a_stranger_does_not_tell_the_url() {
        let mut exchange = inbound("/s", TUNNEL, "");
        exchange.remote = Some(([192, 0, 2, 1], 5000).into());
        let url = Url::guessed(&exchange);
        assert_eq!(url.text, "http://127.0.0.1:4400/s");
        assert_eq!(url.guessed_from, Some("Host"));
    }
}
