//! Keys as Skyvern makes them: tokens that say whose they are and until when. Pure.
//!
//! The keys of the emulation are none. A caller may bring one all the same, of a real server or
//! made up, and is then refused as that server would. Signatures are not looked at: no secret that
//! could have made them is known here.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use model::Timestamp;
use serde::Deserialize;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Token {
    /// The organization whose it is.
    #[serde(rename = "sub")]
    pub organization: String,
    #[serde(rename = "exp")]
    expires: f64,
}

impl Token {
    /// Reads a key; `None` for one that has not the form of a token.
    ///
    /// # Errors
    /// When it has the form, and says nothing.
    pub fn read(key: &[u8]) -> Option<Result<Self, Unsound>> {
        let key = std::str::from_utf8(key).ok()?;
        let parts: Vec<&str> = key.split('.').collect();
        let [_, claims, _] = parts[..] else {
            return None;
        };
        let decoded = BASE64_URL_SAFE_NO_PAD.decode(claims.trim_end_matches('='));
        let read = decoded.map(|json| serde_json::from_slice(&json));
        Some(read.ok().and_then(Result::ok).ok_or(Unsound))
    }

    /// Whether its time is over.
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds since 1970 are far from where floats leave out integers"
    )]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires <= now.unix_seconds() as f64
    }
}

/// A token that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsound;

#[cfg(test)]
mod tests {
    use super::*;

    fn token(claims: &str) -> String {
        format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims))
    }

    #[test]
    fn a_token_says_whose_it_is_and_until_when() {
        let key = token(r#"{"exp":1800000000,"sub":"o_1"}"#);
        let token = Token::read(key.as_bytes()).unwrap().unwrap();
        assert_eq!(token.organization, "o_1");
        assert!(token.is_expired(Timestamp::from_unix_seconds(1_800_000_000)));
        assert!(!token.is_expired(Timestamp::from_unix_seconds(1_799_999_999)));
    }

    #[test]
    fn what_is_no_token_is_told_from_one_that_is_broken() {
        for key in ["sk_1", "", "a.b", "a.b.c.d"] {
            assert_eq!(Token::read(key.as_bytes()), None, "{key}");
        }
        for key in [
            "a.b.c".to_owned(),
            "..".to_owned(),
            token("{}"),
            token("[]"),
        ] {
            assert_eq!(Token::read(key.as_bytes()), Some(Err(Unsound)), "{key}");
        }
        assert_eq!(Token::read(b"\xff.\xff.\xff"), None);
    }
}
