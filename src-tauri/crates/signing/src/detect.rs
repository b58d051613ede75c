//! Which provider and scheme a request most likely comes from, told from the
//! request alone.
//!
//! Nothing is verified here, for there is no secret: what is said is "looks
//! like", with the reasons. A scheme is never named without something that
//! was found in the request. Schemes that nothing tells apart stand together,
//! the one that all of them follow first.

mod case;
mod clues;
mod seen;
mod shared;
mod signature;

use serde::Serialize;

use crate::{Request, Scheme, catalogue, describe};
use case::Case;
use seen::Seen;

/// A scheme that a request may be signed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Detected {
    /// The scheme's id.
    pub scheme: String,
    /// The provider's name.
    pub provider: String,
    /// How likely it is, from 0 to 100.
    pub score: u8,
    /// What speaks for it, in plain words.
    pub reasons: Vec<String>,
    /// The event's type, read from where this scheme has it.
    pub event_type: Option<String>,
    /// The event's or delivery's id, read from where this scheme has it.
    pub event_id: Option<String>,
}

/// More are no help to somebody who has to choose.
const MOST: usize = 8;

/// The schemes that a request may be signed with, the likeliest first.
#[must_use]
pub fn detect(request: &Request<'_>) -> Vec<Detected> {
    let best = ranked(request).into_iter().take(MOST);
    best.map(|(scheme, case)| {
        let described = describe(Some(scheme), request);
        Detected {
            scheme: scheme.id().to_owned(),
            provider: scheme.provider().to_owned(),
            score: case.score(),
            reasons: case.reasons,
            event_type: described.event_type,
            event_id: described.event_id,
        }
    })
    .collect()
}

/// Every scheme that something speaks for, the likeliest first.
fn ranked<'r>(request: &Request<'_>) -> Vec<(&'r Scheme, Case)> {
    let seen = Seen::new(request);
    let cases = catalogue().iter().filter_map(|scheme| {
        let case = case(scheme, &seen)?;
        Some((scheme, case))
    });
    let mut cases: Vec<_> = cases.collect();
    cases.sort_by_key(|(scheme, case)| (std::cmp::Reverse(case.points), scheme.id()));
    cases
}

/// What speaks for a scheme; `None` when nothing does.
fn case(scheme: &Scheme, seen: &Seen<'_, '_>) -> Option<Case> {
    let definition = scheme.definition();
    let mut case = Case::default();
    let signed = signature::weigh(definition, seen.request, &mut case);
    let known = clues::weigh(definition, seen, &mut case);
    if !signed && !known {
        return None;
    }
    clues::weigh_address(definition, seen, &mut case);
    if signed {
        case.prefer(definition);
    } else {
        case.lacks_signature(definition);
    }
    (case.points > 0).then_some(case)
}

#[cfg(test)]
#[path = "detect/tests.rs"]
mod tests;
