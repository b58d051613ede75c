//! One transaction of the writing thread, from BEGIN to the answers.

use std::sync::Arc;

use model::{AttemptId, CaptureId, Topic};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::job::{Answer, Change, Done, Job, Reply};
use crate::error::{Error, Fault};
use crate::table::captures::Inserter;
use crate::table::deliveries::claim;
use crate::table::deliveries::finish::{self, Finisher};
use crate::table::leases::Lots;
use crate::table::revisions;
use crate::{Claimed, Claiming, Finished, NewCapture};

/// What remembers and gathers across the jobs of a transaction.
#[derive(Default)]
pub(super) struct Hands {
    inserter: Inserter,
    finisher: Finisher,
    lots: Lots,
}

impl Hands {
    fn flush(&mut self, connection: &Connection) -> Result<(), Fault> {
        self.inserter.flush(connection)?;
        self.finisher.flush(connection)
    }

    /// Forgets what was looked up or gathered inside a transaction that was undone.
    pub(super) fn forget(&mut self) {
        self.inserter.forget();
        self.finisher.forget();
        self.lots = Lots::default();
    }
}

/// Everyone in a batch, told after the commit.
#[derive(Default)]
pub(super) struct Batch {
    captures: Vec<(CaptureId, Reply<CaptureId>)>,
    attempts: Vec<(Vec<AttemptId>, Reply<Vec<AttemptId>>)>,
    pub(super) claims: Vec<(Claimed, Reply<Claimed>)>,
    lost: Vec<Job>,
    changes: Vec<Answer>,
    refused: Vec<(Error, Answer)>,
    topics: Vec<Topic>,
}

impl Batch {
    /// A batch without jobs that still writes: it says whether there is room.
    pub(super) fn probe() -> Self {
        Self {
            topics: vec![Topic::Captures],
            ..Self::default()
        }
    }

    /// A batch that one waits for.
    #[cfg(test)]
    pub(super) fn of_answer(answer: Answer) -> Self {
        Self {
            changes: vec![answer],
            ..Self::default()
        }
    }

    /// What was changed, once each, and how many captures are new.
    pub(super) fn told(&self) -> (&[Topic], usize) {
        (&self.topics, self.captures.len())
    }

    /// Whether anything was kept.
    pub(super) const fn wrote(&self) -> bool {
        !self.topics.is_empty() || !self.captures.is_empty()
    }

    /// Writes all jobs in one transaction; an error means that none of them is stored.
    pub(super) fn write(
        &mut self,
        connection: &mut Connection,
        hands: &mut Hands,
        jobs: Vec<Job>,
    ) -> Result<(), Fault> {
        let mut jobs = jobs.into_iter();
        let outcome = self.transact(connection, hands, &mut jobs);
        self.lost.extend(jobs);
        outcome
    }

