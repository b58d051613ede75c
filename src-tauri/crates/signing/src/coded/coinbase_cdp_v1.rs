//! Hook0 v1, as Coinbase CDP sends it: the timestamp, chosen headers and the body.
//!
//! Which headers are signed is said in the signature itself (`h=`) and signed
//! too. A header that is listed and absent is missing, not empty.

use model::SegmentKind;

use super::{Coded, Rule};
use crate::message::{self, Missing, Piece, Source};
use crate::scheme::place::Place;

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "coinbase-cdp-v1"
provider = "Coinbase CDP"
name = "Hook0 v1"
confidence = "S"
facts_from = "hook0's documentation and its clients"
notes = "Covers v1, which also signs the headers that its h= lists. The window is the one that hook0's clients suggest."

[signature]
from = "header:X-Hook0-Signature"
split = ","
trim = true
pair = "="
accept = ["v1"]
case = "any"
write = ["t", "h=content-type", "v1"]

[algorithm]
kind = "hmac"
hash = "sha256"

[timestamp]
from = "field:t"
unit = "s"
tolerance = 300

[coded]
signs = "the timestamp, the names of the listed headers, their values joined by ., and the body, joined by ."
timestamp = true
body = true
puts = { Content-Type = "application/json" }

[event]
type = "json:eventType"
"#,
    rule: Rule::Message(pieces),
};

fn pieces<'s>(source: &Source<'s, '_>) -> Result<Vec<Piece<'s>>, Missing> {
    let time = source.timestamp.ok_or(Missing::Timestamp)?;
    let names = source.group.field("h").unwrap_or_default();
    let mut pieces = vec![
        Piece::new(SegmentKind::Timestamp, "timestamp", time.as_bytes()),
        Piece::literal("."),
        Piece::new(
            SegmentKind::Derived,
            "names of the signed headers",
            names.as_bytes(),
        ),
    ];
    // Without names there is still one place for their values, an empty one.
    let mut values = names.split(' ').filter(|name| !name.is_empty()).peekable();
    if values.peek().is_none() {
        pieces.push(Piece::literal("."));
    }
    for name in values {
        pieces.push(Piece::literal("."));
        pieces.push(message::at(&Place::Header(name.to_owned()), source)?);
    }
    pieces.push(Piece::literal("."));
    pieces.push(Piece::new(SegmentKind::Body, "body", source.request.body));
    Ok(pieces)
}
