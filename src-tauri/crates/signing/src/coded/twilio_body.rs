//! Twilio's JSON webhooks: the URL is signed, and names the body's SHA-256.
//!
//! Whether the body is the one that was signed is asked last, so
//! `body_hash_mismatch` always means "signature correct, but …". A URL without
//! the hash leaves the body uncovered, and is refused.

use std::borrow::Cow;

use model::{ClaimCheck, Reason, Verdict, Verification};
use subtle::ConstantTimeEq as _;

use super::{Coded, Rule};
use crate::digest::sha256_hex;
use crate::verify::{declared, outcome};
use crate::{Check, Draft, Request, SignError, Signed, form, sign};

const HASH: &str = "bodySHA256";

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "twilio-body"
provider = "Twilio"
name = "JSON body, bodySHA256"
confidence = "S"
facts_from = "twilio 9.13.0 (PyPI), 6.2.0 (npm)"
notes = "The URL must be the one that Twilio called, with the bodySHA256 it put into the query."

[signature]
from = "header:X-Twilio-Signature"
encoding = "base64"

[algorithm]
kind = "hmac"
hash = "sha1"

[message]
parts = "{url}"
url_variants = ["as-registered", "port-toggle"]

[coded]
signs = "the URL, in whose query bodySHA256 is the SHA-256 of the body in hex"
url = true
body = true

[event]
type = "json:0.type"
id = "json:0.data.eventid"

[detect]
user_agent = "TwilioProxy/"
headers = "I-Twilio-Idempotency-Token"
form = "bodySHA256"

[sample]
body = '[{"specversion":"1.0","type":"com.twilio.messaging.message.sent","source":"/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages/SM00000000000000000000000000000000","id":"EZ00000000000000000000000000000000","dataschema":"https://events-schemas.twilio.com/Messaging.MessageStatus/1","datacontenttype":"application/json","time":"2026-01-31T12:00:00.000Z","data":{"messageStatus":"SENT","messageSid":"SM00000000000000000000000000000000"}}]'
"#,
    rule: Rule::Whole {
        verify,
        sign: signed,
        new_secret: None,
    },
};

fn verify(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let found = declared(request, check);
    let (Verdict::Verified, Some(mut evidence)) = (found.verdict, found.evidence.clone()) else {
        return found;
    };
    let hash = body_hash(request);
    let matches = hash.matches;
    evidence.claims.push(hash);
    match matches {
        true => outcome::verified(evidence),
        false => outcome::rejected(Reason::BodyHashMismatch, evidence),
    }
}

fn body_hash(request: &Request<'_>) -> ClaimCheck {
    let claimed = form::value(form::query(request.url).as_bytes(), HASH);
    let expected = sha256_hex(request.body);
    let same = |claimed: &Cow<'_, [u8]>| bool::from(claimed.ct_eq(expected.as_bytes()));
    ClaimCheck {
        place: format!("query parameter {HASH}"),
        what: "SHA-256 of the body in hex".to_owned(),
        matches: claimed.as_ref().is_some_and(same),
        received: claimed.map(|claimed| String::from_utf8_lossy(&claimed).into_owned()),
        expected,
    }
}

fn signed(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let request = draft.request;
    if request.url.is_empty() {
        return sign::declared(draft);
    }
    let url = form::url_with_value(request.url, HASH, &sha256_hex(request.body));
    let told = Draft {
        request: Request {
            url: &url,
            ..request
        },
        ..*draft
    };
    let signed = sign::declared(&told)?;
    Ok(Signed {
        url: Some(url),
        ..signed
    })
}
