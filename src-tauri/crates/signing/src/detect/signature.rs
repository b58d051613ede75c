//! The signature as a clue: where it stands, how it is written, and what the
//! scheme signs beside it.

use crate::Request;
use crate::cut::{self, Group};
use crate::detect::case::Case;
use crate::detect::shared;
use crate::encode::{from_base64, from_hex};
use crate::find::{self, Found};
use crate::scheme::definition::{AlgorithmKind, Definition, Encoding, Hash};
use crate::scheme::place::{Place, TimestampPlace};
use crate::scheme::template::Value;

/// How far a text is written as a scheme writes its signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Not in its form.
    None,
    /// A form that any text has.
    AnyText,
    /// In its form, but what stands there is no digest of the algorithm.
    Form,
    /// In its form, with a digest of the right length.
    Digest,
}

/// Weighs the signature; whether there is a text at one of the places.
pub fn weigh(definition: &Definition, request: &Request<'_>, case: &mut Case) -> bool {
    let found = find::signatures(definition, request);
    let Some(best) = found.iter().max_by_key(|found| fit(definition, found)) else {
        return false;
    };
    let fit = fit(definition, best);
    weigh_place(definition, best, fit, case);
    weigh_text(definition, fit, case);
    weigh_companions(definition, request, case);
    true
}

fn weigh_place(definition: &Definition, found: &Found<'_>, fit: Fit, case: &mut Case) {
    let provider = &definition.provider;
    let at = |place: &&Place| place_is(place, found);
    let Some(place) = definition.signature.from.iter().find(at) else {
        let place = &found.place;
        return case.add(
            20,
            format!("{provider} also reads its signature from {place}."),
        );
    };
    let place_text = sentence(&found.place);
    match shared::providers(place) {
        1 => case.add(
            55,
            format!("{place_text} is where {provider} signs, and nobody else we know."),
        ),
        // A plain text in a header that everybody uses says next to nothing.
        _ if fit == Fit::AnyText => {
            case.add(10, format!("{place_text} may hold {provider}'s token."))
        }
        others => case.add(
            40,
            format!(
                "{place_text} is where {provider} signs, like {} others.",
                others - 1
            ),
        ),
    }
}

fn place_is(place: &Place, found: &Found<'_>) -> bool {
    let name = found.place.strip_prefix("header ");
    name.is_some_and(|name| find::is_header(place, name)) || place.to_string() == found.place
}

