//! Requests as only a mistaken verifier would accept them, for those who ask a handler what it does.
//!
//! A diagnosis finds out how a request that arrived was signed; here the same families of
//! mistakes are made on purpose: another scheme in one point ([`misreadings`]), another body
//! ([`body_forms`]), another URL ([`url_forms`]), another text of the secret ([`secret_texts`]),
//! another text in the signature's place ([`with_signature`]). Nothing is sent and nothing is
//! concluded here.

mod coverage;
mod key;
mod message;
mod mistake;
mod place;
mod writing;

use std::ops::ControlFlow;

use model::Secret;

pub use coverage::{Clockwork, clockwork};
pub use mistake::{Misread, Misreading};
pub use place::{Altered, signature_texts, with_signature};

use crate::diagnose::variants::{bodies, url_steps};
use crate::scheme::definition::{AlgorithmKind, Definition, Hash, TimestampRule, Unit};
use crate::{Request, Scheme};
use mistake::{Mistake, changed};

/// Every misreading of a scheme, the likeliest first. Where a scheme is code as a whole, some
/// change nothing: their requests are the same as the scheme's own.
#[must_use]
pub fn misreadings(scheme: &Scheme, secret: &Secret) -> Vec<Misreading> {
    let definition = scheme.definition();
    let mut all = key::misread(definition, secret);
    all.extend(writing::misread(definition));
    all.extend(units(definition));
    all.extend(algorithms(definition));
    all.extend(message::misread(definition));
    all.into_iter().map(Mistake::finished).collect()
}

fn units(definition: &Definition) -> Vec<Mistake> {
    let Some(rule) = &definition.timestamp else {
        return Vec::new();
    };
    let (unit, code) = match rule.unit {
        Unit::S => (Unit::Ms, "ts.signed_in_milliseconds"),
        Unit::Ms | Unit::Rfc3339 | Unit::HttpDate => (Unit::S, "ts.signed_in_seconds"),
    };
    let other = TimestampRule {
        unit,
        ..rule.clone()
    };
    let other = changed(definition, |definition| definition.timestamp = Some(other));
    vec![Mistake::new(Misread::Time, code, other)]
}

fn algorithms(definition: &Definition) -> Vec<Mistake> {
    if !matches!(definition.algorithm.kind, AlgorithmKind::Hmac) {
        return Vec::new();
    }
    let hashes = [Hash::Sha256, Hash::Sha1, Hash::Sha512].into_iter();
    let others = hashes.filter(|hash| *hash != definition.algorithm.hash);
    let with = |hash| {
        let code = match hash {
            Hash::Sha1 => "alg.hmac_sha1",
            Hash::Sha256 => "alg.hmac_sha256",
            Hash::Sha512 => "alg.hmac_sha512",
        };
        let other = changed(definition, |definition| definition.algorithm.hash = hash);
        Mistake::new(Misread::Algorithm, code, other)
    };
    others.map(with).collect()
}

/// A body that may have been signed in the place of the one that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyForm {
    /// The cause's code (`body.json_compact`).
    pub code: &'static str,
    /// Which one of several that share the code; often empty.
    pub detail: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Every other form of a body that programs make of it, the likeliest first, each once.
#[must_use]
pub fn body_forms(body: &[u8]) -> Vec<BodyForm> {
    let mut forms: Vec<BodyForm> = Vec::new();
    let _ = bodies(body, &mut |code, detail, bytes| {
        let is_new = *bytes != *body && forms.iter().all(|form| form.bytes != *bytes);
        if is_new {
            forms.push(BodyForm {
                code,
                detail: detail.to_owned(),
                bytes: bytes.to_vec(),
            });
        }
        ControlFlow::Continue(())
    });
    forms
}

/// A URL that may have been signed in the place of the one that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlForm {
    /// The cause's code (`url.scheme`).
    pub code: &'static str,
    /// Which one of several that share the code; often empty.
    pub detail: String,
    /// The URL.
    pub url: String,
}

/// Every other URL that a handler may take its own for; none where the scheme does not sign it.
#[must_use]
pub fn url_forms(scheme: &Scheme, request: &Request<'_>) -> Vec<UrlForm> {
    if !scheme.definition().signs_url() {
        return Vec::new();
    }
    let form = |(url, code, detail)| UrlForm { code, detail, url };
    url_steps(scheme, request).into_iter().map(form).collect()
}

/// A text that a handler may hold instead of the secret.
#[derive(Debug, Clone)]
pub struct SecretText {
    /// The cause's code (`secret.trailing_newline`).
    pub code: &'static str,
    /// Which one of several that share the code; often empty.
    pub detail: &'static str,
    /// The text.
    pub secret: Secret,
}

/// What people's settings make of a secret: a newline at its end, quotes and blanks around it.
#[must_use]
pub fn secret_texts(secret: &Secret) -> Vec<SecretText> {
    const AROUND: [(&str, &str, &str, &str); 7] = [
        ("secret.trailing_newline", "", "", "\n"),
        ("secret.trailing_newline", "crlf", "", "\r\n"),
        ("secret.quoted", "", "\"", "\""),
        ("secret.quoted", "single", "'", "'"),
        ("secret.surrounding_space", "end", "", " "),
        ("secret.surrounding_space", "start", " ", ""),
        ("secret.trailing_newline", "cr", "", "\r"),
    ];
    let own = secret.expose();
    let trimmed = own.trim_ascii();
    let trimmed = (trimmed.len() < own.len()).then(|| SecretText {
        code: "secret.surrounding_space",
        detail: "cut off",
        secret: Secret::new(trimmed),
    });
    let around = AROUND.map(|(code, detail, before, after)| SecretText {
        code,
        detail,
        secret: Secret::new([before.as_bytes(), own, after.as_bytes()].concat()),
    });
    trimmed.into_iter().chain(around).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn codes(scheme: &str, secret: &str) -> Vec<&'static str> {
        let scheme = catalogue().get(scheme).unwrap();
        let all = misreadings(scheme, &Secret::new(secret));
        all.iter().map(|misread| misread.code).collect()
    }

    #[test]
    fn a_scheme_is_misread_in_every_point_it_has() {
        let codes = codes(
            "standard-webhooks-v1",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        );
        for code in [
            "secret.should_be_base64_decoded",
            "secret.prefix_should_be_stripped",
            "sig.hex_instead_of_base64",
            "ts.signed_in_milliseconds",
            "alg.hmac_sha1",
            "msg.timestamp_not_included",
            "msg.id_not_included",
            "msg.wrong_delimiter",
        ] {
            assert!(codes.contains(&code), "{code} is not in {codes:?}");
        }
    }

    #[test]
    fn a_secret_that_is_text_may_be_decoded_and_cut_by_mistake() {
        let codes = codes("stripe-v1", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assert!(codes.contains(&"secret.should_not_be_base64_decoded"));
        assert!(codes.contains(&"secret.prefix_should_be_kept"));
    }

    #[test]
    fn a_body_has_each_form_once_and_never_itself() {
        let body = b"{\"b\": 1.0, \"a\": \"\\u00eb\"}";
        let forms = body_forms(body);
        let form = |code| forms.iter().find(|form| form.code == code);
        assert_eq!(
            form("body.json_compact").map(|form| &form.bytes[..]),
            Some(&b"{\"b\":1.0,\"a\":\"\\u00eb\"}"[..])
        );
        assert!(form("body.json_sorted_keys").is_some());
        assert!(forms.iter().all(|form| form.bytes != body));
    }
}
