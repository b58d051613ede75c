//! Public keys as providers publish them: a JWK, a set of them, or PEM.
//!
//! Read from text that was pasted or fetched; nothing is fetched here. Whether
//! the numbers make a key is for the algorithm to say.

use serde_json::{Map, Value};

use crate::der;
use crate::digest;
use crate::encode::{from_base64, from_hex};
use crate::jwt::token;
use crate::scheme::definition::{AlgorithmKind, Hash};
use crate::spki;

/// A set may hold the keys of years; more than this is no set.
const MOST_KEYS: usize = 100;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Its id; `None` where only the bare key was given.
    pub kid: Option<String>,
    /// What it is for; `None` where the text does not say.
    pub kind: Option<AlgorithmKind>,
    /// Its bits: a P-256 point, an Ed25519 key, an RSA key in PKCS#1.
    pub bits: Vec<u8>,
    /// When it ended, in seconds since 1970, where the provider says so.
    pub expired_at: Option<i64>,
}

impl PublicKey {
    /// Whether a signature that names this key id may be its own.
    pub fn is_called(&self, kid: Option<&str>) -> bool {
        match (self.kid.as_deref(), kid) {
            (Some(own), Some(kid)) => own == kid,
            _ => true,
        }
    }

    /// Whether it may belong to this algorithm.
    pub fn is_for(&self, kind: AlgorithmKind) -> bool {
        self.kind.is_none_or(|own| own == kind)
    }
}

/// The keys of a text; none when it holds no key.
pub fn public_keys(text: &[u8]) -> Vec<PublicKey> {
    match serde_json::from_slice::<Value>(text) {
        Ok(Value::Number(_)) | Err(_) => bare(text).into_iter().collect(),
        Ok(value) => members(&value).filter_map(read).take(MOST_KEYS).collect(),
    }
}

/// The keys of `{"keys": […]}`, of `[…]`, of an API's answer `{"key": …}`, or the one key.
fn members(value: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let inner = value.get("keys").or_else(|| value.get("key"));
    let value = inner.unwrap_or(value);
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    list.iter().filter_map(Value::as_object)
}

fn read(key: &Map<String, Value>) -> Option<PublicKey> {
    let text = |name: &str| key.get(name).and_then(Value::as_str);
    let number = |name: &str| from_base64(text(name)?.as_bytes());
    let short = |name: &str| number(name).filter(|bytes| bytes.len() == 32);
    let (kind, bits) = match (text("kty")?, text("crv")) {
        ("OKP", Some("Ed25519")) => (AlgorithmKind::Ed25519, short("x")?),
        ("EC", Some("P-256")) => {
            let point = [&[4][..], &short("x")?, &short("y")?].concat();
            (AlgorithmKind::EcdsaP256, point)
        }
        ("RSA", _) => (AlgorithmKind::RsaPkcs1, rsa(&number("n")?, &number("e")?)),
        _ => return None,
    };
    Some(PublicKey {
        kid: text("kid").map(str::to_owned),
        kind: Some(kind),
        bits,
        expired_at: key.get("expired_at").and_then(Value::as_i64),
    })
}

/// An RSA key in PKCS#1.
fn rsa(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let numbers = [der::integer(modulus), der::integer(exponent)];
    der::written(der::tag::SEQUENCE, &[&numbers[0], &numbers[1]])
}

/// A key without a name: PEM or DER, else an Ed25519 key in hex or base64.
fn bare(text: &[u8]) -> Option<PublicKey> {
    let text = text.trim_ascii();
    let raw = || from_hex(text).or_else(|| from_base64(text));
    let bits = spki::key_bits(text).or_else(|| raw().filter(|bytes| bytes.len() == 32))?;
    Some(PublicKey {
        kid: None,
        kind: None,
        bits,
        expired_at: None,
    })
}

/// A JWK that has no id of its own under this one; `None` when it is no such key.
pub fn with_key_id(text: &str, kid: &str) -> Option<String> {
    let mut key: Map<String, Value> = serde_json::from_str(text).ok()?;
    if key.contains_key("kid") || !key.contains_key("kty") {
        return None;
    }
    key.insert("kid".to_owned(), Value::from(kid));
    Some(Value::from(key).to_string())
}

/// An Ed25519 key as a JWK.
pub fn ed25519(public: &[u8]) -> String {
    let x = token::written(public);
    let kid = thumbprint(&format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#));
    format!(r#"{{"kty":"OKP","crv":"Ed25519","kid":"{kid}","x":"{x}"}}"#)
}

/// A P-256 point as a JWK.
pub fn p256(point: &[u8]) -> String {
    let (x, y) = coordinates(point);
    let kid = p256_key_id(point);
    format!(
        r#"{{"alg":"ES256","crv":"P-256","expired_at":null,"kid":"{kid}","kty":"EC","use":"sig","x":"{x}","y":"{y}"}}"#
    )
}

/// The id that [`p256`] gives a point: its thumbprint (RFC 7638).
pub fn p256_key_id(point: &[u8]) -> String {
    let (x, y) = coordinates(point);
    thumbprint(&format!(
        r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#
    ))
}

fn coordinates(point: &[u8]) -> (String, String) {
    let numbers = point.get(1..).unwrap_or_default();
    let (x, y) = numbers.split_at(numbers.len() / 2);
    (token::written(x), token::written(y))
}

fn thumbprint(json: &str) -> String {
    let digest = digest::hash(Hash::Sha256, std::iter::once(json.as_bytes()));
    token::written(digest.as_slice())
}

/// The private number of an Ed25519 key, as a JWK, in hex or in base64.
pub fn ed25519_seed(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii();
    match serde_json::from_slice::<Map<String, Value>>(text) {
        Ok(key) => from_base64(key.get("d")?.as_str()?.as_bytes()),
        Err(_) => from_hex(text).or_else(|| from_base64(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 8037, appendix A.2 and A.3.
    const OKP: &str =
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

    #[test]
    fn a_thumbprint_is_the_published_one() {
        let written = ed25519(&public_keys(OKP.as_bytes())[0].bits);
        assert!(
            written.contains("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"),
            "{written}"
        );
    }

    #[test]
    fn a_key_is_read_alone_in_a_set_in_a_list_and_in_an_answer() {
        let key = public_keys(OKP.as_bytes());
        assert_eq!(key.len(), 1);
        for text in [
            format!(r#"{{"keys":[{OKP}]}}"#),
            format!("[{OKP}]"),
            format!(r#"{{"key":{OKP},"request_id":"4zlKapIkTm8p5KM"}}"#),
        ] {
            assert_eq!(public_keys(text.as_bytes()), key, "{text}");
        }
        let hex = crate::encode::hex(&key[0].bits);
        assert_eq!(public_keys(hex.as_bytes())[0].bits, key[0].bits);
    }

    #[test]
    fn what_is_no_key_gives_none() {
        for text in [
            "",
            "{}",
            "[1]",
            "12",
            "\"x\"",
            r#"{"kty":"EC","crv":"P-256","x":"AA"}"#,
        ] {
            assert_eq!(public_keys(text.as_bytes()), [], "{text}");
        }
    }

    #[test]
    fn a_key_without_an_id_may_be_any() {
        let mut key = public_keys(OKP.as_bytes()).remove(0);
        assert!(key.is_called(Some("a")));
        key.kid = Some("b".to_owned());
        assert!(key.is_called(None) && key.is_called(Some("b")) && !key.is_called(Some("a")));
    }
}
