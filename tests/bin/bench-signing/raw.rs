//! The calls that every check comes down to, over bytes that lie ready.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use model::{Headers, Secret};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

/// The part of a SubjectPublicKeyInfo that stands before the key of 2048-bit RSA.
const BEFORE_RSA: usize = 24;
/// An uncompressed point of P-256.
const POINT: usize = 65;

/// A raw call: what is signed before the body, the key, and the signature.
pub struct Raw {
    algorithm: Algorithm,
    before: Vec<u8>,
    key: Vec<u8>,
    signature: Vec<u8>,
}

enum Algorithm {
    HmacSha1,
    HmacSha256,
    HmacSha512,
    Sha256,
    PublicKey(&'static dyn VerificationAlgorithm),
}

impl Raw {
    /// What the raw call of a scheme needs of a request that is signed right.
    pub fn new(scheme: &str, headers: &Headers, body: &[u8], secret: &Secret) -> Self {
        let text = |name: &str| headers.text(name).unwrap_or_default().to_owned();
        let key = secret.expose().to_vec();
        let algorithm = Algorithm::of(scheme);
        let (before, key, signature) = match scheme {
            "discord" => (
                text("X-Signature-Timestamp"),
                from_hex(&key),
                from_hex(text("X-Signature-Ed25519").as_bytes()),
            ),
            "sendgrid" => {
                let prefix = "X-Twilio-Email-Event-Webhook-";
                let der = from_base64(&key);
                let point = der[der.len() - POINT..].to_vec();
                let signature = from_base64(text(&format!("{prefix}Signature")).as_bytes());
                (text(&format!("{prefix}Timestamp")), point, signature)
            }
            "wise" => (
                String::new(),
                rsa(&key),
                from_base64(text("X-Signature-SHA256").as_bytes()),
            ),
            "standard-webhooks-v1" => {
                let before = format!("{}.{}.", text("webhook-id"), text("webhook-timestamp"));
                (before, from_base64(&key["whsec_".len()..]), Vec::new())
            }
            "hubspot-v1" => (String::from_utf8_lossy(&key).into_owned(), key, Vec::new()),
            _ => (String::new(), key, Vec::new()),
        };
        let mut raw = Self {
            algorithm,
            before: before.into_bytes(),
            key,
            signature,
        };
        if raw.signature.is_empty() {
            raw.signature = raw.digest(body);
        }
        raw
    }

    /// Computes, and compares in constant time where that is ours to do.
    pub fn verifies(&self, body: &[u8]) -> bool {
        match self.algorithm {
            Algorithm::PublicKey(algorithm) => {
                let message = [self.before.as_slice(), body].concat();
                let key = UnparsedPublicKey::new(algorithm, &self.key);
                key.verify(&message, &self.signature).is_ok()
            }
            _ => self.digest(body) == self.signature,
        }
    }

    fn digest(&self, body: &[u8]) -> Vec<u8> {
        macro_rules! hmac {
            ($hash:ty) => {{
                let mut hmac =
                    Hmac::<$hash>::new_from_slice(&self.key).expect("a key of any length");
                hmac.update(&self.before);
                hmac.update(body);
                hmac.finalize().into_bytes().to_vec()
            }};
        }
        match self.algorithm {
            Algorithm::HmacSha1 => hmac!(Sha1),
            Algorithm::HmacSha256 => hmac!(Sha256),
            Algorithm::HmacSha512 => hmac!(Sha512),
            Algorithm::Sha256 => Sha256::new()
                .chain_update(&self.before)
                .chain_update(body)
                .finalize()
                .to_vec(),
            Algorithm::PublicKey(_) => Vec::new(),
        }
    }
}

impl Algorithm {
    fn of(scheme: &str) -> Self {
        match scheme {
            "github-sha1" => Self::HmacSha1,
            "paystack" => Self::HmacSha512,
            "hubspot-v1" => Self::Sha256,
            "discord" => Self::PublicKey(&ED25519),
            "sendgrid" => Self::PublicKey(&ECDSA_P256_SHA256_ASN1),
            "wise" => Self::PublicKey(&RSA_PKCS1_2048_8192_SHA256),
            _ => Self::HmacSha256,
        }
    }
}

fn from_base64(text: &[u8]) -> Vec<u8> {
    BASE64_STANDARD.decode(text).expect("base64")
}

fn from_hex(text: &[u8]) -> Vec<u8> {
    let digits = std::str::from_utf8(text).expect("hex");
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hex");
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn rsa(pem: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(pem);
    let lines: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(lines.as_bytes())[BEFORE_RSA..].to_vec()
}
