//! Signs a request as the provider would.
//!
//! Everything is said in what is returned; the request itself stays as it is.
//! Signature and timestamp that it already carries are ignored, an id is kept.

mod draft_request;
mod proof;
mod signed;
pub(crate) mod written;

use zeroize::Zeroizing;

use crate::coded::{self, Rule};
use crate::cut::Group;
use crate::message::{self, Missing, Piece, Source};
use crate::scheme::definition::Definition;
use crate::{Draft, encode, expected, jwt, key, public_key};
use draft_request::DraftRequest;
pub(crate) use draft_request::made_id;
pub use signed::{SignError, Signed};

/// Signs a request.
///
/// # Errors
/// When there is no usable secret, or the request lacks what the scheme signs.
pub fn sign(draft: &Draft<'_>) -> Result<Signed, SignError> {
    let definition = draft.scheme.definition();
    match coded::rule(definition) {
        Some(Rule::Whole { sign, .. }) => sign(draft),
        Some(Rule::Token(rules)) => jwt::sign(rules, draft),
        Some(Rule::Message(_)) | None => declared(draft),
    }
}

/// Signs a request as the definition says, for code that only adds to it.
pub(crate) fn declared(draft: &Draft<'_>) -> Result<Signed, SignError> {
    signed(draft, &|source| coded::pieces(source))
}

/// Which bytes are signed.
type Pieces<'f> = dyn for<'s, 'a> Fn(&Source<'s, 'a>) -> Result<Vec<Piece<'s>>, Missing> + 'f;

/// Signs a request as the definition says, except for the bytes that are signed.
pub(crate) fn signed(draft: &Draft<'_>, pieces: &Pieces<'_>) -> Result<Signed, SignError> {
    let definition = draft.scheme.definition();
    let mut request = DraftRequest::new(draft);
    request.prepare()?;
    let constants = written::constants(&definition.signature);
    let digests = keys(draft)?
        .iter()
        .map(|secret| digest_text(secret, &request, &constants, pieces))
        .collect::<Result<Vec<_>, _>>()?;
    let texts = written::texts(definition, request.timestamp(), &digests);
    request.put_signatures(&texts)?;
    Ok(request.finish())
}

/// The keys that sign: all of them where several signatures can be written.
pub(crate) fn keys(draft: &Draft<'_>) -> Result<Vec<Zeroizing<Vec<u8>>>, SignError> {
    let definition = draft.scheme.definition();
    let most = written::capacity(&definition.signature);
    if draft.secrets.is_empty() {
        return Err(SignError::NoSecret {
            scheme: definition.id.clone(),
        });
    }
    let secrets = draft.secrets.iter().take(most);
    if definition.has_key_pair() {
        let private =
            |secret| key::private(definition, secret).ok_or_else(|| no_private_key(definition));
        return secrets.map(private).collect();
    }
    secrets
        .map(|secret| {
            let key = key::keys(definition, secret).swap_remove(0);
            key.bytes.ok_or_else(|| SignError::UnreadableSecret {
                scheme: definition.id.clone(),
                form: key::words(key.form),
            })
        })
        .collect()
}

fn no_private_key(definition: &Definition) -> SignError {
    SignError::NoPrivateKey {
        scheme: definition.id.clone(),
    }
}

fn digest_text(
    key: &[u8],
    request: &DraftRequest<'_>,
    group: &Group<'_>,
    pieces: &Pieces<'_>,
) -> Result<String, SignError> {
    let definition = request.definition();
    let view = request.view();
    let source = Source {
        definition,
        request: &view,
        timestamp: request.timestamp(),
        group,
        variant: coded::variants(definition)[0],
    };
    let pieces = pieces(&source).map_err(|missing| missing_value(definition, missing))?;
    if let Some(text) = expected::text(definition, key, &pieces) {
        return Ok(text);
    }
    let whole = message::bytes(&pieces, &[]).collect::<Vec<_>>().concat();
    let signature = public_key::sign(definition.algorithm, key, &whole);
    let signature = signature.ok_or_else(|| no_private_key(definition))?;
    Ok(encode::written(&definition.signature, &signature))
}

fn missing_value(definition: &Definition, missing: Missing) -> SignError {
    SignError::Missing {
        scheme: definition.id.clone(),
        what: match missing {
            Missing::Timestamp => "a timestamp".to_owned(),
            Missing::Header(name) => format!("header {name}"),
            Missing::Other(what) => what,
        },
    }
}
