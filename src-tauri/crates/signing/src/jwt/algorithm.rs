//! The algorithms that sign tokens (RFC 7518, 3.1).
//!
//! `none` is not among them: no scheme allows it.

use crate::scheme::definition::Hash;
use crate::{digest, public_key};

/// An algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// With a secret that both sides share.
    Shared(Shared),
    /// ECDSA on P-256 with SHA-256.
    Es256,
}

/// An HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// HMAC-SHA256.
    Hs256,
    /// HMAC-SHA384.
    Hs384,
    /// HMAC-SHA512.
    Hs512,
}

/// The one that most schemes pin.
pub const HS256: &[Algorithm] = &[Algorithm::Shared(Shared::Hs256)];

/// Those that libraries accept for a shared secret unless told otherwise.
pub const HS: &[Algorithm] = &[
    Algorithm::Shared(Shared::Hs256),
    Algorithm::Shared(Shared::Hs384),
    Algorithm::Shared(Shared::Hs512),
];

/// Only a key pair.
pub const ES256: &[Algorithm] = &[Algorithm::Es256];

impl Algorithm {
    /// The name in a token's header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shared(Shared::Hs256) => "HS256",
            Self::Shared(Shared::Hs384) => "HS384",
            Self::Shared(Shared::Hs512) => "HS512",
            Self::Es256 => "ES256",
        }
    }
}

impl Shared {
    /// The signature that a secret gives.
    pub fn mac(self, key: &[u8], signed: &str) -> Vec<u8> {
        let pieces = std::iter::once(signed.as_bytes());
        let digest = match self {
            Self::Hs256 => digest::hmac(Hash::Sha256, key, pieces),
            Self::Hs384 => digest::hmac_sha384(key, pieces),
            Self::Hs512 => digest::hmac(Hash::Sha512, key, pieces),
        };
        digest.as_slice().to_vec()
    }
}

/// Whether a P-256 key made this signature.
pub fn es256(point: &[u8], signed: &str, signature: &[u8]) -> bool {
    public_key::verifies_es256(point, signed.as_bytes(), signature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jwk;
    use crate::jwt::token::{self, Token};

    // RFC 7515, appendix A.1.
    const HS256_KEY: &str =
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    const HS256_TOKEN: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    // RFC 7515, appendix A.3.
    const ES256_KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
    const ES256_TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    #[test]
    fn the_published_token_of_a_shared_secret_is_signed_to_the_letter() {
        let token = Token::read(HS256_TOKEN).expect("it is a token");
        let key = token::bytes(HS256_KEY).expect("it is base64url");
        let signature = Shared::Hs256.mac(&key, token.signed);
        assert_eq!(token::written(&signature), token.signature);
    }

    #[test]
    fn the_published_token_of_a_key_pair_is_verified_and_no_other() {
        let token = Token::read(ES256_TOKEN).expect("it is a token");
        let key = &jwk::public_keys(ES256_KEY.as_bytes())[0];
        let mut signature = token::bytes(token.signature).expect("it is base64url");
        assert!(es256(&key.bits, token.signed, &signature));
        signature[0] ^= 1;
        assert!(!es256(&key.bits, token.signed, &signature));
    }
}
