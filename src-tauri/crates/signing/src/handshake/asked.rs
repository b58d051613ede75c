//! Whether a request is a handshake, and what it says at a place.

use std::borrow::Cow;

use crate::scheme::handshake::{HandshakeRule, Texts};
use crate::scheme::place::Place;
use crate::{Request, form, json};

/// A handshake is small; a larger body is not read for one, since every event
/// would pay for it.
const LARGEST_BODY: usize = 16 * 1024;

/// Whether a request fits a rule.
pub fn asks(rule: &HandshakeRule, request: &Request<'_>) -> bool {
    let method = rule.method.as_deref();
    method.is_none_or(|method| method == request.method)
        && rule
            .when
            .iter()
            .all(|(place, texts)| says(texts, place, request))
        && rule.absent.iter().all(|place| at(place, request).is_none())
}

fn says(texts: &Texts, place: &Place, request: &Request<'_>) -> bool {
    let Some(found) = at(place, request) else {
        return false;
    };
    let fits = |text: &String| text == "*" || text.as_bytes() == &*found;
    texts.0.iter().any(fits)
}

/// What stands at a place, where it is not empty.
pub fn at<'a>(place: &Place, request: &Request<'a>) -> Option<Cow<'a, [u8]>> {
    let small = || Some(request.body).filter(|body| body.len() <= LARGEST_BODY);
    let found = match place {
        Place::Header(name) => Cow::Borrowed(request.headers.get(name)?),
        Place::NumberedHeader(_) => return None,
        Place::Json(path) => match json::text(small()?, path)? {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
        Place::Form(name) => form::value(small()?, name)?,
        Place::Query(name) => form::value(form::query(request.url).as_bytes(), name)?,
    };
    (!found.is_empty()).then_some(found)
}
