//! Keys that providers publish: fetched where the user allowed it, for captures that wait for one.
//!
//! Never while a sender waits: its request is stored and answered before
//! anything is asked. The address is the scheme's own, or one that it found to
//! be the provider's. One fetch an address at a time; what fails is not asked
//! for again at once, and the captures say why.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use delivery::{KeyError, Sender};
use model::{CaptureId, KeyUrl, Secret, SourceId, Verification};
use store::{LiveSource, Store};
use tokio_util::task::TaskTracker;

use crate::again::Again;
use crate::checker::add_detail;

/// How long an address that was asked is left alone: a forged signature names a key, too, and
/// must not have us ask the provider with every request.
const REST: Duration = Duration::from_secs(60);
/// Addresses that are remembered; with so many asked within a minute, no more are.
const MOST_ADDRESSES: usize = 64;
/// Captures that wait for one key; a later re-verification of the source reaches the others.
const MOST_WAITING: usize = 1_000;
/// Bytes of bodies that are checked again at a time.
const SLICE_BYTES: usize = 4 * 1024 * 1024;

/// What is being fetched, and what waits for it.
#[derive(Clone)]
pub(crate) struct Keys {
    store: Store,
    sender: Sender,
    tasks: TaskTracker,
    states: States,
}

type States = Arc<Mutex<HashMap<Wanted, State>>>;

/// A key of a source, by its address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Wanted {
    source: SourceId,
    url: String,
}

#[derive(Debug)]
enum State {
    Fetching(Vec<CaptureId>),
    Asked(Instant),
}

/// The key that a check lacked, where its source may fetch it.
pub(crate) fn wanted(live: Option<&LiveSource>, verification: &Verification) -> Option<Wanted> {
    let live = live.filter(|live| live.source.fetch_keys)?;
    let KeyUrl { url, .. } = verification.evidence.as_ref()?.key_url.as_ref()?;
    Some(Wanted {
        source: live.source.id,
        url: url.clone(),
    })
}

impl Keys {
    /// Keys that are fetched with this sender, by tasks among these.
    pub(crate) fn new(store: Store, sender: Sender, tasks: TaskTracker) -> Self {
        Self {
            store,
            sender,
            tasks,
            states: States::default(),
        }
    }

    /// Fetches a key that a stored capture waits for, beside everything else.
    pub(crate) fn fetch_for(&self, wanted: Wanted, capture: CaptureId) {
        if begins(&self.states, &wanted, capture) {
            self.tasks.spawn(self.clone().fetch(wanted));
        }
    }

    async fn fetch(self, wanted: Wanted) {
        let fetched = self.fetched(&wanted).await;
        let waiting = ended(&self.states, &wanted);
        let checked = check_again(&self.store, wanted.source, &waiting, fetched.err());
        if let Err(error) = checked.await {
            tracing::warn!("captures that waited for a key were not checked again: {error}");
        }
    }

    async fn fetched(&self, wanted: &Wanted) -> Result<(), Unfetched> {
        let text = delivery::fetch_key(&self.sender, &wanted.url).await?;
        let sources = self.store.sources();
        let kept = sources
            .learn_secret(wanted.source, Secret::new(text))
            .await?;
        kept.map(drop).ok_or(Unfetched::TooMany)
    }
}

/// Whether this capture is the first that waits for the key.
fn begins(states: &States, wanted: &Wanted, capture: CaptureId) -> bool {
    let mut states = locked(states);
    states.retain(|_, state| state.counts());
    let is_full = states.len() >= MOST_ADDRESSES;
    match states.get_mut(wanted) {
        Some(State::Fetching(waiting)) => {
            if waiting.len() < MOST_WAITING {
                waiting.push(capture);
            }
            false
        }
        Some(State::Asked(_)) => false,
        None if is_full => false,
        None => {
            states.insert(wanted.clone(), State::Fetching(vec![capture]));
            true
        }
    }
}

/// What waited for a key that was asked for.
fn ended(states: &States, wanted: &Wanted) -> Vec<CaptureId> {
    match locked(states).insert(wanted.clone(), State::Asked(Instant::now())) {
        Some(State::Fetching(waiting)) => waiting,
        Some(State::Asked(_)) | None => Vec::new(),
    }
}

impl State {
    /// Whether it still keeps the address from being asked.
    fn counts(&self) -> bool {
        match self {
            Self::Fetching(_) => true,
            Self::Asked(at) => at.elapsed() < REST,
        }
    }
}

fn locked(states: &States) -> MutexGuard<'_, HashMap<Wanted, State>> {
    states.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why there is still no key.
#[derive(Debug, thiserror::Error)]
enum Unfetched {
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("the source has fetched so many keys that it takes no more: remove old ones")]
    TooMany,
}

/// Checks what waited, with the key or with the reason why it is not here.
async fn check_again(
    store: &Store,
    source: SourceId,
    waiting: &[CaptureId],
    failure: Option<Unfetched>,
) -> Result<(), store::Error> {
    let mut left = waiting;
    while !left.is_empty() {
        let sources = store.sources().snapshot();
        let Some(live) = sources.by_id(source) else {
            return Ok(());
        };
        let again = Again::of(&sources, live);
        let whole = store.captures().whole(left, SLICE_BYTES).await?;
        left = &left[whole.read.clamp(1, left.len())..];
        let mut judgements: Vec<_> = whole
            .captures
            .into_iter()
            .map(|it| again.judge(it))
            .collect();
        if let Some(failure) = &failure {
            for judgement in &mut judgements {
                say(&mut judgement.verification, failure);
            }
        }
        store.captures().judge_again(judgements).await?;
    }
    Ok(())
}

fn say(verification: &mut Verification, failure: &Unfetched) {
    if let Some(evidence) = verification
        .evidence
        .as_mut()
        .filter(|it| it.key_url.is_some())
    {
        add_detail(evidence, &failure.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(key: i64) -> Wanted {
        Wanted {
            source: SourceId(1),
            url: format!("https://example.com/keys/{key}"),
        }
    }

    #[test]
    fn a_key_is_fetched_once_for_all_that_wait() {
        let states = States::default();
        assert!(begins(&states, &wanted(1), CaptureId(1)));
        assert!(!begins(&states, &wanted(1), CaptureId(2)));
        assert!(begins(&states, &wanted(2), CaptureId(3)));
        let waiting = ended(&states, &wanted(1));
        assert_eq!(waiting, [CaptureId(1), CaptureId(2)]);
    }

    #[test]
    fn an_address_that_was_asked_is_left_alone_for_a_while() {
        let states = States::default();
        assert!(begins(&states, &wanted(1), CaptureId(1)));
        assert_eq!(ended(&states, &wanted(1)), [CaptureId(1)]);
        assert!(!begins(&states, &wanted(1), CaptureId(2)));
        let long_ago = Instant::now().checked_sub(REST).unwrap();
        locked(&states).insert(wanted(1), State::Asked(long_ago));
        assert!(begins(&states, &wanted(1), CaptureId(3)));
    }

    #[test]
    fn senders_cannot_have_any_number_of_addresses_asked() {
        let states = States::default();
        let begun = (0..1_000).filter(|&key| begins(&states, &wanted(key), CaptureId(key)));
        assert_eq!(begun.count(), MOST_ADDRESSES);
    }
}
