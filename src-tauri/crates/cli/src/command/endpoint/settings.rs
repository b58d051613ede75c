//! The flags that `endpoint add` and `endpoint edit` share.

use app::App;
use clap::{Args, ValueEnum};
use model::{Breaker, FaultMix, Header, Headers, Manner, Ordering};

use crate::arguments::values;
use crate::outcome::Failure;

/// What takes a setting back.
const NONE: &str = "none";

/// Settings of an endpoint; what is not given stays as it is.
#[derive(Debug, Default, Args)]
pub struct SettingArguments {
    /// How it is signed: an id, a file with a definition, or none.
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,

    /// Who delivers: a profile of Svix, or none for this machine.
    #[arg(long, value_name = "PROFILE")]
    delivered_by: Option<String>,

    /// When deliveries are tried again: a published schedule, or waits such as '5s, 1m, 10m'.
    #[arg(long, value_name = "NAME|WAITS")]
    schedule: Option<String>,

    /// How many times faster than real time its waits go by, 1 to 100000.
    #[arg(long, value_name = "N")]
    speed: Option<u32>,

    /// Attempts begun in a second at most, or none.
    #[arg(long, value_name = "N")]
    rate: Option<String>,

    /// Attempts under way at once, 1 to 256.
    #[arg(long, value_name = "N")]
    concurrency: Option<u32>,

    /// What waits for what: nothing, or each event for the earlier ones with its ordering key.
    #[arg(long, value_name = "none|by-key")]
    ordering: Option<Order>,

    /// Seconds until an attempt counts as unanswered, or none for the schedule's time.
    #[arg(long, value_name = "S")]
    timeout: Option<String>,

    /// Event type that it wants, such as invoice.paid or 'invoice.*', or none for all.
    #[arg(long, value_name = "T")]
    event_type: Vec<String>,

    /// Header field of each request, or none.
    #[arg(long, value_name = "NAME: VALUE")]
    header: Vec<String>,

    /// Failures in a row after which nothing is sent for some seconds, such as 5:30, or none.
    #[arg(long, value_name = "N:S")]
    breaker: Option<String>,

    /// What goes wrong on the way out, on purpose, such as drop=0.1,delay=0.2,seed=7, or none.
    #[arg(long, value_name = "MIX")]
    faults: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    None,
    ByKey,
}

impl SettingArguments {
    /// The scheme in place of the one that was; a definition in a file is kept in the data folder.
    pub async fn scheme(
        &self,
        app: &App,
        before: Option<String>,
    ) -> Result<Option<String>, Failure> {
        match self.scheme.as_deref() {
            Some(NONE) => Ok(None),
            Some(scheme) => crate::schemes::id_for_source(app, scheme).await.map(Some),
            None => Ok(before),
        }
    }

    /// The profile that delivers, in place of the one that did.
    pub fn delivered_by(&self, before: Option<String>) -> Option<String> {
        match self.delivered_by.as_deref() {
            Some(NONE) => None,
            Some(profile) => Some(profile.to_owned()),
            None => before,
        }
    }

    /// These settings in place of those that were.
    pub fn apply(&self, before: Manner) -> Result<Manner, Failure> {
        Ok(Manner {
            headers: self.headers(before.headers)?,
            id_header: before.id_header,
            event_types: listed(&self.event_type, before.event_types),
            schedule: self.schedule.clone().unwrap_or(before.schedule),
            speed: self.speed.unwrap_or(before.speed),
            rate: optional(self.rate.as_deref(), before.rate, rate)?,
            concurrency: self.concurrency.unwrap_or(before.concurrency),
            ordering: self.ordering.map_or(before.ordering, Ordering::from),
            timeout_ms: optional(self.timeout.as_deref(), before.timeout_ms, milliseconds)?,
            breaker: optional(self.breaker.as_deref(), before.breaker, breaker)?,
            faults: optional(self.faults.as_deref(), before.faults, faults)?,
        })
    }

    fn headers(&self, before: Headers) -> Result<Headers, Failure> {
        if self.header.is_empty() {
            return Ok(before);
        }
        let given = self.header.iter().filter(|text| *text != NONE);
        let read = |text: &String| {
            values::header(text)
                .map_err(|help| Failure::usage(format!("--header \"{text}\": {help}")))
        };
        let headers: Result<Vec<Header>, Failure> = given.map(read).collect();
        headers.map(Headers)
    }
}

