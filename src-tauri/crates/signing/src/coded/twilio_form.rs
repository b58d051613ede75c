//! Twilio's form webhooks: the URL and every form field, each pair once.
//!
//! Twilio is not consistent about the port, so its SDKs take the URL with and
//! without it. That the body is a form is not asked for: what is no form is
//! one long name, and signed all the same.

use std::borrow::Cow;

use model::SegmentKind;

use super::{Coded, Rule};
use crate::form;
use crate::message::{self, Missing, Piece, Source};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "twilio-form"
provider = "Twilio"
name = "form parameters"
confidence = "S"
facts_from = "twilio 9.13.0 (PyPI), 6.2.0 (npm)"
notes = "The URL must be the one that Twilio was given, query included. JSON webhooks (bodySHA256 in the URL) and webhooks with a shared key are schemes of their own."

[signature]
from = "header:X-Twilio-Signature"
encoding = "base64"

[algorithm]
kind = "hmac"
hash = "sha1"

[message]
url_variants = ["as-registered", "port-toggle"]

[coded]
signs = "the URL, then every form field's name and value, sorted, equal pairs once"
url = true
body = true

[event]
id = "form:MessageSid"

[detect]
user_agent = "TwilioProxy"
form = "AccountSid"

[sample]
content_type = "application/x-www-form-urlencoded"
body = 'AccountSid=AC00000000000000000000000000000000&ApiVersion=2010-04-01&Body=Hello&From=%2B15005550006&MessageSid=SM00000000000000000000000000000000&NumMedia=0&To=%2B15005550001'
"#,
    rule: Rule::Message(pieces),
};

/// The pieces that every Twilio form scheme signs.
pub(super) fn pieces<'s>(source: &Source<'s, '_>) -> Result<Vec<Piece<'s>>, Missing> {
    let mut pairs = form::sorted_pairs(source.request.body);
    pairs.dedup();
    Ok(vec![
        Piece::new(SegmentKind::Url, "URL", message::url(source)),
        Piece::new(
            SegmentKind::Derived,
            "form fields, sorted, equal pairs once",
            Cow::Owned(form::joined(&pairs)),
        ),
    ])
}
