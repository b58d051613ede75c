//! What stands out in a secret that somebody types, before anything is checked or signed with it.
//!
//! A remark refuses nothing: providers sign with whatever they have.

use model::Secret;

use crate::coded::{self, Rule};
use crate::key::{self, keys, private, stripped};
use crate::scheme::definition::{AlgorithmKind, Definition};
use crate::{Scheme, api_keys};

/// What stands out in a secret for a scheme, in a sentence that says what helps; the secret is not
/// in it. The most telling comes first, and only that.
///
/// What users report most: something copied along with it, another form, an API key in its place.
#[must_use]
pub fn secret_remark(scheme: &Scheme, secret: &Secret) -> Option<String> {
    let (definition, text) = (scheme.definition(), secret.expose());
    if text.is_empty() {
        return None;
    }
    // What code alone reads, it alone knows the form of.
    if let Some(Rule::Whole { .. } | Rule::Token(_)) = coded::rule(definition) {
        return of_an_api(definition, text);
    }
    framed(definition, text)
        .or_else(|| of_an_api(definition, text))
        .or_else(|| unreadable(definition, secret))
        .or_else(|| without_prefix(definition, text))
}

/// White space or quotes around it. Around a PEM or a JWK they mean nothing.
fn framed(definition: &Definition, text: &[u8]) -> Option<String> {
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`');
    let ends = [text.first()?, text.last()?];
    let what = if ends.iter().any(|byte| byte.is_ascii_whitespace()) {
        "white space"
    } else if text.len() > 1 && ends[0] == ends[1] && is_quote(ends[0]) {
        "quotes"
    } else if text.starts_with("\u{feff}".as_bytes()) {
        "a byte order mark"
    } else {
        return None;
    };
    (!definition.has_key_pair()).then(|| {
        format!("The secret has {what} around it: leave that out unless your handler has it too.")
    })
}

/// A key that calls an API. Where it is the token itself, it may be what is sent.
fn of_an_api(definition: &Definition, text: &[u8]) -> Option<String> {
    let prefix = api_keys::prefix(text)?;
    let is_usual =
        definition.algorithm.kind == AlgorithmKind::Token || stripped(&definition.key, text).1;
    (!is_usual).then(|| {
        format!("The secret begins with {prefix}, as keys do that call an API: webhooks are signed with a secret of their own.")
    })
}

/// A text that is no key in any form of the scheme.
fn unreadable(definition: &Definition, secret: &Secret) -> Option<String> {
    let keys = keys(definition, secret);
    let is_private = || definition.has_key_pair() && private(definition, secret).is_some();
    if keys.iter().any(|key| key.bytes.is_some()) || is_private() {
        return None;
    }
    let form = key::words(keys.first()?.form);
    Some(format!(
        "The secret cannot be {form}, as this scheme needs it: check that it was copied whole."
    ))
}

/// A prefix that the provider writes in front of its secrets, and that is missing.
fn without_prefix(definition: &Definition, text: &[u8]) -> Option<String> {
    let rule = &definition.key;
    let prefix = rule.strip_prefix.last()?;
    let is_told =
        rule.without_prefix.is_none() && rule.also.is_empty() && !definition.has_key_pair();
    let (_, has_prefix) = stripped(rule, text);
    (is_told && !has_prefix).then(|| {
        let form = key::words(rule.form);
        format!("The secret does not begin with {prefix}, as secrets of this scheme do: it is {form} as it stands.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn remark(scheme: &str, secret: &str) -> String {
        let scheme = catalogue().get(scheme).unwrap();
        secret_remark(scheme, &Secret::new(secret)).unwrap_or_default()
    }

    #[test]
    fn what_was_copied_along_stands_out() {
        for (secret, word) in [
            (" abc", "white space"),
            ("abc\n", "white space"),
            ("\"abc\"", "quotes"),
            ("\u{feff}abc", "byte order mark"),
        ] {
            assert!(remark("github-sha256", secret).contains(word), "{secret:?}");
        }
        assert_eq!(remark("github-sha256", "it's \"mine"), "");
    }

    #[test]
    fn a_form_that_the_scheme_does_not_have_stands_out() {
        let scheme = "standard-webhooks-v1";
        assert!(remark(scheme, "whsec_not base64").contains("decoded from base64"));
        assert!(remark(scheme, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").contains("begin with whsec_"));
        assert!(remark(scheme, "sk_live_abcdefgh").contains("sk_live_"));
        assert_eq!(remark(scheme, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "");
        assert_eq!(remark(scheme, ""), "");
    }

    #[test]
    fn a_secret_made_for_a_scheme_has_nothing_that_stands_out() {
        for scheme in catalogue().iter() {
            let Some(made) = crate::new_secret(scheme, &[7; 32]) else {
                continue;
            };
            for secret in [&made.signing, &made.verifying] {
                assert_eq!(secret_remark(scheme, secret), None, "{}", scheme.id());
            }
        }
    }
}
