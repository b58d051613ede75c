//! What changes deliveries: by id, or all that a filter lets through.

use app::App;
use app::contract::CallError;
use app::contract::deliveries::{ChosenDeliveries, RetryDeliveries, TouchedDeliveries};
use clap::Args;
use model::DeliveryId;
use serde::Serialize;

use super::list::FILTERS;
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::text::note;
use crate::session::with_app;

/// Which deliveries.
#[derive(Debug, Args)]
#[command(after_help = FILTERS)]
pub struct ChoiceArguments {
    /// Ids of the deliveries.
    #[arg(
        value_name = "ID",
        required_unless_present = "filter",
        conflicts_with = "filter"
    )]
    ids: Vec<DeliveryId>,

    /// All that match, such as 'endpoint:shop state:failed'; '' is all of them.
    #[arg(long, value_name = "EXPR")]
    filter: Option<String>,
}

/// Arguments of `deliveries retry`.
#[derive(Debug, Args)]
pub struct RetryArguments {
    #[command(flatten)]
    choice: ChoiceArguments,

    /// Begin the schedule anew, instead of one attempt beside it.
    #[arg(long)]
    restart: bool,
}

/// Arguments of `deliveries recover`.
#[derive(Debug, Args)]
pub struct RecoverArguments {
    /// Ids of dead letters.
    #[arg(value_name = "ID", required_unless_present_any = ["since", "filter", "endpoint"], conflicts_with_all = ["since", "filter", "endpoint"])]
    ids: Vec<DeliveryId>,

    /// All made since then: a span such as 6h or 7d, a day, or a time.
    #[arg(long, value_name = "T")]
    since: Option<String>,

    /// Only those to this endpoint.
    #[arg(long, value_name = "NAME")]
    endpoint: Option<String>,

    /// Only those that match, such as 'type:invoice.* until:1h'; '' is all of them.
    #[arg(long, value_name = "EXPR")]
    filter: Option<String>,
}

impl ChoiceArguments {
    fn chosen(self) -> Choice {
        Choice {
            asked: (!self.ids.is_empty()).then_some(self.ids.len() as u64),
            chosen: match self.filter {
                Some(filter) => ChosenDeliveries::Filter(filter),
                None => ChosenDeliveries::Ids(self.ids),
            },
        }
    }
}

impl RecoverArguments {
    fn chosen(self) -> Choice {
        if !self.ids.is_empty() {
            let (ids, filter) = (self.ids, None);
            return ChoiceArguments { ids, filter }.chosen();
        }
        let since = self.since.map(|since| format!("since:{since}"));
        let endpoint = self.endpoint.map(|name| format!("endpoint:\"{name}\""));
        let terms = [since, endpoint, self.filter];
        let terms: Vec<String> = terms.into_iter().flatten().collect();
        Choice {
            asked: None,
            chosen: ChosenDeliveries::Filter(terms.join(" ")),
        }
    }
}

/// What was chosen, and how many there should be.
struct Choice {
    chosen: ChosenDeliveries,
    asked: Option<u64>,
}

/// Tries again by hand.
pub async fn retry(arguments: RetryArguments, call: Call<'_>) -> Ended {
    let Choice { chosen, asked } = arguments.choice.chosen();
    let restart = arguments.restart;
    let retry = async |app: &App| {
        let argument = RetryDeliveries { chosen, restart };
        let told = Told {
            done: "retried",
            sentence: "Due again now",
            others: "do not exist (any more), or are under way",
        };
        let count = app::deliveries::retry(app, argument).await?.count;
        say_who_delivers(app, count).await?;
        told.tell(call.output, count, asked)
    };
    with_app(call.globals, retry).await
}

/// Begins the schedule of dead letters anew.
pub async fn recover(arguments: RecoverArguments, call: Call<'_>) -> Ended {
    let Choice { chosen, asked } = arguments.chosen();
    let recover = async |app: &App| {
        let told = Told {
            done: "recovered",
            sentence: "Recovered",
            others: "have not failed, or do not exist (any more)",
        };
        let count = app::deliveries::recover(app, chosen).await?.count;
        say_who_delivers(app, count).await?;
        told.tell(call.output, count, asked)
    };
    with_app(call.globals, recover).await
}

