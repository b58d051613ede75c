//! What a received text may mean: digests in every spelling.

use super::super::step::{Part, Step};
use crate::encode::{self, from_base64, from_hex};
use crate::scheme::definition::{AlgorithmKind, Definition, Encoding, SignatureRule};

/// Lengths of SHA-1, SHA-256 and SHA-512: text that decodes to anything else
/// is no digest.
const LENGTHS: [usize; 3] = [20, 32, 64];

/// Labels longer than this are no labels.
const LONGEST_LABEL: usize = 24;

/// A digest that a text stands for, and how that differs from the scheme's way.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The bytes.
    pub digest: Vec<u8>,
    /// None when the scheme writes it so.
    pub steps: Vec<Step>,
    /// The text.
    pub text: String,
}

/// The digests one item may stand for; `before` is what had to be done to get
/// at the item.
pub fn readings(definition: &Definition, text: &str, before: Option<&Step>) -> Vec<Reading> {
    let direct = spelled(definition, text, before);
    if !direct.is_empty() {
        return direct;
    }
    let label = labels(text).find_map(|(label, rest)| {
        let step = step("sig.unexpected_prefix", label);
        let found = spelled(definition, rest, Some(&step));
        (!found.is_empty()).then_some(found)
    });
    label.unwrap_or_default()
}

fn spelled(definition: &Definition, text: &str, before: Option<&Step>) -> Vec<Reading> {
    let digests = match definition.algorithm.kind {
        AlgorithmKind::Token => token(&definition.signature, text),
        AlgorithmKind::Hmac | AlgorithmKind::Hash => digests(&definition.signature, text, &LENGTHS),
        AlgorithmKind::Ed25519 | AlgorithmKind::EcdsaP256 | AlgorithmKind::RsaPkcs1 => {
            digests(&definition.signature, text, &[])
        }
    };
    let reading = |(digest, spelling): (Vec<u8>, Option<Step>)| Reading {
        digest,
        steps: before.cloned().into_iter().chain(spelling).collect(),
        text: text.to_owned(),
    };
    digests.into_iter().map(reading).collect()
}

fn token(rule: &SignatureRule, text: &str) -> Vec<(Vec<u8>, Option<Step>)> {
    let plain = (text.as_bytes().to_vec(), None);
    match rule.encoding {
        Encoding::Text => vec![plain],
        Encoding::Hex | Encoding::Base64 | Encoding::Base64url => digests(rule, text, &[]),
    }
}

/// Bytes in hex or base64 of one of these lengths; of any when there are none.
fn digests(rule: &SignatureRule, text: &str, lengths: &[usize]) -> Vec<(Vec<u8>, Option<Step>)> {
    let fits = |bytes: &Vec<u8>| {
        !bytes.is_empty() && (lengths.is_empty() || lengths.contains(&bytes.len()))
    };
    let mut all = Vec::new();
    if let Some(bytes) = from_hex(text.as_bytes()).filter(fits) {
        all.push((bytes.clone(), hex_step(rule, text, &bytes)));
    }
    let Some(bytes) = from_base64(text.as_bytes()) else {
        return all;
    };
    let of_hex = from_hex(&bytes).filter(|bytes| LENGTHS.contains(&bytes.len()));
    if let Some(digest) = of_hex {
        all.push((digest, Some(step("sig.base64_of_hex", ""))));
    }
    if fits(&bytes) {
        let spelling = base64_step(rule, text, &bytes);
        all.push((bytes, spelling));
    }
    all
}

fn as_written(rule: &SignatureRule, text: &str, bytes: &[u8]) -> bool {
    encode::same(rule, &encode::written(rule, bytes), text)
}

fn hex_step(rule: &SignatureRule, text: &str, bytes: &[u8]) -> Option<Step> {
    match rule.encoding {
        Encoding::Hex if as_written(rule, text, bytes) => None,
        Encoding::Hex if rule.upper => Some(step("sig.upper_case_hex", "lower")),
        Encoding::Hex => Some(step("sig.upper_case_hex", "")),
        Encoding::Base64 | Encoding::Base64url | Encoding::Text => {
            Some(step("sig.hex_instead_of_base64", ""))
        }
    }
}

fn base64_step(rule: &SignatureRule, text: &str, bytes: &[u8]) -> Option<Step> {
    match rule.encoding {
        Encoding::Hex | Encoding::Text => Some(step("sig.base64_instead_of_hex", "")),
        _ if as_written(rule, text, bytes) => None,
        Encoding::Base64 => Some(step("sig.base64url_instead_of_base64", "")),
        Encoding::Base64url => Some(step("sig.base64url_instead_of_base64", "base64")),
    }
}

/// `sha256=`, `v1,`, `Bearer `, quotes: what may stand in front of a digest.
fn labels(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let separators = text.char_indices().take(LONGEST_LABEL);
    let labels = separators
        .filter(|(_, letter)| matches!(letter, '=' | ',' | ':' | ' ' | ';' | '.' | '"' | '\''));
    labels.map(|(at, letter)| {
        let (label, rest) = text.split_at(at + letter.len_utf8());
        (label, rest.trim_matches(['"', '\'', ' ', ';', ',']))
    })
}

/// A step that changes how the signature is written; details are short enough
/// to be told.
pub fn step(code: &'static str, detail: &str) -> Step {
    Step::told(Part::Signature, code, detail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn codes(scheme: &str, text: &str) -> Vec<&'static str> {
        let definition = catalogue().get(scheme).unwrap().definition();
        let all = readings(definition, text, None);
        all.iter()
            .flat_map(|reading| &reading.steps)
            .map(|step| step.code)
            .collect()
    }

    #[test]
    fn every_other_spelling_has_its_name() {
        let hex = "0a".repeat(32);
        let base64 = "CgoK".repeat(10) + "Cgo=";
        assert_eq!(codes("github-sha256", &hex), [""; 0]);
        assert_eq!(
            codes("github-sha256", &hex.to_uppercase()),
            ["sig.upper_case_hex"]
        );
        assert_eq!(codes("shopify", &hex), ["sig.hex_instead_of_base64"]);
        assert_eq!(
            codes("shopify", &format!("sha1={hex}")),
            ["sig.unexpected_prefix", "sig.hex_instead_of_base64"]
        );
        assert_eq!(
            codes("github-sha256", &base64),
            ["sig.base64_instead_of_hex"]
        );
        assert_eq!(
            codes("shopify", base64.trim_end_matches('=')),
            ["sig.base64url_instead_of_base64"]
        );
        assert_eq!(codes("shopify", "not a digest"), [""; 0]);
    }
}
