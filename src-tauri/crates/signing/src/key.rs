//! From a secret as configured to the bytes that sign or verify.
//!
//! A secret that cannot be read is no error here: on a provider's side it made
//! a signature all the same, so the caller tells that nothing matched, and why.

use std::borrow::Cow;

use model::Secret;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::digest;
use crate::encode::{from_base64, from_hex};
use crate::scheme::definition::{AlgorithmKind, Definition, Hash, KeyForm, KeyRule, Normalise};
use crate::{jwk, spki};

/// A key and the form its secret was read in.
#[derive(Debug)]
pub struct Key {
    /// The bytes; `None` when the secret cannot be read in this form.
    pub bytes: Option<Zeroizing<Vec<u8>>>,
    /// The form.
    pub form: KeyForm,
}

/// The keys a secret may stand for: the scheme's form first, then its others.
pub fn keys(definition: &Definition, secret: &Secret) -> Vec<Key> {
    let rule = &definition.key;
    if rule.form == KeyForm::Jwk {
        return published(definition.algorithm.kind, secret.expose());
    }
    let (text, first) = text_and_form(rule, secret);
    let others = rule.also.iter().copied();
    let forms = std::iter::once(first).chain(others);
    forms.map(|form| read_as(rule, form, text)).collect()
}

/// The key a secret stands for in the scheme's own form: the one that signs.
pub fn first(definition: &Definition, secret: &Secret) -> Key {
    let rule = &definition.key;
    if rule.form == KeyForm::Jwk {
        return published(definition.algorithm.kind, secret.expose()).swap_remove(0);
    }
    let (text, form) = text_and_form(rule, secret);
    read_as(rule, form, text)
}

/// What of a secret's text is read, and as what.
fn text_and_form<'s>(rule: &KeyRule, secret: &'s Secret) -> (&'s [u8], KeyForm) {
    let (text, stripped) = stripped(rule, secret.expose());
    match rule.without_prefix {
        Some(other) if !stripped => (text, other),
        _ => (text, rule.form),
    }
}

fn read_as(rule: &KeyRule, form: KeyForm, text: &[u8]) -> Key {
    Key {
        bytes: read(form, &normalised(rule, text)).map(Zeroizing::new),
        form,
    }
}

/// The keys of a set; one that cannot be read where there are none.
fn published(kind: AlgorithmKind, text: &[u8]) -> Vec<Key> {
    let key = |bytes: Option<Vec<u8>>| Key {
        bytes: bytes.map(Zeroizing::new),
        form: KeyForm::Jwk,
    };
    let all = jwk::public_keys(text).into_iter();
    let ours = all.filter(|public| public.is_for(kind));
    let keys: Vec<Key> = ours.map(|public| key(Some(public.bits))).collect();
    if keys.is_empty() {
        vec![key(None)]
    } else {
        keys
    }
}

/// The private half of a key pair: a seed, or a PKCS#8 key.
pub fn private(definition: &Definition, secret: &Secret) -> Option<Zeroizing<Vec<u8>>> {
    let rule = &definition.key;
    let text = secret.expose();
    let text = text
        .strip_prefix(rule.private_prefix.as_bytes())
        .unwrap_or(text);
    let bytes = match rule.form {
        KeyForm::Spki => spki::der(text),
        KeyForm::Jwk if definition.algorithm.kind == AlgorithmKind::Ed25519 => {
            jwk::ed25519_seed(text)
        }
        KeyForm::Jwk => spki::der(text),
        KeyForm::Text | KeyForm::Base64 | KeyForm::Hex | KeyForm::Sha1OfText => {
            read(rule.form, text)
        }
    };
    bytes.map(Zeroizing::new)
}

/// The text without the prefixes of the rule, and whether any was there.
pub fn stripped<'a>(rule: &KeyRule, text: &'a [u8]) -> (&'a [u8], bool) {
    let (mut rest, mut any) = (text, false);
    for prefix in &rule.strip_prefix {
        if let Some(after) = without(prefix, rest) {
            (rest, any) = (after, true);
        }
    }
    (rest, any)
}