    fn transact(
        &mut self,
        connection: &mut Connection,
        hands: &mut Hands,
        jobs: &mut impl Iterator<Item = Job>,
    ) -> Result<(), Fault> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for job in jobs {
            match job {
                Job::Capture(row, reply) => {
                    self.capture(&transaction, &mut hands.inserter, row, reply)?;
                }
                Job::Finish(finished, reply) => {
                    self.finish(&transaction, &mut hands.finisher, finished, reply)?;
                }
                Job::Claim(claiming, reply) => {
                    self.claim(&transaction, &mut hands.lots, claiming, reply)?;
                }
                Job::Change(change) => {
                    hands.inserter.look_anew();
                    self.change(&transaction, change)?;
                }
                Job::Stop => {}
            }
        }
        hands.flush(&transaction)?;
        self.bump(&transaction)?;
        transaction.commit()?;
        Ok(())
    }

    fn capture(
        &mut self,
        transaction: &Transaction<'_>,
        inserter: &mut Inserter,
        row: Box<NewCapture>,
        reply: Reply<CaptureId>,
    ) -> Result<(), Fault> {
        let stored = inserter.insert(transaction, &row);
        match stored {
            Ok(id) => self.captures.push((id, reply)),
            Err(fault) => {
                self.lost.push(Job::Capture(row, reply));
                return Err(fault);
            }
        }
        if !row.routed.is_empty() {
            self.topics.push(Topic::Deliveries);
        }
        if inserter.take_arrived() {
            self.topics.push(Topic::Providers);
        }
        Ok(())
    }

    fn finish(
        &mut self,
        transaction: &Transaction<'_>,
        finisher: &mut Finisher,
        finished: Arc<Vec<Finished>>,
        reply: Reply<Vec<AttemptId>>,
    ) -> Result<(), Fault> {
        match finisher.finish(transaction, &finished) {
            Ok(ids) => self.attempts.push((ids, reply)),
            Err(fault) => {
                self.lost.push(Job::Finish(finished, reply));
                return Err(fault);
            }
        }
        self.topics.extend(finished.iter().flat_map(finish::topics));
        Ok(())
    }

    fn claim(
        &mut self,
        transaction: &Transaction<'_>,
        lots: &mut Lots,
        claiming: Box<Claiming>,
        reply: Reply<Claimed>,
    ) -> Result<(), Fault> {
        match claim::claim(transaction, &claiming, lots) {
            Ok((claimed, wrote)) => {
                self.claims.push((claimed, reply));
                // A claim that took nothing must not wake those who wait for work.
                self.topics.extend(wrote.then_some(Topic::Deliveries));
                Ok(())
            }
            Err(fault) => {
                self.lost.push(Job::Claim(claiming, reply));
                Err(fault)
            }
        }
    }

    /// Runs a change in a savepoint, so that a refused one leaves its neighbours alone.
    fn change(
        &mut self,
        transaction: &Transaction<'_>,
        change: Box<dyn Change>,
    ) -> Result<(), Fault> {
        execute(transaction, "SAVEPOINT change")?;
        match change.run(transaction) {
            Done::Kept(topics, answer) => {
                self.changes.push(answer);
                self.topics.extend(topics);
                execute(transaction, "RELEASE change")
            }
            Done::Refused(fault, answer) => self.refuse(transaction, fault, answer),
        }
    }

    fn refuse(
        &mut self,
        transaction: &Transaction<'_>,
        fault: Fault,
        answer: Answer,
    ) -> Result<(), Fault> {
        // A full or failing disk may have undone the whole transaction.
        if transaction.is_autocommit() {
            self.changes.push(answer);
            return Err(fault);
        }
        let path = transaction.path().unwrap_or_default().to_owned();
        self.refused.push((fault.at(path.as_ref()), answer));
        execute(transaction, "ROLLBACK TO change")?;
        execute(transaction, "RELEASE change")
    }

    fn bump(&mut self, transaction: &Transaction<'_>) -> Result<(), Fault> {
        self.topics.sort_unstable();
        self.topics.dedup();
        for &topic in &self.topics {
            revisions::bump(transaction, topic)?;
        }
        Ok(())
    }

    /// Tells those who took leases, for whom a commit is enough, and nobody else.
    pub(super) fn answer_claims(&mut self) {
        for (claimed, reply) in self.claims.drain(..) {
            drop(reply.send(Ok(claimed)));
        }
    }

    /// Tells everyone how the transaction ended.
    pub(super) fn answer(self, outcome: &Result<(), Error>) {
        for (id, reply) in self.captures {
            drop(reply.send(outcome.clone().map(|()| id)));
        }
        for (ids, reply) in self.attempts {
            drop(reply.send(outcome.clone().map(|()| ids)));
        }
        for (claimed, reply) in self.claims {
            drop(reply.send(outcome.clone().map(|()| claimed)));
        }
        for answer in self.changes {
            answer(outcome.clone());
        }
        for (error, answer) in self.refused {
            answer(Err(error));
        }
        for job in self.lost {
            job.fail(outcome.clone().err().unwrap_or(Error::Closed));
        }
    }
}

fn execute(transaction: &Transaction<'_>, sql: &str) -> Result<(), Fault> {
    transaction.prepare_cached(sql)?.execute([])?;
    Ok(())
}
