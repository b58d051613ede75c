//! Arguments of `redeliver`.

use app::contract::profiles::{Again, LogFilter, RedeliverWith};
use clap::Args;

use super::filter::filter;

const EXAMPLES: &str = "\
Examples:
  hookwright redeliver skyvern tsk_123
  hookwright redeliver skyvern wr_123 --webhook-url https://example.com/webhooks --json
  hookwright redeliver messages 0190a1b2-c3d4-e5f6-a7b8-c9d0e1f2a3d4 --reason fixed --wait
  hookwright redeliver skyvern wr_123 --dry-run
  hookwright redeliver b3os 5f0c3a52-6d0e-4a8f-9b4e-1c2d3e4f5a6b --new
  hookwright redeliver messages --many --filter 'outcome:failed since:2026-01-31T12:00:00Z'

`hookwright provider add` makes a profile.";

/// Arguments of `redeliver`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RedeliverArguments {
    /// Name of the profile.
    pub(super) profile: String,

    /// The provider's id of what is sent again (Skyvern and Runflow: the run); several with --many.
    #[arg(required_unless_present = "filter")]
    pub(super) ids: Vec<String>,

    /// Where to, instead of where it went.
    #[arg(long, value_name = "U")]
    pub(super) webhook_url: Option<String>,

    /// Why, for providers that record it (AgentMessage).
    #[arg(long, value_name = "R")]
    pub(super) reason: Option<String>,

    /// On whose behalf, for credentials of several organizations (Runflow).
    #[arg(long, value_name = "O")]
    pub(super) organization: Option<String>,

    /// As a new record, where the usual call sends the same one again (B3OS: replay, not retry).
    #[arg(long)]
    pub(super) new: bool,

    /// Print the exact request, its key a blank, and ask nothing.
    #[arg(long, conflicts_with_all = ["many", "wait"])]
    pub(super) dry_run: bool,

    /// Wait as long as a provider asks that is asked too often, and ask again.
    #[arg(long)]
    pub(super) wait: bool,

    /// Ask for several, one after the other; waits as --wait does.
    #[arg(long)]
    pub(super) many: bool,

    /// What is asked for in the provider's log: outcome:failed type:T since:TIME until:TIME run:ID.
    #[arg(long, value_name = "EXPR", requires = "many", conflicts_with = "ids", value_parser = filter)]
    pub(super) filter: Option<LogFilter>,
}

impl RedeliverArguments {
    /// How it is asked.
    pub(super) fn with(&self) -> RedeliverWith {
        RedeliverWith {
            webhook_url: self.webhook_url.clone(),
            reason: self.reason.clone(),
            organization: self.organization.clone(),
            again: self.new.then_some(Again::New),
        }
    }
}
