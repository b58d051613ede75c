//! What the signature of a request says.
//!
//! And whether it is a handshake. A request that did not come whole is
//! described, not checked: a signature says nothing about a part.

use model::Verdict;

use crate::checker::{Checked, Checker, add_detail};
use crate::inbound::Inbound;
use crate::path;
use crate::url::SignedUrl;

/// Checks a request as of the time it came.
pub(crate) fn check(exchange: &Inbound, checker: Option<&Checker>, url: &SignedUrl) -> Checked {
    let request = exchange.request(&url.text);
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
    // Challenges stand in the query that came, whatever the public URL has there.
    let asked = path::with_query_of(&url.text, &exchange.target);
    let verdict = checked.verification.verdict;
    checked.handshake = checker.handshake(&exchange.request(&asked), verdict);
    checked
}

/// Says which URL was taken for the provider's, since that is the likely mistake.
fn name_url(checked: &mut Checked, url: &SignedUrl) {
    let (Some(evidence), Some(from)) = (&mut checked.verification.evidence, url.guessed_from)
    else {
        return;
    };
    let detail = format!(
        "the URL was taken to be {}, from {from}: set the source's public URL if the provider was given another",
        url.text
    );
    add_detail(evidence, &detail);
}
