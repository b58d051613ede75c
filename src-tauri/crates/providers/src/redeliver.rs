//! Asks a provider to send something again, and keeps the exchange.
//!
//! Asked once: a second question could send twice. What would be recognized when it arrives is
//! stored before the question is sent; the credential is taken out of what is kept.

use delivery::{Order, Outgoing};
use model::{SendMode, Trigger};
use store::{Awaited, NewAttempt, NewRedelivery, Told};

use crate::awaited::{at_first, by_now};
use crate::client::{Account, Client};
use crate::error::Error;
use crate::means::Means;
use crate::redact::{Secrets, redacted};
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
    let mut attempt = send(means, outgoing).await;
    let status = attempt.answer.as_ref().map(|answer| answer.status);
    // Who was not let in was not heard: nothing is sent twice.
    if account.renewed(means, status).await {
        attempt = send(means, account.client.redeliver(&account, &ask)?).await;
    }
    let outcome = outcome(account.client, &attempt);
    let told = told(means, attempt, (&outcome, awaited))?;
    let told = without_credential(told, &account.secrets());
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
    let exchange = means.sender.send(outgoing).await;
    let read = exchange
        .outcome
        .map(|answer| account.client.read_get(&answer));
    // Without it the redelivery is recognized by its URL, or not at all: that is no reason to stop.
    if let Ok(Ok(found)) = read {
        ask.known.event_id = found.event_id;
        ask.known.url = ask.known.url.or(found.url);
    }
    ask
}

async fn send(means: &Means, outgoing: Outgoing) -> NewAttempt {
    let order = Order {
        capture: None,
        trigger: Trigger::Redelivery,
        mode: SendMode::Resigned,
        outgoing,
    };
    order.send(&means.sender).await
}

/// What is kept of it: nothing that lets anybody in, neither as it was sent nor as some provider
/// gives it back.
fn without_credential(mut told: Told, secrets: &Secrets) -> Told {
    let attempt = &mut told.attempt;
    let head = redacted(&attempt.request_head);
    attempt.request_head = secrets.taken_out_of(&head).into();
    attempt.request_body = secrets.taken_out_of(&attempt.request_body).into();
    if let Some(answer) = &mut attempt.answer {
        answer.body = secrets.taken_out_of(&answer.body);
        for header in &mut answer.headers.0 {
            header.value = secrets.taken_out_of(&header.value);
        }
    }
    let outcome = secrets.taken_out_of(told.outcome.as_bytes());
    told.outcome = String::from_utf8_lossy(&outcome).into_owned();
    told
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

fn told(
    means: &Means,
    attempt: NewAttempt,
    (outcome, awaited): (&RedeliveryOutcome, Awaited),
) -> Result<Told, Error> {
    let text = serde_json::to_string(outcome).map_err(|error| Error::Unreadable {
        what: "the answer of the provider".to_owned(),
        detail: error.to_string(),
    })?;
    Ok(Told {
        attempt,
        outcome: text,
        awaited: by_now(outcome, awaited, means.sender.clock().now()),
    })
}
