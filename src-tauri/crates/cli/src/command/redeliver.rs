//! `hookwright redeliver`: a provider asked to send something again.
//!
//! 0: it was sent and taken. 1: the provider said no, or the receiver did not
//! take it. 3: the provider could not be asked, or its answer not be read.

mod arguments;
mod dry;
mod filter;
mod many;

use std::time::Duration;

use app::App;
use app::contract::profiles::{Redeliver, Redelivery, RedeliveryOutcome, RefusalReason};

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::text::{note, safe};
use crate::session::with_app;

pub use arguments::RedeliverArguments;

/// Waits of one question for a provider that is asked too often.
const WAITS: u32 = 10;

/// Asks, and tells what came of it.
pub async fn run(arguments: RedeliverArguments, call: Call<'_>) -> Ended {
    if arguments.ids.len() > 1 && !arguments.many {
        return Err(Failure::usage("several are asked for with --many"));
    }
    let redeliver = async |app: &App| {
        if arguments.dry_run {
            return dry::run(app, &arguments, call.output).await;
        }
        if arguments.many {
            return many::run(app, &arguments, call.output).await;
        }
        let redelivery = asked(app, &arguments).await?;
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

/// Asks; again only after a refusal for being asked too often, when that is to be waited out.
async fn asked(app: &App, arguments: &RedeliverArguments) -> Result<Redelivery, Failure> {
    let mut waits = 0;
    loop {
        let wanted = Redeliver {
            profile: arguments.profile.clone(),
            id: arguments.ids.first().cloned().unwrap_or_default(),
            with: arguments.with(),
            ..Redeliver::default()
        };
        let redelivery = app::profiles::redeliver(app, wanted).await?;
        let wait = wait_asked_for(&redelivery.outcome);
        let Some(wait) = wait.filter(|_| arguments.wait && waits < WAITS) else {
            return Ok(redelivery);
        };
        waits += 1;
        note(&format!(
            "The provider is asked again in {} s.",
            wait.as_secs()
        ));
        tokio::time::sleep(wait).await;
    }
}

/// The wait that a refusal for being asked too often asks for.
fn wait_asked_for(outcome: &RedeliveryOutcome) -> Option<Duration> {
    match outcome {
        RedeliveryOutcome::Refused { refusal } if refusal.reason == RefusalReason::RateLimited => {
            let seconds = refusal.retry_after_seconds.unwrap_or(60);
            Some(Duration::from_secs(seconds.clamp(1, 3600)))
        }
        _ => None,
    }
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
    use app::contract::profiles::{RedeliveryRefusal, SkyvernReplay};

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
            code: None,
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
