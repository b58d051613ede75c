//! Arguments of `listen`.

use clap::Args;

use super::pairs::Pairs;
use crate::command::serve::ReceiverArguments;

const EXAMPLES: &str = "\
Examples:
  hookwright listen
  hookwright listen --scheme stripe-v1 --secret-env STRIPE_SECRET --forward-to http://localhost:3000
  hookwright listen --scheme stripe-v1 --secret-env A --scheme github-sha256 --secret-file b.txt
  hookwright listen --source shop --scheme shopify --secret-file secret.txt --json

A secret belongs to the --scheme before it. Each scheme gets a source named after its provider,
unless --source names one.";

/// Arguments of `listen`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct ListenArguments {
    /// Source to make or change.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,

    #[command(flatten)]
    pub pairs: Pairs,

    /// Where captures are passed on to as they came; without a source or scheme, those of no source.
    #[arg(long, value_name = "URL")]
    pub forward_to: Vec<String>,

    #[command(flatten)]
    pub receiver: ReceiverArguments,
}
