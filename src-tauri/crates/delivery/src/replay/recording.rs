//! Outcomes on their way into the store: what ended while one commit went on shares the next one.

use std::time::Instant;

use model::{Attempt, RunId};
use store::{RunOutcome, RunProgress, Store};
use tokio::sync::mpsc;

use super::course::Course;
use crate::attempt;

/// Outcomes of one commit, at most.
const TOGETHER: usize = 128;

/// Stores outcomes and tells of their attempts.
pub(super) struct Recording {
    pub run: RunId,
    pub store: Store,
    pub attempts: Option<mpsc::UnboundedSender<Attempt>>,
}

impl Recording {
    /// Stores what comes until nothing more does, or the store takes no more.
    pub(super) async fn run(self, mut outcomes: mpsc::Receiver<RunOutcome>, course: &Course) {
        let mut last = Instant::now();
        let mut batch = Vec::with_capacity(TOGETHER);
        while outcomes.recv_many(&mut batch, TOGETHER).await > 0 {
            let stored = self.store(batch.split_off(0), &mut last, None).await;
            if let Err(error) = stored {
                course.fail(&error.into());
                break;
            }
        }
        // An error means that the store is gone: then there is nowhere to keep its words.
        drop(self.store(Vec::new(), &mut last, course.problem()).await);
    }

    async fn store(
        &self,
        outcomes: Vec<RunOutcome>,
        last: &mut Instant,
        problem: Option<String>,
    ) -> Result<(), store::Error> {
        let now = Instant::now();
        let progress = RunProgress {
            elapsed: now.duration_since(std::mem::replace(last, now)),
            problem,
            ..RunProgress::default()
        };
        let rows = self.rows(&outcomes);
        let ids = self
            .store
            .runs()
            .record(self.run, outcomes, progress)
            .await?;
        if let Some(attempts) = &self.attempts {
            for (row, id) in rows.into_iter().zip(ids) {
                // Nobody listening any more is no reason to stop.
                attempts.send(Attempt { id, ..row }).ok();
            }
        }
        Ok(())
    }

    /// The rows that are told, where anybody listens.
    fn rows(&self, outcomes: &[RunOutcome]) -> Vec<Attempt> {
        let listened = self.attempts.as_ref().map(|_| outcomes);
        let outcomes = listened.into_iter().flatten();
        outcomes
            .map(|outcome| attempt::row(&outcome.attempt))
            .collect()
    }
}
