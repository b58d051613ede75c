//! What a request is about: its event type and event id.

use std::borrow::Cow;

use crate::scheme::place::{JsonPath, Place};
use crate::{Request, Scheme, find, json};

/// Event type and id of a request, where they can be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// Such as `invoice.paid`.
    pub event_type: Option<String>,
    /// The provider's id of the event or delivery.
    pub event_id: Option<String>,
}

/// Where many providers put them, for requests whose scheme does not say.
const USUAL_TYPES: &[&str] = &["type", "event_type", "event", "eventType"];
const USUAL_IDS: &[&str] = &["id", "event_id"];
const USUAL_ID_HEADERS: &[&str] = &["webhook-id", "svix-id"];

/// A guess is not worth reading a larger body for.
const LARGEST_GUESSED: usize = 256 * 1024;

/// What is shown in a row is no longer than this.
const LONGEST: usize = 200;

/// Reads event type and id from where the scheme says they stand, else from
/// where they usually do.
#[must_use]
pub fn describe(scheme: Option<&Scheme>, request: &Request<'_>) -> Described {
    let event = scheme.map(|scheme| &scheme.definition().event);
    let read = |place: Option<&Place>| find::one(scheme?.definition(), place?, request);
    let event_type = read(event.and_then(|event| event.kind.as_ref()));
    let event_id = read(event.and_then(|event| event.id.as_ref()));
    Described {
        event_type: event_type
            .or_else(|| usual(request, USUAL_TYPES))
            .map(|text| short(&text)),
        event_id: event_id
            .or_else(|| usual_header(request))
            .or_else(|| usual(request, USUAL_IDS))
            .map(|text| short(&text)),
    }
}

impl Scheme {
    /// The header field that holds the event's or delivery's id, where the scheme has one.
    #[must_use]
    pub fn event_id_header(&self) -> Option<&str> {
        header(self.definition().event.id.as_ref())
    }

    /// The header field that holds the event type, where the scheme has one.
    #[must_use]
    pub fn event_type_header(&self) -> Option<&str> {
        header(self.definition().event.kind.as_ref())
    }
}

fn header(place: Option<&Place>) -> Option<&str> {
    match place? {
        Place::Header(name) => Some(name),
        Place::NumberedHeader(_) | Place::Json(_) | Place::Form(_) | Place::Query(_) => None,
    }
}

fn usual<'a>(request: &Request<'a>, keys: &[&str]) -> Option<Cow<'a, str>> {
    if request.body.len() > LARGEST_GUESSED {
        return None;
    }
    let text = |key: &&str| json::text(request.body, &JsonPath::new(key));
    keys.iter().filter_map(text).find(|text| is_word(text))
}

fn usual_header<'a>(request: &Request<'a>) -> Option<Cow<'a, str>> {
    let text = |name: &&str| request.headers.text(name);
    USUAL_ID_HEADERS.iter().find_map(text).map(Cow::Borrowed)
}

/// An object under a usual key is something else than a type or an id.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(['{', '['])
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use model::Headers;

    use super::*;

    fn described(scheme: Option<&str>, headers: &[(&str, &str)], body: &str) -> (String, String) {
        let headers: Headers = headers.iter().copied().collect();
        let request = Request {
            method: "POST",
            url: "http://localhost/",
            headers: &headers,
            body: body.as_bytes(),
        };
        let scheme = scheme.map(|id| crate::catalogue().get(id).unwrap());
        let found = describe(scheme, &request);
        (
            found.event_type.unwrap_or_default(),
            found.event_id.unwrap_or_default(),
        )
    }

    #[test]
    fn a_scheme_says_where_type_and_id_stand() {
        let headers = [
            ("X-GitHub-Event", "push"),
            ("X-GitHub-Delivery", "72d3162e"),
        ];
        let found = described(Some("github-sha256"), &headers, "{}");
        assert_eq!(found, ("push".into(), "72d3162e".into()));
    }

    #[test]
    fn a_scheme_says_which_headers_hold_type_and_id() {
        let github = crate::catalogue().get("github-sha256").unwrap();
        let stripe = crate::catalogue().get("stripe-v1").unwrap();
        assert_eq!(github.event_id_header(), Some("X-GitHub-Delivery"));
        assert_eq!(github.event_type_header(), Some("X-GitHub-Event"));
        assert_eq!(stripe.event_id_header(), None);
    }

    #[test]
    fn without_a_scheme_the_usual_places_are_tried() {
        let found = described(
            None,
            &[],
            r#"{"id":"evt_1","event":{"a":1},"event_type":"x.y"}"#,
        );
        assert_eq!(found, ("x.y".into(), "evt_1".into()));
        assert_eq!(described(None, &[], "not json"), Default::default());
    }
}
