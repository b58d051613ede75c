//! A token that an App signs with its private key, to be let in as itself. Pure.
//!
//! JSON Web Token (RFC 7519), RS256. GitHub takes one that was made up to a minute ago, whose end
//! is at most ten minutes away, and whose issuer is the App's id or client id
//! (docs.github.com/en/apps, "Generating a JSON Web Token (JWT) for a GitHub App").

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use model::{Secret, Timestamp};
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::RSA_PKCS1_SHA256;
use serde_json::json;

/// Seconds that a clock may be ahead of the provider's.
const AHEAD: i64 = 60;
/// Seconds from now until a token ends: with those a clock may be behind, less than ten minutes.
const LASTS: i64 = 540;

/// The token; nothing when the key is no RSA private key in PEM.
pub fn signed(pem: &[u8], issuer: &str, now: Timestamp) -> Option<Secret> {
    let pair = pair(pem)?;
    let now = now.unix_seconds();
    let header = json!({ "alg": "RS256", "typ": "JWT" });
    let claims = json!({ "iat": now - AHEAD, "exp": now + LASTS, "iss": issuer });
    let [header, claims] = [header, claims].map(|part| url_safe(part.to_string().as_bytes()));
    let text = format!("{header}.{claims}");
    let mut signature = vec![0; pair.public().modulus_len()];
    let random = SystemRandom::new();
    pair.sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature)
        .ok()?;
    Some(Secret::new(format!("{text}.{}", url_safe(&signature))))
}

fn url_safe(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Of PKCS#1, as GitHub gives it out, or PKCS#8. Line breaks may be spelled `\n`, as in variables.
fn pair(pem: &[u8]) -> Option<KeyPair> {
    let text = std::str::from_utf8(pem).ok()?.replace("\\n", "\n");
    let (label, rest) = text.split_once("-----BEGIN ")?.1.split_once("-----")?;
    let body: String = rest.split_once("-----END ")?.0.split_whitespace().collect();
    let der = BASE64_STANDARD.decode(body).ok()?;
    match label {
        "RSA PRIVATE KEY" => KeyPair::from_der(&der).ok(),
        "PRIVATE KEY" => KeyPair::from_pkcs8(&der).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
    use serde_json::Value;

    use super::*;

    const KEY: &str = include_str!("app_token/test_key.pem");
    const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);

    fn decoded(part: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()
    }

    #[test]
    fn a_token_names_the_app_and_ends_within_ten_minutes() {
        let token = signed(KEY.as_bytes(), "12345", NOW).unwrap();
        let token = String::from_utf8(token.expose().to_vec()).unwrap();
        let (text, signature) = token.rsplit_once('.').unwrap();
        let public = pair(KEY.as_bytes()).unwrap();
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public.public());
        assert_eq!(public.verify(text.as_bytes(), &decoded(signature)), Ok(()));
        let (header, claims) = text.split_once('.').unwrap();
        let read = |part| serde_json::from_slice::<Value>(&decoded(part)).unwrap();
        assert_eq!(read(header), json!({ "alg": "RS256", "typ": "JWT" }));
        let claims = read(claims);
        assert_eq!(claims["iss"], "12345");
        assert_eq!(claims["iat"], 1_799_999_940);
        let lasts = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
        assert!(lasts <= 600, "{claims}");
    }

    #[test]
    fn a_key_on_one_line_is_a_key_too_and_other_texts_are_none() {
        let line = KEY.replace('\n', "\\n");
        assert!(signed(line.as_bytes(), "1", NOW).is_some());
        let other = KEY.replace("RSA PRIVATE KEY", "PUBLIC KEY");
        let cut = KEY.replace("MII", "MI");
        for text in [
            "",
            "ghp_token",
            &other,
            &cut,
            "-----BEGIN RSA PRIVATE KEY-----",
        ] {
            assert!(signed(text.as_bytes(), "1", NOW).is_none(), "{text}");
        }
    }
}
