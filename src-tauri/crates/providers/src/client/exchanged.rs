//! A token that a credential is exchanged for (OAuth 2, client credentials: RFC 6749, 4.4). Pure.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Secret};
use serde_json::Value;

use crate::call::{below, refused, words_of};

/// Seconds before its end at which a token is used no more.
const MARGIN: u64 = 60;
/// Seconds that a token lasts that does not say.
const USUAL: u64 = 300;

/// The request for a token, from where the provider's file says.
///
/// # Errors
/// When the base URL is none.
pub fn request(base_url: &str, credential: &Secret, at: &str) -> Result<Outgoing, TargetError> {
    let (host, path) = at.split_once(':').unwrap_or(("", at));
    let mut url = below(base_url, path.trim_start_matches('/').split('/'))?;
    if let Some(beside) = url.host_str().and_then(|name| beside(name, host)) {
        // Whoever has such a name has the other one, too.
        url.set_host(Some(&beside)).ok();
    }
    let pair = BASE64_STANDARD.encode(credential.expose());
    let fields = [
        ("Authorization", format!("Basic {pair}")),
        ("Accept", "application/json".to_owned()),
        (
            "Content-Type",
            "application/x-www-form-urlencoded".to_owned(),
        ),
    ];
    Ok(Outgoing {
        headers: fields.into_iter().collect(),
        body: Bytes::from_static(b"grant_type=client_credentials"),
        ..Outgoing::new("POST", url)
    })
}

/// The host beside an API's: `access` of `api.sandbox.example.com` is `access.sandbox.example.com`.
/// None for a host of another kind, such as a stand-in's on this machine.
fn beside(api: &str, host: &str) -> Option<String> {
    let mut labels: Vec<&str> = api.split('.').collect();
    let label = labels.iter_mut().find(|label| **label == "api");
    *label.filter(|_| !host.is_empty())? = host;
    Some(labels.join("."))
}

/// The token, and for how many seconds it is used.
///
/// # Errors
/// Says why there is none, in words.
pub fn read(answer: &AttemptAnswer, provider: &str) -> Result<(Secret, u64), String> {
    if !(200..300).contains(&answer.status) {
        return Err(words_of(&refused(answer, provider)));
    }
    let whole: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let token = whole["access_token"].as_str();
    let token = token.filter(|token| !token.is_empty()).ok_or_else(|| {
        format!(
            "{provider} answered {} to the question for an access token, and gave none: look at \
             the base URL of the profile",
            answer.status
        )
    })?;
    let lasts = whole["expires_in"].as_u64().unwrap_or(USUAL);
    Ok((Secret::new(token), lasts - MARGIN.min(lasts / 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_asked_for_below_the_base_url_or_on_the_host_beside_it() {
        let key = Secret::new("id:secret");
        for (base_url, at, url) in [
            (
                "https://api-m.paypal.com",
                "/v1/oauth2/token",
                "https://api-m.paypal.com/v1/oauth2/token",
            ),
            (
                "https://api.checkout.com",
                "access:/connect/token",
                "https://access.checkout.com/connect/token",
            ),
            (
                "https://1234prod.api.sandbox.checkout.com/",
                "access:/connect/token",
                "https://1234prod.access.sandbox.checkout.com/connect/token",
            ),
            (
                "http://127.0.0.1:9/p",
                "access:/connect/token",
                "http://127.0.0.1:9/p/connect/token",
            ),
        ] {
            let asked = request(base_url, &key, at).unwrap();
            assert_eq!(&*asked.url, url);
            assert_eq!(
                asked.headers.text("authorization"),
                Some("Basic aWQ6c2VjcmV0")
            );
        }
    }
}
