//! `hookwright verify`: whether a signature is right, and the steps that show it.

use std::path::{Path, PathBuf};

use app::App;
use app::signatures::{Recheck, typed};
use clap::Args;
use model::{CaptureId, Clock, Reason, Timestamp, Verdict, Verification};
use serde::Serialize;
use signing::{Check, Request};

use crate::arguments::secrets::SecretArguments;
use crate::arguments::values;
use crate::call::Call;
use crate::http_file::HttpFile;
use crate::input::{self, Lines};
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::{Output, evidence};
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright verify --capture cap_42
  hookwright verify --capture cap_42 --scheme stripe-v1 --secret-env STRIPE_SECRET
  hookwright verify --request delivery.http --scheme slack-v0 --secret-file secret.txt --now 1760000000
  hookwright verify --batch rows.jsonl";

/// Arguments of `verify`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct VerifyArguments {
    #[command(flatten)]
    subject: Subject,

    /// Scheme: an id, or a file with a definition [default: the one of the capture's source].
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,

    #[command(flatten)]
    secrets: SecretArguments,

    /// URL the provider was given, for schemes that sign it.
    #[arg(long, value_name = "U")]
    url: Option<String>,

    /// Time of the check, in seconds since 1970 [default: when the capture came, or now].
    #[arg(long, value_name = "UNIX", value_parser = values::unix_seconds())]
    now: Option<i64>,

    /// Allowed clock difference in seconds [default: the scheme's own].
    #[arg(long, value_name = "S")]
    tolerance: Option<u64>,
}

/// What is checked.
#[derive(Args)]
#[group(required = true, multiple = false)]
struct Subject {
    /// A capture.
    #[arg(long, value_name = "ID")]
    capture: Option<CaptureId>,

    /// A raw HTTP request in a file: head, blank line, body.
    #[arg(long, value_name = "FILE.http")]
    request: Option<PathBuf>,

    /// File with a JSON row a request, - for stdin; prints a JSON row for each.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["scheme", "secret", "secret_env", "secret_file", "url", "now", "tolerance"])]
    batch: Option<PathBuf>,
}

/// Checks one request, or a batch.
pub async fn run(arguments: VerifyArguments, call: Call<'_>) -> Ended {
    if let Some(path) = &arguments.subject.batch {
        let lines = Lines::open(path)?;
        return super::batch::run(lines, call.output, signing::batch::verify_line);
    }
    if let Some(path) = &arguments.subject.request {
        let verification = request(path, &arguments, &call).await?;
        return tell(call.output, &path.display().to_string(), &verification);
    }
    let id = arguments
        .subject
        .capture
        .ok_or_else(|| Failure::usage("name what to check"))?;
    let check = async |app: &App| {
        let verification = capture(app, id, &arguments).await?;
        tell(call.output, &id.to_string(), &verification)
    };
    with_app(call.globals, check).await
}

async fn request(
    path: &Path,
    arguments: &VerifyArguments,
    call: &Call<'_>,
) -> Result<Verification, Failure> {
    let scheme = arguments.scheme.as_deref();
    let scheme =
        scheme.ok_or_else(|| Failure::usage("name the scheme of the request: --scheme ID"))?;
    let scheme = crate::schemes::find(call.globals, scheme).await?;
    let secrets = arguments.secrets.read()?;
    if secrets.is_empty() {
        return Err(Failure::usage(
            "name what to check with: --secret-env VAR or --secret-file FILE",
        ));
    }
    let file = HttpFile::parse(&input::read(path)?)?;
    let url = arguments.url.clone().unwrap_or_else(|| file.url());
    let request = Request {
        method: &file.method,
        url: &url,
        headers: &file.headers,
        body: &file.body,
    };
    Ok(signing::verify(
        &request,
        &Check {
            scheme: &scheme,
            secrets: &typed(&secrets),
            now: arguments.time().unwrap_or_else(|| Clock::system().now()),
            tolerance_seconds: arguments.tolerance,
            future: None,
        },
    ))
}

async fn capture(
    app: &App,
    id: CaptureId,
    arguments: &VerifyArguments,
) -> Result<Verification, Failure> {
    let scheme = match arguments.scheme.as_deref() {
        Some(scheme) => Some(crate::schemes::find_in(app, scheme).await?),
        None => None,
    };
    let recheck = Recheck {
        capture: id,
        scheme,
        secrets: arguments.secrets.read()?,
        tolerance_seconds: arguments.tolerance,
        public_url: arguments.url.clone(),
        now: arguments.time(),
    };
    Ok(app::signatures::recheck(app, recheck).await?)
}

impl VerifyArguments {
    fn time(&self) -> Option<Timestamp> {
        self.now.map(Timestamp::from_unix_seconds)
    }
}

/// A check as a row; the first three fields are those of `--batch`.
#[derive(Serialize)]
struct VerifiedRow<'a> {
    id: &'a str,
    verdict: Verdict,
    reason: Option<Reason>,
    evidence: Option<&'a model::Evidence>,
}

fn tell(output: &mut Output, id: &str, verification: &Verification) -> Ended {
    match output.is_json() {
        true => output.row(&VerifiedRow {
            id,
            verdict: verification.verdict,
            reason: verification.reason,
            evidence: verification.evidence.as_ref(),
        })?,
        false => evidence::print(output, verification)?,
    }
    Ok(Outcome::from_answer(
        verification.verdict == Verdict::Verified,
    ))
}
