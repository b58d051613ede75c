//! New RSA key pairs as texts: what signs as PEM, and what verifies it.

mod self_signed;

use model::Secret;

use crate::{NewSecret, pem, rsa, spki};

/// A pair with a bare public key.
pub fn plain(entropy: &[u8; 32]) -> NewSecret {
    let pair = rsa::new_pair(entropy);
    NewSecret {
        signing: private(&pair),
        verifying: Secret::new(pem::written("PUBLIC KEY", &spki::of_rsa(&pair.public))),
    }
}

/// A pair whose public key stands in a certificate that it signed itself.
pub fn certified(entropy: &[u8; 32], name: &str) -> Option<NewSecret> {
    let pair = rsa::new_pair(entropy);
    let info = spki::of_rsa(&pair.public);
    let certificate = self_signed::certificate(name, &pair.private, &info)?;
    Some(NewSecret {
        signing: private(&pair),
        verifying: Secret::new(pem::written("CERTIFICATE", &certificate)),
    })
}

fn private(pair: &rsa::RsaPair) -> Secret {
    Secret::new(pem::written("PRIVATE KEY", &pair.private))
}
