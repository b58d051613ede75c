//! The request under the other schemes of the catalogue.

use model::{Mend, Proof, Reason, Verdict, Verification};

use super::proof;
use super::question::Question;
use super::step::{Part, Step};
use super::tally::{Found, Tally};
use crate::{Check, Request, Scheme, catalogue, find, verify};

/// Tries every other scheme whose signature is in the request.
pub fn schemes(request: &Request<'_>, question: &Question<'_>, tally: &mut Tally<'_>) {
    for scheme in catalogue()
        .iter()
        .filter(|scheme| scheme.id() != question.scheme.id())
    {
        if find::signatures(scheme.definition(), request).is_empty() {
            continue;
        }
        tally.tries(request.body.len());
        if tally.goes_on().is_break() {
            return;
        }
        if let Some(found) = under(request, question, scheme) {
            tally.keep(found);
        }
    }
}

fn under(request: &Request<'_>, question: &Question<'_>, scheme: &Scheme) -> Option<Found> {
    let check = Check {
        scheme,
        ..question.check()
    };
    let verification = verify(request, &check);
    is_right(&verification).then(|| Found {
        steps: vec![Step::told(
            Part::Scheme,
            "scheme.other",
            scheme.id().to_owned(),
        )],
        secret: verification
            .evidence
            .as_ref()
            .and_then(|evidence| evidence.matched_secret.clone()),
        mend: Some(Mend::Scheme {
            id: scheme.id().to_owned(),
        }),
        proof: told(question, scheme, &verification),
    })
}

/// Whether the signature is right, be the request fresh or not.
pub fn is_right(verification: &Verification) -> bool {
    verification.verdict == Verdict::Verified
        || matches!(
            verification.reason,
            Some(Reason::TimestampTooOld | Reason::TimestampInFuture)
        )
}

fn told(question: &Question<'_>, scheme: &Scheme, verification: &Verification) -> Proof {
    let (expected, received) = compared(verification);
    let (checked, signed) = proof::both(
        "scheme",
        question.scheme.id().as_bytes(),
        scheme.id().as_bytes(),
    );
    Proof {
        expected,
        received,
        checked,
        signed,
    }
}

/// The comparison that matched; both empty where nothing may be told.
pub fn compared(verification: &Verification) -> (String, String) {
    let evidence = verification.evidence.as_ref();
    let matched = evidence.and_then(|evidence| evidence.comparisons.iter().find(|one| one.matches));
    let told = matched.and_then(|one| Some((one.expected.clone()?, one.received.clone())));
    told.unwrap_or_default()
}
