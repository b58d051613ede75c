//! Tokens made in the provider's place.

use serde_json::Value;

use super::token::{self, Object};
use super::{Algorithm, Rules};
use crate::scheme::definition::Definition;
use crate::scheme::place::Place;
use crate::{Draft, Request, SignError, Signed, key};

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
    let text = signed(
        definition,
        rules.algorithms[0],
        draft,
        &claims(rules, draft),
    )?;
    let mut signed = Signed::default();
    if let Some(Place::Header(name)) = definition.signature.from.first() {
        let prefix = &definition.signature.prefix;
        signed.headers.set(name, format!("{prefix}{text}"));
    }
    Ok(signed)
}

fn claims(rules: &Rules, draft: &Draft<'_>) -> Object {
    let mut claims = Object::new();
    if let Some(issuer) = rules.issuer {
        claims.insert("iss".to_owned(), Value::from(issuer));
    }
    claims.extend((rules.others)(draft));
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

fn signed(
    definition: &Definition,
    algorithm: Algorithm,
    draft: &Draft<'_>,
    claims: &Object,
) -> Result<String, SignError> {
    let scheme = || definition.id.clone();
    let secret = draft.secrets.first();
    let secret = secret.ok_or_else(|| SignError::NoSecret { scheme: scheme() })?;
    let key = key::keys(definition, secret).swap_remove(0);
    let bytes = key.bytes.ok_or_else(|| SignError::UnreadableSecret {
        scheme: scheme(),
        form: key::words(key.form),
    })?;
    let header = [("alg", algorithm.name()), ("typ", "JWT")];
    let header = header.map(|(name, value)| (name.to_owned(), Value::from(value)));
    let to_sign = token::to_sign(&header.into_iter().collect(), claims);
    let signature = token::written(&algorithm.mac(&bytes, &to_sign));
    Ok(format!("{to_sign}.{signature}"))
}
