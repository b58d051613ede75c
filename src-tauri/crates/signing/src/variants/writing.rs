//! The right digest, written as the scheme does not write it.

use super::mistake::{Misread, Mistake, changed};
use crate::scheme::definition::{
    AlgorithmKind, Case, Definition, Encoding, Padding, SignatureRule,
};
use crate::scheme::place::TimestampPlace;

/// Every other writing.
pub fn misread(definition: &Definition) -> Vec<Mistake> {
    if definition.algorithm.kind == AlgorithmKind::Token {
        return Vec::new();
    }
    let rule = &definition.signature;
    let mut all = encodings(definition);
    if rule.encoding == Encoding::Hex {
        let detail = if rule.upper { "lower" } else { "" };
        let other = changed(definition, |definition| {
            definition.signature.upper = !rule.upper;
            definition.signature.case = Case::Exact;
        });
        let mistake = Mistake::new(Misread::Digest, "sig.upper_case_hex", other);
        all.push(mistake.with_detail(detail));
    }
    all.extend(unpadded(definition));
    all.extend(without_label(definition));
    all
}

fn encodings(definition: &Definition) -> Vec<Mistake> {
    let others: &[(Encoding, &str, &str)] = match definition.signature.encoding {
        Encoding::Hex => &[
            (Encoding::Base64, "sig.base64_instead_of_hex", ""),
            (
                Encoding::Base64url,
                "sig.base64_instead_of_hex",
                "base64url",
            ),
        ],
        Encoding::Base64 => &[
            (Encoding::Hex, "sig.hex_instead_of_base64", ""),
            (Encoding::Base64url, "sig.base64url_instead_of_base64", ""),
        ],
        Encoding::Base64url => &[
            (Encoding::Hex, "sig.hex_instead_of_base64", ""),
            (
                Encoding::Base64,
                "sig.base64url_instead_of_base64",
                "base64",
            ),
        ],
        Encoding::Text => &[],
    };
    let with = |&(encoding, code, detail): &(Encoding, &'static str, &str)| {
        let other = changed(definition, |definition| {
            definition.signature.encoding = encoding;
            definition.signature.upper = false;
            definition.signature.padding = None;
        });
        Mistake::new(Misread::Digest, code, other).with_detail(detail)
    };
    others.iter().map(with).collect()
}

fn unpadded(definition: &Definition) -> Option<Mistake> {
    let is_padded =
        definition.signature.encoding == Encoding::Base64 && definition.signature.padding.is_none();
    let other = changed(definition, |definition| {
        definition.signature.padding = Some(Padding::None);
    });
    let mistake = Mistake::new(Misread::Digest, "sig.base64url_instead_of_base64", other);
    is_padded.then(|| mistake.with_detail("without its padding"))
}

/// The digest without the text in front of it.
fn without_label(definition: &Definition) -> Option<Mistake> {
    let rule = &definition.signature;
    let timed = definition.timestamp.as_ref();
    let is_timed = timed.is_some_and(|rule| matches!(rule.from, TimestampPlace::Field(_)));
    let label = label(rule).filter(|_| !is_timed)?;
    let other = changed(definition, |definition| {
        let rule = &mut definition.signature;
        rule.prefix.clear();
        rule.pair = None;
        rule.accept.clear();
        rule.write.clear();
    });
    let mistake = Mistake::new(Misread::Digest, "sig.missing_prefix", other);
    Some(mistake.with_detail(label))
}

fn label(rule: &SignatureRule) -> Option<String> {
    match (rule.prefix.as_str(), rule.accept.first(), &rule.pair) {
        ("", Some(key), Some(pair)) => Some(format!("{key}{pair}")),
        ("", _, _) => None,
        (prefix, _, _) => Some(prefix.to_owned()),
    }
}
