//! Where a request is checked: long ones on a thread that delays nobody else.

use crate::checker::Checked;
use crate::found::Found;
use crate::inbound::Inbound;
use crate::opinion::check;
use crate::url::{SignedUrl, signed_url};

/// From this size on a body is checked on a thread where it delays nobody else.
const CHECKED_APART: usize = 64 * 1024;

/// Checks a request as of the time it came, with what was found of its source.
pub(crate) async fn examine(exchange: Inbound, found: &Found) -> (Inbound, Checked) {
    let url = url(&exchange, found);
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

fn url(exchange: &Inbound, found: &Found) -> SignedUrl {
    let live = found.live.as_deref();
    let public = live.and_then(|live| live.source.public_url.as_deref());
    signed_url(public, &exchange.target, &exchange.headers, exchange.remote)
}
