//! One transaction of the writing thread, from BEGIN to the answers.

use model::{CaptureId, Topic};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::job::{Answer, Change, Done, Job, Reply};
use crate::NewCapture;
use crate::error::{Error, Fault};
use crate::table::captures::Inserter;
use crate::table::revisions;

/// Everyone in a batch, told after the commit.
#[derive(Default)]
pub(super) struct Batch {
    captures: Vec<(CaptureId, Reply<CaptureId>)>,
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
        inserter: &mut Inserter,
        jobs: Vec<Job>,
    ) -> Result<(), Fault> {
        let mut jobs = jobs.into_iter();
        let outcome = self.transact(connection, inserter, &mut jobs);
        self.lost.extend(jobs);
        outcome
    }

    fn transact(
        &mut self,
        connection: &mut Connection,
        inserter: &mut Inserter,
        jobs: &mut impl Iterator<Item = Job>,
    ) -> Result<(), Fault> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for job in jobs {
            match job {
                Job::Capture(row, reply) => self.capture(&transaction, inserter, row, reply)?,
                Job::Change(topics, change) => self.change(&transaction, topics, change)?,
                Job::Stop => {}
            }
        }
        inserter.flush(&transaction)?;
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
        Ok(())
    }

    /// Runs a change in a savepoint, so that a refused one leaves its neighbours alone.
    fn change(
        &mut self,
        transaction: &Transaction<'_>,
        topics: &'static [Topic],
        change: Box<dyn Change>,
    ) -> Result<(), Fault> {
        execute(transaction, "SAVEPOINT change")?;
        match change.run(transaction) {
            Done::Kept(answer) => {
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

    /// Tells everyone how the transaction ended.
    pub(super) fn answer(self, outcome: &Result<(), Error>) {
        for (id, reply) in self.captures {
            drop(reply.send(outcome.clone().map(|()| id)));
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
