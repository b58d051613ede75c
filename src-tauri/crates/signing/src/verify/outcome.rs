//! What a check that was made comes to.

use model::{Evidence, Reason, Verdict, Verification};

/// The signature does not hold.
pub(super) fn rejected(reason: Reason, evidence: Evidence) -> Verification {
    Verification {
        verdict: Verdict::Rejected,
        reason: Some(reason),
        evidence: Some(evidence),
    }
}

/// The signature holds.
pub(super) fn verified(evidence: Evidence) -> Verification {
    Verification {
        verdict: Verdict::Verified,
        reason: None,
        evidence: Some(evidence),
    }
}
