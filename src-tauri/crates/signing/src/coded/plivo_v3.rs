//! Plivo V3: the URL with its query in order, the form fields, and a nonce.
//!
//! Names and values are signed decoded. Where Plivo's SDKs differ (characters
//! beyond ASCII in the query), the npm one is followed: they are UTF-8.

use std::borrow::Cow;

use model::SegmentKind;

use super::{Coded, Rule};
use crate::form::{self, Pair};
use crate::message::{self, Missing, Piece, Source};
use crate::scheme::place::Place;

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "plivo-v3"
provider = "Plivo"
name = "V3"
confidence = "S"
facts_from = "plivo (npm) v3Security, plivo (PyPI) signature_v3"
notes = "The secret is the auth token of the account or subaccount. The URL must be the one that Plivo was given."

[signature]
from = "header:X-Plivo-Signature-V3"
split = ","
encoding = "base64"

[algorithm]
kind = "hmac"
hash = "sha256"

[coded]
signs = "the URL with its query sorted and decoded, the sorted form fields, and the nonce"
url = true
body = true
makes = "header:X-Plivo-Signature-V3-Nonce"

[event]
type = "form:Event"
id = "form:CallUUID"

[sample]
content_type = "application/x-www-form-urlencoded"
body = 'CallStatus=ringing&CallUUID=00000000-0000-4000-8000-000000000000&Direction=inbound&Event=StartApp&From=15005550006&To=15005550001'
"#,
    rule: Rule::Message(pieces),
};

fn pieces<'s>(source: &Source<'s, '_>) -> Result<Vec<Piece<'s>>, Missing> {
    let request = source.request;
    // Only the fields of a body count, and a GET has none.
    let fields = match request.method {
        "GET" => Vec::new(),
        _ => form::sorted_pairs(request.body),
    };
    let nonce = Place::Header("X-Plivo-Signature-V3-Nonce".to_owned());
    Ok(vec![
        Piece::new(
            SegmentKind::Url,
            "URL with its query sorted",
            Cow::Owned(address(request.url, fields.is_empty())),
        ),
        Piece::new(
            SegmentKind::Derived,
            "form fields, sorted",
            Cow::Owned(form::joined(&fields)),
        ),
        Piece::literal("."),
        message::at(&nonce, source)?,
    ])
}

/// The URL and what joins it to form fields: `?` even without a query, and a dot after one.
fn address(url: &str, no_fields: bool) -> Vec<u8> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let query = sorted_query(&form::sorted_pairs(form::query(url).as_bytes()));
    let (question_mark, dot) = match (query.is_empty(), no_fields) {
        (true, true) => ("", ""),
        (true, false) => ("?", ""),
        (false, true) => ("?", ""),
        (false, false) => ("?", "."),
    };
    [
        &url.as_bytes()[..end],
        question_mark.as_bytes(),
        &query,
        dot.as_bytes(),
    ]
    .concat()
}

fn sorted_query(pairs: &[Pair<'_>]) -> Vec<u8> {
    let written = pairs
        .iter()
        .map(|(name, value)| [name, &b"="[..], value].concat());
    written.collect::<Vec<_>>().join(&b'&')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(url: &str, no_fields: bool) -> String {
        String::from_utf8(address(url, no_fields)).unwrap()
    }

    #[test]
    fn a_query_is_sorted_and_decoded() {
        assert_eq!(
            text("https://h/p?b=1&a=x%20y&a=u", true),
            "https://h/p?a=u&a=x y&b=1"
        );
        assert_eq!(text("https://h:8443/p#f", true), "https://h:8443/p");
    }

    #[test]
    fn form_fields_are_joined_by_a_question_mark_or_a_dot() {
        assert_eq!(text("https://h/p", false), "https://h/p?");
        assert_eq!(text("https://h/p?a=1", false), "https://h/p?a=1.");
    }
}
