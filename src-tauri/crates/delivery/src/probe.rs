//! What a handler does, read from its answers to variants of one request.
//!
//! Each check of [`checks`](self) says what it sends next from what was answered so far, and in the
//! end what that shows: both are pure. Here they are asked one after the other, and what they send
//! is sent. A probe claims no more than its contrast shows: refusals prove nothing of a handler
//! that never accepted anything signed, acceptance proves nothing of one that accepts forgeries.
//!
//! Nothing goes to any other URL than the one given; redirects are not followed, nothing is stored
//! and nobody is asked: whether the target may be called is the caller's to settle (see
//! [`is_loopback`]).

mod answer;
mod body;
mod change;
mod check;
mod checks;
mod export;
mod ground;
mod head;
mod headline;
mod json_text;
mod making;
mod order;
mod other_schemes;
mod reach;
mod recipe;
mod report;
mod request;
mod session;
#[cfg(test)]
mod tests;
mod variant;

use std::num::NonZeroU32;

use model::ProbeReport;
use reqwest::Url;

use crate::Outgoing;
pub use export::{json, markdown};
pub use order::{ProbeMeans, ProbeOrder, ProbeProgress};
use session::Session;

/// Requests a second to a target that is not on this machine, unless somebody says otherwise.
pub const REMOTE_PACE: NonZeroU32 = NonZeroU32::new(5).expect("five is not zero");

/// Probes a handler. Whatever it answers, or does not, is in the report.
pub async fn run(order: ProbeOrder, means: ProbeMeans) -> ProbeReport {
    let sender = means.sender.clone();
    let clock = sender.clock().clone();
    let ask = move |outgoing: Outgoing| {
        let sender = sender.clone();
        async move { sender.send(outgoing).await }
    };
    Session::new(&order, &means, clock).run(ask).await
}

/// Whether a URL's host is this very machine, so that nobody else is bothered.
#[must_use]
pub fn is_loopback(target: &str) -> bool {
    let Ok(url) = Url::parse(target) else {
        return false;
    };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    match address {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}
