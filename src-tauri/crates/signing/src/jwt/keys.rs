//! A token's signature against every key at hand.

use model::{Comparison, Evidence, Reason, SecretRef};
use subtle::ConstantTimeEq as _;

use super::algorithm::{self, Algorithm, Shared};
use super::token::{self, Token};
use crate::jwk::{self, PublicKey};
use crate::scheme::definition::{AlgorithmKind, Definition};
use crate::verify::outcome::{self, Stop};
use crate::{Check, KnownSecret, key};

/// A set of keys may be long: this many signatures are checked.
const MOST_CHECKED: usize = 16;

/// Tries every key until one matches.
pub fn signature(
    token: &Token<'_>,
    algorithm: Algorithm,
    check: &Check<'_>,
    evidence: &mut Evidence,
) -> Result<(), Stop> {
    let definition = check.scheme.definition();
    match algorithm {
        Algorithm::Shared(shared) => {
            let mut secrets = check.secrets.iter();
            let matched = secrets.any(|known| secret(definition, known, token, shared, evidence));
            matched
                .then_some(())
                .ok_or(Stop::plain(Reason::SignatureMismatch))
        }
        Algorithm::Es256 => public_key(definition, check.secrets, token, evidence),
    }
}

fn secret(
    definition: &Definition,
    known: &KnownSecret,
    token: &Token<'_>,
    shared: Shared,
    evidence: &mut Evidence,
) -> bool {
    let keys = key::keys(definition, &known.secret).into_iter();
    let mut bytes = keys.filter_map(|key| key.bytes);
    bytes.any(|key| {
        let expected = token::written(&shared.mac(&key, token.signed));
        let matches = bool::from(expected.as_bytes().ct_eq(token.signature.as_bytes()));
        tell(token, Some(expected), &known.name, matches, evidence)
    })
}

/// The keys that may be the token's own, by its key id.
fn public_key(
    definition: &Definition,
    secrets: &[KnownSecret],
    token: &Token<'_>,
    evidence: &mut Evidence,
) -> Result<(), Stop> {
    let keys: Vec<(&KnownSecret, PublicKey)> = secrets.iter().flat_map(published).collect();
    if keys.is_empty() {
        let detail = "no key could be read: paste a JWK, a JWKS document or PEM";
        return Err(Stop::new(Reason::SignatureMismatch, detail));
    }
    let signature = token::bytes(token.signature).unwrap_or_default();
    let mut ours = keys
        .iter()
        .filter(|(_, key)| is_tokens_own(key, token))
        .take(MOST_CHECKED);
    let mut any = false;
    let matched = ours.any(|(known, key)| {
        any = true;
        let matches = algorithm::es256(&key.bits, token.signed, &signature);
        tell(token, None, &known.name, matches, evidence)
    });
    match (matched, any) {
        (true, _) => Ok(()),
        (false, true) => Err(Stop::plain(Reason::SignatureMismatch)),
        (false, false) => Err(unknown(definition, token, evidence)),
    }
}

fn published(known: &KnownSecret) -> impl Iterator<Item = (&KnownSecret, PublicKey)> {
    let keys = jwk::public_keys(known.secret.expose()).into_iter();
    let ours = keys.filter(|key| key.is_for(AlgorithmKind::EcdsaP256));
    ours.map(move |key| (known, key))
}

/// Whether a key may have signed: it has the token's key id, and had not ended.
fn is_tokens_own(key: &PublicKey, token: &Token<'_>) -> bool {
    let issued = token.time("iat").flatten();
    let ended = match (key.expired_at, issued) {
        (Some(end), Some(issued)) => end <= issued.unix_seconds(),
        (end, None) => end.is_some(),
        (None, _) => false,
    };
    key.is_called(token.key_id()) && !ended
}

fn unknown(definition: &Definition, token: &Token<'_>, evidence: &mut Evidence) -> Stop {
    let kid = token.key_id();
    let url = definition.key.url.as_deref();
    evidence.key_url = url.map(|url| outcome::key_url(url, kid));
    let kid = kid.unwrap_or_default();
    let detail = format!("the token names the key \"{kid}\", and no key that is here may be it");
    Stop::new(Reason::UnknownKeyId, detail)
}

fn tell(
    token: &Token<'_>,
    expected: Option<String>,
    secret: &SecretRef,
    matches: bool,
    evidence: &mut Evidence,
) -> bool {
    evidence.comparisons.push(Comparison {
        secret: secret.clone(),
        expected,
        received: token.signature.to_owned(),
        matches,
    });
    if matches {
        evidence.matched_secret = Some(secret.clone());
    }
    matches
}
