//! `hookwright verify`: whether a signature is right, and the steps that show it.

use app::App;
use clap::Args;
use model::{Reason, Verdict, Verification};
use serde::Serialize;
use signing::Check;

use crate::arguments::check::{CheckArguments, Checked, FromFile};
use crate::call::Call;
use crate::input::Lines;
use crate::outcome::{Ended, Outcome};
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
    check: CheckArguments,
}

/// Checks one request, or a batch.
pub async fn run(arguments: VerifyArguments, call: Call<'_>) -> Ended {
    let asked = &arguments.check;
    match asked.subject()? {
        Checked::Batch(path) => {
            let lines = Lines::open(path)?;
            super::batch::run(lines, call.output, signing::batch::verify_line)
        }
        Checked::Request(path) => {
            let from_file = asked.of_file(path, call.globals).await?;
            let id = path.display().to_string();
            tell(call.output, &id, &request(&from_file))
        }
        Checked::Capture(id) => {
            let check = async |app: &App| {
                let again = asked.of_capture(app, id).await?;
                let verification = app::signatures::recheck(app, again).await?;
                tell(call.output, &id.to_string(), &verification)
            };
            with_app(call.globals, check).await
        }
    }
}

fn request(from_file: &FromFile) -> Verification {
    let check = Check {
        scheme: &from_file.scheme,
        secrets: &from_file.secrets,
        now: from_file.now,
        tolerance_seconds: from_file.tolerance_seconds,
        future: None,
    };
    signing::verify(&from_file.request(), &check)
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
