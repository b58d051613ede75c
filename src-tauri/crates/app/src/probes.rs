//! Probes of handlers: started, followed, ended, kept and exported.

mod running;
mod subject;

use std::sync::Arc;
use std::time::Instant;

use delivery::probe::{self, ProbeMeans, ProbeOrder, REMOTE_PACE, is_loopback};
use model::{ProbeReport, ProbeRow, Topic};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::App;
use crate::contract::CallError;
use crate::contract::probes::{
    ExportProbe, ExportedProbe, OneProbe, OneProbeRun, PageProbes, ProbeFormat, ProbeProgress,
    StartProbe,
};
pub use delivery::probe::ProbeProgress as ProbeStep;
pub(crate) use running::ProbeRuns;
use running::{Ended, Running};

/// Starts a probe; [`progress`] tells how far it is.
///
/// # Errors
/// When the target is no http(s) URL, or not of this machine without the user's consent (code
/// `remote`), or there is no scheme or no secret to probe with.
pub async fn start(app: &App, argument: StartProbe) -> Result<ProbeProgress, CallError> {
    let order = subject::order(app, argument).await?;
    let (tell, heard) = watch::channel(ProbeStep::default());
    let cancel = CancellationToken::new();
    let target = order.target.clone();
    let running = Running {
        target,
        progress: heard,
        cancel: cancel.clone(),
        began: Instant::now(),
        ended: Arc::default(),
    };
    let number = app.probes().add(running.clone());
    let app = app.clone();
    let first = told(&app, number);
    tokio::spawn(async move {
        running.end(kept(&app, order, (tell, cancel)).await);
        app.announce(&[Topic::Runs]);
    });
    first
}

/// Probes a handler to the end, or until `stop` comes, stores the report and gives it; `step` hears
/// how far it is.
///
/// # Errors
/// As [`start`], or when the report cannot be stored.
pub async fn run(
    app: &App,
    argument: StartProbe,
    (step, stop): (watch::Sender<ProbeStep>, impl Future<Output = ()>),
) -> Result<ProbeReport, CallError> {
    let order = subject::order(app, argument).await?;
    let cancel = CancellationToken::new();
    let under_way = probed(app, order, (step, cancel.clone()));
    tokio::pin!(under_way);
    let report = tokio::select! {
        report = &mut under_way => report,
        () = stop => {
            cancel.cancel();
            under_way.await
        }
    };
    app.store().probes().add(report.clone()).await?;
    Ok(report)
}

async fn probed(
    app: &App,
    order: ProbeOrder,
    (progress, cancel): (watch::Sender<ProbeStep>, CancellationToken),
) -> ProbeReport {
    let pace = (!is_loopback(&order.target)).then_some(REMOTE_PACE);
    let means = ProbeMeans {
        sender: app.sender().clone(),
        progress,
        cancel,
        pace,
    };
    probe::run(order, means).await
}

async fn kept(
    app: &App,
    order: ProbeOrder,
    hears: (watch::Sender<ProbeStep>, CancellationToken),
) -> Ended {
    let report = probed(app, order, hears).await;
    match app.store().probes().add(report).await {
        Ok(row) => Ended::Kept(row.id),
        Err(error) => Ended::Lost(error.to_string()),
    }
}

/// How far a probe is.
///
/// # Errors
/// When there is no such probe in this process.
pub async fn progress(app: &App, argument: OneProbeRun) -> Result<ProbeProgress, CallError> {
    told(app, argument.probe)
}

/// Ends a probe; what it has found is kept.
///
/// # Errors
/// When there is no such probe in this process.
pub async fn cancel(app: &App, argument: OneProbeRun) -> Result<ProbeProgress, CallError> {
    app.probes().cancel(argument.probe);
    told(app, argument.probe)
}

fn told(app: &App, number: u32) -> Result<ProbeProgress, CallError> {
    let missing =
        || CallError::with_code("not_found", format!("probe {number} is not known any more"));
    app.probes().told(number).ok_or_else(missing)
}

/// Stored probes, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, argument: PageProbes) -> Result<Vec<ProbeRow>, CallError> {
    let limit = argument.limit.clamp(1, 500);
    Ok(app.store().probes().list(argument.from, limit).await?)
}

/// A stored report.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn report(app: &App, argument: OneProbe) -> Result<ProbeReport, CallError> {
    let missing = || CallError::with_code("not_found", format!("{} does not exist", argument.id));
    let found = app.store().probes().get(argument.id).await?;
    found.ok_or_else(missing)
}

/// A report as the text of a file.
///
/// # Errors
/// As [`report`].
pub async fn export(app: &App, argument: ExportProbe) -> Result<ExportedProbe, CallError> {
    let id = argument.id;
    let report = report(app, OneProbe { id }).await?;
    let (ending, text) = match argument.format {
        ProbeFormat::Markdown => ("md", probe::markdown(&report)),
        ProbeFormat::Json => ("json", probe::json(&report)),
    };
    Ok(ExportedProbe {
        file_name: format!("probe-{id}.{ending}"),
        text,
    })
}

/// The report as Markdown, for shells that have it at hand.
#[must_use]
pub fn markdown(report: &ProbeReport) -> String {
    probe::markdown(report)
}

#[cfg(test)]
mod tests;
