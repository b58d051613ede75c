//! A request as `signing` looks at it.

use signing::{Request, Scheme};

use crate::Outgoing;

/// The texts at the scheme's signature places.
pub(crate) fn texts(scheme: &Scheme, outgoing: &Outgoing) -> Vec<String> {
    signing::signature_texts(scheme, &request_of(outgoing))
}

/// A request as `signing` looks at it.
pub(crate) fn request_of(outgoing: &Outgoing) -> Request<'_> {
    Request {
        method: &outgoing.method,
        url: &outgoing.url,
        headers: &outgoing.headers,
        body: &outgoing.body,
    }
}
