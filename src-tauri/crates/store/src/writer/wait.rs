//! What a commit waits for: the disk, unless the system alone is enough.
//!
//! A lease is there for who finds a dead process's work, and is worth nothing once the machine has
//! lost power: a delivery whose lease went with it is due as it was. So a transaction of leases
//! alone does not wait for the disk; the next one that does takes it along.

use rusqlite::Connection;

use super::job::Job;
use crate::Durability;
use crate::error::Fault;

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

    /// Has the next commit wait for as much as these jobs need.
    pub(super) fn for_jobs(&mut self, connection: &Connection, jobs: &[Job]) -> Result<(), Fault> {
        let needed = match is_of_leases(jobs) {
            true => Durability::Normal,
            false => self.wished,
        };
        if needed != self.now {
            connection.pragma_update(None, "synchronous", needed.pragma())?;
            self.now = needed;
        }
        Ok(())
    }
}

fn is_of_leases(jobs: &[Job]) -> bool {
    !jobs.is_empty() && jobs.iter().all(|job| matches!(job, Job::Claim(..)))
}

#[cfg(test)]
mod tests {
    use model::Timestamp;
    use tokio::sync::oneshot;

    use super::*;
    use crate::Claiming;

    fn claim() -> Job {
        let claiming = Claiming {
            owner: 1,
            now: Timestamp(0),
            lease_until: Timestamp(0),
            rooms: Vec::new(),
        };
        Job::Claim(Box::new(claiming), oneshot::channel().0)
    }

    fn level(connection: &Connection) -> i64 {
        let read = |row: &rusqlite::Row<'_>| row.get(0);
        connection
            .pragma_query_value(None, "synchronous", read)
            .unwrap()
    }

    #[test]
    fn only_leases_do_without_the_disk() {
        let connection = Connection::open_in_memory().unwrap();
        let mut wait = CommitWait::new(Durability::Full);
        connection
            .pragma_update(None, "synchronous", "FULL")
            .unwrap();
        for (jobs, expected) in [
            (vec![claim()], 1),
            (vec![claim(), Job::Stop], 2),
            (vec![claim(), claim()], 1),
            (Vec::new(), 2),
        ] {
            wait.for_jobs(&connection, &jobs).unwrap();
            assert_eq!(level(&connection), expected);
        }
    }
}