/// The text after a prefix in which `*` stands for letters, digits and `_`.
fn without<'a>(prefix: &str, text: &'a [u8]) -> Option<&'a [u8]> {
    let Some((before, after)) = prefix.split_once('*') else {
        return text.strip_prefix(prefix.as_bytes());
    };
    let rest = text.strip_prefix(before.as_bytes())?;
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let end = rest
        .iter()
        .position(|byte| !word(byte))
        .unwrap_or(rest.len());
    rest[end..]
        .strip_prefix(after.as_bytes())
        .filter(|_| end > 0)
}

fn normalised<'a>(rule: &KeyRule, text: &'a [u8]) -> Cow<'a, [u8]> {
    match (rule.normalise, std::str::from_utf8(text)) {
        (Some(Normalise::Nfkd), Ok(text)) => {
            Cow::Owned(text.nfkd().collect::<String>().into_bytes())
        }
        _ => Cow::Borrowed(text),
    }
}

fn read(form: KeyForm, text: &[u8]) -> Option<Vec<u8>> {
    match form {
        KeyForm::Text => Some(text.to_vec()),
        KeyForm::Base64 => from_base64(text),
        KeyForm::Hex => from_hex(text),
        KeyForm::Sha1OfText => Some(
            digest::hash(Hash::Sha1, std::iter::once(text))
                .as_slice()
                .to_vec(),
        ),
        KeyForm::Spki => spki::key_bits(text),
        KeyForm::Jwk => Some(jwk::public_keys(text).into_iter().next()?.bits),
    }
}

/// A form in words: "the secret …".
pub const fn words(form: KeyForm) -> &'static str {
    match form {
        KeyForm::Text => "taken as text",
        KeyForm::Base64 => "decoded from base64",
        KeyForm::Hex => "decoded from hex",
        KeyForm::Sha1OfText => "hashed with SHA-1",
        KeyForm::Spki => "read as PEM or base64 DER",
        KeyForm::Jwk => "read as JWK, JWKS or PEM",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(rule: &str, secret: &str) -> Option<Vec<u8>> {
        let definition = format!(
            "id = \"x\"\nprovider = \"X\"\n[signature]\nfrom = \"header:S\"\n[algorithm]\nkind = \"hmac\"\n[key]\n{rule}"
        );
        let definition: Definition = toml::from_str(&definition).unwrap();
        let mut keys = keys(&definition, &Secret::new(secret));
        keys.remove(0).bytes.map(|bytes| bytes.to_vec())
    }

    #[test]
    fn a_stripped_prefix_may_be_absent() {
        let rule = "form = \"base64\"\nstrip_prefix = [\"v1,\", \"whsec_\"]";
        for secret in ["v1,whsec_AAEC", "whsec_AAEC", "AAEC"] {
            assert_eq!(key_of(rule, secret), Some(vec![0, 1, 2]), "{secret}");
        }
        assert_eq!(key_of(rule, " whsec_AAEC"), None);
    }

    #[test]
    fn a_secret_without_prefix_can_be_read_otherwise() {
        let rule = "form = \"base64\"\nstrip_prefix = \"whsec_\"\nwithout_prefix = \"text\"";
        assert_eq!(key_of(rule, "AAEC"), Some(b"AAEC".to_vec()));
    }

    #[test]
    fn a_star_stands_for_one_word() {
        let rule = "strip_prefix = \"signkey-*-\"";
        assert_eq!(key_of(rule, "signkey-prod-abc"), Some(b"abc".to_vec()));
        assert_eq!(key_of(rule, "signkey--abc"), Some(b"signkey--abc".to_vec()));
    }

    #[test]
    fn compatibility_characters_are_decomposed() {
        assert_eq!(
            key_of("normalise = \"nfkd\"", "é①"),
            Some("e\u{301}1".into())
        );
    }
}
