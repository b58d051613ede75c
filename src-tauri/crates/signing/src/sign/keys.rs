//! The secrets of a scheme, read into keys that sign.

use std::fmt;

use model::Secret;
use zeroize::Zeroizing;

use super::written::capacity;
use crate::digest::KeyedHmac;
use crate::key::{self, first, private};
use crate::message::{self, Piece};
use crate::scheme::definition::{Algorithm, AlgorithmKind, Definition};
use crate::{Scheme, SignError, encode, expected, public_key};

/// A scheme's secrets, read once into keys for as many requests as come.
///
/// Secrets that cannot be read are told when a request is signed. Wiped from memory when dropped;
/// `Debug` never shows it.
pub struct Keys(Result<Vec<SigningKey>, SignError>);

impl Keys {
    /// Reads the secrets: all of them where the scheme allows several signatures, else the first.
    #[must_use]
    pub fn new(scheme: &Scheme, secrets: &[Secret]) -> Self {
        Self::of(scheme.definition(), secrets)
    }

    pub(super) fn of(definition: &Definition, secrets: &[Secret]) -> Self {
        let keys = read(definition, secrets);
        let signing = |key| SigningKey::new(definition, key);
        Self(keys.map(|keys| keys.into_iter().map(signing).collect()))
    }

    /// The keys.
    pub(super) fn all(&self) -> Result<&[SigningKey], SignError> {
        self.0.as_deref().map_err(Clone::clone)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A key in the form that signs quickest.
pub(super) enum SigningKey {
    /// For HMACs.
    Hmac(Box<KeyedHmac>),
    /// For all else.
    Bytes(Zeroizing<Vec<u8>>),
}

impl SigningKey {
    fn new(definition: &Definition, key: Zeroizing<Vec<u8>>) -> Self {
        let Algorithm { kind, hash } = definition.algorithm;
        match kind {
            AlgorithmKind::Hmac => Self::Hmac(KeyedHmac::new(hash, &key).into()),
            _ => Self::Bytes(key),
        }
    }

    /// The signature of the pieces, written as the scheme writes it.
    pub(super) fn text(
        &self,
        definition: &Definition,
        pieces: &[Piece<'_>],
    ) -> Result<String, SignError> {
        let rule = &definition.signature;
        let key = match self {
            Self::Hmac(keyed) => {
                let digest = KeyedHmac::clone(keyed).digest(message::bytes(pieces, &[]));
                return Ok(encode::written(rule, digest.as_slice()));
            }
            Self::Bytes(key) => key,
        };
        if let Some(text) = expected::text(definition, key, pieces) {
            return Ok(text);
        }
        let whole = message::bytes(pieces, &[]).collect::<Vec<_>>().concat();
        let signature = public_key::sign(definition.algorithm, key, &whole);
        let signature = signature.ok_or_else(|| no_private_key(definition))?;
        Ok(encode::written(rule, &signature))
    }
}

/// The bytes of the keys that sign: all of them where several signatures can be written.
pub(crate) fn read(
    definition: &Definition,
    secrets: &[Secret],
) -> Result<Vec<Zeroizing<Vec<u8>>>, SignError> {
    if secrets.is_empty() {
        return Err(SignError::NoSecret {
            scheme: definition.id.clone(),
        });
    }
    let secrets = secrets.iter().take(capacity(&definition.signature));
    if definition.has_key_pair() {
        let private =
            |secret| private(definition, secret).ok_or_else(|| no_private_key(definition));
        return secrets.map(private).collect();
    }
    secrets.map(|secret| shared(definition, secret)).collect()
}

fn shared(definition: &Definition, secret: &Secret) -> Result<Zeroizing<Vec<u8>>, SignError> {
    let key = first(definition, secret);
    key.bytes.ok_or_else(|| SignError::UnreadableSecret {
        scheme: definition.id.clone(),
        form: key::words(key.form),
    })
}

fn no_private_key(definition: &Definition) -> SignError {
    SignError::NoPrivateKey {
        scheme: definition.id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn what_is_kept_of_a_secret_is_not_shown() {
        let scheme = catalogue().get("github-sha256").unwrap();
        let keys = Keys::new(scheme, &[Secret::new("hunter2")]);
        assert_eq!(format!("{keys:?}"), "[redacted]");
    }

    #[test]
    fn what_is_kept_of_a_secret_is_wiped_when_it_is_dropped() {
        fn wiped<T: zeroize::ZeroizeOnDrop>() {}
        // An HMAC that has taken its key is two of these.
        wiped::<sha1::Sha1>();
        wiped::<sha2::Sha256>();
        wiped::<sha2::Sha512>();
        wiped::<Zeroizing<Vec<u8>>>();
    }
}
