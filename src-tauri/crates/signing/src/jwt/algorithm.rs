//! The algorithms that sign tokens (RFC 7518, 3.1).
//!
//! `none` is not among them: no scheme allows it.

use crate::scheme::definition::{self, AlgorithmKind, Hash};
use crate::{digest, jwk, public_key};

/// An algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// With a secret that both sides share.
    Shared(Shared),
    /// With a private key; the public one checks.
    Pair(Pair),
}

/// A public-key algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// RSA PKCS#1 v1.5 with SHA-256.
    Rs256,
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

/// Only ECDSA.
pub const ES256: &[Algorithm] = &[Algorithm::Pair(Pair::Es256)];

/// Only RSA.
pub const RS256: &[Algorithm] = &[Algorithm::Pair(Pair::Rs256)];

impl Algorithm {
    /// The name in a token's header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shared(Shared::Hs256) => "HS256",
            Self::Shared(Shared::Hs384) => "HS384",
            Self::Shared(Shared::Hs512) => "HS512",
            Self::Pair(Pair::Es256) => "ES256",
            Self::Pair(Pair::Rs256) => "RS256",
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

impl Pair {
    /// What a key must be for.
    pub const fn kind(self) -> AlgorithmKind {
        match self {
            Self::Es256 => AlgorithmKind::EcdsaP256,
            Self::Rs256 => AlgorithmKind::RsaPkcs1,
        }
    }

    /// Whether the other half of a public key made this signature.
    pub fn verifies(self, key: &[u8], signed: &str, signature: &[u8]) -> bool {
        match self {
            Self::Es256 => public_key::verifies_es256(key, signed.as_bytes(), signature),
            Self::Rs256 => public_key::verifies(RS, key, signed.as_bytes(), signature),
        }
    }

    /// The signature of a private key; `None` when it is none of this algorithm.
    pub fn sign(self, private: &[u8], signed: &str) -> Option<Vec<u8>> {
        match self {
            Self::Es256 => Some(public_key::sign_es256(private, signed.as_bytes())?.0),
            Self::Rs256 => public_key::sign(RS, private, signed.as_bytes()),
        }
    }

    /// The id under which [`crate::new_secret`] publishes the other half of a
    /// private key; RSA keys are brought along, and nobody knows their ids.
    pub fn key_id(self, private: &[u8]) -> Option<String> {
        match self {
            Self::Es256 => Some(jwk::p256_key_id(&public_key::sign_es256(private, b"")?.1)),
            Self::Rs256 => None,
        }
    }
}

const RS: definition::Algorithm = definition::Algorithm {
    kind: AlgorithmKind::RsaPkcs1,
    hash: Hash::Sha256,
};

#[cfg(test)]
mod tests {
    use super::*;
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
        assert!(Pair::Es256.verifies(&key.bits, token.signed, &signature));
        signature[0] ^= 1;
        assert!(!Pair::Es256.verifies(&key.bits, token.signed, &signature));
    }

    // RFC 7515, appendix A.2.
    const RS256_KEY: &str = r#"{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#;
    const RS256_TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    #[test]
    fn the_published_token_of_an_rsa_key_is_verified_and_no_other() {
        let token = Token::read(RS256_TOKEN).expect("it is a token");
        let key = &jwk::public_keys(RS256_KEY.as_bytes())[0];
        let mut signature = token::bytes(token.signature).expect("it is base64url");
        assert!(Pair::Rs256.verifies(&key.bits, token.signed, &signature));
        signature[0] ^= 1;
        assert!(!Pair::Rs256.verifies(&key.bits, token.signed, &signature));
    }
}
