//! Keygen: an HTTP signature over request line, host, date and the body's digest.
//!
//! The list of what is signed is fixed, and a signature that lists something
//! else is refused. Whether the digest is the body's is asked last, so
//! `body_hash_mismatch` always means "signature correct, but …". Signatures of
//! P-256 keys, which Keygen knows too, are not checked.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Evidence, ParsedPart, Reason, SegmentKind, Verdict, Verification};
use subtle::ConstantTimeEq as _;

use super::{Coded, Rule};
use crate::cut::Group;
use crate::message::{self, Missing, Piece, Source, Variant};
use crate::scheme::definition::Hash;
use crate::scheme::place::Place;
use crate::verify::attempt::Attempt;
use crate::verify::outcome::{self, Stop};
use crate::{Check, Draft, Request, SignError, Signed, digest, find, sign};

/// The scheme.
pub(crate) const CODED: Coded = Coded {
    definition: r#"
id = "keygen"
provider = "Keygen"
confidence = "S"
facts_from = "keygen-go, verifier"
notes = "The secret is the account's Ed25519 public key in hex. The host is the one of the webhook's URL."

[signature]
from = "header:Keygen-Signature"
encoding = "base64"

[key]
form = "hex"

[algorithm]
kind = "ed25519"

[timestamp]
from = "header:Date"
unit = "http-date"
tolerance = 300
future = "accept"

[coded]
signs = "method and path, host, Date and Digest, each on a line with its name"
timestamp = true
url = true

[event]
type = "json:data.attributes.event"
id = "json:data.id"

[sample]
body = '{"data":{"id":"9c1a4a5e-7a0b-4c3d-8e2f-1a2b3c4d5e6f","type":"webhook-events","attributes":{"endpoint":"https://hooks.example.com/in","payload":"{}","event":"license.created","status":"DELIVERING","created":"2026-01-31T12:00:00.000Z","updated":"2026-01-31T12:00:00.000Z"}}}'
"#,
    rule: Rule::Whole {
        verify,
        sign: signed,
        new_secret: None,
    },
};

const DIGEST: &str = "Digest";
const ALGORITHM: &str = "ed25519";
const SIGNED: &str = "(request-target) host date digest";

fn verify(request: &Request<'_>, check: &Check<'_>) -> Verification {
    let definition = check.scheme.definition();
    if check.secrets.is_empty() {
        return outcome::without_secret(definition, None);
    }
    let found = find::signatures(definition, request);
    let Some(found) = found.first() else {
        return outcome::unsigned(definition);
    };
    let items: Vec<(&str, &str)> = found.text.split(',').filter_map(item).collect();
    let evidence = Evidence {
        parts: items.iter().map(part).collect(),
        ..found.evidence(definition)
    };
    match signature(&items) {
        Err(stop) => outcome::finished(Err(stop), evidence),
        Ok(signature) => {
            let group = Group::of_one(signature);
            let attempt = Attempt::new(request, check, &group);
            let found = attempt.run_with(evidence, |timestamp, evidence| {
                compared(&attempt, timestamp, evidence)
            });
            covers_the_body(found, request)
        }
    }
}

fn item(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let value = value.strip_prefix('"')?.strip_suffix('"')?;
    Some((name.trim_start(), value))
}

fn part((name, value): &(&str, &str)) -> ParsedPart {
    ParsedPart {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
        used: *name != "keyid",
    }
}

fn signature<'t>(items: &[(&str, &'t str)]) -> Result<&'t str, Stop> {
    let value = |wanted: &str| {
        let mut named = items.iter().filter(|(name, _)| *name == wanted);
        named.next().map(|(_, value)| *value)
    };
    let malformed = |detail: &str| Stop::new(Reason::UnsupportedOrMalformedSignature, detail);
    if value("algorithm") != Some(ALGORITHM) {
        return Err(malformed("the signature's algorithm is not ed25519"));
    }
    if value("headers") != Some(SIGNED) {
        return Err(malformed(
            "the signature is not over request line, host, date and digest",
        ));
    }
    value("signature").ok_or_else(|| malformed("the signature's text holds no signature"))
}

