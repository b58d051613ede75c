//! Secrets made for a scheme.

use model::Secret;

use crate::Scheme;

/// A new secret: the halves differ only for public-key schemes.
#[derive(Debug, Clone)]
pub struct NewSecret {
    /// What signs.
    pub signing: Secret,
    /// What verifies: the public key, or the same secret.
    pub verifying: Secret,
}

/// Makes a secret in the form the scheme wants.
#[must_use]
pub fn new_secret(_scheme: &Scheme, entropy: &[u8; 32]) -> NewSecret {
    let secret = Secret::new(*entropy);
    NewSecret {
        signing: secret.clone(),
        verifying: secret,
    }
}
