//! What a scheme has that can be asked about.

use model::FuturePolicy;

use crate::Scheme;

/// How a scheme treats time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clockwork {
    /// Seconds that a request may be old; `None`: any age.
    pub tolerance: Option<u64>,
    /// What happens to times ahead of ours beyond that.
    pub future: FuturePolicy,
}

/// How a scheme treats time; `None` where its requests carry no timestamp of their own.
#[must_use]
pub fn clockwork(scheme: &Scheme) -> Option<Clockwork> {
    let rule = scheme.definition().timestamp.as_ref()?;
    Some(Clockwork {
        tolerance: rule.tolerance,
        future: rule.future,
    })
}
