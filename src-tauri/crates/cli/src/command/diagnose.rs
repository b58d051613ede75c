//! `hookwright diagnose`: why a request does not verify, best cause first.

use std::time::{Duration, Instant};

use app::App;
use clap::Args;
use model::{Cause, Diagnosis, Hint, Reason, Verdict};
use serde::Serialize;
use signing::Question;
use signing::batch::RowError;

use crate::arguments::check::{CheckArguments, Checked, FromFile};
use crate::call::Call;
use crate::input::Lines;
use crate::outcome::{Ended, Outcome};
use crate::output::{Output, diagnosis};
use crate::session::with_app;

const EXAMPLES: &str = "\
Every stored secret is tried for a capture; none is ever printed.

Examples:
  hookwright diagnose --capture cap_42
  hookwright diagnose --capture cap_42 --scheme stripe-v1 --secret-env STRIPE_SECRET
  hookwright diagnose --request delivery.http --scheme slack-v0 --secret-file secret.txt
  hookwright diagnose --batch rows.jsonl";

/// How long one request may be searched: two seconds are promised, and the try
/// that is under way when the time is up has to fit in.
const SEARCHING: Duration = Duration::from_millis(1_700);

/// Arguments of `diagnose`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct DiagnoseArguments {
    #[command(flatten)]
    check: CheckArguments,
}

/// Explains one request, or a batch.
pub async fn run(arguments: DiagnoseArguments, call: Call<'_>) -> Ended {
    let asked = &arguments.check;
    match asked.subject()? {
        Checked::Batch(path) => super::batch::run(Lines::open(path)?, call.output, row),
        Checked::Request(path) => {
            let from_file = asked.of_file(path, call.globals).await?;
            tell(
                call.output,
                &path.display().to_string(),
                &request(&from_file),
            )
        }
        Checked::Capture(id) => {
            let search = async |app: &App| {
                let again = asked.of_capture(app, id).await?;
                let diagnosis = app::diagnosis::again(app, again).await?;
                tell(call.output, &id.to_string(), &diagnosis)
            };
            with_app(call.globals, search).await
        }
    }
}

fn row(line: &str) -> Result<signing::batch::DiagnoseAnswer, RowError> {
    let began = Instant::now();
    signing::batch::diagnose_line(line, &|| began.elapsed() < SEARCHING)
}

fn request(from_file: &FromFile) -> Diagnosis {
    let began = Instant::now();
    let question = Question {
        scheme: &from_file.scheme,
        secrets: &from_file.secrets,
        others: &[],
        now: from_file.now,
        tolerance_seconds: from_file.tolerance_seconds,
        future: None,
        urls: &[],
        other_schemes: true,
        budget: &|| began.elapsed() < SEARCHING,
    };
    signing::diagnose(&from_file.request(), &question)
}

/// A diagnosis as a row; its fields hold those of `--batch`.
#[derive(Serialize)]
struct DiagnosedRow<'a> {
    id: &'a str,
    verdict: Verdict,
    reason: Option<Reason>,
    causes: Vec<CauseRow<'a>>,
    hints: &'a [Hint],
    tried: u64,
    finished: bool,
    remains: &'a [String],
}

#[derive(Serialize)]
struct CauseRow<'a> {
    code: &'a str,
    detail: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<&'a str>,
    sentence: &'a str,
    fix: &'a str,
    secret: &'a Option<model::SecretRef>,
    mend: &'a Option<model::Mend>,
    proof: &'a model::Proof,
}

impl<'a> From<&'a Cause> for CauseRow<'a> {
    fn from(cause: &'a Cause) -> Self {
        let (detail, steps) = match &cause.steps[..] {
            [only] => (only.detail.as_str(), Vec::new()),
            several => ("", several.iter().map(|step| step.code.as_str()).collect()),
        };
        Self {
            code: &cause.code,
            detail,
            steps,
            sentence: &cause.sentence,
            fix: &cause.fix,
            secret: &cause.secret,
            mend: &cause.mend,
            proof: &cause.proof,
        }
    }
}

fn tell(output: &mut Output, id: &str, diagnosis: &Diagnosis) -> Ended {
    let verification = &diagnosis.verification;
    match output.is_json() {
        true => output.row(&DiagnosedRow {
            id,
            verdict: verification.verdict,
            reason: verification.reason,
            causes: diagnosis.causes.iter().map(CauseRow::from).collect(),
            hints: &diagnosis.hints,
            tried: diagnosis.tried,
            finished: diagnosis.finished,
            remains: &diagnosis.remains,
        })?,
        false => diagnosis::print(output, diagnosis)?,
    }
    Ok(Outcome::from_answer(
        verification.verdict == Verdict::Verified,
    ))
}
