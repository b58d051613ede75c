//! How a signature is written: its text with words for what differs.

use crate::scheme::definition::{Case, Definition, Encoding, Padding, SignatureRule};
use crate::sign::written;

/// `t=TIMESTAMP,v1=SIGNATURE`.
pub fn text(definition: &Definition) -> String {
    let texts = written::texts(definition, Some("TIMESTAMP"), &["SIGNATURE".to_owned()]);
    texts.into_iter().next().unwrap_or_default()
}

/// How the digest is written, in words.
pub fn encoding(rule: &SignatureRule) -> &'static str {
    match (rule.encoding, rule.padding) {
        (Encoding::Hex, _) if rule.upper => "hex, upper case",
        (Encoding::Hex, _) => "hex, lower case",
        (Encoding::Base64, Some(Padding::None)) => "base64 without padding",
        (Encoding::Base64, _) => "base64 with padding",
        (Encoding::Base64url, Some(Padding::Required)) => "base64url with padding",
        (Encoding::Base64url, _) => "base64url without padding",
        (Encoding::Text, _) => "as it is",
    }
}

/// What a reader may meet and must cope with, in sentences.
pub fn rules(rule: &SignatureRule) -> Vec<String> {
    let list = rule.split.is_some();
    let accepted = rule.accept.join(" and ");
    let told = [
        (
            !rule.accept.is_empty(),
            format!(
                "Only parts named {accepted} are signatures; parts with other names are skipped."
            ),
        ),
        (
            list || rule.repeat || rule.from.len() > 1,
            "There may be several signatures, as while secrets rotate: one that matches is enough."
                .to_owned(),
        ),
        (
            rule.group.is_some(),
            "Several groups may follow each other, each with a timestamp of its own.".to_owned(),
        ),
        (
            rule.repeat,
            "The header may come more than once.".to_owned(),
        ),
        (
            rule.prefix_optional,
            format!("The prefix {:?} may be missing.", rule.prefix),
        ),
        (
            rule.prefix_any_case,
            format!("The prefix {:?} is read in any case.", rule.prefix.trim()),
        ),
        (
            rule.bare,
            "A part without a name is a signature too.".to_owned(),
        ),
        (
            rule.trim,
            "White space around parts does not count.".to_owned(),
        ),
        (
            hex(rule, Case::Exact),
            "Upper-case hex does not verify: the text is compared as it is.".to_owned(),
        ),
        (
            hex(rule, Case::Any),
            "Hex may be in either case.".to_owned(),
        ),
    ];
    told.into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, sentence)| sentence)
        .collect()
}

fn hex(rule: &SignatureRule, case: Case) -> bool {
    rule.encoding == Encoding::Hex && rule.case == case && !rule.upper
}
