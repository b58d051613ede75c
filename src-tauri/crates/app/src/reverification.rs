//! Checks every capture of a source again, after its secret, scheme or URL changed.
//!
//! A job of its own: it tells how far it is, can be cancelled, and a new one
//! of the same source takes its place. What it finds is stored; nothing is
//! answered or passed on again.

mod job;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use model::{SourceId, Topic, Verdict};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::App;
use crate::contract::CallError;
use crate::contract::sources::{Reverification, ReverifySource};
use crate::notices::Notices;
use job::Job;

/// The jobs of this process, the last one of each source.
#[derive(Debug, Default)]
pub(crate) struct Reverifications(Mutex<BTreeMap<SourceId, Running>>);

#[derive(Debug, Clone)]
struct Running {
    progress: watch::Receiver<Reverification>,
    cancel: CancellationToken,
}

impl Reverifications {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<SourceId, Running>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, source: SourceId) -> Option<Running> {
        self.lock().get(&source).cloned()
    }

    /// Puts a job in the place of the source's last one, which ends.
    fn put(&self, source: SourceId, running: Running) {
        if let Some(before) = self.lock().insert(source, running) {
            before.cancel.cancel();
        }
    }

    pub(crate) fn cancel_all(&self) {
        for running in self.lock().values() {
            running.cancel.cancel();
        }
    }
}

/// Starts to check every capture of a source again; [`progress`] tells how far it is.
///
/// # Errors
/// When the source does not exist, or the store fails.
pub async fn start(app: &App, argument: ReverifySource) -> Result<Reverification, CallError> {
    let id = argument.source;
    let sources = app.store().sources().snapshot();
    let missing = || CallError::with_code("not_found", format!("{id} does not exist (any more)"));
    let name = sources.by_id(id).ok_or_else(missing)?.source.name.clone();
    let counts = app.store().captures().counts().await?;
    let of_source = counts.by_source.iter().find(|count| count.source == name);
    let first = Reverification {
        total: of_source.map_or(0, |count| count.total),
        by_verdict: Verdict::ALL.map(|verdict| (verdict, 0)).to_vec(),
        ..Reverification::default()
    };
    let (tell, heard) = watch::channel(first.clone());
    let cancel = CancellationToken::new();
    let running = Running {
        progress: heard.clone(),
        cancel: cancel.clone(),
    };
    app.reverifications().put(id, running);
    tokio::spawn(announce(heard, app.notices_to_tell()));
    let job = Job {
        store: app.store().clone(),
        source: id,
        tell,
        cancel,
        began: Instant::now(),
    };
    tokio::spawn(job.run());
    Ok(first)
}

async fn announce(mut progress: watch::Receiver<Reverification>, notices: Notices) {
    while progress.changed().await.is_ok() {
        notices.announce(&[Topic::Runs]);
    }
    notices.announce(&[Topic::Runs]);
}

/// How far checking a source again is; `None` when it was not begun in this process.
///
/// # Errors
/// Never; the form is that of every command.
pub async fn progress(
    app: &App,
    argument: ReverifySource,
) -> Result<Option<Reverification>, CallError> {
    let running = app.reverifications().get(argument.source);
    Ok(running.map(|running| running.progress.borrow().clone()))
}

/// Ends checking a source again; what was stored stays.
///
/// # Errors
/// Never; the form is that of every command.
pub async fn cancel(
    app: &App,
    argument: ReverifySource,
) -> Result<Option<Reverification>, CallError> {
    if let Some(running) = app.reverifications().get(argument.source) {
        running.cancel.cancel();
    }
    progress(app, argument).await
}

