//! Contentful: a canonical request of method, path, chosen headers and body.
//!
//! The list of signed headers is taken from the request, and what is signed of
//! it is what is left when it is sorted: a header that is listed and absent is
//! told as missing. Path and query are escaped once more than they came, as
//! the provider's own library does.

use std::borrow::Cow;
use std::fmt::Write as _;

use model::SegmentKind;

use super::{Coded, Rule};
use crate::message::{self, Missing, Piece, Source};
use crate::scheme::place::Place;

const LIST: &str = "x-contentful-signed-headers";
const TIME: &str = "x-contentful-timestamp";

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "contentful"
provider = "Contentful"
confidence = "S"
facts_from = "@contentful/node-apps-toolkit 3.16.1"
notes = "The signing secret has 64 characters. The path and the query must be as Contentful called them."

[signature]
from = "header:x-contentful-signature"

[algorithm]
kind = "hmac"
hash = "sha256"

[timestamp]
from = "header:x-contentful-timestamp"
unit = "ms"
tolerance = 30
future = "accept"

[coded]
signs = "method, escaped path and query, the listed headers as name:value joined by ;, and the body, a line each"
timestamp = true
url = true
body = true
puts = { x-contentful-signed-headers = "x-contentful-signed-headers,x-contentful-timestamp" }

[event]
type = "header:X-Contentful-Topic"
id = "json:sys.id"

[detect]
headers = ["X-Contentful-Topic", "X-Contentful-Webhook-Name"]

[sample]
headers = { X-Contentful-Topic = "ContentManagement.Entry.publish", X-Contentful-Webhook-Name = "Example" }
body = '{"sys":{"type":"Entry","id":"5KsDBWseXY6QegucYAoacS","space":{"sys":{"type":"Link","linkType":"Space","id":"examplespace"}},"environment":{"sys":{"type":"Link","linkType":"Environment","id":"master"}},"revision":1,"createdAt":"2026-01-31T12:00:00.000Z","updatedAt":"2026-01-31T12:00:00.000Z"},"fields":{"title":{"en-US":"Example"}}}'
"#,
    rule: Rule::Message(pieces),
};

fn pieces<'s>(source: &Source<'s, '_>) -> Result<Vec<Piece<'s>>, Missing> {
    let request = source.request;
    let names = signed_names(source)?;
    let mut pieces = vec![
        Piece::new(SegmentKind::Method, "method", request.method.as_bytes()),
        Piece::literal("\n"),
        Piece::new(
            SegmentKind::Url,
            "path and query, escaped",
            Cow::Owned(escaped_path(message::path(request.url)).into_bytes()),
        ),
        Piece::literal("\n"),
    ];
    for (index, name) in names.iter().enumerate() {
        pieces.push(header(name, &names, index > 0, source)?);
    }
    pieces.push(Piece::literal("\n"));
    pieces.push(Piece::new(SegmentKind::Body, "body", request.body));
    Ok(pieces)
}

/// The listed names, sorted; list and timestamp are signed even where they are not listed.
fn signed_names(source: &Source<'_, '_>) -> Result<Vec<String>, Missing> {
    let list = message::at(&Place::Header(LIST.to_owned()), source)?;
    let list = String::from_utf8_lossy(&list.bytes).into_owned();
    let listed = list.trim().split(',').chain([LIST, TIME]);
    let mut names: Vec<String> = listed.map(str::to_owned).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

fn header<'s>(
    name: &str,
    names: &[String],
    follows: bool,
    source: &Source<'s, '_>,
) -> Result<Piece<'s>, Missing> {
    let own = message::at(&Place::Header(name.to_owned()), source)?;
    // The SDK writes the list anew from what it found, in order.
    let value = match name {
        LIST => Cow::Owned(names.join(",")),
        _ => String::from_utf8_lossy(&own.bytes),
    };
    let separator = if follows { ";" } else { "" };
    let text = format!("{separator}{name}:{}", value.trim());
    Ok(Piece::new(
        own.kind,
        own.name,
        Cow::Owned(text.into_bytes()),
    ))
}

/// Path and query as JavaScript's `encodeURI` writes them, after the query as
/// a whole was escaped by `querystring.escape`.
fn escaped_path(path: &str) -> String {
    let mut halves = path.split('?');
    let path = halves.next().unwrap_or_default();
    let query = halves.next().unwrap_or_default();
    let mark = if query.is_empty() { "" } else { "?" };
    let query = escaped(query, b"-_.!~*'()");
    escaped(&format!("{path}{mark}{query}"), b"-_.!~*'();,/?:@&=+$#")
}

fn escaped(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes all text");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    // Taken from @contentful/node-apps-toolkit, run.
    #[test]
    fn a_path_is_escaped_once_and_its_query_twice() {
        assert_eq!(
            escaped_path("/a b/c?x=1&y=ü"),
            "/a%20b/c?x%253D1%2526y%253D%25C3%25BC"
        );
        assert_eq!(escaped_path("/a%20b"), "/a%2520b");
        assert_eq!(escaped_path("/a?"), "/a");
    }
}
