//! Which provider and scheme a request most likely comes from, told from the
//! request alone.
//!
//! Nothing is verified here, for there is no secret: what is said is "looks
//! like", with the reasons. A scheme is never named without something that
//! was found in the request.

use serde::Serialize;

use crate::{Request, catalogue, describe, find};

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
    let schemes = catalogue().iter();
    let detected = schemes.filter_map(|scheme| {
        let found = find::signatures(scheme.definition(), request);
        let place = &found.first()?.place;
        let described = describe(Some(scheme), request);
        Some(Detected {
            scheme: scheme.id().to_owned(),
            provider: scheme.provider().to_owned(),
            score: 50,
            reasons: vec![format!("{place} is where it signs")],
            event_type: described.event_type,
            event_id: described.event_id,
        })
    });
    detected.take(MOST).collect()
}