fn compared(
    attempt: &Attempt<'_, '_>,
    timestamp: Option<&str>,
    evidence: &mut Evidence,
) -> Result<(), Stop> {
    let pieces = pieces(&attempt.source(timestamp, Variant::default()))?;
    evidence.signed = Some(message::content(&pieces, Variant::default()));
    match attempt.secrets(&pieces, evidence) {
        true => Ok(()),
        false => Err(Stop::plain(Reason::SignatureMismatch)),
    }
}

fn covers_the_body(found: Verification, request: &Request<'_>) -> Verification {
    let told = request.headers.get(DIGEST).unwrap_or_default();
    let same = bool::from(told.ct_eq(body_digest(request.body).as_bytes()));
    match (found.verdict, found.evidence) {
        (Verdict::Verified, Some(evidence)) if !same => {
            outcome::rejected(Reason::BodyHashMismatch, evidence)
        }
        (_, evidence) => Verification { evidence, ..found },
    }
}

fn body_digest(body: &[u8]) -> String {
    let digest = digest::hash(Hash::Sha256, std::iter::once(body));
    format!("sha-256={}", BASE64_STANDARD.encode(digest.as_slice()))
}

fn pieces<'s>(source: &Source<'s, '_>) -> Result<Vec<Piece<'s>>, Missing> {
    let request = source.request;
    let time = source.timestamp.ok_or(Missing::Timestamp)?;
    let url =
        |name: &'static str, bytes: &'s str| Piece::new(SegmentKind::Url, name, bytes.as_bytes());
    let method = request.method.to_ascii_lowercase().into_bytes();
    Ok(vec![
        Piece::literal("(request-target): "),
        Piece::new(SegmentKind::Method, "method in lower case", method),
        Piece::literal(" "),
        url("path and query", message::path(request.url)),
        Piece::literal("\nhost: "),
        url("host", host(request.url)),
        Piece::literal("\ndate: "),
        Piece::new(SegmentKind::Timestamp, "timestamp", time.as_bytes()),
        Piece::literal("\ndigest: "),
        message::at(&Place::Header(DIGEST.to_owned()), source)?,
    ])
}

/// The host as the `Host` field has it, with its port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host)
}

fn signed(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let digest = body_digest(draft.request.body);
    let mut headers = draft.request.headers.clone();
    headers.set(DIGEST, digest.as_str());
    let told = Draft {
        request: Request {
            headers: &headers,
            ..draft.request
        },
        ..*draft
    };
    let mut signed = sign::signed(&told, &|source| pieces(source))?;
    let name = "Keygen-Signature";
    let signature = signed.headers.text(name).unwrap_or_default();
    let text = format!(r#"algorithm="{ALGORITHM}", signature="{signature}", headers="{SIGNED}""#);
    signed.headers.set(name, text);
    signed.headers.set(DIGEST, digest);
    Ok(signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_keeps_its_port_and_nothing_else() {
        assert_eq!(host("https://user@h.example:8443/p?a"), "h.example:8443");
        assert_eq!(host("https://h.example?a"), "h.example");
    }

    #[test]
    fn only_the_known_list_and_algorithm_are_taken() {
        let read = |text: &str| {
            let items: Vec<_> = text.split(',').filter_map(item).collect();
            signature(&items).ok().map(str::to_owned)
        };
        let text = r#"keyid="k", algorithm="ed25519", signature="AA==", headers="(request-target) host date digest""#;
        assert_eq!(read(text).as_deref(), Some("AA=="));
        assert_eq!(read(&text.replace("ed25519", "none")), None);
        assert_eq!(read(&text.replace(" digest", "")), None);
    }
}
