//! What an emulation is: implemented once a provider.

use std::future::Future;
use std::pin::Pin;

use axum::Router;
use axum::response::Response;
use http::{Method, StatusCode};
use model::Secret;

use super::{Owner, Stage};
use crate::emulated::{EmulatedDetail, EmulatedRow};
use crate::error::Error;
use crate::provider::Provider;

/// Something that is being done, whatever the provider.
pub(crate) type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// An emulated provider.
pub(crate) trait Play: Send + Sync + 'static {
    /// Which one.
    fn provider(&self) -> Provider;

    /// What keys can be narrowed to; empty where keys are for everything.
    fn scopes(&self) -> &'static [&'static str] {
        &[]
    }

    /// Its API, from the root on.
    fn router(&self, stage: Stage) -> Router;

    /// Its calls. A path is matched by segments, a trailing slash does not matter.
    fn operations(&self) -> &'static [Operation];

    /// How it refuses a call of this path with this status, body and fields included
    /// (`Retry-After` for 429).
    fn refusal(&self, status: StatusCode, path: &str) -> Response;

    /// Its OpenAPI document, 3.1, without `servers`.
    fn openapi(&self) -> &'static str;

    /// Makes something that can be sent again.
    fn create<'a>(&'a self, stage: &'a Stage, wanted: Wanted) -> Pending<'a, Made>;

    /// What can be sent again, newest first.
    fn list<'a>(&'a self, stage: &'a Stage, limit: u32) -> Pending<'a, Vec<EmulatedRow>>;

    /// One of them; [`Error::UnknownRecord`] when there is none of this id.
    fn detail<'a>(&'a self, stage: &'a Stage, id: &'a str) -> Pending<'a, EmulatedDetail>;
}

/// One call of an API.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation {
    /// Its name here, in the provider's words: `replay`, `list_deliveries`.
    pub(crate) name: &'static str,
    /// Its method.
    pub(crate) method: &'static str,
    /// Its path, `{…}` for a segment that varies.
    pub(crate) path: &'static str,
}

impl Operation {
    /// A call by its name here, its method, and its path with `{…}` for segments that vary.
    pub(crate) const fn new(name: &'static str, method: &'static str, path: &'static str) -> Self {
        Self { name, method, path }
    }

    /// Whether a call of this method and path is one of it.
    fn is(&self, method: &Method, path: &str) -> bool {
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut given = path.split('/');
        let fits = |part: &str| {
            let found = given.next();
            found.is_some_and(|found| part == found || (part.starts_with('{') && !found.is_empty()))
        };
        method == self.method && self.path.split('/').all(fits) && given.next().is_none()
    }
}

/// The name of a call; none for a path that is none of the provider's.
pub(crate) fn operation(
    known: &'static [Operation],
    method: &Method,
    path: &str,
) -> Option<&'static str> {
    let found = known.iter().find(|known| known.is(method, path));
    found.map(|found| found.name)
}

/// What a user wants made, with everything looked up.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// For whom.
    pub(crate) owner: Owner,
    /// Where its webhook goes.
    pub(crate) to: Option<String>,
    /// What it is, in the provider's words.
    pub(crate) event_type: Option<String>,
    /// How far it is, in the provider's words.
    pub(crate) status: Option<String>,
    /// What it carries, JSON as it was written.
    pub(crate) payload: Option<String>,
    /// The endpoint it goes to, by the provider's id, instead of one for `to`.
    pub(crate) endpoint: Option<String>,
}

/// What was made.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// What a redelivery is asked with.
    pub(crate) id: String,
    /// The run, where there is one.
    pub(crate) run_id: Option<String>,
    /// The delivery, where there is one.
    pub(crate) delivery_id: Option<String>,
    /// What its webhook is signed with; none where nothing signs.
    pub(crate) secret: Option<Secret>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Operation] = &[
        Operation::new("list", "GET", "/v1/deliveries"),
        Operation::new("replay", "POST", "/v1/deliveries/{id}/replay"),
    ];

    #[test]
    fn a_call_is_known_by_its_method_and_its_segments() {
        let name = |method: Method, path: &str| operation(KNOWN, &method, path);
        assert_eq!(name(Method::GET, "/v1/deliveries"), Some("list"));
        assert_eq!(name(Method::GET, "/v1/deliveries/"), Some("list"));
        let replay = "/v1/deliveries/d_1/replay";
        assert_eq!(name(Method::POST, replay), Some("replay"));
        assert_eq!(name(Method::GET, replay), None);
        for path in [
            "/v1/deliveries//replay",
            "/v1/deliveries/a/b/replay",
            "/v1",
            "/",
        ] {
            assert_eq!(name(Method::POST, path), None, "{path}");
        }
    }
}
