//! Signs a request as the provider would.
//!
//! Everything is said in what is returned; the request itself stays as it is.
//! Signature and timestamp that it already carries are ignored, an id is kept.

mod draft_request;
mod in_place;
mod keys;
mod proof;
mod signed;
mod unsigned;
pub(crate) mod written;

use zeroize::Zeroizing;

use crate::Draft;
use crate::coded::{self, Rule};
use crate::jwt;
use crate::message::{Missing, Piece, Source};
use crate::scheme::definition::Definition;
use draft_request::DraftRequest;
pub(crate) use draft_request::made_id;
pub use in_place::sign_in_place;
pub use keys::Keys;
pub use signed::{SignError, Signed};
pub use unsigned::{SignedInPlace, Unsigned};
use written::Texts;

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
    let keys = Keys::new(draft.scheme, draft.secrets);
    let entropy = || draft.entropy;
    let mut request = DraftRequest::new(Unsigned::copied(draft, &keys, &entropy));
    put_all(&mut request, &keys, pieces)?;
    Ok(request.finish())
}

/// The keys that sign: all of them where several signatures can be written.
pub(crate) fn keys(draft: &Draft<'_>) -> Result<Vec<Zeroizing<Vec<u8>>>, SignError> {
    keys::read(draft.scheme.definition(), draft.secrets)
}

/// Puts in all that is signed, and then the signatures.
fn put_all(
    request: &mut DraftRequest<'_>,
    keys: &Keys,
    pieces: &Pieces<'_>,
) -> Result<(), SignError> {
    request.prepare()?;
    let digests = digest_texts(request, keys, pieces)?;
    let texts = written::texts(request.definition(), request.timestamp(), &digests);
    request.put_signatures(texts)
}

fn digest_texts(
    request: &DraftRequest<'_>,
    keys: &Keys,
    pieces: &Pieces<'_>,
) -> Result<Texts, SignError> {
    let definition = request.definition();
    let keys = keys.all()?;
    let view = request.view();
    let constants = written::constants(&definition.signature);
    let source = Source {
        definition,
        request: &view,
        timestamp: request.timestamp(),
        group: &constants,
        variant: coded::first_variant(definition),
    };
    let pieces = pieces(&source).map_err(|missing| missing_value(definition, missing))?;
    let texts = keys.iter().map(|key| key.text(definition, &pieces));
    texts.collect()
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