/// The progress of the last job of a source as it changes; it closes when the job has ended.
#[must_use]
pub fn watch(app: &App, source: SourceId) -> Option<watch::Receiver<Reverification>> {
    let running = app.reverifications().get(source);
    running.map(|running| running.progress)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::contract::sources::SourceOverview;
    use crate::testing::Running;

    /// Starts, waits for the end and gives the last progress.
    async fn ended(running: &Running, source: &SourceOverview) -> Reverification {
        let id = source.source.id;
        let argument = json!({ "source": id });
        running.call("sources.reverify", argument).await.unwrap();
        let mut heard = watch(&running.app, id).unwrap();
        let last = heard.wait_for(|progress| progress.finished).await.unwrap();
        last.clone()
    }

    async fn verdicts(running: &Running) -> Value {
        let counts = running.call("captures.counts", json!({})).await.unwrap();
        counts["by_verdict"].clone()
    }

    #[tokio::test]
    async fn every_capture_of_the_source_gets_its_new_verdict_and_no_other_does() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["right"])
            .await;
        let other = running
            .source("other", Some("gitlab-token"), &["right"])
            .await;
        for number in 0..150 {
            let token = if number % 3 == 0 { "wrong" } else { "right" };
            running.gitlab(&lab, token).await;
        }
        running.gitlab(&other, "right").await;
        let last = ended(&running, &lab).await;
        assert_eq!((last.total, last.done, last.changed), (150, 150, 150));
        assert_eq!(last.problem, None);
        let expected = json!([
            ["verified", 100],
            ["rejected", 50],
            ["unsigned", 0],
            ["not_checked", 1]
        ]);
        assert_eq!(verdicts(&running).await, expected);
        let again = ended(&running, &lab).await;
        assert_eq!((again.done, again.changed), (150, 0));
        assert_eq!(again.by_verdict[0], (Verdict::Verified, 100));
    }

    #[tokio::test]
    async fn a_job_that_is_cancelled_ends_and_says_so() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["right"])
            .await;
        for _ in 0..3 {
            running.gitlab(&lab, "right").await;
        }
        let argument = || json!({ "source": lab.source.id });
        running.call("sources.reverify", argument()).await.unwrap();
        // On this one thread the job has not had a turn yet.
        let told = running
            .call("sources.cancel_reverification", argument())
            .await
            .unwrap();
        assert_eq!(told["finished"], false);
        let mut heard = watch(&running.app, lab.source.id).unwrap();
        let last = heard
            .wait_for(|progress| progress.finished)
            .await
            .unwrap()
            .clone();
        assert!(last.cancelled);
        assert_eq!(last.done, 0);
    }

    #[tokio::test]
    async fn progress_is_asked_for_by_source_and_announced() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["right"])
            .await;
        running.gitlab(&lab, "right").await;
        let argument = || json!({ "source": lab.source.id });
        let none = running
            .call("sources.reverification", argument())
            .await
            .unwrap();
        assert_eq!(none, Value::Null);
        let mut notices = running.app.notices();
        ended(&running, &lab).await;
        while !notices.recv().await.unwrap().topics.contains(&Topic::Runs) {}
        let told = running
            .call("sources.reverification", argument())
            .await
            .unwrap();
        assert_eq!(
            (&told["done"], &told["finished"]),
            (&json!(1), &json!(true))
        );
        let missing = running
            .call("sources.reverify", json!({ "source": "src_99" }))
            .await;
        assert_eq!(missing.unwrap_err().code, "not_found");
    }

    #[tokio::test]
    async fn a_capture_that_comes_meanwhile_does_not_wait_for_the_job() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["right"])
            .await;
        for _ in 0..200 {
            running.gitlab(&lab, "right").await;
        }
        let argument = json!({ "source": lab.source.id });
        running.call("sources.reverify", argument).await.unwrap();
        let mut heard = watch(&running.app, lab.source.id).unwrap();
        heard.wait_for(|progress| progress.done > 0).await.unwrap();
        running.gitlab(&lab, "right").await;
        assert!(!heard.borrow().finished, "one slice was the whole job");
        heard.wait_for(|progress| progress.finished).await.unwrap();
    }
}
