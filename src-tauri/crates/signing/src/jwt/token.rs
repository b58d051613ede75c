//! Tokens in their compact form: header, claims and signature, joined by dots.
//!
//! Only the form is judged here; nothing is believed before the signature was checked.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use model::{ParsedPart, SegmentKind, SignedContent, SignedSegment, Timestamp};
use serde_json::{Map, Value};

/// A JSON object.
pub type Object = Map<String, Value>;

/// A token, cut and decoded.
#[derive(Debug)]
pub struct Token<'a> {
    /// What is told of the signature: `alg`, `kid`.
    pub header: Object,
    /// What is claimed.
    pub claims: Object,
    /// The text that is signed.
    pub signed: &'a str,
    /// The signature's text; empty where none was made.
    pub signature: &'a str,
}

impl<'a> Token<'a> {
    /// Reads a token.
    ///
    /// # Errors
    /// Says what is not as it should be.
    pub fn read(text: &'a str) -> Result<Self, &'static str> {
        let (signed, signature) = text.rsplit_once('.').ok_or("this is no token")?;
        let (header, claims) = signed.split_once('.').ok_or("this is no token")?;
        if claims.contains('.') {
            return Err("the token has more than three parts");
        }
        Ok(Self {
            header: object(header).ok_or("the token's header is no JSON object in base64url")?,
            claims: object(claims).ok_or("the token's claims are no JSON object in base64url")?,
            signed,
            signature,
        })
    }

    /// The algorithm that the token names.
    pub fn algorithm(&self) -> Option<&str> {
        self.header.get("alg")?.as_str()
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> Option<&str> {
        self.header.get("kid")?.as_str()
    }

    /// A claim as text: a string's own, or JSON; `None` when absent or `null`.
    pub fn claim(&self, name: &str) -> Option<String> {
        match self.claims.get(name)? {
            Value::Null => None,
            value => Some(text(value)),
        }
    }

    /// A claim that is a time in seconds since 1970: `None` when absent,
    /// `Some(None)` when it is no time.
    pub fn time(&self, name: &str) -> Option<Option<Timestamp>> {
        Some(timestamp(self.claims.get(name)?))
    }

    /// Header and claims as evidence tells them; `used` are those that the scheme reads.
    pub fn parts(&self, used: impl Fn(&str) -> bool) -> Vec<ParsedPart> {
        let header = self.header.iter().map(|(name, value)| ParsedPart {
            name: name.clone(),
            value: text(value),
            used: matches!(name.as_str(), "alg" | "kid"),
        });
        let claims = self.claims.iter().map(|(name, value)| ParsedPart {
            name: name.clone(),
            value: text(value),
            used: used(name),
        });
        header.chain(claims).collect()
    }

    /// The signed text as evidence tells it.
    pub fn content(&self) -> SignedContent {
        let (header, claims) = self.signed.split_once('.').unwrap_or((self.signed, ""));
        let segments = [
            ("header in base64url", header),
            (".", "."),
            ("claims in base64url", claims),
        ];
        SignedContent {
            segments: segments.map(|(name, text)| segment(name, text)).into(),
            length: self.signed.len() as u64,
            variant: None,
        }
    }
}

fn segment(name: &str, text: &str) -> SignedSegment {
    let fixed = name == ".";
    SignedSegment {
        kind: if fixed {
            SegmentKind::Literal
        } else {
            SegmentKind::Derived
        },
        name: name.to_owned(),
        text: Some(text.to_owned()),
        length: text.len() as u64,
    }
}

/// Bytes as tokens write them: base64url without padding.
pub fn written(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes that a token wrote; strict, so that one signature has one spelling.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

/// Header and claims as the text that is signed.
pub fn to_sign(header: &Object, claims: &Object) -> String {
    let segment = |object: &Object| written(Value::from(object.clone()).to_string().as_bytes());
    format!("{}.{}", segment(header), segment(claims))
}

fn object(segment: &str) -> Option<Object> {
    serde_json::from_slice(&bytes(segment)?).ok()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn timestamp(value: &Value) -> Option<Timestamp> {
    // Fractions are allowed, and some libraries write them.
    let whole = value
        .as_i64()
        .and_then(|seconds| seconds.checked_mul(1_000_000));
    let micros = || value.as_f64().map(|seconds| (seconds * 1e6) as i64);
    whole.or_else(micros).map(Timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_token_says_why() {
        assert_eq!(Token::read("").unwrap_err(), "this is no token");
        assert_eq!(
            Token::read("W10.e30.a").unwrap_err(),
            "the token's header is no JSON object in base64url"
        );
        let four = Token::read("e30.e30.a.b").unwrap_err();
        assert_eq!(four, "the token has more than three parts");
        let list = Token::read("e30.W10.a").unwrap_err();
        assert_eq!(list, "the token's claims are no JSON object in base64url");
    }

    #[test]
    fn a_time_may_have_a_fraction_and_a_text_is_none() {
        let claims = written(br#"{"a":1760000000,"b":1760000000.25,"c":"1760000000"}"#);
        let text = format!("e30.{claims}.");
        let token = Token::read(&text).unwrap();
        assert_eq!(
            token.time("a"),
            Some(Some(Timestamp(1_760_000_000_000_000)))
        );
        assert_eq!(
            token.time("b"),
            Some(Some(Timestamp(1_760_000_000_250_000)))
        );
        assert_eq!(token.time("c"), Some(None));
        assert_eq!(token.time("d"), None);
    }
}
