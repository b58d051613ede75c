//! Schemes by which the secret of an order could sign beside its own.

use signing::{Scheme, catalogue};

use super::order::ProbeOrder;

/// Schemes of other providers whose headers most handlers know, if any: what a handler for several
/// providers has beside its own.
const KNOWN: [&str; 3] = ["stripe-v1", "github-sha256", "standard-webhooks-v1"];

/// How many of them are asked.
const MOST: usize = 2;

/// The other schemes of the order's provider that its secret signs by. None that sends the secret
/// itself: a probe gives away no more than the scheme does.
pub(crate) fn of_provider(order: &ProbeOrder) -> Vec<&'static Scheme> {
    let provider = order.scheme.provider();
    let others = catalogue().iter();
    let is_other = |scheme: &&Scheme| scheme.provider() == provider && fits(scheme, order);
    others.filter(is_other).collect()
}

/// Schemes of other providers, with signatures at other places.
pub(crate) fn of_others(order: &ProbeOrder) -> Vec<&'static Scheme> {
    let own = order.scheme.summary();
    let known = KNOWN.iter().filter_map(|id| catalogue().get(id));
    let is_elsewhere = |scheme: &&Scheme| {
        let other = scheme.summary();
        other.place != own.place && other.provider != own.provider && fits(scheme, order)
    };
    known.filter(is_elsewhere).take(MOST).collect()
}

fn fits(scheme: &Scheme, order: &ProbeOrder) -> bool {
    let summary = scheme.summary();
    scheme.id() != order.scheme.id() && !summary.public_key && !tells_secret(scheme)
}

/// Whether requests of a scheme carry its secret as it is.
fn tells_secret(scheme: &Scheme) -> bool {
    scheme.summary().algorithm.starts_with("plain token")
}