impl From<Order> for Ordering {
    fn from(order: Order) -> Self {
        match order {
            Order::None => Self::None,
            Order::ByKey => Self::ByKey,
        }
    }
}

fn listed(given: &[String], before: Vec<String>) -> Vec<String> {
    match given.is_empty() {
        true => before,
        false => given.iter().filter(|text| *text != NONE).cloned().collect(),
    }
}

fn optional<T>(
    given: Option<&str>,
    before: Option<T>,
    read: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    match given {
        None => Ok(before),
        Some(NONE) => Ok(None),
        Some(text) => read(text).map(Some),
    }
}

fn rate(text: &str) -> Result<u32, Failure> {
    let wrong = |_| {
        Failure::usage(format!(
            "\"{text}\" is no rate: give a number, such as 10, or none"
        ))
    };
    text.parse().map_err(wrong)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the seconds were checked to be from 0.001 to 86400"
)]
fn milliseconds(text: &str) -> Result<u64, Failure> {
    let seconds: Option<f64> = text.parse().ok();
    let wrong = || {
        Failure::usage(format!(
            "\"{text}\" is no time to wait: give seconds, such as 20 or 0.5, or none"
        ))
    };
    let sane = seconds.filter(|seconds| (0.001..=86_400.0).contains(seconds));
    sane.map(|seconds| (seconds * 1e3) as u64).ok_or_else(wrong)
}

fn breaker(text: &str) -> Result<Breaker, Failure> {
    let wrong = || {
        Failure::usage(format!(
            "\"{text}\" is no breaker: give failures and seconds, such as 5:30, or none"
        ))
    };
    let (failures, cooldown) = text.split_once(':').ok_or_else(wrong)?;
    Ok(Breaker {
        failures: failures.parse().map_err(|_| wrong())?,
        cooldown_ms: milliseconds(cooldown).map_err(|_| wrong())?,
    })
}

fn faults(text: &str) -> Result<FaultMix, Failure> {
    match text.trim() {
        "" => Err(Failure::usage(
            "--faults is empty: say what goes wrong, such as drop=0.1,seed=7, or none",
        )),
        text => text.parse().map_err(Failure::usage),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before() -> Manner {
        Manner {
            event_types: vec!["a".to_owned()],
            rate: Some(5),
            timeout_ms: Some(500),
            breaker: Some(Breaker {
                failures: 1,
                cooldown_ms: 1,
            }),
            ..Manner::default()
        }
    }

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_is_not_named_stays() {
        assert_eq!(SettingArguments::default().apply(before()), Ok(before()));
    }

    #[test]
    fn none_takes_a_setting_back() {
        let arguments = SettingArguments {
            rate: text(NONE),
            timeout: text(NONE),
            breaker: text(NONE),
            faults: text(NONE),
            event_type: vec![NONE.to_owned()],
            header: vec![NONE.to_owned()],
            ..SettingArguments::default()
        };
        assert_eq!(arguments.apply(before()), Ok(Manner::default()));
    }

    #[test]
    fn settings_are_read_as_people_write_them() {
        let arguments = SettingArguments {
            timeout: text("0.5"),
            breaker: text("5:30"),
            faults: text("drop=0.5,seed=7"),
            ordering: Some(Order::ByKey),
            header: vec!["X-A: 1".to_owned()],
            ..SettingArguments::default()
        };
        let manner = arguments.apply(before()).unwrap();
        assert_eq!(manner.timeout_ms, Some(500));
        let breaker = manner.breaker.unwrap();
        assert_eq!((breaker.failures, breaker.cooldown_ms), (5, 30_000));
        assert_eq!(manner.faults.unwrap().seed, 7);
        assert_eq!(manner.ordering, Ordering::ByKey);
        assert_eq!(manner.headers.text("x-a"), Some("1"));
    }

    #[test]
    fn what_cannot_be_read_is_bad_input_with_an_example() {
        for wrong in ["5", "5:", ":5", "x:1", "5:0", "5:-1", "5:NaN"] {
            assert!(breaker(wrong).is_err(), "{wrong}");
        }
        for wrong in ["0", "-1", "inf", "x", "99999999"] {
            assert!(milliseconds(wrong).is_err(), "{wrong}");
        }
        assert!(rate("fast").is_err() && faults("drop=2").is_err());
        assert!(faults(" ").is_err());
    }
}