/// Due now is not delivered yet.
async fn say_who_delivers(app: &App, count: u64) -> Result<(), Failure> {
    match count {
        0 => Ok(()),
        _ => crate::session::say_who_delivers(app).await,
    }
}

/// Ends deliveries.
pub async fn cancel(choice: ChoiceArguments, call: Call<'_>) -> Ended {
    let told = Told {
        done: "cancelled",
        sentence: "Cancelled",
        others: "have ended before, or do not exist (any more)",
    };
    act(choice, call, told, app::deliveries::cancel).await
}

/// Holds deliveries back.
pub async fn pause(choice: ChoiceArguments, call: Call<'_>) -> Ended {
    let told = Told {
        done: "paused",
        sentence: "Paused",
        others: "have ended, are paused already, or do not exist (any more)",
    };
    act(choice, call, told, app::deliveries::pause).await
}

/// Lets deliveries go on.
pub async fn resume(choice: ChoiceArguments, call: Call<'_>) -> Ended {
    let told = Told {
        done: "resumed",
        sentence: "Resumed",
        others: "are not paused, or do not exist (any more)",
    };
    act(choice, call, told, app::deliveries::resume).await
}

/// Forgets deliveries that have ended.
pub async fn clear(choice: ChoiceArguments, call: Call<'_>) -> Ended {
    let told = Told {
        done: "cleared",
        sentence: "Cleared",
        others: "have not ended, or do not exist (any more)",
    };
    act(choice, call, told, app::deliveries::clear).await
}

async fn act(
    choice: ChoiceArguments,
    call: Call<'_>,
    told: Told,
    command: impl AsyncFnOnce(&App, ChosenDeliveries) -> Result<TouchedDeliveries, CallError>,
) -> Ended {
    let Choice { chosen, asked } = choice.chosen();
    let act = async |app: &App| {
        let count = command(app, chosen).await?.count;
        told.tell(call.output, count, asked)
    };
    with_app(call.globals, act).await
}

/// How the outcome is told.
struct Told {
    /// Field of the JSON row.
    done: &'static str,
    sentence: &'static str,
    /// Why ids were passed over.
    others: &'static str,
}

#[derive(Serialize)]
struct Counted(#[serde(serialize_with = "as_field")] (&'static str, u64));

fn as_field<S: serde::Serializer>(
    (name, count): &(&'static str, u64),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap as _;
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(name, count)?;
    map.end()
}

impl Told {
    /// An id that was passed over makes the answer no; a filter that finds nothing does not.
    fn tell(&self, output: &mut Output, count: u64, asked: Option<u64>) -> Ended {
        match output.is_json() {
            true => output.row(&Counted((self.done, count)))?,
            false => {
                let of = asked.map_or_else(String::new, |asked| format!(" of {asked}"));
                output.line(&format!("{}: {count}{of}.", self.sentence))?;
            }
        }
        let all = asked.is_none_or(|asked| count >= asked);
        if !all {
            let who = if count == 0 { "They" } else { "The others" };
            note(&format!("{who} {}.", self.others));
        }
        Ok(Outcome::from_answer(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_letters_are_chosen_by_time_endpoint_and_filter_together() {
        let arguments = RecoverArguments {
            ids: Vec::new(),
            since: Some("6h".to_owned()),
            endpoint: Some("my shop".to_owned()),
            filter: Some("type:a.*".to_owned()),
        };
        let ChosenDeliveries::Filter(filter) = arguments.chosen().chosen else {
            panic!("it is no filter")
        };
        assert_eq!(filter, "since:6h endpoint:\"my shop\" type:a.*");
    }

    #[test]
    fn the_count_has_the_name_of_what_was_done() {
        let row = serde_json::to_string(&Counted(("cancelled", 3))).unwrap();
        assert_eq!(row, r#"{"cancelled":3}"#);
    }
}
