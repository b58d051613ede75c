//! The flags of `replay`, and the plan they come to.

use std::path::PathBuf;
use std::str::FromStr;

use app::contract::runs::{AgainRun, StartRun};
use clap::Args;
use model::{
    CaptureId, Chosen, FaultMix, Header, Pace, RunId, RunOrder, RunPlan, Template, TimeShift,
};

use crate::arguments::values;
use crate::input;
use crate::outcome::Failure;

const EXAMPLES: &str = "\
Examples:
  hookwright replay cap_42 --to http://localhost:3000/webhooks
  hookwright replay cap_42 --to http://localhost:3000 --resign --set-header 'X-Debug: {{index}}'
  hookwright replay --filter 'source:stripe verdict:rejected' --to http://localhost:3000 --times 10 --concurrency 4
  hookwright replay --filter 'type:invoice.*' --to http://localhost:3000 --order shuffled:7 --spacing original:10
  hookwright replay --again run_5 --failures

Secrets are those of the captures' sources: `hookwright source add NAME --scheme ID --secret-env VAR`
(or --secret-file FILE) makes one. `hookwright runs` lists runs, and goes on with those that were interrupted.";

/// Arguments of `replay`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReplayArguments {
    /// Ids of the captures, sent in this order.
    #[arg(
        value_name = "ID",
        required_unless_present_any = ["filter", "again"],
        conflicts_with = "filter"
    )]
    ids: Vec<CaptureId>,

    /// All captures that match, oldest first.
    #[arg(long, value_name = "EXPR")]
    filter: Option<String>,

    /// URL to send to; one with a path replaces the capture's path. Several times: to each of them.
    #[arg(long, value_name = "URL", required_unless_present = "again")]
    to: Vec<String>,

    /// Send the bytes as they came (what happens unless --resign is given or something is changed).
    #[arg(long, conflicts_with_all = ["resign", "method", "set_header", "remove_header", "body", "json_patch", "shift_time"])]
    exact: bool,

    /// Sign afresh: a new timestamp, and a new id where the scheme has one.
    #[arg(long)]
    resign: bool,

    /// How often each capture is sent.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,

    /// How many are under way at once.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=256))]
    concurrency: u32,

    /// Seconds until an attempt counts as unanswered.
    #[arg(long, value_name = "S", default_value_t = 30.0, value_parser = seconds)]
    timeout: f64,

    /// as-captured, reversed, as-given, or shuffled with a seed (shuffled:7); ids go as given, a filter as captured.
    #[arg(long, value_name = "ORDER", value_parser = order)]
    order: Option<RunOrder>,

    /// Exchanges begun in a second, at most.
    #[arg(long, value_name = "N", conflicts_with = "spacing", value_parser = rate)]
    rate: Option<f64>,

    /// original keeps the captures' own spacing, original:10 ten times as fast.
    #[arg(long, value_name = "SPACING", value_parser = spacing)]
    spacing: Option<Pace>,

    /// End the run at the first answer that is not 2xx.
    #[arg(long)]
    stop_on_failure: bool,

    /// Another method.
    #[arg(long, value_name = "M")]
    method: Option<String>,

    /// A header field to set; {{capture}}, {{index}}, {{time}} and {{uuid}} are filled in.
    #[arg(long, visible_alias = "header", value_name = "NAME: VALUE", value_parser = values::header)]
    set_header: Vec<Header>,

    /// A header field to take out; Host, User-Agent, Accept and Content-Length are sent all the same.
    #[arg(long, value_name = "NAME")]
    remove_header: Vec<String>,

    /// File with another body, - for stdin.
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,

    /// File with a JSON Patch (RFC 6902) for the bodies, - for stdin; they are written anew.
    #[arg(long, value_name = "FILE")]
    json_patch: Option<PathBuf>,

    /// Move times in the bodies: by these seconds, or now for as if they had just come.
    #[arg(long, value_name = "now|SECONDS", value_parser = shift, allow_hyphen_values = true)]
    shift_time: Option<TimeShift>,

    /// What goes wrong on purpose, such as drop=.1,reset=.05,seed=7.
    #[arg(long, value_name = "MIX", value_parser = FaultMix::from_str)]
    faults: Option<FaultMix>,

    /// Make a run again, as it was.
    #[arg(long, value_name = "RUN", conflicts_with_all = ["ids", "filter", "to", "exact", "resign", "times",
        "concurrency", "timeout", "order", "rate", "spacing", "stop_on_failure", "method", "set_header", "remove_header", "body", "json_patch", "shift_time", "faults"])]
    again: Option<RunId>,

    /// With --again: only what was not answered with 2xx.
    #[arg(long)]
    failures: bool,
}

/// What is asked for.
pub enum Asked {
    /// A new run.
    Start(Box<StartRun>),
    /// A run made again.
    Again(AgainRun),
}

