//! Many redeliveries, one after the other, at the pace that the provider allows.
//!
//! Each is asked once. Only a refusal for being asked too often is asked again, after the wait
//! that the provider names: such a question was not taken, so nothing is sent twice.

use std::time::Duration;

use model::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::ask::Ask;
use crate::error::Error;
use crate::means::Means;
use crate::redeliver::redeliver;
use crate::redelivery::{Redelivery, RedeliveryOutcome, RefusalReason};

/// How long is waited when a provider does not say.
const UNNAMED: Duration = Duration::from_secs(60);
/// Longer than this nobody waits: the question is given up with the provider's words.
const LONGEST: Duration = Duration::from_secs(3600);
/// How often one question waits.
const WAITS: u32 = 10;

/// What happened to one of many questions.
#[derive(Debug)]
pub enum Step {
    /// The provider wants to be left alone until then.
    Waiting {
        /// The provider's id of what is asked for.
        id: String,
        /// Until when.
        until: Timestamp,
    },
    /// It was asked.
    Asked(Box<Redelivery>),
    /// It could not be asked.
    Failed {
        /// The provider's id of what was asked for.
        id: String,
        /// Why not.
        error: Error,
    },
}

/// Asks for all of them, and tells each step; ends early when it is cancelled.
pub async fn redeliver_many(
    means: &Means,
    asks: Vec<Ask>,
    cancel: &CancellationToken,
    mut tell: impl FnMut(Step) + Send,
) {
    for ask in asks {
        if cancel.is_cancelled() {
            return;
        }
        let id = ask.id.clone();
        let step = match patiently(means, ask, cancel, &mut tell).await {
            Ok(redelivery) => Step::Asked(Box::new(redelivery)),
            Err(error) => Step::Failed { id, error },
        };
        tell(step);
    }
}

async fn patiently(
    means: &Means,
    ask: Ask,
    cancel: &CancellationToken,
    tell: &mut (impl FnMut(Step) + Send),
) -> Result<Redelivery, Error> {
    let mut waits = 0;
    loop {
        let redelivery = redeliver(means, ask.clone()).await?;
        let wait = wait_asked_for(&redelivery.outcome);
        let Some(wait) = wait.filter(|wait| *wait <= LONGEST && waits < WAITS) else {
            return Ok(redelivery);
        };
        waits += 1;
        tell(Step::Waiting {
            id: ask.id.clone(),
            until: means.sender.clock().now().plus(wait),
        });
        let cancelled = cancel.run_until_cancelled(tokio::time::sleep(wait)).await;
        if cancelled.is_none() {
            return Ok(redelivery);
        }
    }
}

/// How long a refusal for being asked too often asks to wait.
fn wait_asked_for(outcome: &RedeliveryOutcome) -> Option<Duration> {
    let RedeliveryOutcome::Refused { refusal } = outcome else {
        return None;
    };
    let too_often = refusal.reason == RefusalReason::RateLimited;
    let named = refusal.retry_after_seconds.map(Duration::from_secs);
    // A wait of no time would ask again and again.
    too_often.then(|| named.unwrap_or(UNNAMED).max(Duration::from_secs(1)))
}
