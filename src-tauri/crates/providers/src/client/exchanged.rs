//! A token that a credential is exchanged for (OAuth 2, client credentials: RFC 6749, 4.4), kept in
//! memory until shortly before its end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use delivery::{Outgoing, TargetError};
use model::{AttemptAnswer, Secret, Timestamp};
use serde_json::Value;

use super::account::Account;
use crate::call::{below, words_of};
use crate::error::Error;
use crate::means::Means;

/// Seconds before its end at which a token is used no more.
const MARGIN: u64 = 60;
/// Seconds that a token lasts that does not say.
const USUAL: u64 = 300;

/// The tokens of this process, by the credential that each was given for. Clones share them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens(Arc<Mutex<Vec<Held>>>);

#[derive(Debug)]
struct Held {
    base_url: String,
    credential: Secret,
    token: Secret,
    until: Timestamp,
}

impl Tokens {
    fn find(&self, account: &Account, now: Timestamp) -> Option<Secret> {
        let held = self.lock();
        let is_it = |held: &&Held| {
            held.base_url == account.base_url
                && held.credential == account.credential
                && held.until > now
        };
        held.iter().find(is_it).map(|held| held.token.clone())
    }

    fn keep(&self, held: Held, now: Timestamp) {
        let mut all = self.lock();
        all.retain(|other| other.until > now && other.credential != held.credential);
        all.push(held);
    }

    /// It is taken no more.
    pub(super) fn forget(&self, token: &Secret) {
        self.lock().retain(|held| held.token != *token);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The token of an account; asked for where none is held.
///
/// # Errors
/// When the provider gives none.
pub(super) async fn token(means: &Means, account: &Account, path: &str) -> Result<Secret, Error> {
    let now = means.sender.clock().now();
    if let Some(token) = means.tokens.find(account, now) {
        return Ok(token);
    }
    let exchange = means.sender.send(request(account, path)?).await;
    let answer = exchange
        .outcome
        .map_err(|failure| Error::Unanswered(failure.message))?;
    let (token, lasts) = read(account, &answer)?;
    let micros = i64::try_from(lasts * 1_000_000).unwrap_or(i64::MAX / 2);
    let held = Held {
        base_url: account.base_url.clone(),
        credential: account.credential.clone(),
        token: token.clone(),
        until: now.plus_micros(micros),
    };
    means.tokens.keep(held, now);
    Ok(token)
}

/// The request for a token.
pub(super) fn request(account: &Account, path: &str) -> Result<Outgoing, TargetError> {
    let url = below(&account.base_url, path.trim_start_matches('/').split('/'))?;
    let pair = BASE64_STANDARD.encode(account.credential.expose());
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
fn read(account: &Account, answer: &AttemptAnswer) -> Result<(Secret, u64), Error> {
    if !(200..300).contains(&answer.status) {
        let refused = crate::call::refused(answer, account.client.id());
        return Err(Error::Answered(words_of(&refused)));
    }
    let whole: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let token = whole["access_token"].as_str();
    let token = token.filter(|token| !token.is_empty()).ok_or_else(|| {
        let provider = account.client.id();
        Error::Answered(format!(
            "{provider} answered {} to the question for an access token, and gave none: \
             look at the base URL of the profile {}",
            answer.status, account.profile
        ))
    })?;
    let lasts = whole["expires_in"].as_u64().unwrap_or(USUAL);
    Ok((Secret::new(token), lasts - MARGIN.min(lasts / 2)))
}
