//! The system's keychain: Keychain Services, Credential Manager, Secret Service.
//!
//! Built in with the feature `keychain` only, since the last brings a D-Bus
//! client along. Without it a key in the keychain is simply out of reach.

use super::key::{Key, locked};
use crate::error::Error;
use crate::seal::KeyBytes;

#[cfg(feature = "keychain")]
const SERVICE: &str = "Hookwright";

/// The recorded key.
#[cfg(feature = "keychain")]
pub(super) fn fetch(key_id: &str) -> Result<KeyBytes, Error> {
    use zeroize::Zeroizing;
    let entry = keyring::v1::Entry::new(SERVICE, key_id);
    let stored = entry
        .and_then(|entry| entry.get_secret())
        .map(Zeroizing::new);
    let stored = stored.map_err(|error| {
        locked(format!(
            "their key is in this system's keychain and cannot be read ({error}); unlock the keychain and start again as the user who made it"
        ))
    })?;
    let bytes = <[u8; crate::seal::KEY_LENGTH]>::try_from(stored.as_slice());
    let damaged = |_| locked(format!("the keychain's entry {SERVICE}/{key_id} is no key"));
    bytes.map(Zeroizing::new).map_err(damaged)
}

/// A new key in the keychain; `None` when there is no keychain to be had.
#[cfg(feature = "keychain")]
pub(super) fn make() -> Option<Key> {
    let key = Key::new();
    let entry = keyring::v1::Entry::new(SERVICE, &key.id);
    let stored = entry.and_then(|entry| entry.set_secret(key.bytes.as_slice()));
    // Read back: a keychain that forgets at once would lock the secrets for good.
    let kept = stored.is_ok() && fetch(&key.id).is_ok_and(|bytes| bytes == key.bytes);
    kept.then_some(key)
}

/// The recorded key.
#[cfg(not(feature = "keychain"))]
pub(super) fn fetch(key_id: &str) -> Result<KeyBytes, Error> {
    Err(locked(format!(
        "their key ({key_id}) is in a keychain, which this build cannot use; open the data folder with a build that has the keychain"
    )))
}

/// A new key in the keychain; `None` when there is no keychain to be had.
#[cfg(not(feature = "keychain"))]
pub(super) const fn make() -> Option<Key> {
    None
}
