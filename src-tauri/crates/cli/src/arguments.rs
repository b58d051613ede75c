//! What may be written on the command line.

pub mod check;
pub mod forwarding;
pub mod globals;
pub mod handshakes;
pub mod limit;
pub mod secrets;
pub mod values;

use clap::Parser;

use self::globals::Globals;
use crate::command::Command;

const EXAMPLES: &str = "\
Examples:
  Capture what Stripe sends, check it and pass it on:
    hookwright listen --scheme stripe-v1 --secret-env STRIPE_SECRET --forward-to http://localhost:3000
  The same headless, with the UI in a browser:
    hookwright serve
  Send the last rejected captures again, signed afresh:
    hookwright replay --filter verdict:rejected --to http://localhost:3000/webhooks --resign
  Deliver an event, try again by Svix' schedule and wait for the end:
    hookwright deliver --to http://localhost:3000/hooks --body event.json --schedule svix --wait
  Sign a body as the provider would:
    hookwright sign --scheme github-sha256 --secret-file secret.txt --body event.json --curl
  Check a saved request:
    hookwright verify --request delivery.http --scheme slack-v0 --secret-env SLACK_SECRET
  Find out why a capture does not verify:
    hookwright diagnose --capture cap_42

Exit codes: 0 done (verified), 1 the answer is no (rejected, a delivery failed),
2 wrong use or bad input, 3 something broke.";

/// Capture, verify, explain and replay webhooks on this machine.
#[derive(Parser)]
#[command(name = "hookwright", version, about, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    pub command: Command,
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::CommandFactory as _;
    use clap::error::ErrorKind;

    use super::*;

    fn parse(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn the_definition_of_all_arguments_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn global_flags_stand_before_or_after_the_command() {
        for line in [
            "hookwright --json --data /d --key-file schemes list",
            "hookwright schemes --json list --data /d --key-file",
            "hookwright schemes list --json --data=/d --key-file",
        ] {
            let globals = parse(line).unwrap().globals;
            assert!(globals.json && globals.key_file, "{line}");
            assert_eq!(globals.data, Some(PathBuf::from("/d")), "{line}");
        }
    }

    #[test]
    fn wrong_use_has_exit_code_2() {
        for line in [
            "hookwright",
            "hookwright nothing",
            "hookwright verify",
            "hookwright captures show x",
        ] {
            let error = parse(line).err().unwrap();
            assert_eq!(error.exit_code(), 2, "{line}");
        }
        assert_eq!(
            parse("hookwright --version").err().unwrap().kind(),
            ErrorKind::DisplayVersion
        );
    }
}
