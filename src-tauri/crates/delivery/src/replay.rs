//! Sends captures again: each one, or each a thousand times, several at once.
//!
//! Every attempt is stored. A run keeps nothing itself: it reads captures as
//! it comes to them and tells its progress.

mod begins;
mod carrying;
mod course;
mod order;
mod pace;
mod parcel;
mod plan;
mod reading;
mod ready;
mod recording;
mod subject;
mod template;
#[cfg(test)]
pub(crate) mod testing;

use std::future::ready;
use std::iter::repeat_n;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{Stream, StreamExt as _, stream};
use model::{Attempt, CaptureId};
use store::NewAttempt;
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::attempt;
pub use carrying::{Means as RunMeans, carry_out};
pub use course::Wish;
pub use order::{Dated, exchanges, ordered};
use parcel::{Parcel, Problem};
pub use plan::{Means, Plan, Progress, Signature};
pub use ready::{PlanError, Ready};
pub use subject::{Problem as RunProblem, first_request};
pub use template::{PatchError, Template, TemplateError};

/// Captures that are read before their turn.
const READ_AHEAD: usize = 2;
/// Attempts that wait for a commit at once: enough for one commit to take many.
const STORED_AT_ONCE: usize = 128;

/// Runs a plan to its end, or until it is cancelled.
///
/// A store that takes no more attempts ends the run; a capture that is gone or
/// cannot be signed is left out. Either way `problem` says so.
pub async fn run(plan: Plan, means: Means) -> Progress {
    let run = Arc::new(Run {
        stop: means.cancel.child_token(),
        begun: Instant::now(),
        plan,
        means,
    });
    let total = run.plan.captures.len() as u64 * u64::from(run.plan.times.get());
    run.means
        .progress
        .send_modify(|progress| progress.total = total);
    run.attempts().for_each(|stored| run.note(stored)).await;
    run.means.progress.borrow().clone()
}

struct Run {
    plan: Plan,
    means: Means,
    /// Cancelled with the run, or when it cannot go on.
    stop: CancellationToken,
    begun: Instant,
}

impl Run {
    /// Every attempt of the run, each given out once it is stored.
    fn attempts(self: &Arc<Self>) -> impl Stream<Item = Result<Attempt, store::Error>> {
        let times = self.plan.times.get() as usize;
        let captures = stream::iter(self.plan.captures.clone());
        let parcels = captures
            .map(|capture| self.read(capture))
            .buffered(READ_AHEAD)
            .flat_map(move |parcel| {
                stream::iter(parcel).flat_map(move |parcel| stream::iter(repeat_n(parcel, times)))
            })
            .take_until(self.stop.clone().cancelled_owned());
        parcels
            .enumerate()
            .map(|(index, parcel)| self.spawn_send(index, parcel))
            .buffer_unordered(self.plan.concurrency.get() as usize)
            .filter_map(|sent| ready(sent.ok().flatten()))
            .map(|sent| attempt::keep(sent, &self.means.store))
            .buffer_unordered(STORED_AT_ONCE)
    }

    async fn read(&self, capture: CaptureId) -> Option<Arc<Parcel>> {
        let read = Parcel::read(capture, &self.plan, &self.means.store).await;
        read.map(Arc::new)
            .map_err(|problem| self.problem(&problem))
            .ok()
    }

    /// Each exchange is a task of its own, so that several processors take part.
    fn spawn_send(
        self: &Arc<Self>,
        index: usize,
        parcel: Arc<Parcel>,
    ) -> AbortOnDropHandle<Option<NewAttempt>> {
        let run = Arc::clone(self);
        AbortOnDropHandle::new(tokio::spawn(async move { run.send(index, &parcel).await }))
    }

    /// Sends one parcel when its time has come; `None` when the run stopped before that.
    async fn send(&self, index: usize, parcel: &Parcel) -> Option<NewAttempt> {
        let due = self.begun + due_after(index, self.plan.rate);
        self.stop
            .run_until_cancelled(sleep_until(due.into()))
            .await?;
        let order = parcel.order(&self.plan, self.means.sender.clock().now());
        let mut order = order.map_err(|problem| self.problem(&problem)).ok()?;
        order.outgoing.timeout = Some(self.plan.timeout);
        order.outgoing.cancel = self.stop.clone();
        Some(order.send(&self.means.sender).await)
    }

    async fn note(&self, stored: Result<Attempt, store::Error>) {
        match stored {
            Ok(attempt) => self.means.report(attempt),
            Err(error) => {
                self.problem(&error.into());
                self.stop.cancel();
            }
        }
    }

    /// Tells of a problem. The first one stays: what follows is often its consequence.
    fn problem(&self, problem: &Problem) {
        self.means.progress.send_modify(|progress| {
            progress.problem.get_or_insert_with(|| problem.to_string());
        });
    }
}

/// How long after the run's begin exchange number `index` is due, counted from 0.
fn due_after(index: usize, rate: Option<NonZeroU32>) -> Duration {
    let Some(rate) = rate else {
        return Duration::ZERO;
    };
    Duration::from_secs_f64(index as f64 / f64::from(rate.get()))
}

#[cfg(test)]
mod tests {
    use model::{FailureKind, SendMode, Trigger};
    use tokio::sync::{mpsc, watch};

    use super::*;
    use crate::testing::{Bench, OK, TestServer, silent_port};
    use crate::{Edit, Target};

    fn plan(captures: Vec<CaptureId>, target: &str) -> Plan {
        Plan {
            captures,
            target: Target::parse(target).unwrap(),
            edit: Edit::default(),
            signature: Signature::Keep,
            times: NonZeroU32::MIN,
            concurrency: NonZeroU32::MIN,
            rate: None,
            timeout: Duration::from_secs(5),
        }
    }

