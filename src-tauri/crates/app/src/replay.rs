//! Sending captures again, looking at attempts, and test deliveries.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use delivery::replay::{Means, Plan, Progress, Signature};
use delivery::{Edit, Target};
use model::Attempt;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::App;
use crate::body;
use crate::contract::replay::{
    AttemptDetail, OneAttempt, OneRun, PageAttempts, ReplayEdit, ReplayRun, StartReplay,
};
use crate::contract::{CallError, Nothing};
use crate::runs::Run;

/// Most attempts of one run.
const LONGEST_RUN: u64 = 1_000_000;
/// Most exchanges under way at once.
const MOST_AT_ONCE: u32 = 256;
/// Recent targets that are offered.
const TARGETS: u32 = 10;
/// Longest text of an answer that is shown.
const SHOWN_ANSWER: usize = 64 * 1024;

/// Starts a run; [`run`] tells how far it is.
///
/// # Errors
/// When the target is no http(s) URL, or the numbers cannot be.
pub async fn start(app: &App, argument: StartReplay) -> Result<ReplayRun, CallError> {
    begin(app, argument, None)
}

/// Starts a run that tells of every attempt, once it is stored.
///
/// # Errors
/// As [`start`].
pub async fn start_telling(
    app: &App,
    argument: StartReplay,
    attempts: mpsc::UnboundedSender<Attempt>,
) -> Result<ReplayRun, CallError> {
    begin(app, argument, Some(attempts))
}

fn begin(
    app: &App,
    argument: StartReplay,
    attempts: Option<mpsc::UnboundedSender<Attempt>>,
) -> Result<ReplayRun, CallError> {
    let plan = plan(argument)?;
    let total = plan.captures.len() as u64 * u64::from(plan.times.get());
    let first = Progress {
        total,
        ..Progress::default()
    };
    let (progress, heard) = watch::channel(first);
    let cancel = CancellationToken::new();
    let means = Means {
        sender: app.sender().clone(),
        store: app.store().clone(),
        progress,
        attempts,
        cancel: cancel.clone(),
    };
    let task = tokio::spawn(delivery::replay::run(plan, means));
    let run = Run {
        progress: heard,
        cancel,
        began: Instant::now(),
        task: Arc::new(task),
    };
    let number = app.runs().add(run.clone());
    Ok(told(number, &run))
}

fn plan(argument: StartReplay) -> Result<Plan, CallError> {
    let target = Target::parse(&argument.target)?;
    let (Some(times), Some(concurrency)) = (
        NonZeroU32::new(argument.times),
        NonZeroU32::new(argument.concurrency.min(MOST_AT_ONCE)),
    ) else {
        return Err(CallError::new(
            "send at least once, with at least one exchange at a time",
        ));
    };
    if argument.captures.is_empty() {
        return Err(CallError::new("choose at least one capture to send"));
    }
    if argument.captures.len() as u64 * u64::from(argument.times) > LONGEST_RUN {
        return Err(CallError::new(
            "a run has at most 1,000,000 attempts: send fewer times",
        ));
    }
    if argument.edit.is_some() && argument.captures.len() > 1 {
        return Err(CallError::new(
            "only a single capture can be edited: choose one",
        ));
    }
    Ok(Plan {
        captures: argument.captures,
        target,
        edit: edit(argument.edit.unwrap_or_default()),
        signature: if argument.resign {
            Signature::Afresh
        } else {
            Signature::Keep
        },
        times,
        concurrency,
        rate: None,
        timeout: Duration::from_millis(argument.timeout_ms.clamp(1, 3_600_000)),
    })
}

fn edit(edit: ReplayEdit) -> Edit {
    Edit {
        method: edit.method,
        headers: edit.headers,
        body: edit.body.map(Bytes::from),
    }
}

/// How far a run is.
///
/// # Errors
/// When there is no such run in this process.
pub async fn run(app: &App, argument: OneRun) -> Result<ReplayRun, CallError> {
    let run = find(app, argument.run)?;
    Ok(told(argument.run, &run))
}

/// Ends a run; what is under way is cut off and kept as cancelled.
///
/// # Errors
/// When there is no such run in this process.
pub async fn cancel(app: &App, argument: OneRun) -> Result<ReplayRun, CallError> {
    let run = find(app, argument.run)?;
    run.cancel.cancel();
    Ok(told(argument.run, &run))
}

fn find(app: &App, number: u32) -> Result<Run, CallError> {
    let missing =
        || CallError::with_code("not_found", format!("run {number} is not known any more"));
    app.runs().get(number).ok_or_else(missing)
}

fn told(number: u32, run: &Run) -> ReplayRun {
    let progress = run.progress.borrow().clone();
    ReplayRun {
        run: number,
        total: progress.total,
        done: progress.done,
        succeeded: progress.succeeded,
        finished: run.task.is_finished(),
        cancelled: run.cancel.is_cancelled(),
        elapsed_ms: u64::try_from(run.began.elapsed().as_millis()).unwrap_or(u64::MAX),
        last: progress.last,
        problem: progress.problem,
    }
}

/// Where attempts went lately, the last one first.
///
/// # Errors
/// When the store fails.
pub async fn targets(app: &App, _: Nothing) -> Result<Vec<String>, CallError> {
    Ok(app.store().attempts().recent_targets(TARGETS).await?)
}

/// See [`PageAttempts`].
///
/// # Errors
/// When the store fails.
pub async fn attempts(app: &App, argument: PageAttempts) -> Result<Vec<Attempt>, CallError> {
    let limit = argument.limit.clamp(1, 500);
    Ok(app
        .store()
        .attempts()
        .page(argument.capture, argument.from, limit)
        .await?)
}

/// An attempt with its heads.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn attempt(app: &App, argument: OneAttempt) -> Result<AttemptDetail, CallError> {
    let record = app.store().attempts().get(argument.id).await?;
    let missing = || CallError::with_code("not_found", format!("{} does not exist", argument.id));
    let record = record.ok_or_else(missing)?;
    let answer_bytes = app.store().attempts().response_body(argument.id).await?;
    Ok(AttemptDetail {
        request_headers: crate::record::headers_of(&record.request_head),
        exceptions: record.exceptions,
        answer_text: answer_bytes.and_then(|bytes| body::beginning(&bytes, SHOWN_ANSWER)),
        answer: record.answer,
        attempt: record.attempt,
    })
}
