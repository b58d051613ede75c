//! Runs of the replay console as others see them: made, gone on with, ended, counted.
//!
//! A run knows what it sends from its beginning on. What has ended has a row,
//! stored with its attempt, so a run can be gone on with after any end of the
//! program. Who sends, and when, is decided elsewhere.

use model::{AttemptId, CaptureId, Run, RunId, RunState, Timestamp, Topic};

use crate::store::Inner;
use crate::table::{attempts, run_ranks, run_removal, run_rows, runs};
use crate::{Error, Store};

mod compared;
mod rows;

pub use compared::{
    AnswerTally, Changes, Ending, ListedRun, RowOrder, RowsWanted, RunRecord, Shown, Tally,
};
pub use rows::{NewRun, RunExchange, RunOutcome, RunProgress, Standing};

/// Runs that stay however old they are, and as many probes.
pub(crate) const NEWEST_KEPT: u32 = 10;

/// The runs of a store.
#[derive(Clone, Copy)]
pub struct Runs<'a>(&'a Inner);

impl Store {
    /// The runs.
    #[must_use]
    pub fn runs(&self) -> Runs<'_> {
        Runs(self.inner())
    }
}

impl Runs<'_> {
    /// Stores a run; it is running from then on.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn create(&self, run: NewRun) -> Result<Run, Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| {
            let id = runs::insert(connection, &run, now)?;
            let missing = || Error::not_found("run", &id);
            Ok(runs::get(connection, id)?.ok_or_else(missing)?)
        };
        self.0.writer.run(&[Topic::Runs], change).await
    }

    /// One run.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, run: RunId) -> Result<Option<Run>, Error> {
        let read = move |connection: &_| runs::get(connection, run);
        self.0.readers.run(read).await
    }

    /// A page, newest first, from an id on (itself included).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn page(&self, from: Option<RunId>, limit: u32) -> Result<Vec<ListedRun>, Error> {
        let read = move |connection: &_| runs::page(connection, from, limit);
        self.0.readers.run(read).await
    }

    /// Earlier runs of the same captures to the same targets, and the one whose failures it sends
    /// again, newest first: the first is what it is compared with.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn comparable(&self, run: RunId, limit: u32) -> Result<Vec<Run>, Error> {
        let read = move |connection: &_| runs::comparable(connection, run, limit);
        self.0.readers.run(read).await
    }

    /// What a run has still to send, with each exchange's place in the order of sending.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn left(&self, run: RunId) -> Result<Vec<(u32, RunExchange)>, Error> {
        let read = move |connection: &_| {
            let mut ended = run_rows::ended(connection, run)?.into_iter().peekable();
            let all = (0..).zip(runs::exchanges(connection, run)?);
            let is_left = |(position, _): &(u32, _)| ended.next_if_eq(position).is_none();
            Ok(all.filter(is_left).collect())
        };
        self.0.readers.run(read).await
    }

    /// The exchanges that were not answered with 2xx, in the order of sending.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn failed(&self, run: RunId) -> Result<Vec<RunExchange>, Error> {
        let read = move |connection: &_| run_rows::failed(connection, run);
        self.0.readers.run(read).await
    }

    /// What a run sends, in the order of sending.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn exchanges(&self, run: RunId) -> Result<Vec<RunExchange>, Error> {
        let read = move |connection: &_| runs::exchanges(connection, run);
        self.0.readers.run(read).await
    }

    /// Stores exchanges with their attempts, and counts them, all in one transaction. Gives the
    /// attempts' ids in the same order.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn record(
        &self,
        run: RunId,
        outcomes: Vec<RunOutcome>,
        mut progress: RunProgress,
    ) -> Result<Vec<AttemptId>, Error> {
        let change = move |connection: &_| {
            let mut ids = Vec::with_capacity(outcomes.len());
            for outcome in &outcomes {
                let id = attempts::insert(connection, &outcome.attempt)?;
                if outcome.standing == Standing::Outcome {
                    run_rows::insert(connection, run, outcome, id)?;
                    progress.count(&outcome.attempt);
                }
                ids.push(id);
            }
            runs::add(connection, run, &progress)?;
            Ok(ids)
        };
        let topics = &[Topic::Attempts, Topic::Runs];
        self.0.writer.run(topics, change).await
    }

    /// Takes a run that is in one of these states to another one; a run that is running from then
    /// on has a carrier. Says whether it was in one of them.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn move_on(
        &self,
        run: RunId,
        from: &'static [RunState],
        to: RunState,
        carrier: Option<i64>,
    ) -> Result<bool, Error> {
        let has_ended = matches!(
            to,
            RunState::Finished | RunState::Cancelled | RunState::Stopped
        );
        let ended_at = has_ended.then(|| self.0.clock.now());
        let change =
            move |connection: &_| runs::move_on(connection, run, (from, to), (carrier, ended_at));
        self.0.writer.run(&[Topic::Runs], change).await
    }

    /// Counts what a run has changed against the one before it, and keeps that for lists.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn settle(&self, run: RunId) -> Result<(), Error> {
        let Some(before) = self.comparable(run, 1).await?.pop() else {
            return Ok(());
        };
        let tally = self.tally(run, Some(before.id)).await?;
        let changes = Changes {
            against: before.id,
            fixed: tally.fixed,
            regressed: tally.regressed,
        };
        let change = move |connection: &_| runs::settle(connection, run, changes);
        self.0.writer.run(&[Topic::Runs], change).await
    }

    /// The processes that carry out runs, as [`NewRun::carrier`] named them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn carriers(&self) -> Result<Vec<i64>, Error> {
        self.0.readers.run(runs::carriers).await
    }

    /// Marks the runs of a process that is gone as interrupted; counts them.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn interrupt(&self, carrier: i64) -> Result<u64, Error> {
        let change = move |connection: &_| runs::interrupt(connection, carrier);
        self.0.writer.run(&[Topic::Runs], change).await
    }

    /// A page of rows beside those of another run. Where they are ranked by what has changed, both
    /// runs are read for that: [`Self::ranked`] and [`Self::rows_at`] do so once for many pages.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn rows(&self, wanted: RowsWanted) -> Result<Vec<RunRecord>, Error> {
        let positions = match wanted.is_ranked() {
            true => {
                let ranked = self.ranked(wanted.run, wanted.against, wanted.show).await?;
                wanted.page_of(&ranked)
            }
            false => self.positions(wanted).await?,
        };
        self.rows_at(wanted.run, wanted.against, positions).await
    }

    async fn positions(&self, wanted: RowsWanted) -> Result<Vec<u32>, Error> {
        let failed_only = wanted.show == Shown::Failed;
        let page = (wanted.from, wanted.limit);
        let read =
            move |connection: &_| run_rows::positions(connection, wanted.run, failed_only, page);
        self.0.readers.run(read).await
    }

    /// The positions of all rows that are shown: regressed ones first, then fixed ones, then the
    /// rest. Takes one pass over both runs.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn ranked(
        &self,
        run: RunId,
        against: Option<RunId>,
        show: Shown,
    ) -> Result<Vec<u32>, Error> {
        let read = move |connection: &_| run_ranks::ranked(connection, (run, against), show);
        self.0.readers.run(read).await
    }

    /// The rows at these positions beside those of another run.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn rows_at(
        &self,
        run: RunId,
        against: Option<RunId>,
        positions: Vec<u32>,
    ) -> Result<Vec<RunRecord>, Error> {
        let read = move |connection: &_| run_rows::at(connection, (run, against), &positions);
        self.0.readers.run(read).await
    }

    /// Removes runs that were left before a time, at most `budget` rows of them in one transaction:
    /// with their attempts, but for the newest runs and for those that sent a pinned capture. Says
    /// how much went; 0 when nothing is left to remove.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn purge_left(&self, before: Timestamp, budget: u32) -> Result<u64, Error> {
        let change = move |connection: &_| {
            let gone = run_removal::left_before(connection, before, (NEWEST_KEPT, budget))?;
            let topics: &'static [Topic] = match gone {
                0 => &[],
                _ => &[Topic::Runs, Topic::Attempts],
            };
            Ok((gone, topics))
        };
        self.0.writer.run_telling(change).await
    }

    /// Everything that is counted, from one pass over the rows.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn tally(&self, run: RunId, against: Option<RunId>) -> Result<Tally, Error> {
        let read = move |connection: &_| run_rows::tally(connection, run, against);
        self.0.readers.run(read).await
    }

    /// When captures were received, in the order asked for; `None` for those that are gone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn received_at(
        &self,
        captures: Vec<CaptureId>,
    ) -> Result<Vec<Option<Timestamp>>, Error> {
        let read = move |connection: &_| runs::received_at(connection, &captures);
        self.0.readers.run(read).await
    }
}

#[cfg(test)]
mod tests;
