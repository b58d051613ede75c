//! `hookwright redeliver`: a provider asked to send something again.
//!
//! 0: it was sent and taken. 1: the provider said no, or the receiver did not
//! take it. 3: the provider could not be asked, or its answer not be read.

use app::App;
use app::contract::profiles::{
    Redeliver, RedeliveryOutcome, RedeliveryRefusal, RefusalReason, SkyvernReplay,
};
use clap::Args;

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::text::safe;
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright redeliver skyvern tsk_123
  hookwright redeliver skyvern wr_123 --webhook-url https://example.com/webhooks --json

`hookwright provider add` makes a profile.";

/// Arguments of `redeliver`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RedeliverArguments {
    /// Name of the profile.
    profile: String,

    /// The provider's id of what is sent again (Skyvern: the run).
    id: String,

    /// Where to, instead of where it went.
    #[arg(long, value_name = "U")]
    webhook_url: Option<String>,

    /// Why, for providers that record it (AgentMessage).
    #[arg(long, value_name = "R")]
    reason: Option<String>,

    /// On whose behalf, for credentials of several organizations (Runflow).
    #[arg(long, value_name = "O")]
    organization: Option<String>,
}

/// Asks once, and tells what came of it.
pub async fn run(arguments: RedeliverArguments, call: Call<'_>) -> Ended {
    let redeliver = async |app: &App| {
        let asked = Redeliver {
            profile: arguments.profile.clone(),
            id: arguments.id.clone(),
            webhook_url: arguments.webhook_url.clone(),
            reason: arguments.reason.clone(),
            organization: arguments.organization.clone(),
        };
        let redelivery = app::profiles::redeliver(app, asked).await?;
        let (words, ended) = judge(&redelivery.outcome);
        match call.output.is_json() {
            true => call.output.row(&redelivery)?,
            false if ended.is_ok() => call.output.line(&safe(&words))?,
            false => {}
        }
        ended
    };
    with_app(call.globals, redeliver).await
}

/// What it means, in words and for scripts.
fn judge(outcome: &RedeliveryOutcome) -> (String, Ended) {
    let words = outcome.words();
    let ended = match outcome {
        RedeliveryOutcome::Replayed { arrived, .. } => Ok(Outcome::from_answer(*arrived)),
        RedeliveryOutcome::Accepted { .. } => Ok(Outcome::Done),
        RedeliveryOutcome::Refused { refusal } => match refusal.reason {
            RefusalReason::ProviderBroke => Err(Failure::Broken(words.clone())),
            _ => Ok(Outcome::No),
        },
        RedeliveryOutcome::Unreadable { .. } | RedeliveryOutcome::Unanswered { .. } => {
            Err(Failure::Broken(words.clone()))
        }
    };
    (words, ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_it_is_said_in_a_line() {
        let replay = |status_code: Option<u16>, error: Option<&str>| SkyvernReplay {
            run_id: "tsk_1".into(),
            target_webhook_url: Some("http://h/".into()),
            status_code,
            latency_ms: Some(7),
            error: error.map(Into::into),
            ..SkyvernReplay::default()
        };
        let arrived = "tsk_1 arrived at http://h/: 200 in 7 ms";
        assert_eq!(replay(Some(200), None).words(), arrived);
        let vain = "tsk_1 was sent to http://h/ in vain: Request timed out";
        assert_eq!(replay(None, Some("Request timed out")).words(), vain);
    }

    #[test]
    fn a_no_of_the_provider_is_1_and_its_trouble_is_3() {
        let refusal = |status| RedeliveryRefusal {
            status,
            reason: RefusalReason::of(status),
            words: "why".into(),
            retry_after_seconds: None,
        };
        let refused = |status| RedeliveryOutcome::Refused {
            refusal: refusal(status),
        };
        let (words, ended) = judge(&refused(403));
        assert_eq!(ended, Ok(Outcome::No));
        assert!(words.ends_with("(403). It says: why"), "{words}");
        assert!(matches!(judge(&refused(502)).1, Err(Failure::Broken(_))));
    }
}
