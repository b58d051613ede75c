//! Paddle Classic: RSA with SHA-1 over the form fields as PHP serializes them.
//!
//! Every value is a string, fields are sorted by name, the signature itself is
//! left out. Fields with brackets in their names, which PHP would read as
//! lists, are not taken apart.

use model::SegmentKind;

use super::{Coded, Rule};
use crate::form::{self, Pair};
use crate::message::{Missing, Piece, Source};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "paddle-classic"
provider = "Paddle"
name = "Classic"
confidence = "M"
facts_from = "Paddle Classic documentation (recalled)"
notes = "The secret is the public key of the vendor's account, as PEM. Paddle Billing signs in another way: see paddle-billing."

[signature]
from = "form:p_signature"
encoding = "base64"

[key]
form = "spki"

[algorithm]
kind = "rsa-pkcs1"
hash = "sha1"

[coded]
signs = "all other form fields, sorted by name, as PHP's serialize writes a list of strings"
body = true

[event]
type = "form:alert_name"
id = "form:alert_id"

[detect]
form = ["alert_name", "alert_id"]

[sample]
content_type = "application/x-www-form-urlencoded"
body = 'alert_id=1000000001&alert_name=subscription_created&currency=EUR&email=user%40example.com&event_time=2026-01-31+12%3A00%3A00&status=active&subscription_id=1'
"#,
    rule: Rule::Message(pieces),
};

fn pieces<'s>(source: &Source<'s, '_>) -> Result<Vec<Piece<'s>>, Missing> {
    Ok(vec![Piece::new(
        SegmentKind::Derived,
        "form fields as PHP serializes them",
        serialized(source.request.body),
    )])
}

fn serialized(body: &[u8]) -> Vec<u8> {
    let mut pairs = form::sorted_pairs(body);
    pairs.retain(|(name, _)| name.as_ref() != b"p_signature");
    let fields: Vec<Vec<u8>> = pairs.iter().map(field).collect();
    let head = format!("a:{}:{{", fields.len());
    [head.as_bytes(), &fields.concat(), b"}"].concat()
}

fn field((name, value): &Pair<'_>) -> Vec<u8> {
    [string(name), string(value)].concat()
}

fn string(bytes: &[u8]) -> Vec<u8> {
    [format!("s:{}:\"", bytes.len()).as_bytes(), bytes, b"\";"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    // PHP 8: serialize(["a" => "1", "b" => "é"]).
    #[test]
    fn fields_are_written_as_php_serializes_strings() {
        let expected = "a:2:{s:1:\"a\";s:1:\"1\";s:1:\"b\";s:2:\"é\";}";
        assert_eq!(
            serialized(b"b=%C3%A9&p_signature=x&a=1"),
            expected.as_bytes()
        );
    }
}
