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

/// The request for a token.
///
/// # Errors
/// When the base URL is none.
pub fn request(base_url: &str, credential: &Secret, path: &str) -> Result<Outgoing, TargetError> {
    let url = below(base_url, path.trim_start_matches('/').split('/'))?;
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
