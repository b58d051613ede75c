//! Attempts that ended and are not stored: gathered, so that many share a commit.
//!
//! Pure: the caller brings the time.

use std::sync::Arc;

use model::Timestamp;
use store::Finished;

/// How long attempts wait for others, where others are about to end.
const COMPANY: i64 = 2_000;
/// So many wait for no others.
const ENOUGH: usize = 128;
/// Fewer under way than this are not waited for.
const OTHERS: usize = 32;
/// Transactions under way at once, of which each but the first is of [`ENOUGH`]: while one is
/// written to the disk the next is made.
const AT_ONCE: usize = 3;

/// Attempts that are to be stored.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    pub(super) waiting: Vec<Finished>,
    /// Since when.
    pub(super) since: Option<Timestamp>,
    /// Transactions under way.
    pub(super) under_way: usize,
}

impl Keeping {
    pub(super) fn add(&mut self, finished: Finished, now: Timestamp) {
        self.waiting.push(finished);
        self.since.get_or_insert(now);
    }

    /// Puts back what the store did not take, before what came later.
    pub(super) fn put_back(&mut self, batch: Arc<Vec<Finished>>) {
        let later = std::mem::replace(&mut self.waiting, Arc::unwrap_or_clone(batch));
        self.waiting.extend(later);
    }

    /// Whether what waits has to wait for what is under way.
    pub(super) fn is_held_up(&self) -> bool {
        let room = match self.waiting.len() >= ENOUGH {
            true => AT_ONCE,
            false => 1,
        };
        self.waiting.is_empty() || self.under_way >= room
    }

    /// Until when others are waited for.
    pub(super) fn company_until(&self, running: usize) -> Option<Timestamp> {
        let is_alone = running < OTHERS || self.waiting.len() >= ENOUGH;
        let since = self.since.filter(|_| !is_alone);
        since.map(|since| since.plus_micros(COMPANY))
    }
}
