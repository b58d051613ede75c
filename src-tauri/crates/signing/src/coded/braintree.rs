//! Braintree: a signed payload in a form, with a signature for each public key.
//!
//! A secret is the private key, or `PUBLIC|PRIVATE`; with the public key known,
//! only its signatures count. A payload with characters that its base64 cannot
//! have is refused even when its signature is right, as the SDKs do.

use std::borrow::Cow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Evidence, ParsedPart, Reason, Secret, SegmentKind, Verification};

use super::{Coded, Rule};
use crate::cut::Group;
use crate::encode::hex;
use crate::message::{self, Piece, Variant};
use crate::verify::attempt::Attempt;
use crate::verify::outcome::{self, Stop};
use crate::{
    Check, Draft, KnownSecret, NewSecret, Request, SignError, Signed, expected, find, form, key,
};

const SIGNATURE: &str = "bt_signature";
const PAYLOAD: &str = "bt_payload";

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "braintree"
provider = "Braintree"
confidence = "S"
facts_from = "braintree (PyPI), braintree 3.40.0 (npm)"
notes = "The secret is the private key, or PUBLIC|PRIVATE: with the public key, signatures of other keys are told apart."

[signature]
from = "form:bt_signature"
split = "&"

[key]
form = "sha1-of-text"

[algorithm]
kind = "hmac"
hash = "sha1"

[coded]
signs = "form field bt_payload, decoded; or with a line end after it"
secret = "the private key, or PUBLIC|PRIVATE"
id_before = "|"

[handshake]
kind = "bt_challenge"
method = "GET"
when = { "query:bt_challenge" = "*" }

[handshake.values.public_key]
label = "Public key"
hint = "One of the API keys; empty: what stands before the | in the secret."
default = "secret-id"

[handshake.digest]
kind = "hmac"
hash = "sha1"
encoding = "hex"
of = "{q:bt_challenge}"
key = "private_key"

[handshake.reply]
text = "{value:public_key}|{digest}"

[detect]
form = ["bt_payload", "bt_signature"]

[sample]
content_type = "application/x-www-form-urlencoded"
body = 'bt_payload=PG5vdGlmaWNhdGlvbj48a2luZD5jaGVjazwva2luZD48dGltZXN0YW1wIHR5cGU9ImRhdGV0aW1lIj4yMDI2LTAxLTMxVDEyOjAwOjAwWjwvdGltZXN0YW1wPjxzdWJqZWN0PjxjaGVjayB0eXBlPSJib29sZWFuIj50cnVlPC9jaGVjaz48L3N1YmplY3Q%2BPC9ub3RpZmljYXRpb24%2B'
"#,
    rule: Rule::Whole {
        verify,
        sign,
        new_secret: Some(new_secret),
    },
};

/// A public key's id and its signature.
type SignedBy<'t> = (&'t str, &'t str);

/// What is checked against what.
struct Attempted<'c, 'a> {
    request: &'c Request<'a>,
    check: &'c Check<'c>,
    pairs: Vec<SignedBy<'c>>,
}

fn verify(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    if check.secrets.is_empty() {
        return outcome::without_secret(definition, None);
    }
    let found = find::signatures(definition, request);
    let Some(found) = found.first() else {
        return outcome::unsigned(definition);
    };
    let attempted = Attempted {
        request,
        check,
        pairs: found.text.split('&').filter_map(cut).collect(),
    };
    let mut evidence = Evidence {
        parts: attempted.parts(),
        ..found.evidence(definition)
    };
    let steps = attempted.steps(&mut evidence);
    outcome::finished(steps, evidence)
}

fn cut(item: &str) -> Option<SignedBy<'_>> {
    item.split_once('|')
}

