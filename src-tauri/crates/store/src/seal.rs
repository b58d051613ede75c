//! Encryption of secrets at rest: ChaCha20-Poly1305, a fresh nonce each time,
//! bound to the row it belongs to, so that rows cannot be swapped.

use model::{EndpointId, OrganizationId, Secret, SecretId, SourceId};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use zeroize::Zeroizing;

/// Length of a key in bytes.
pub(crate) const KEY_LENGTH: usize = 32;

/// The bytes of a key, wiped when dropped.
pub(crate) type KeyBytes = Zeroizing<[u8; KEY_LENGTH]>;

/// Bytes nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.expect("the system has randomness");
    bytes
}

/// Where a sealed secret belongs; it opens nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A secret of a source.
    Source { source: SourceId, secret: SecretId },
    /// The signing half that belongs to a secret of a source.
    Signing { source: SourceId, secret: SecretId },
    /// What signs deliveries to an endpoint.
    Endpoint {
        endpoint: EndpointId,
        secret: SecretId,
    },
    /// The verifying half that belongs to a secret of an endpoint.
    Verifying {
        endpoint: EndpointId,
        secret: SecretId,
    },
    /// A value that a source has agreed on with its provider, by its row.
    HandshakeValue(i64),
    /// An API key of an emulation, by its row.
    EmulationKey(i64),
    /// A secret in the document of an emulation's record, by what its name comes to.
    EmulationRecord {
        organization: OrganizationId,
        name: u64,
    },
    /// The credential of a profile, by its row.
    Profile(i64),
}

impl Place {
    fn bound(self) -> Aad<String> {
        Aad::from(match self {
            Self::Source { source, secret } => format!("hookwright {source} {secret}"),
            Self::Signing { source, secret } => format!("hookwright {source} {secret} signing"),
            Self::Endpoint { endpoint, secret } => format!("hookwright {endpoint} {secret}"),
            Self::Verifying { endpoint, secret } => {
                format!("hookwright {endpoint} {secret} verifying")
            }
            Self::HandshakeValue(row) => format!("hookwright handshake value {row}"),
            Self::EmulationKey(row) => format!("hookwright emulation key {row}"),
            Self::EmulationRecord { organization, name } => {
                format!("hookwright {organization} emulation record {name}")
            }
            Self::Profile(row) => format!("hookwright profile {row}"),
        })
    }
}

/// A key that seals and opens secrets.
pub(crate) struct SealingKey(LessSafeKey);

impl SealingKey {
    pub(crate) fn new(bytes: &KeyBytes) -> Self {
        let key = UnboundKey::new(&CHACHA20_POLY1305, bytes.as_slice());
        Self(LessSafeKey::new(key.expect("the key is 32 bytes long")))
    }

    /// The nonce, the encrypted secret and its tag.
    pub(crate) fn seal(&self, secret: &Secret, place: Place) -> Vec<u8> {
        let nonce = random::<NONCE_LEN>();
        let mut text = Zeroizing::new(secret.expose().to_vec());
        let tag = self.0.seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            place.bound(),
            text.as_mut_slice(),
        );
        let tag = tag.expect("a secret is shorter than 256 GiB");
        [&nonce, text.as_slice(), tag.as_ref()].concat()
    }

    /// The secret; `None` when it was sealed with another key or for another place.
    pub(crate) fn open(&self, sealed: &[u8], place: Place) -> Option<Secret> {
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut rest = Zeroizing::new(rest.to_vec());
        let opened = self.0.open_in_place(nonce, place.bound(), &mut rest);
        opened.ok().map(|text| Secret::new(&*text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place::Source {
        source: SourceId(1),
        secret: SecretId(2),
    };

    fn key(byte: u8) -> SealingKey {
        SealingKey::new(&Zeroizing::new([byte; KEY_LENGTH]))
    }

    #[test]
    fn a_sealed_secret_opens_with_its_key_in_its_place_only() {
        let secret = Secret::new("whsec_test");
        let sealed = key(1).seal(&secret, PLACE);
        assert_eq!(key(1).open(&sealed, PLACE), Some(secret));
        assert_eq!(key(2).open(&sealed, PLACE), None);
        let source = SourceId(1);
        let secret = SecretId(3);
        let half = Place::Signing {
            source,
            secret: SecretId(2),
        };
        for elsewhere in [Place::Source { source, secret }, half, Place::Profile(2)] {
            assert_eq!(key(1).open(&sealed, elsewhere), None);
        }
        assert_eq!(key(1).open(&sealed[..5], PLACE), None);
    }

    #[test]
    fn the_same_secret_is_never_sealed_to_the_same_bytes() {
        let secret = Secret::new("same");
        assert_ne!(key(1).seal(&secret, PLACE), key(1).seal(&secret, PLACE));
    }
}
