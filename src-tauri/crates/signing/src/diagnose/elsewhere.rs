//! The request under the other schemes of the catalogue.

use model::{Mend, Proof, Reason, Verdict, Verification};

use super::proof;
use super::question::Question;
use super::step::{Part, Step};
use super::tally::{Found, Tally};
use crate::{Check, Detected, Request, Scheme, catalogue, detect, find, verify};

/// Tries every other scheme whose signature is in the request.
pub fn schemes(request: &Request<'_>, question: &Question<'_>, tally: &mut Tally<'_>) {
    let mut right = Vec::new();
    for scheme in catalogue().iter() {
        let same = scheme.id() == question.scheme.id();
        if same || find::signatures(scheme.definition(), request).is_empty() {
            continue;
        }
        tally.tries(request.body.len());
        if !tally.has_time() {
            break;
        }
        right.extend(under(request, question, scheme));
    }
    likeliest_first(request, &mut right);
    right.into_iter().for_each(|found| tally.keep(found));
}

/// Many providers sign alike: the one that the request looks like comes first.
fn likeliest_first(request: &Request<'_>, right: &mut [Found]) {
    if right.len() < 2 {
        return;
    }
    let detected = detect(request);
    let place = |found: &Found| {
        let looks_like = |one: &Detected| found.steps.iter().any(|step| step.detail == one.scheme);
        let at = detected.iter().position(looks_like);
        at.unwrap_or(detected.len())
    };
    right.sort_by_key(place);
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