    fn number(number: u32) -> NonZeroU32 {
        NonZeroU32::new(number).unwrap()
    }

    fn means(bench: &Bench) -> Means {
        Means {
            sender: bench.sender.clone(),
            store: bench.store.clone(),
            progress: watch::Sender::default(),
            attempts: None,
            cancel: CancellationToken::new(),
        }
    }

    #[tokio::test]
    async fn every_capture_is_sent_as_often_as_wanted_and_every_attempt_is_stored() {
        let (bench, server) = (Bench::new(), TestServer::answering(OK).await);
        let captures = [
            bench.capture("/stripe/a?x=1").await,
            bench.capture("/stripe/b").await,
        ];
        let mut plan = plan(captures.to_vec(), &server.url(""));
        (plan.times, plan.concurrency) = (number(50), number(8));
        let progress = run(plan, means(&bench)).await;
        assert_eq!(
            (progress.total, progress.done, progress.succeeded),
            (100, 100, 100)
        );
        assert_eq!(progress.problem, None);
        for (capture, target) in captures.into_iter().zip(["/a?x=1", "/b"]) {
            let attempts = bench
                .store
                .attempts()
                .page(Some(capture), None, 1000)
                .await
                .unwrap();
            assert_eq!(attempts.len(), 50);
            let like = |attempt: &Attempt| {
                attempt.exact == Some(true)
                    && attempt.target == server.url(target)
                    && (attempt.trigger, attempt.mode) == (Trigger::Replay, SendMode::Exact)
            };
            assert!(attempts.iter().all(like), "{:?}", attempts[0]);
        }
    }

    #[tokio::test]
    async fn each_stored_attempt_is_told_in_whole() {
        let (bench, server) = (Bench::new(), TestServer::answering(OK).await);
        let capture = bench.capture("/stripe").await;
        let (tell, mut told) = mpsc::unbounded_channel();
        let means = Means {
            attempts: Some(tell),
            ..means(&bench)
        };
        let progress = run(plan(vec![capture], &server.url("/to")), means).await;
        let attempt = told.recv().await.unwrap();
        let stored = bench
            .store
            .attempts()
            .get(attempt.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(attempt, stored.attempt);
        assert_eq!(progress.last, Some(attempt));
        assert_eq!(stored.answer.unwrap().body, b"ok");
        assert!(told.recv().await.is_none());
    }

    #[tokio::test]
    async fn a_dead_target_is_a_result_of_every_attempt() {
        let bench = Bench::new();
        let capture = bench.capture("/stripe").await;
        let target = format!("http://127.0.0.1:{}", silent_port().await);
        let progress = run(plan(vec![capture], &target), means(&bench)).await;
        assert_eq!(
            (progress.done, progress.succeeded, progress.problem),
            (1, 0, None)
        );
        let failure = progress.last.unwrap().failure.unwrap();
        assert_eq!(failure.kind, FailureKind::Refused);
    }

    #[tokio::test]
    async fn signed_afresh_the_source_of_each_capture_signs() {
        let (bench, mut server) = (Bench::new(), TestServer::answering(OK).await);
        bench
            .source(
                "github",
                Some("github-sha256"),
                "It's a Secret to Everybody",
            )
            .await;
        let capture = bench.capture("/github").await;
        let mut plan = plan(vec![capture], &server.url("/to"));
        plan.signature = Signature::Afresh;
        let progress = run(plan, means(&bench)).await;
        assert_eq!(progress.last.unwrap().mode, SendMode::Resigned);
        let seen = String::from_utf8(server.seen().await).unwrap();
        // The documented example of GitHub: this secret and the body "Hello, World!".
        let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        assert!(seen.contains(signature), "{seen}");
    }

    #[tokio::test]
    async fn what_cannot_be_sent_is_left_out_and_named() {
        let (bench, server) = (Bench::new(), TestServer::answering(OK).await);
        bench.source("plain", None, "").await;
        let (gone, unsigned) = (CaptureId(99), bench.capture("/plain").await);
        let target = server.url("/to");
        let progress = run(plan(vec![gone, unsigned], &target), means(&bench)).await;
        assert_eq!((progress.total, progress.done), (2, 1));
        let problem = progress.problem.unwrap();
        assert_eq!(problem, "cap_99 is no longer there, so it was not sent");
        let mut plan = plan(vec![unsigned], &target);
        plan.signature = Signature::Afresh;
        let problem = run(plan, means(&bench)).await.problem.unwrap();
        assert!(
            problem.contains("plain has no signature scheme"),
            "{problem}"
        );
    }

    #[tokio::test]
    async fn a_cancelled_run_keeps_what_was_under_way_as_cancelled() {
        let bench = Bench::new();
        let capture = bench.capture("/stripe").await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut plan = plan(
            vec![capture],
            &format!("http://{}", listener.local_addr().unwrap()),
        );
        (plan.times, plan.concurrency) = (number(1000), number(2));
        let means = means(&bench);
        let cancel = means.cancel.clone();
        let (progress, ()) = tokio::join!(run(plan, means), async {
            listener.accept().await.unwrap();
            listener.accept().await.unwrap();
            cancel.cancel();
        });
        assert_eq!((progress.total, progress.done), (1000, 2));
        let failure = progress.last.unwrap().failure.unwrap();
        assert_eq!(failure.kind, FailureKind::Cancelled);
    }

    #[test]
    fn exchanges_are_due_at_the_pace_that_was_set() {
        assert_eq!(due_after(7, None), Duration::ZERO);
        assert_eq!(due_after(0, Some(number(4))), Duration::ZERO);
        assert_eq!(due_after(6, Some(number(4))), Duration::from_millis(1500));
    }
}
