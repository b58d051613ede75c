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
    match outcome {
        RedeliveryOutcome::Replayed { replay, arrived } => {
            (sent(replay, *arrived), Ok(Outcome::from_answer(*arrived)))
        }
        RedeliveryOutcome::Accepted {
            delivery_id, state, ..
        } => (
            accepted(delivery_id.as_deref(), state.as_deref()),
            Ok(Outcome::Done),
        ),
        RedeliveryOutcome::Refused { refusal } => refused(refusal),
        RedeliveryOutcome::Unreadable { message, .. } => broken(message.clone()),
        RedeliveryOutcome::Unanswered { failure } => broken(failure.message.clone()),
    }
}

fn broken(words: String) -> (String, Ended) {
    (words.clone(), Err(Failure::Broken(words)))
}

fn sent(replay: &SkyvernReplay, arrived: bool) -> String {
    let target = replay.target_webhook_url.as_deref().unwrap_or("its URL");
    let took = replay.latency_ms.unwrap_or_default();
    let run = &replay.run_id;
    match (replay.status_code, &replay.error) {
        (Some(status), _) if arrived => format!("{run} arrived at {target}: {status} in {took} ms"),
        (Some(status), _) => {
            format!("{run} was sent to {target}, which did not take it: {status} in {took} ms")
        }
        (None, Some(error)) => format!("{run} was sent to {target} in vain: {error}"),
        (None, None) => format!("{run} was sent to {target}, and no answer is known"),
    }
}

fn accepted(delivery_id: Option<&str>, state: Option<&str>) -> String {
    let delivery = delivery_id.map_or(String::new(), |id| format!(" as {id}"));
    let state = state.map_or(String::new(), |state| format!(", which is {state}"));
    format!("The provider sends it again{delivery}{state}.")
}

fn refused(refusal: &RedeliveryRefusal) -> (String, Ended) {
    let words = format!(
        "The provider did not send it: {} ({}). It says: {}",
        refusal.reason.words(),
        refusal.status,
        refusal.words
    );
    match refusal.reason {
        RefusalReason::ProviderBroke => broken(words),
        _ => (words, Ok(Outcome::No)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replay(status_code: Option<u16>, error: Option<&str>) -> SkyvernReplay {
        SkyvernReplay {
            run_id: "tsk_1".into(),
            target_webhook_url: Some("http://h/".into()),
            status_code,
            latency_ms: Some(7),
            error: error.map(Into::into),
            ..SkyvernReplay::default()
        }
    }

    #[test]
    fn what_came_of_it_is_said_in_a_line() {
        assert_eq!(
            sent(&replay(Some(200), None), true),
            "tsk_1 arrived at http://h/: 200 in 7 ms"
        );
        assert_eq!(
            sent(&replay(None, Some("Request timed out")), false),
            "tsk_1 was sent to http://h/ in vain: Request timed out"
        );
    }

    #[test]
    fn a_no_of_the_provider_is_1_and_its_trouble_is_3() {
        let refusal = |status| RedeliveryRefusal {
            status,
            reason: RefusalReason::of(status),
            words: "why".into(),
            retry_after_seconds: None,
        };
        let (words, ended) = refused(&refusal(403));
        assert_eq!(ended, Ok(Outcome::No));
        assert!(words.ends_with("(403). It says: why"), "{words}");
        assert!(matches!(refused(&refusal(502)).1, Err(Failure::Broken(_))));
    }
}
