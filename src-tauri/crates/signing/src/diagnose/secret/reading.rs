//! A secret's text as key bytes: as the scheme reads it, and otherwise.

use zeroize::Zeroizing;

use super::super::step::{Part, Step};
use crate::encode::{from_base64, from_hex};
use crate::key;
use crate::scheme::definition::{Definition, KeyForm};
use model::Secret;

/// Fronts that providers write before their secrets.
const PREFIXES: &[&str] = &[
    "whsec_",
    "v1,whsec_",
    "whsk_",
    "sha256=",
    "base64:",
    "hex:",
    "Bearer ",
];

/// Longer fronts would tell something of the secret.
const LONGEST_PREFIX: usize = 16;

/// Key bytes and what has to be done differently to get them.
pub struct Reading {
    /// The bytes.
    pub bytes: Zeroizing<Vec<u8>>,
    /// None when the scheme reads it so.
    pub steps: Vec<Step>,
}

/// A text to read, and how it differs from the configured one.
struct Start<'t> {
    text: &'t [u8],
    step: Option<Step>,
    kept: bool,
}

/// Every key that a text may stand for, the scheme's own first.
pub fn readings(definition: &Definition, text: &[u8]) -> Vec<Reading> {
    let mut all = own(definition, text);
    if definition.has_key_pair() {
        all.extend(other_form(definition, text));
        return all;
    }
    for start in starts(definition, text) {
        for form in [KeyForm::Text, KeyForm::Base64, KeyForm::Hex] {
            let Some(bytes) = read(form, start.text) else {
                continue;
            };
            let form_step = form_step(definition.key.form, form)
                .filter(|_| !start.kept || form != KeyForm::Text);
            let steps: Vec<Step> = start.step.iter().cloned().chain(form_step).collect();
            all.push(Reading {
                bytes: Zeroizing::new(bytes),
                steps,
            });
        }
    }
    all.extend(with_prefix(definition, text));
    all
}

fn own(definition: &Definition, text: &[u8]) -> Vec<Reading> {
    let keys = key::keys(definition, &Secret::new(text));
    let bytes = keys.into_iter().filter_map(|key| key.bytes);
    bytes
        .map(|bytes| Reading {
            bytes,
            steps: Vec::new(),
        })
        .collect()
}

fn read(form: KeyForm, text: &[u8]) -> Option<Vec<u8>> {
    let bytes = match form {
        KeyForm::Text => Some(text.to_vec()),
        KeyForm::Base64 => from_base64(text),
        KeyForm::Hex => from_hex(text),
        KeyForm::Sha1OfText | KeyForm::Spki | KeyForm::Jwk => None,
    };
    bytes.filter(|bytes| !bytes.is_empty())
}

/// A public key in hex where base64 is meant, or the other way round.
fn other_form(definition: &Definition, text: &[u8]) -> Option<Reading> {
    let (form, code) = match definition.key.form {
        KeyForm::Hex => (KeyForm::Base64, "secret.should_be_base64_decoded"),
        KeyForm::Base64 => (KeyForm::Hex, "secret.should_be_hex_decoded"),
        KeyForm::Text | KeyForm::Sha1OfText | KeyForm::Spki | KeyForm::Jwk => return None,
    };
    let (stripped, _) = key::stripped(&definition.key, text);
    Some(Reading {
        bytes: Zeroizing::new(read(form, stripped)?),
        steps: vec![Step::plain(Part::Secret, code)],
    })
}

/// What the signer did with the text, where the scheme says `own`.
fn form_step(own: KeyForm, form: KeyForm) -> Option<Step> {
    let code = match (own, form) {
        (KeyForm::Text | KeyForm::Hex | KeyForm::Sha1OfText, KeyForm::Base64) => {
            "secret.should_be_base64_decoded"
        }
        (KeyForm::Text | KeyForm::Base64 | KeyForm::Sha1OfText, KeyForm::Hex) => {
            "secret.should_be_hex_decoded"
        }
        (KeyForm::Base64, KeyForm::Text) => "secret.should_not_be_base64_decoded",
        (KeyForm::Hex, KeyForm::Text) => "secret.should_not_be_hex_decoded",
        _ => return None,
    };
    Some(Step::plain(Part::Secret, code))
}

