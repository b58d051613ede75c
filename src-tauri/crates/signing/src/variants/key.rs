//! Secrets read as the scheme does not read them.
//!
//! The codes say what the verifier should do and does not: one that takes the text of a secret
//! which is base64 needs `secret.should_be_base64_decoded`.

use model::Secret;

use super::mistake::{Misread, Mistake, changed};
use crate::key;
use crate::scheme::definition::{AlgorithmKind, Definition, KeyForm, KeyRule};

/// Every other way to read this secret.
pub fn misread(definition: &Definition, secret: &Secret) -> Vec<Mistake> {
    match definition.algorithm.kind {
        AlgorithmKind::Hmac | AlgorithmKind::Hash => {}
        AlgorithmKind::Token
        | AlgorithmKind::Ed25519
        | AlgorithmKind::EcdsaP256
        | AlgorithmKind::RsaPkcs1 => return Vec::new(),
    }
    let text = secret.expose();
    match definition.key.form {
        KeyForm::Base64 | KeyForm::Hex => encoded(definition, text),
        KeyForm::Text | KeyForm::Sha1OfText => plain(definition, text),
        KeyForm::Spki | KeyForm::Jwk => Vec::new(),
    }
}

/// The definition with its secret read in one way only.
fn read_as(definition: &Definition, form: KeyForm, strips: &[String]) -> Definition {
    changed(definition, |definition| {
        definition.key = KeyRule {
            form,
            strip_prefix: strips.to_vec(),
            ..KeyRule::default()
        };
    })
}

/// A secret in base64 or hex, taken as text, with or without its prefix.
fn encoded(definition: &Definition, text: &[u8]) -> Vec<Mistake> {
    let (own, code, other, other_code) = match definition.key.form {
        KeyForm::Hex => (
            KeyForm::Hex,
            "secret.should_be_hex_decoded",
            KeyForm::Base64,
            "secret.should_not_be_base64_decoded",
        ),
        _ => (
            KeyForm::Base64,
            "secret.should_be_base64_decoded",
            KeyForm::Hex,
            "secret.should_not_be_hex_decoded",
        ),
    };
    let strips = &definition.key.strip_prefix;
    let mistake = |code, form, strips: &[String]| {
        Mistake::new(Misread::Key, code, read_as(definition, form, strips))
    };
    let mut all = vec![mistake(code, KeyForm::Text, strips)];
    let has_prefix = key::stripped(&definition.key, text).1;
    if has_prefix {
        let kept = "secret.prefix_should_be_stripped";
        let both = mistake(kept, KeyForm::Text, &[]);
        all.push(both.with_detail(format!("and {code}")));
        all.push(mistake(kept, own, &[]));
    }
    all.push(mistake(other_code, other, strips));
    all
}

/// A secret that is text, decoded, or cut behind what looks like a prefix.
fn plain(definition: &Definition, text: &[u8]) -> Vec<Mistake> {
    let own = &definition.key.strip_prefix;
    let front = prefix(key::stripped(&definition.key, text).0);
    let cut = front.map(|front| [own.clone(), vec![front]].concat());
    let mut all = Vec::new();
    for (form, code) in [
        (KeyForm::Base64, "secret.should_not_be_base64_decoded"),
        (KeyForm::Hex, "secret.should_not_be_hex_decoded"),
    ] {
        let other = read_as(definition, form, own);
        all.push(Mistake::new(Misread::Key, code, other));
        if let Some(cut) = &cut {
            let other = read_as(definition, form, cut);
            let both = Mistake::new(Misread::Key, code, other);
            all.push(both.with_detail("and secret.prefix_should_be_kept"));
        }
    }
    if let Some(cut) = &cut {
        let other = read_as(definition, definition.key.form, cut);
        let code = "secret.prefix_should_be_kept";
        all.insert(0, Mistake::new(Misread::Key, code, other));
    }
    all
}

/// Letters up to the first underscore or equals sign, with it.
fn prefix(text: &[u8]) -> Option<String> {
    let end = text
        .iter()
        .take(16)
        .position(|byte| matches!(byte, b'_' | b'='))?;
    let front = &text[..=end];
    let is_word = front[..end].iter().all(u8::is_ascii_alphanumeric) && end > 0;
    let rest = text.len() - front.len();
    (is_word && rest >= 8).then(|| String::from_utf8_lossy(front).into_owned())
}
