//! A call as most providers take it.

use std::time::Duration;

use delivery::Outgoing;
use model::{Headers, Secret};

/// These answer at once; what they send follows later.
const PATIENCE: Duration = Duration::from_secs(30);

/// A call that a bearer token lets in.
pub(crate) fn with_bearer(method: &str, url: impl AsRef<str>, key: &Secret) -> Outgoing {
    let value = [b"Bearer ", key.expose()].concat();
    with_key(method, url, ("Authorization", &value))
}

/// A call that this field lets in.
pub(crate) fn with_key(
    method: &str,
    url: impl AsRef<str>,
    (name, value): (&str, &[u8]),
) -> Outgoing {
    let mut headers = Headers::default();
    headers.push(name, value);
    headers.push("Accept", "application/json");
    Outgoing {
        headers,
        timeout: Some(PATIENCE),
        ..Outgoing::new(method, url)
    }
}