impl Attempted<'_, '_> {
    fn parts(&self) -> Vec<ParsedPart> {
        let part = |&(id, signature): &SignedBy<'_>| ParsedPart {
            name: id.to_owned(),
            value: signature.to_owned(),
            used: self
                .check
                .secrets
                .iter()
                .any(|known| is_of(id, &known.secret)),
        };
        self.pairs.iter().map(part).collect()
    }

    fn steps(&self, evidence: &mut Evidence) -> Result<(), Stop> {
        if self.pairs.is_empty() {
            return Err(malformed("no part is written PUBLIC_KEY|SIGNATURE"));
        }
        let payload = form::value(self.request.body, PAYLOAD).filter(|text| !text.is_empty());
        let payload = payload.ok_or_else(|| malformed("form field bt_payload is missing"))?;
        if !evidence.parts.iter().any(|part| part.used) {
            let detail = "none of the signatures is for a public key that is known here";
            return Err(Stop::new(Reason::NoMatchingKeyId, detail));
        }
        let mut secrets = self.check.secrets.iter();
        if !secrets.any(|known| self.matches(known, &payload, evidence)) {
            return Err(Stop::plain(Reason::SignatureMismatch));
        }
        let base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+=/\n".contains(byte);
        match payload.iter().all(base64) {
            true => Ok(()),
            false => Err(malformed("the payload has characters that base64 has not")),
        }
    }

    fn matches(&self, known: &KnownSecret, payload: &[u8], evidence: &mut Evidence) -> bool {
        let own = self.pairs.iter().filter(|(id, _)| is_of(id, &known.secret));
        let group = Group::of(own.map(|(_, signature)| *signature));
        let private = [KnownSecret {
            secret: Secret::new(halves(&known.secret).1),
            name: known.name.clone(),
        }];
        let check = Check {
            secrets: &private,
            ..*self.check
        };
        let attempt = Attempt::new(self.request, &check, &group);
        // Some of Braintree's payloads were signed with the line end that base64 tools add.
        ["", "\n"].into_iter().any(|end| {
            let pieces = pieces(payload, end);
            let matches = attempt.secrets(&pieces, evidence);
            if matches || evidence.signed.is_none() {
                evidence.signed = Some(message::content(&pieces, Variant::default()));
            }
            matches
        })
    }
}

fn malformed(detail: &str) -> Stop {
    Stop::new(Reason::UnsupportedOrMalformedSignature, detail)
}

fn pieces<'p>(payload: &'p [u8], end: &'static str) -> Vec<Piece<'p>> {
    let payload = Piece::new(SegmentKind::Derived, "form field bt_payload", payload);
    let end = (!end.is_empty()).then(|| Piece::literal(end));
    std::iter::once(payload).chain(end).collect()
}

/// The public key where it is known, and the private one.
fn halves(secret: &Secret) -> (Option<&[u8]>, &[u8]) {
    let text = secret.expose();
    match text.iter().position(|&byte| byte == b'|') {
        Some(at) => (Some(&text[..at]), &text[at + 1..]),
        None => (None, text),
    }
}

fn is_of(id: &str, secret: &Secret) -> bool {
    halves(secret)
        .0
        .is_none_or(|public| public == id.as_bytes())
}

fn sign(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let definition = draft.scheme.definition();
    let scheme = || definition.id.clone();
    let secret = draft.secrets.first();
    let secret = secret.ok_or_else(|| SignError::NoSecret { scheme: scheme() })?;
    let id = id(draft, secret).ok_or_else(|| SignError::UnreadableSecret {
        scheme: scheme(),
        form: "split into PUBLIC|PRIVATE",
    })?;
    let body = with_payload(draft.request.body);
    let payload = form::value(&body, PAYLOAD).unwrap_or_default();
    let private = Secret::new(halves(secret).1);
    let key = key::first(definition, &private).bytes;
    let text = key.and_then(|key| expected::text(definition, &key, &pieces(&payload, "")));
    let text = text.unwrap_or_default();
    Ok(Signed {
        body: Some(form::with_value(&body, SIGNATURE, &format!("{id}|{text}"))),
        ..Signed::default()
    })
}

/// The body; one that is no such form becomes the payload of one, with the line
/// end that Braintree writes after base64.
fn with_payload(body: &[u8]) -> Cow<'_, [u8]> {
    match form::value(body, PAYLOAD).filter(|payload| !payload.is_empty()) {
        Some(_) => Cow::Borrowed(body),
        None => {
            let payload = format!("{}\n", BASE64_STANDARD.encode(body));
            Cow::Owned(form::with_value(b"", PAYLOAD, &payload))
        }
    }
}

/// The public key: the secret's, else the one that the request was signed for.
fn id(draft: &Draft<'_>, secret: &Secret) -> Option<String> {
    if let (Some(public), _) = halves(secret) {
        return Some(String::from_utf8_lossy(public).into_owned());
    }
    let before = form::value(draft.request.body, SIGNATURE)?;
    let before = String::from_utf8_lossy(&before).into_owned();
    before.split('&').find_map(cut).map(|(id, _)| id.to_owned())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other schemes have secrets that cannot be made"
)]
fn new_secret(entropy: &[u8; 32]) -> Option<NewSecret> {
    let (public, private) = entropy.split_at(8);
    let text = format!("{}|{}", hex(public), hex(&private[..16]));
    Some(NewSecret::shared(Secret::new(text)))
}
