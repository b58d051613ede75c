//! Probes of handlers, as they were found. What their findings mean is `delivery`'s matter.

use model::{ProbeId, ProbeReport, ProbeRow, Timestamp, Topic};

use crate::Store;
use crate::error::Error;
use crate::runs::NEWEST_KEPT;
use crate::store::Inner;
use crate::table::probes;

/// The probes of a store.
#[derive(Clone, Copy)]
pub struct Probes<'a>(&'a Inner);

impl Store {
    /// The probes.
    #[must_use]
    pub fn probes(&self) -> Probes<'_> {
        Probes(self.inner())
    }
}

impl Probes<'_> {
    /// Stores a report.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add(&self, report: ProbeReport) -> Result<ProbeRow, Error> {
        let change = move |connection: &_| probes::insert(connection, &report);
        self.0.writer.run(&[Topic::Runs], change).await
    }

    /// Rows from `from` on, itself included, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self, from: Option<ProbeId>, limit: u32) -> Result<Vec<ProbeRow>, Error> {
        let read = move |connection: &_| Ok(probes::page(connection, from, limit)?);
        self.0.readers.run(read).await
    }

    /// Removes reports of probes that began before a time, at most `budget` of them; the newest ones
    /// stay. Says how many went.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn purge_begun(&self, before: Timestamp, budget: u32) -> Result<u64, Error> {
        let change = move |connection: &_| {
            let gone = probes::remove_begun(connection, before, (NEWEST_KEPT, budget))?;
            let topics: &'static [Topic] = if gone == 0 { &[] } else { &[Topic::Runs] };
            Ok((gone, topics))
        };
        self.0.writer.run_telling(change).await
    }

    /// One report.
    ///
    /// # Errors
    /// When the database cannot be read, or the report is of another version.
    pub async fn get(&self, id: ProbeId) -> Result<Option<ProbeReport>, Error> {
        let read = move |connection: &_| probes::report(connection, id);
        self.0.readers.run(read).await
    }
}

#[cfg(test)]
mod tests {
    use model::{CheckResult, Finding, Severity};

    use super::*;
    use crate::fixture::Fixture;

    fn report(target: &str) -> ProbeReport {
        let finding = |check: &str, result, severity| Finding {
            check: check.to_owned(),
            result,
            severity,
            title: String::new(),
            detail: String::new(),
            fix: String::new(),
            sent: 1,
            exchanges: vec![0],
        };
        ProbeReport {
            target: target.to_owned(),
            scheme: "stripe-v1".to_owned(),
            secret_hint: "whsec_…e1".to_owned(),
            capture: None,
            started_at: Timestamp(7),
            elapsed_ms: 9,
            headline: "This handler does right.".to_owned(),
            findings: vec![
                finding("a", CheckResult::Fail, Severity::Critical),
                finding("b", CheckResult::Fail, Severity::Medium),
                finding("c", CheckResult::Pass, Severity::Critical),
            ],
            exchanges: Vec::new(),
            finished: true,
        }
    }

    #[tokio::test]
    async fn a_report_is_kept_whole_and_its_row_counts_what_failed() {
        let fixture = Fixture::new();
        let probes = fixture.store.probes();
        let first = probes.add(report("http://localhost:1/")).await.unwrap();
        let second = probes.add(report("http://localhost:2/")).await.unwrap();
        assert_eq!(
            (first.critical, first.high, first.medium, first.passed),
            (1, 0, 1, 1)
        );
        let kept = probes.get(second.id).await.unwrap();
        assert_eq!(kept, Some(report("http://localhost:2/")));
        let rows = probes.list(None, 10).await.unwrap();
        assert_eq!(rows, [second, first.clone()]);
        assert_eq!(probes.list(Some(first.id), 10).await.unwrap(), [first]);
        assert_eq!(probes.get(ProbeId(99)).await.unwrap(), None);
    }

    #[tokio::test]
    async fn old_reports_go_and_the_newest_stay() {
        let fixture = Fixture::new();
        let probes = fixture.store.probes();
        for _ in 0..NEWEST_KEPT + 3 {
            probes.add(report("http://localhost:1/")).await.unwrap();
        }
        assert_eq!(probes.purge_begun(Timestamp(7), 100).await, Ok(0));
        assert_eq!(probes.purge_begun(Timestamp(8), 2).await, Ok(2));
        assert_eq!(probes.purge_begun(Timestamp(8), 100).await, Ok(1));
        let left = probes.list(None, 100).await.unwrap();
        assert_eq!(left.last().unwrap().id, ProbeId(4));
    }
}
