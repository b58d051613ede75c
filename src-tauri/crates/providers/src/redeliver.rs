//! Asks a provider to send something again, and keeps the exchange.
//!
//! Asked once: a second question could send twice. What would be recognized when it arrives is
//! stored before the question is sent; the credential is taken out of what is kept.

use delivery::Outgoing;
use model::ProviderOperation;
use store::{NewAttempt, NewRedelivery, Told};

use crate::awaited::{at_first, by_now};
use crate::client::{Account, Client};
use crate::error::Error;
use crate::means::Means;
use crate::recorded::{self, Asked};
use crate::redact::Secrets;
use crate::redelivery::{Redelivery, RedeliveryOutcome};

pub use crate::ask::{Again, Ask, KnownOf};

/// Asks, and gives what came of it, whatever that is.
///
/// # Errors
/// When the profile cannot be used or the store fails.
pub async fn redeliver(means: &Means, ask: Ask) -> Result<Redelivery, Error> {
    let mut account = Account::entered(means, &ask.profile).await?;
    let ask = account.completed(ask);
    let outgoing = account.client.redeliver(&account, &ask)?;
    let ask = look_first(means, &account, ask).await;
    let awaited = at_first(&ask, means.sender.clock().now());
    let new = NewRedelivery {
        profile: account.profile.clone(),
        provider: account.client.id().to_owned(),
        asked: ask.id.clone(),
        awaited: awaited.clone(),
    };
    let redelivery = means.store.redeliveries().ask(new).await?;
    let attempt = sent(means, &mut account, (&ask, outgoing)).await?;
    let outcome = outcome(account.client, &attempt);
    let awaited = by_now(&outcome, awaited, means.sender.clock().now());
    let (outcome, text) = told(&outcome, attempt.status, &account.secrets())?;
    let told = Told {
        attempt: recorded::without(attempt, &account.secrets()),
        outcome: text,
        awaited,
    };
    let attempt = means.store.redeliveries().tell(redelivery, told).await?;
    let record = means.store.attempts().get(attempt).await?;
    let record = record.ok_or(Error::Gone(attempt))?;
    Ok(Redelivery {
        redelivery,
        profile: account.profile,
        provider: account.client.id().to_owned(),
        id: ask.id,
        attempt: record.attempt,
        outcome,
    })
}

/// What is asked before it: by which event id it will arrive, where only the provider's log tells
/// that.
pub(crate) fn asked_first(account: &Account, ask: &Ask) -> Option<Outgoing> {
    let Client::Declared(declared) = account.client else {
        return None;
    };
    if ask.known.event_id.is_some() || !declared.events_have_ids_of_their_own() {
        return None;
    }
    account.client.get(account, &ask.id).ok()
}

async fn look_first(means: &Means, account: &Account, mut ask: Ask) -> Ask {
    let Some(outgoing) = asked_first(account, &ask) else {
        return ask;
    };
    let asked = Asked::new(ProviderOperation::ReadDelivery, Some(&ask.id));
    let attempt = recorded::once(means, account.whose(), asked, outgoing).await;
    let read = recorded::answered(attempt).map(|answer| account.client.read_get(&answer));
    // Without it the redelivery is recognized by its URL, or not at all: that is no reason to stop.
    if let Ok(Ok(found)) = read {
        ask.known.event_id = found.event_id;
        ask.known.url = ask.known.url.or(found.url);
    }
    ask
}

/// Sends it; a refusal for the token alone is a call of its own.
async fn sent(
    means: &Means,
    account: &mut Account,
    (ask, outgoing): (&Ask, Outgoing),
) -> Result<NewAttempt, Error> {
    let first = recorded::sent(means, ProviderOperation::Redeliver, outgoing).await;
    let refused = account.clone();
    // Who was not let in was not heard: nothing is sent twice.
    if !account.renewed(means, first.status).await {
        return Ok(first);
    }
    let asked = Asked::new(ProviderOperation::Redeliver, Some(&ask.id));
    recorded::keep(means, refused.whose(), asked, first).await;
    let outgoing = account.client.redeliver(account, ask)?;
    Ok(recorded::sent(means, ProviderOperation::Redeliver, outgoing).await)
}

fn outcome(client: Client, attempt: &NewAttempt) -> RedeliveryOutcome {
    match (&attempt.answer, &attempt.failure) {
        (Some(answer), _) => client.read_redelivery(answer),
        (None, failure) => RedeliveryOutcome::Unanswered {
            failure: failure
                .clone()
                .expect("an attempt without an answer has a failure"),
        },
    }
}

/// What is told and kept of it, and the same as JSON: without the credential, as some provider
/// gives it back.
fn told(
    outcome: &RedeliveryOutcome,
    status: Option<u16>,
    secrets: &Secrets,
) -> Result<(RedeliveryOutcome, String), Error> {
    let text = json(outcome)?;
    let kept = secrets.taken_out_of_body(text.as_bytes());
    let kept = String::from_utf8_lossy(&kept).into_owned();
    if let Ok(read) = serde_json::from_str(&kept) {
        return Ok((read, kept));
    }
    let unreadable = RedeliveryOutcome::Unreadable {
        status: status.unwrap_or_default(),
        message: "its answer has the credential where no text stands, and is not shown".to_owned(),
    };
    let kept = json(&unreadable)?;
    Ok((unreadable, kept))
}

fn json(outcome: &RedeliveryOutcome) -> Result<String, Error> {
    serde_json::to_string(outcome).map_err(|error| Error::Unreadable {
        what: "the answer of the provider".to_owned(),
        detail: error.to_string(),
    })
}