/// The text as the scheme cuts it, with the prefix it cuts off, without one it keeps.
fn starts<'t>(definition: &Definition, text: &'t [u8]) -> Vec<Start<'t>> {
    let (stripped, any) = key::stripped(&definition.key, text);
    let mut starts = vec![Start {
        text: stripped,
        step: None,
        kept: false,
    }];
    if any {
        let step = Step::plain(Part::Secret, "secret.prefix_should_be_kept");
        starts.push(Start {
            text,
            step: Some(step),
            kept: true,
        });
    }
    for (front, rest) in fronts(stripped) {
        let step = Step::told(Part::Secret, "secret.prefix_should_be_stripped", front);
        starts.push(Start {
            text: rest,
            step: Some(step),
            kept: false,
        });
    }
    starts
}

/// What may be a prefix, with what follows it: known ones, and words before `_` or `=`.
fn fronts(text: &[u8]) -> Vec<(String, &[u8])> {
    let mut fronts: Vec<(String, &[u8])> = Vec::new();
    for prefix in PREFIXES {
        if let Some(rest) = text.strip_prefix(prefix.as_bytes()) {
            fronts.push(((*prefix).to_owned(), rest));
        }
    }
    for (at, byte) in text.iter().enumerate().take(2 * LONGEST_PREFIX) {
        let (front, rest) = text.split_at(at + 1);
        let word = front.iter().all(|byte| {
            byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b'=' | b':' | b'.')
        });
        if word && matches!(byte, b'_' | b'=' | b':' | b'.' | b'-') && rest.len() >= 8 {
            fronts.push((String::from_utf8_lossy(front).into_owned(), rest));
        }
    }
    fronts
}

/// The signer kept a prefix that our copy has lost.
fn with_prefix(definition: &Definition, text: &[u8]) -> Vec<Reading> {
    let new = definition.key.new_prefix.iter().map(String::as_str);
    let strips = definition.key.strip_prefix.iter().map(String::as_str);
    let known = new
        .chain(strips)
        .chain(["whsec_"])
        .filter(|prefix| !prefix.is_empty() && !prefix.contains('*'));
    let lost = known.filter(|prefix| !text.starts_with(prefix.as_bytes()));
    lost.map(|prefix| Reading {
        bytes: Zeroizing::new([prefix.as_bytes(), text].concat()),
        steps: vec![Step::told(
            Part::Secret,
            "secret.prefix_should_be_kept",
            prefix.to_owned(),
        )],
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn code(scheme: &str, secret: &str, key: &[u8]) -> Vec<&'static str> {
        let definition = catalogue().get(scheme).unwrap().definition();
        let all = readings(definition, secret.as_bytes());
        let same = |reading: &&Reading| *reading.bytes == key;
        let best = all
            .iter()
            .filter(same)
            .min_by_key(|reading| reading.steps.len());
        best.unwrap().steps.iter().map(|step| step.code).collect()
    }

    #[test]
    fn every_other_way_to_read_a_secret_has_its_name() {
        let keyed = "standard-webhooks-v1";
        assert_eq!(code(keyed, "whsec_AAEC", &[0, 1, 2]), [""; 0]);
        assert_eq!(
            code(keyed, "whsec_AAEC", b"whsec_AAEC"),
            ["secret.prefix_should_be_kept"]
        );
        assert_eq!(
            code(keyed, "whsec_AAEC", b"AAEC"),
            ["secret.should_not_be_base64_decoded"]
        );
        let text = "stripe-v1";
        assert_eq!(
            code(text, "whsec_AAECAwQFBgcI", b"AAECAwQFBgcI"),
            ["secret.prefix_should_be_stripped"]
        );
        assert_eq!(
            code(text, "AAEC", &[0, 1, 2]),
            ["secret.should_be_base64_decoded"]
        );
        assert_eq!(
            code(text, "00ff", &[0, 255]),
            ["secret.should_be_hex_decoded"]
        );
        assert_eq!(
            code(text, "AAEC", b"whsec_AAEC"),
            ["secret.prefix_should_be_kept"]
        );
        let both = [
            "secret.prefix_should_be_stripped",
            "secret.should_be_base64_decoded",
        ];
        assert_eq!(
            code(text, "whsec_AAECAwQFBgcI", &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
            both
        );
        assert_eq!(
            code("adyen-header", "00ff", b"00ff"),
            ["secret.should_not_be_hex_decoded"]
        );
    }
}
