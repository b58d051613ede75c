//! Asks a provider to send something again, and keeps the exchange.
//!
//! Asked once: a second question could send twice. The credential is taken
//! out of what is kept.

use delivery::{Order, Outgoing};
use model::{SendMode, Trigger};
use store::NewAttempt;

use crate::error::Error;
use crate::means::Means;
use crate::provider::Provider;
use crate::redact::redacted;
use crate::redelivery::{Redelivery, RedeliveryOutcome};
use crate::skyvern;

/// What is to be sent again, and through whom.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Name of the profile.
    pub profile: String,
    /// The provider's id of what is sent again.
    pub id: String,
    /// Where to, instead of where it went.
    pub webhook_url: Option<String>,
    /// Why, for providers that record it.
    pub reason: Option<String>,
    /// On whose behalf, for credentials of several organizations.
    pub organization: Option<String>,
}

/// Asks, and gives what came of it, whatever that is.
///
/// # Errors
/// When the profile cannot be used or the store fails.
pub async fn redeliver(means: &Means, ask: Ask) -> Result<Redelivery, Error> {
    let opened = means.store.profiles().open(&ask.profile).await;
    let (profile, key) = opened.map_err(|error| Error::of_profile(&ask.profile, error))?;
    let provider = Provider::of(&profile.provider)?;
    let outgoing = match provider {
        Provider::Skyvern => {
            let url = skyvern::retry_url(&profile.base_url, &ask.id)?;
            skyvern::ask(url, &key, ask.webhook_url.as_deref())
        }
        other => return Err(Error::NoClient(other.name())),
    };
    let attempt = send(means, outgoing).await;
    let outcome = outcome(&attempt);
    let attempt = delivery::keep(attempt, &means.store).await?;
    Ok(Redelivery {
        profile: profile.name,
        provider: profile.provider,
        id: ask.id,
        attempt,
        outcome,
    })
}

async fn send(means: &Means, outgoing: Outgoing) -> NewAttempt {
    let order = Order {
        capture: None,
        trigger: Trigger::Redelivery,
        mode: SendMode::Resigned,
        outgoing,
    };
    let mut attempt = order.send(&means.sender).await;
    attempt.request_head = redacted(&attempt.request_head).into();
    attempt
}

fn outcome(attempt: &NewAttempt) -> RedeliveryOutcome {
    match (&attempt.answer, &attempt.failure) {
        (Some(answer), _) => skyvern::read(answer),
        (None, failure) => RedeliveryOutcome::Unanswered {
            failure: failure
                .clone()
                .expect("an attempt without an answer has a failure"),
        },
    }
}
