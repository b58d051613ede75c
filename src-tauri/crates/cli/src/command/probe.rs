//! `hookwright probe`: what a handler accepts, found by sending it variants.

mod course;

use std::path::PathBuf;

use app::contract::probes::StartProbe;
use app::contract::signatures::SchemeChoice;
use app::probes::ProbeStep;
use app::{App, CallError};
use clap::Args;
use model::{CaptureId, CheckResult, Finding, ProbeReport, Severity};
use serde::Serialize;
use tokio::sync::watch;

use super::source;
use crate::arguments::secrets::SecretArguments;
use crate::call::Call;
use crate::input;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::{Output, probe};
use crate::schemes;
use crate::session::with_app;
use crate::stop::Stop;

const EXAMPLES: &str = "\
Sends some sixty requests to the URL and to nowhere else, forged ones among them. Exits with 1 when
a check of weight critical or high fails or you end it with Ctrl+C, with 3 when nobody answers at the
URL. While it runs a terminal shows how far it is, on stderr; what was found when you end it is told.

Examples:
  hookwright probe --to http://localhost:3000/webhooks --scheme stripe-v1 --secret-env STRIPE_SECRET
  hookwright probe --to http://localhost:3000/webhooks --source stripe --capture cap_42
  hookwright probe --to http://localhost:8000/hooks --scheme github-sha256 --secret-file secret.txt --markdown report.md";

/// Arguments of `probe`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct ProbeArguments {
    /// URL of the handler.
    #[arg(long, value_name = "URL")]
    to: String,

    /// Scheme that it verifies: an id, or a file with a definition [default: the source's].
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,

    #[command(flatten)]
    secrets: SecretArguments,

    /// Source whose scheme and secrets are taken [default: the capture's].
    #[arg(long, value_name = "NAME")]
    source: Option<String>,

    /// Capture that the variants are made of [default: a sample of the provider's].
    #[arg(long, value_name = "ID", conflicts_with = "body")]
    capture: Option<CaptureId>,

    /// File with the body that they are made of, - for stdin.
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,

    /// Send to a target that is not this machine, five requests a second.
    #[arg(long)]
    allow_remote: bool,

    /// File to write the report to, as Markdown.
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

/// Probes, and tells what was found.
pub async fn run(arguments: ProbeArguments, call: Call<'_>) -> Ended {
    let probe = async |app: &App| {
        let mut stop = Stop::install()?;
        let start = arguments.start(app).await?;
        let (step, heard) = watch::channel(ProbeStep::default());
        let probe = app::probes::run(app, start, (step, stop.wait()));
        let report = course::shown(call.output, heard, probe).await;
        let report = report.map_err(refused)?;
        if let Some(path) = &arguments.markdown {
            let written = std::fs::write(path, app::probes::markdown(&report));
            written.map_err(|error| {
                Failure::broken(format!("{} cannot be written: {error}", path.display()))
            })?;
        }
        tell(call.output, &report)
    };
    with_app(call.globals, probe).await
}

/// A refusal, with the argument that lifts it.
fn refused(error: CallError) -> Failure {
    match error.code.as_str() {
        "remote" => Failure::usage(format!("{} --allow-remote does.", error.message)),
        _ => error.into(),
    }
}

impl ProbeArguments {
    async fn start(&self, app: &App) -> Result<StartProbe, Failure> {
        let secrets = self.secrets.read()?;
        let source = match &self.source {
            Some(name) => Some(source::named(app, name).await?.source.id),
            None => None,
        };
        let body = match &self.body {
            Some(path) => Some(input::read(path)?.into()),
            None => None,
        };
        Ok(StartProbe {
            target: self.to.clone(),
            source,
            scheme: self.scheme_choice(app).await?,
            secrets: Some(secrets).filter(|secrets| !secrets.is_empty()),
            capture: self.capture,
            body,
            content_type: None,
            allow_remote: self.allow_remote,
        })
    }

    async fn scheme_choice(&self, app: &App) -> Result<Option<SchemeChoice>, Failure> {
        let Some(text) = &self.scheme else {
            return Ok(None);
        };
        schemes::choice(app, text).await.map(Some)
    }
}

/// A finding as a row.
#[derive(Serialize)]
struct FindingRow<'a> {
    check: &'a str,
    result: CheckResult,
    severity: Severity,
    detail: &'a str,
    sent: u32,
}

impl<'a> From<&'a Finding> for FindingRow<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            check: &finding.check,
            result: finding.result,
            severity: finding.severity,
            detail: &finding.detail,
            sent: finding.sent,
        }
    }
}

/// The last row.
#[derive(Serialize)]
struct SummaryRow<'a> {
    summary: bool,
    target: &'a str,
    scheme: &'a str,
    requests: usize,
    critical: usize,
    high: usize,
    /// Only of a probe that was ended before its end.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cancelled: bool,
}

fn tell(output: &mut Output, report: &ProbeReport) -> Ended {
    let (critical, high) = (
        failed(report, Severity::Critical),
        failed(report, Severity::High),
    );
    if output.is_json() {
        for finding in &report.findings {
            output.row(&FindingRow::from(finding))?;
        }
        output.row(&SummaryRow {
            summary: true,
            target: &report.target,
            scheme: &report.scheme,
            requests: report.exchanges.len(),
            critical,
            high,
            cancelled: !report.finished,
        })?;
    } else {
        probe::print(output, report)?;
    }
    if nobody_answered(report) {
        output.flush()?;
        return Err(Failure::broken(&report.headline));
    }
    // Of what was not asked any more nobody knows that it is right.
    Ok(Outcome::from_answer(
        report.finished && critical + high == 0,
    ))
}

fn nobody_answered(report: &ProbeReport) -> bool {
    let sent = &report.exchanges;
    !sent.is_empty() && sent.iter().all(|sent| sent.status.is_none())
}

fn failed(report: &ProbeReport, severity: Severity) -> usize {
    let failed =
        |finding: &&Finding| finding.result == CheckResult::Fail && finding.severity == severity;
    report.findings.iter().filter(failed).count()
}
