//! Texts of a request, by the place they stand at.

use std::borrow::Cow;

use model::{Evidence, FoundSignature, Header};

use crate::scheme::definition::Definition;
use crate::scheme::place::Place;
use crate::{Request, form, json};

/// How many texts are looked at: enough for every key of a long rotation, too
/// few to keep us busy.
const MOST_TEXTS: usize = 100;

/// A text and where it stood.
#[derive(Debug)]
pub struct Found<'a> {
    /// `header X-Hub-Signature`.
    pub place: String,
    /// The text; bytes that are not UTF-8 replaced.
    pub text: Cow<'a, str>,
}

impl Found<'_> {
    /// The first step of a check: a signature was found.
    pub fn evidence(&self, definition: &Definition) -> Evidence {
        Evidence {
            scheme: definition.id.clone(),
            signature: Some(FoundSignature {
                place: self.place.clone(),
                text: self.text.clone().into_owned(),
            }),
            ..Evidence::default()
        }
    }
}

/// Every text at the scheme's signature places that is not empty.
pub fn signatures<'a>(definition: &Definition, request: &Request<'a>) -> Vec<Found<'a>> {
    let places = definition.signature.from.iter();
    places
        .flat_map(|place| texts(definition, place, request))
        .filter(|found| !found.text.is_empty())
        .take(MOST_TEXTS)
        .collect()
}

fn texts<'a>(definition: &Definition, place: &Place, request: &Request<'a>) -> Vec<Found<'a>> {
    match place {
        Place::Header(name) => named_headers(definition, name, request),
        Place::NumberedHeader(prefix) => headers(request, |name| is_numbered(name, prefix)),
        Place::Json(_) | Place::Form(_) | Place::Query(_) => one(definition, place, request)
            .map(|text| Found {
                place: place.to_string(),
                text,
            })
            .into_iter()
            .collect(),
    }
}

fn named_headers<'a>(definition: &Definition, name: &str, request: &Request<'a>) -> Vec<Found<'a>> {
    let found = headers(request, |other| other.eq_ignore_ascii_case(name));
    match definition.other_names.get(name) {
        Some(other) if found.is_empty() => {
            headers(request, |header| header.eq_ignore_ascii_case(other))
        }
        _ => found,
    }
}

fn headers<'a>(request: &Request<'a>, wanted: impl Fn(&str) -> bool) -> Vec<Found<'a>> {
    let found = |header: &'a Header| Found {
        place: format!("header {}", header.name),
        text: String::from_utf8_lossy(&header.value),
    };
    let all = request.headers.iter();
    all.filter(|header| wanted(&header.name))
        .map(found)
        .collect()
}

/// Whether a place is a header that may have this name.
pub fn is_header(place: &Place, name: &str) -> bool {
    match place {
        Place::Header(own) => own.eq_ignore_ascii_case(name),
        Place::NumberedHeader(prefix) => is_numbered(name, prefix),
        Place::Json(_) | Place::Form(_) | Place::Query(_) => false,
    }
}

/// Whether a name is the prefix and a number of at most three digits.
fn is_numbered(name: &str, prefix: &str) -> bool {
    let Some((front, number)) = name.split_at_checked(prefix.len()) else {
        return false;
    };
    front.eq_ignore_ascii_case(prefix)
        && (1..=3).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of a header that is not empty, under its own or its other name.
pub fn header<'a>(definition: &Definition, name: &str, request: &Request<'a>) -> Option<&'a [u8]> {
    let other = definition.other_names.get(name).map(String::as_str);
    let names = [Some(name), other].into_iter().flatten();
    names
        .filter_map(|name| request.headers.get(name))
        .find(|value| !value.is_empty())
}

/// The one text at a place, where it is not empty.
pub fn one<'a>(
    definition: &Definition,
    place: &Place,
    request: &Request<'a>,
) -> Option<Cow<'a, str>> {
    bytes(definition, place, request).map(lossy)
}

/// The bytes of the one text at a place, where it is not empty.
pub fn bytes<'a>(
    definition: &Definition,
    place: &Place,
    request: &Request<'a>,
) -> Option<Cow<'a, [u8]>> {
    let bytes = match place {
        Place::Header(name) => Cow::Borrowed(header(definition, name, request)?),
        Place::NumberedHeader(prefix) => {
            let mut all = request.headers.iter();
            Cow::Borrowed(&*all.find(|header| is_numbered(&header.name, prefix))?.value)
        }
        Place::Json(path) => into_bytes(json::text(request.body, path)?),
        Place::Form(name) => form::value(request.body, name)?,
        Place::Query(name) => form::value(form::query(request.url).as_bytes(), name)?,
    };
    (!bytes.is_empty()).then_some(bytes)
}

fn into_bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

fn lossy(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_names_end_in_one_to_three_digits() {
        assert!(is_numbered("x-sig-12", "X-Sig-"));
        for name in ["X-Sig-", "X-Sig-a", "X-Sig-1234", "X-Other-1", "ü"] {
            assert!(!is_numbered(name, "X-Sig-"), "{name}");
        }
    }
}
