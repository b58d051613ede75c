//! Storing what ended: many attempts to a commit, and while some are under way the next are gathered.
//!
//! An attempt that the store does not take is offered again for as long as this process delivers:
//! given up, it would be made again.

use std::sync::Arc;
use std::time::Duration;

use model::Timestamp;
use store::{Error, Finished};

use super::{LONGEST_SLEEP, Worker};
use crate::engine::lane::Lane;
use crate::engine::trouble;
use crate::engine::word::Word;

impl Worker {
    /// Has stored what ended; when that has to wait, gives until when.
    pub(super) fn keep(&mut self, now: Timestamp) -> Option<Timestamp> {
        let keeping = &mut self.keeping;
        if keeping.is_held_up() || self.trouble.lasts(now) {
            return None;
        }
        let until = keeping.company_until(self.running.len());
        if until.is_some_and(|until| until > now) {
            return until;
        }
        (keeping.under_way, keeping.since) = (keeping.under_way + 1, None);
        let batch = Arc::new(std::mem::take(&mut keeping.waiting));
        let means = Arc::clone(&self.means);
        tokio::spawn(async move {
            let stored = means.store.deliveries().finish(Arc::clone(&batch)).await;
            means.words.send(Word::Stored(batch, stored.map(drop))).ok();
        });
        None
    }

    /// The store answered.
    pub(super) fn kept(
        &mut self,
        batch: Arc<Vec<Finished>>,
        stored: Result<(), Error>,
    ) -> Result<(), Error> {
        self.keeping.under_way -= 1;
        if let Err(error) = stored {
            self.keeping.put_back(batch);
            return self.fail(error);
        }
        self.trouble.ends();
        self.settle(&batch);
        Ok(())
    }

    fn settle(&mut self, batch: &[Finished]) {
        self.unstored = self.unstored.saturating_sub(batch.len());
        for finished in batch {
            let lane = self.lanes.get_mut(&finished.to);
            lane.into_iter().for_each(Lane::stored);
        }
    }

    /// Has stored what ended before this process does; gives when to look again.
    ///
    /// Once there is no time left, what the store does not take is given back.
    pub(super) fn keep_all(&mut self, now: Timestamp) -> Duration {
        let again = self.keep(now);
        if !self.trouble.lasts(now) {
            let wait = again.map(|again| again.micros_since(now).max(0).unsigned_abs());
            return wait.map_or(LONGEST_SLEEP, Duration::from_micros);
        }
        if self.is_cut {
            let left = std::mem::take(&mut self.keeping.waiting);
            self.settle(&left);
            self.returned
                .extend(left.iter().map(|finished| finished.delivery));
        }
        trouble::PAUSE
    }
}
