//! Tokens made in the provider's place.

use model::Secret;
use serde_json::Value;
use zeroize::Zeroizing;

use super::algorithm::Algorithm;
use super::rules::Rules;
use super::token::{self, Object, Token};
use crate::scheme::definition::Definition;
use crate::scheme::place::Place;
use crate::{Draft, Request, SignError, Signed, encode, find, key};

/// Signs a request with a token; a token that it carries is replaced.
///
/// # Errors
/// When there is no usable secret, or the URL is claimed and not known.
pub fn sign(rules: &Rules, draft: &Draft<'_>) -> Result<Signed, SignError> {
    let definition = draft.scheme.definition();
    if definition.signs_url() && draft.request.url.is_empty() {
        return Err(SignError::Missing {
            scheme: definition.id.clone(),
            what: "the URL".to_owned(),
        });
    }
    let text = Signer::new(rules, draft)?.token(&claims(rules, draft));
    let mut signed = Signed::default();
    if let Some(Place::Header(name)) = definition.signature.from.first() {
        let prefix = &definition.signature.prefix;
        signed.headers.set(name, format!("{prefix}{}", text?));
    }
    Ok(signed)
}

/// An id from the draft's random bytes.
pub fn made_id(draft: &Draft<'_>) -> Value {
    Value::from(encode::hex(&draft.entropy))
}

/// A claim of the token that the request carries, else another text: who issued
/// it is nothing that we could make up.
pub fn kept(draft: &Draft<'_>, claim: &str, otherwise: &str) -> Value {
    let found = find::signatures(draft.scheme.definition(), &draft.request);
    let text = found
        .first()
        .map(|found| found.text.rsplit(' ').next().unwrap_or_default());
    let token = text.and_then(|text| Token::read(text).ok());
    let kept = token.and_then(|token| token.claim(claim));
    Value::from(kept.unwrap_or_else(|| otherwise.to_owned()))
}

fn claims(rules: &Rules, draft: &Draft<'_>) -> Object {
    let mut claims = Object::new();
    let secret = draft.secrets.first();
    let issuer = secret.and_then(|secret| rules.issuer.cut(secret).0);
    let issuer = issuer.map(|issuer| ("iss", Value::from(issuer)));
    let others = (rules.others)(draft);
    // First, as providers write it; again, for a scheme makes one up where the
    // secret names none.
    let fixed = issuer.clone().into_iter().chain(others).chain(issuer);
    claims.extend(fixed.map(|(name, value)| (name.to_owned(), value)));
    claims.extend(of_the_request(rules, &draft.request));
    claims
}

fn of_the_request<'r>(
    rules: &'r Rules,
    request: &'r Request<'_>,
) -> impl Iterator<Item = (String, Value)> {
    let needed = rules
        .claimed
        .iter()
        .filter(|claimed| claimed.needed.by(request));
    needed.map(|claimed| {
        let value = (claimed.value)(request);
        (claimed.claim.to_owned(), Value::from(value))
    })
}

fn shared(definition: &Definition, secret: &Secret) -> Result<Zeroizing<Vec<u8>>, SignError> {
    let key = key::first(definition, secret);
    key.bytes.ok_or_else(|| SignError::UnreadableSecret {
        scheme: definition.id.clone(),
        form: key::words(key.form),
    })
}

/// The key that signs and how.
struct Signer<'d> {
    definition: &'d Definition,
    algorithm: Algorithm,
    key: Zeroizing<Vec<u8>>,
}

impl<'d> Signer<'d> {
    fn new(rules: &Rules, draft: &Draft<'d>) -> Result<Self, SignError> {
        let definition = draft.scheme.definition();
        let scheme = || definition.id.clone();
        let secret = draft.secrets.first();
        let secret = secret.ok_or_else(|| SignError::NoSecret { scheme: scheme() })?;
        let (_, secret) = rules.issuer.cut(secret);
        let algorithm = rules.algorithms[0];
        let key = match algorithm {
            Algorithm::Pair(_) => key::private(definition, &secret)
                .ok_or_else(|| SignError::NoPrivateKey { scheme: scheme() })?,
            Algorithm::Shared(_) => shared(definition, &secret)?,
        };
        Ok(Self {
            definition,
            algorithm,
            key,
        })
    }

    fn token(&self, claims: &Object) -> Result<String, SignError> {
        let kid = match self.algorithm {
            Algorithm::Pair(pair) => pair.key_id(&self.key),
            Algorithm::Shared(_) => None,
        };
        let to_sign = token::to_sign(&self.header(kid), claims);
        let signature = match self.algorithm {
            Algorithm::Shared(shared) => Some(shared.mac(&self.key, &to_sign)),
            Algorithm::Pair(pair) => pair.sign(&self.key, &to_sign),
        };
        let signature = signature.ok_or_else(|| SignError::NoPrivateKey {
            scheme: self.definition.id.clone(),
        })?;
        Ok(format!("{to_sign}.{}", token::written(&signature)))
    }

    fn header(&self, kid: Option<String>) -> Object {
        let mut header = Object::new();
        header.insert("alg".to_owned(), Value::from(self.algorithm.name()));
        if let Some(kid) = kid {
            header.insert("kid".to_owned(), Value::from(kid));
        }
        header.insert("typ".to_owned(), Value::from("JWT"));
        header
    }
}
