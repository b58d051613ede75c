//! What a request is about: its event type and event id.

use crate::{Request, Scheme};

/// Event type and id of a request, where they can be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// Such as `invoice.paid`.
    pub event_type: Option<String>,
    /// The provider's id of the event or delivery.
    pub event_id: Option<String>,
}

/// Reads event type and id from where the scheme says they stand.
#[must_use]
pub fn describe(_scheme: Option<&Scheme>, _request: &Request<'_>) -> Described {
    Described::default()
}