fn sentence(place: &str) -> String {
    let mut letters = place.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn weigh_text(definition: &Definition, fit: Fit, case: &mut Case) {
    match fit {
        Fit::Digest => case.add(20, format!("The text there is {}.", expected(definition))),
        Fit::AnyText => {}
        Fit::Form => case.add(
            -10,
            format!(
                "The text is written like a signature of it, but is not {}.",
                expected(definition)
            ),
        ),
        Fit::None => case.add(-30, "But the text there is not in its form."),
    }
}

/// A digest of the scheme, in words.
fn expected(definition: &Definition) -> String {
    let encoding = match definition.signature.encoding {
        Encoding::Hex => "hex",
        Encoding::Base64 => "base64",
        Encoding::Base64url => "base64url",
        Encoding::Text => return "text".to_owned(),
    };
    let what = match (definition.algorithm.kind, definition.algorithm.hash) {
        (AlgorithmKind::Token, _) => return format!("{encoding}, as its tokens are"),
        (AlgorithmKind::Ed25519, _) => "an Ed25519 signature",
        (AlgorithmKind::EcdsaP256, _) => "an ECDSA signature",
        (AlgorithmKind::RsaPkcs1, _) => "an RSA signature",
        (AlgorithmKind::Hmac | AlgorithmKind::Hash, Hash::Sha1) => "a SHA-1 digest",
        (AlgorithmKind::Hmac | AlgorithmKind::Hash, Hash::Sha256) => "a SHA-256 digest",
        (AlgorithmKind::Hmac | AlgorithmKind::Hash, Hash::Sha512) => "a SHA-512 digest",
    };
    format!(
        "{what} in {encoding}, written as {} writes it",
        definition.provider
    )
}

fn fit(definition: &Definition, found: &Found<'_>) -> Fit {
    let groups = cut::groups(&definition.signature, &found.text).unwrap_or_default();
    let digests = groups.iter().flat_map(Group::signatures);
    digests
        .map(|digest| digest_fit(definition, digest))
        .max()
        .unwrap_or(Fit::None)
}

fn digest_fit(definition: &Definition, digest: &str) -> Fit {
    if let Some(algorithm) = definition
        .coded
        .as_ref()
        .and_then(|coded| coded.algorithm.as_deref())
    {
        return coded_fit(algorithm, digest);
    }
    let rule = &definition.signature;
    let bytes = match rule.encoding {
        Encoding::Hex => from_hex(digest.as_bytes()),
        Encoding::Base64 | Encoding::Base64url => from_base64(digest.as_bytes()),
        Encoding::Text if rule.prefix.is_empty() => return Fit::AnyText,
        Encoding::Text => return Fit::Digest,
    };
    match bytes {
        Some(bytes) if is_digest(definition, &bytes) => Fit::Digest,
        _ => Fit::Form,
    }
}

/// Where code decides, only a JSON Web Token is known by its looks.
fn coded_fit(algorithm: &str, text: &str) -> Fit {
    let parts: Vec<_> = text
        .split('.')
        .map(|part| from_base64(part.as_bytes()))
        .collect();
    let token = parts.len() == 3 && parts[0].as_ref().is_some_and(|head| head.starts_with(b"{"));
    match (algorithm.contains("JWT"), token) {
        (true, true) | (false, _) => Fit::Digest,
        (true, false) => Fit::None,
    }
}

/// Whether bytes have the length of the algorithm's signatures.
fn is_digest(definition: &Definition, bytes: &[u8]) -> bool {
    let length = bytes.len();
    match (definition.algorithm.kind, definition.algorithm.hash) {
        (AlgorithmKind::Token, _) => true,
        (AlgorithmKind::Ed25519, _) => length == 64,
        // DER: two numbers of at most 33 bytes, in a sequence.
        (AlgorithmKind::EcdsaP256, _) => {
            bytes.first() == Some(&0x30) && (60..=72).contains(&length)
        }
        (AlgorithmKind::RsaPkcs1, _) => matches!(length, 128 | 256 | 384 | 512),
        (AlgorithmKind::Hmac | AlgorithmKind::Hash, Hash::Sha1) => length == 20,
        (AlgorithmKind::Hmac | AlgorithmKind::Hash, Hash::Sha256) => length == 32,
        (AlgorithmKind::Hmac | AlgorithmKind::Hash, Hash::Sha512) => length == 64,
    }
}

/// What must come with the signature: a timestamp, an id, fixed fields.
fn weigh_companions(definition: &Definition, request: &Request<'_>, case: &mut Case) {
    for name in companions(definition) {
        let value = find::header(definition, name, request);
        let required = definition.require.get(name).map(String::as_bytes);
        match value {
            None => case.add(
                -15,
                format!("But header {name}, which belongs to it, is missing."),
            ),
            Some(value) if required.is_some_and(|required| required != value) => {
                case.add(
                    -15,
                    format!("But header {name} has another value than it should."),
                );
            }
            Some(_) => case.add(3, format!("Header {name}, which belongs to it, is there.")),
        }
    }
}

fn companions(definition: &Definition) -> Vec<&str> {
    let timestamp = match definition.timestamp.as_ref().map(|rule| &rule.from) {
        Some(TimestampPlace::Elsewhere(Place::Header(name))) => Some(name.as_str()),
        _ => None,
    };
    let templates = definition.message.iter().flat_map(|message| &message.parts);
    let parts = templates.flat_map(|template| &template.0);
    let signed = parts.filter_map(|part| match part.value() {
        Some(Value::At(Place::Header(name))) => Some(name.as_str()),
        _ => None,
    });
    let required = definition.require.keys().map(String::as_str);
    let mut names: Vec<&str> = timestamp
        .into_iter()
        .chain(signed)
        .chain(required)
        .collect();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_said_as_a_sentence_begins() {
        assert_eq!(sentence("header X-A"), "Header X-A");
        assert_eq!(sentence(""), "");
    }
}
