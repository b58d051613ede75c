//! What a commit waits for: the disk, unless the system alone is enough.
//!
//! A lease is there for who finds a dead process's work, and is worth nothing once the machine has
//! lost power: a delivery whose lease went with it is due as it was. So a transaction of leases
//! alone does not wait for the disk; the next one that does takes it along.
//!
//! Who brings many attempts brings more before these are answered. A transaction of them does not
//! hold up the next: its answer waits for the disk beside the writing, see [`super::settle`].

use rusqlite::Connection;

use super::job::Job;
use crate::Durability;
use crate::error::Fault;

/// Fewer attempts than this are sooner on the disk than another thread is awake.
const MANY: usize = 24;

/// What is left to wait for once a transaction is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// Nothing: it is as durable as it has to be.
    Nothing,
    /// The disk, before anybody is answered but who took leases.
    Disk,
}

/// How the writing connection commits.
pub(super) struct CommitWait {
    wished: Durability,
    now: Durability,
}

impl CommitWait {
    /// Of a connection that was opened with this durability.
    pub(super) const fn new(wished: Durability) -> Self {
        Self {
            wished,
            now: wished,
        }
    }

    /// Has the next commit wait for as much as these jobs need; gives what is left to wait for
    /// behind it.
    pub(super) fn for_jobs(
        &mut self,
        connection: &Connection,
        jobs: &[Job],
    ) -> Result<Left, Fault> {
        let is_beside = self.wished == Durability::Full && brings_many_attempts(jobs);
        let needed = match is_beside || is_of_leases(jobs) {
            true => Durability::Normal,
            false => self.wished,
        };
        if needed != self.now {
            connection.pragma_update(None, "synchronous", needed.pragma())?;
            self.now = needed;
        }
        Ok(match is_beside {
            true => Left::Disk,
            false => Left::Nothing,
        })
    }
}

fn is_of_leases(jobs: &[Job]) -> bool {
    !jobs.is_empty() && jobs.iter().all(|job| matches!(job, Job::Claim(..)))
}

/// Of attempts and leases alone: nobody else is made to wait for another thread.
fn brings_many_attempts(jobs: &[Job]) -> bool {
    let attempts = jobs.iter().try_fold(0, |sum, job| match job {
        Job::Finish(finished, _) => Some(sum + finished.len()),
        Job::Claim(..) => Some(sum),
        Job::Capture(..) | Job::Change(_) | Job::Stop => None,
    });
    attempts.is_some_and(|attempts| attempts >= MANY)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use model::{DeliveryId, Timestamp};
    use tokio::sync::oneshot;

    use super::*;
    use crate::Claiming;
    use crate::deliveries::trial::{Outcome, finished};

    fn claim() -> Job {
        let claiming = Claiming {
            owner: 1,
            now: Timestamp(0),
            lease_until: Timestamp(0),
            rooms: Vec::new(),
        };
        Job::Claim(Box::new(claiming), oneshot::channel().0)
    }

    fn attempts(count: usize) -> Job {
        let one = finished(DeliveryId(1), Timestamp(0), Outcome::Succeeded);
        Job::Finish(Arc::new(vec![one; count]), oneshot::channel().0)
    }

    fn level(connection: &Connection) -> i64 {
        let read = |row: &rusqlite::Row<'_>| row.get(0);
        connection
            .pragma_query_value(None, "synchronous", read)
            .unwrap()
    }

    #[test]
    fn only_leases_do_without_the_disk_and_many_attempts_wait_for_it_beside() {
        let connection = Connection::open_in_memory().unwrap();
        let mut wait = CommitWait::new(Durability::Full);
        connection
            .pragma_update(None, "synchronous", "FULL")
            .unwrap();
        for (jobs, expected, left) in [
            (vec![claim()], 1, Left::Nothing),
            (vec![claim(), Job::Stop], 2, Left::Nothing),
            (vec![claim(), claim()], 1, Left::Nothing),
            (vec![attempts(MANY - 1)], 2, Left::Nothing),
            (vec![attempts(MANY)], 1, Left::Disk),
            (vec![attempts(MANY), Job::Stop], 2, Left::Nothing),
            (
                vec![attempts(MANY - 1), claim(), attempts(1)],
                1,
                Left::Disk,
            ),
            (Vec::new(), 2, Left::Nothing),
        ] {
            assert_eq!(wait.for_jobs(&connection, &jobs).unwrap(), left);
            assert_eq!(level(&connection), expected);
        }
    }

    #[test]
    fn who_wished_for_no_disk_waits_for_none() {
        let connection = Connection::open_in_memory().unwrap();
        let mut wait = CommitWait::new(Durability::Normal);
        let left = wait.for_jobs(&connection, &[attempts(MANY)]).unwrap();
        assert_eq!(left, Left::Nothing);
    }
}