impl ReplayArguments {
    /// What the flags ask for.
    pub fn asked(self) -> Result<Asked, Failure> {
        if let Some(run) = self.again {
            let failures = self.failures;
            return Ok(Asked::Again(AgainRun { run, failures }));
        }
        // Clap asks for nothing that is excluded by something else that is there.
        if self.failures {
            return Err(Failure::usage(
                "--failures chooses from a run: name it with --again, such as --again run_5 --failures",
            ));
        }
        let plan = self.plan()?;
        let chosen = match self.filter {
            Some(filter) => Chosen::Filter { filter },
            None => Chosen::Captures { ids: self.ids },
        };
        Ok(Asked::Start(Box::new(StartRun { chosen, plan })))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the seconds were checked to be from 0.001 to 3600"
    )]
    fn plan(&self) -> Result<RunPlan, Failure> {
        let as_usual = match self.filter {
            Some(_) => RunOrder::AsCaptured,
            None => RunOrder::AsGiven,
        };
        let at_rate = self.rate.map(|per_second| Pace::Rate { per_second });
        Ok(RunPlan {
            targets: self.to.clone(),
            resign: self.resign,
            template: self.template()?,
            order: self.order.unwrap_or(as_usual),
            pace: at_rate.or(self.spacing).unwrap_or(Pace::AsFastAsPossible),
            times: self.times,
            concurrency: self.concurrency,
            stop_on_failure: self.stop_on_failure,
            timeout_ms: (self.timeout * 1000.0) as u64,
            faults: self.faults.clone(),
        })
    }

    fn template(&self) -> Result<Template, Failure> {
        let pair = |header: &Header| {
            let value = String::from_utf8_lossy(&header.value).into_owned();
            (header.name.to_string(), value)
        };
        Ok(Template {
            method: self.method.clone(),
            set_headers: self.set_header.iter().map(pair).collect(),
            remove_headers: self.remove_header.clone(),
            json_patch: self
                .json_patch
                .as_deref()
                .map(input::read_text)
                .transpose()?,
            body: self.body.as_deref().map(input::read_text).transpose()?,
            shift_time: self.shift_time,
        })
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: Option<f64> = text
        .parse()
        .ok()
        .filter(|seconds| (0.001..=3600.0).contains(seconds));
    seconds.ok_or_else(|| "give seconds from 0.001 to 3600".to_owned())
}

fn rate(text: &str) -> Result<f64, String> {
    let rate: Result<f64, _> = text.parse();
    rate.map_err(|_| "give a number of exchanges a second, such as 10 or 0.5".to_owned())
}

fn order(text: &str) -> Result<RunOrder, String> {
    let seeded = text.strip_prefix("shuffled:").map(str::parse);
    match (text, seeded) {
        ("as-captured", _) => Ok(RunOrder::AsCaptured),
        ("reversed", _) => Ok(RunOrder::Reversed),
        ("as-given", _) => Ok(RunOrder::AsGiven),
        // The run keeps the seed, so that it can be made again.
        ("shuffled", _) => Ok(RunOrder::Shuffled {
            seed: rand::random(),
        }),
        (_, Some(Ok(seed))) => Ok(RunOrder::Shuffled { seed }),
        _ => Err("use as-captured, reversed, as-given, shuffled or shuffled:7".to_owned()),
    }
}

fn spacing(text: &str) -> Result<Pace, String> {
    let speed = match text {
        "original" => Some(1.0),
        _ => text
            .strip_prefix("original:")
            .and_then(|speed| speed.parse().ok()),
    };
    let speed = speed.filter(|speed: &f64| *speed > 0.0 && speed.is_finite());
    let pace = speed.map(|speed| Pace::Original { speed });
    pace.ok_or_else(|| "use original, or original:10 for ten times as fast".to_owned())
}

fn shift(text: &str) -> Result<TimeShift, String> {
    if text == "now" {
        return Ok(TimeShift::ToNow);
    }
    let seconds = text.parse().map(TimeShift::Seconds);
    seconds.map_err(|_| "use now, or seconds such as 3600 or -60".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_a_time_one_can_wait() {
        assert_eq!(seconds("0.5"), Ok(0.5));
        for bad in ["0", "-1", "4000", "NaN", "x"] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
    }

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        replay: ReplayArguments,
    }

    fn asked(line: &str) -> Result<Asked, String> {
        let words = ["replay"].into_iter().chain(line.split(' '));
        let line = <Line as clap::Parser>::try_parse_from(words);
        let line = line.map_err(|error| error.to_string())?;
        line.replay
            .asked()
            .map_err(|failure| format!("{failure:?}"))
    }

    #[test]
    fn a_run_made_again_is_as_it_was() {
        assert!(matches!(
            asked("--again run_5 --failures"),
            Ok(Asked::Again(AgainRun { failures: true, .. }))
        ));
        for other in ["--times 2", "--concurrency 8", "--timeout 3", "--rate 5"] {
            let refused = asked(&format!("--again run_5 {other}")).err();
            assert!(refused.unwrap().contains("cannot be used with"), "{other}");
        }
    }

    #[test]
    fn failures_are_those_of_a_run() {
        let refused = asked("cap_1 --to http://localhost:1 --failures").err();
        assert!(refused.unwrap().contains("--again run_5 --failures"));
        let refused = asked("cap_1 --to http://localhost:1 --rate x").err();
        assert!(refused.unwrap().contains("such as 10 or 0.5"));
    }

    #[test]
    fn an_order_may_have_a_seed() {
        assert_eq!(order("shuffled:7"), Ok(RunOrder::Shuffled { seed: 7 }));
        assert_eq!(order("reversed"), Ok(RunOrder::Reversed));
        assert!(matches!(order("shuffled"), Ok(RunOrder::Shuffled { .. })));
        for bad in ["", "shuffled:", "shuffled:x", "random"] {
            assert!(order(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn spacing_may_have_a_speed() {
        assert_eq!(spacing("original"), Ok(Pace::Original { speed: 1.0 }));
        assert_eq!(spacing("original:2.5"), Ok(Pace::Original { speed: 2.5 }));
        for bad in [
            "",
            "original:",
            "original:0",
            "original:-1",
            "original:inf",
            "none",
        ] {
            assert!(spacing(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn times_are_moved_to_now_or_by_seconds() {
        assert_eq!(shift("now"), Ok(TimeShift::ToNow));
        assert_eq!(shift("-60"), Ok(TimeShift::Seconds(-60)));
        assert!(shift("1h").is_err());
    }
}
