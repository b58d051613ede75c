//! `emulate PROVIDER terms`.

use app::App;
use app::contract::Nothing;
use app::contract::emulations::{AgentMessageTerms, KeyForm};
use clap::{Args, ValueEnum};

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

/// Arguments of `emulate PROVIDER terms`.
#[derive(Debug, Args)]
pub struct TermsArguments {
    /// Days after which an event cannot be replayed any more (410 EVENT_EXPIRED).
    #[arg(long, value_name = "DAYS")]
    retention_days: Option<u32>,

    /// What secrets that are made from now on sign with.
    #[arg(long)]
    key: Option<Key>,
}

/// How a secret becomes a key.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Key {
    /// What its base64 decodes to.
    Decoded,
    /// Its text as it is.
    Text,
}

/// Says the terms, after they were changed where that is wanted.
pub async fn run(provider: &str, arguments: TermsArguments, call: Call<'_>) -> Ended {
    if provider != "agentmessage" {
        let message = format!("{provider} has no terms to decide: only agentmessage has");
        return Err(Failure::usage(message));
    }
    let decide = async |app: &App| {
        let before = app::emulations::terms(app, Nothing {}).await?;
        let wanted = arguments.applied_to(before);
        let now = match wanted == before {
            true => before,
            false => app::emulations::set_terms(app, wanted).await?,
        };
        match call.output.is_json() {
            true => call.output.row(&now)?,
            false => call.output.line(&words(now))?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, decide).await
}

impl TermsArguments {
    fn applied_to(&self, before: AgentMessageTerms) -> AgentMessageTerms {
        let key_form = |key| match key {
            Key::Decoded => KeyForm::Decoded,
            Key::Text => KeyForm::Text,
        };
        AgentMessageTerms {
            retention_days: self.retention_days.unwrap_or(before.retention_days),
            key_form: self.key.map_or(before.key_form, key_form),
        }
    }
}

fn words(terms: AgentMessageTerms) -> String {
    let key = match terms.key_form {
        KeyForm::Decoded => "what they decode to",
        KeyForm::Text => "their text",
    };
    let days = terms.retention_days;
    format!("Events can be replayed for {days} days. New secrets sign with {key}.")
}
