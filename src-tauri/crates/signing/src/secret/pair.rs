//! What a new secret is: two halves, the same one twice where it is shared.

use model::Secret;

/// A new secret: the halves differ only for public-key schemes.
#[derive(Debug, Clone)]
pub struct NewSecret {
    /// What signs.
    pub signing: Secret,
    /// What verifies: the public key, or the same secret.
    pub verifying: Secret,
}

impl NewSecret {
    /// A secret that both sides share.
    pub(crate) fn shared(secret: Secret) -> Self {
        Self {
            signing: secret.clone(),
            verifying: secret,
        }
    }
}
