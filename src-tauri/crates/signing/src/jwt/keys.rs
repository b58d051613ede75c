//! A token's signature against every key at hand.

use model::{Comparison, Evidence, Reason, SecretRef};
use subtle::ConstantTimeEq as _;

use super::algorithm::{Algorithm, Pair, Shared};
use super::rules::Rules;
use super::token::{self, Token};
use crate::jwk::{self, PublicKey};
use crate::scheme::definition::Definition;
use crate::verify::outcome::{self, Stop};
use crate::{Check, KnownSecret, key};

/// A set of keys may be long: this many signatures are checked.
const MOST_CHECKED: usize = 16;

/// A token and the keys that may have signed it.
pub struct Keys<'k, 't> {
    rules: &'k Rules,
    token: &'k Token<'t>,
    definition: &'k Definition,
    secrets: &'k [KnownSecret],
}

impl<'k, 't> Keys<'k, 't> {
    /// The keys of a check.
    pub fn new(rules: &'k Rules, token: &'k Token<'t>, check: &Check<'k>) -> Self {
        Self {
            rules,
            token,
            definition: check.scheme.definition(),
            secrets: check.secrets,
        }
    }

    /// Tries every key until one matches; tells who must have issued a token of that key.
    pub fn signature(
        &self,
        algorithm: Algorithm,
        evidence: &mut Evidence,
    ) -> Result<Option<String>, Stop> {
        match algorithm {
            Algorithm::Shared(shared) => {
                let mut secrets = self.secrets.iter();
                let issuer = secrets.find_map(|known| self.secret(known, shared, evidence));
                issuer.ok_or(Stop::plain(Reason::SignatureMismatch))
            }
            Algorithm::Pair(pair) => self.public_key(pair, evidence).map(|()| None),
        }
    }

    /// The issuer that goes with a secret that matches, if any.
    fn secret(
        &self,
        known: &KnownSecret,
        shared: Shared,
        evidence: &mut Evidence,
    ) -> Option<Option<String>> {
        let (issuer, secret) = self.rules.issuer.cut(&known.secret);
        let keys = key::keys(self.definition, &secret).into_iter();
        let mut bytes = keys.filter_map(|key| key.bytes);
        let matched = bytes.any(|key| {
            let expected = token::written(&shared.mac(&key, self.token.signed));
            let received = self.token.signature.as_bytes();
            let matches = bool::from(expected.as_bytes().ct_eq(received));
            self.tell(Some(expected), &known.name, matches, evidence)
        });
        matched.then_some(issuer)
    }

    /// Tries the keys that may be the token's own, by its key id.
    fn public_key(&self, pair: Pair, evidence: &mut Evidence) -> Result<(), Stop> {
        let keys: Vec<_> = {
            let published = |known| published(known, pair);
            self.secrets.iter().flat_map(published).collect()
        };
        if keys.is_empty() {
            let detail = "no key could be read: paste a JWK, a JWKS document or PEM";
            return Err(Stop::new(Reason::SignatureMismatch, detail));
        }
        let own = |(_, key): &&(_, PublicKey)| is_tokens_own(key, self.token);
        let own: Vec<_> = keys.iter().filter(own).take(MOST_CHECKED).collect();
        if own.is_empty() {
            return Err(self.unknown(evidence));
        }
        let signature = token::bytes(self.token.signature).unwrap_or_default();
        let matched = own.iter().any(|(known, key)| {
            let matches = pair.verifies(&key.bits, self.token.signed, &signature);
            self.tell(None, &known.name, matches, evidence)
        });
        matched
            .then_some(())
            .ok_or(Stop::plain(Reason::SignatureMismatch))
    }

    fn unknown(&self, evidence: &mut Evidence) -> Stop {
        let kid = self.token.key_id();
        let url = self.definition.key.url.as_deref();
        evidence.key_url = url.map(|url| outcome::key_url(url, kid));
        let kid = kid.unwrap_or_default();
        let detail =
            format!("the token names the key \"{kid}\", and no key that is here may be it");
        Stop::new(Reason::UnknownKeyId, detail)
    }

    fn tell(
        &self,
        expected: Option<String>,
        secret: &SecretRef,
        matches: bool,
        evidence: &mut Evidence,
    ) -> bool {
        evidence.comparisons.push(Comparison {
            secret: secret.clone(),
            expected,
            received: self.token.signature.to_owned(),
            matches,
        });
        if matches {
            evidence.matched_secret = Some(secret.clone());
        }
        matches
    }
}

fn published(known: &KnownSecret, pair: Pair) -> impl Iterator<Item = (&KnownSecret, PublicKey)> {
    let keys = jwk::public_keys(known.secret.expose()).into_iter();
    let ours = keys.filter(move |key| key.is_for(pair.kind()));
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
