//! What a search for the reason may use.

use model::{FuturePolicy, Timestamp};

use crate::{Check, KnownSecret, Scheme};

/// A request does not verify: with what, and what else is at hand to explain it.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The scheme it is checked with.
    pub scheme: &'a Scheme,
    /// The secrets that are configured for it.
    pub secrets: &'a [KnownSecret],
    /// Every other secret that may be tried, by the source it belongs to.
    pub others: &'a [OtherSecret],
    /// The time of the check.
    pub now: Timestamp,
    /// Allowed clock difference in seconds, instead of the scheme's own.
    pub tolerance_seconds: Option<u64>,
    /// What happens to times ahead of ours, instead of the scheme's own policy.
    pub future: Option<FuturePolicy>,
    /// Other URLs it may have been sent to: the public one, the one of the tunnel.
    pub urls: &'a [String],
    /// Whether the other schemes of the catalogue are tried too.
    pub other_schemes: bool,
    /// True while there is time left. Asked between tries, so that the clock
    /// stays outside.
    pub budget: &'a dyn Fn() -> bool,
}

/// A secret that is stored, but not for the source of the request.
#[derive(Debug, Clone)]
pub struct OtherSecret {
    /// The secret and its name.
    pub known: KnownSecret,
    /// The source it belongs to.
    pub source: Option<String>,
    /// Whether it is known to be of the other mode: live where the configured
    /// one is test, or the other way round.
    pub other_mode: bool,
}

impl<'a> Question<'a> {
    /// The check that the question is about.
    pub(crate) const fn check(&self) -> Check<'a> {
        Check {
            scheme: self.scheme,
            secrets: self.secrets,
            now: self.now,
            tolerance_seconds: self.tolerance_seconds,
            future: self.future,
        }
    }
}
