//! What goes wrong on the way out, on purpose: to see how a handler takes it.
//!
//! Plain data and its text form. Which exchange a fault befalls is thrown in
//! `delivery`, and so is what it does to the bytes.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A delayed request is no later than this, in milliseconds.
const LONGEST_DELAY: u64 = 600_000;
/// Room for shares such as three times a third, whose sum is a hair above 1.
const ROUNDING: f64 = 1e-9;

/// A seeded mix of faults: the same seed hits the same exchanges in the same way.
///
/// Shares are from 0 to 1. The first four break an exchange: one throw decides among them, so at
/// most one befalls it and together they are at most 1. Of those that are sent, the other faults
/// befall each for itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct FaultMix {
    /// Where the chance begins.
    pub seed: u32,
    /// Share that is never sent, though counted as sent.
    pub drop: f64,
    /// Share whose connection is reset in the middle of the body.
    pub reset: f64,
    /// Share whose body ends early, though `Content-Length` says more.
    pub truncate: f64,
    /// Share whose `Content-Length` is wrong: less than the body.
    pub wrong_length: f64,
    /// Share whose body trickles.
    pub slow_body: f64,
    /// Share that is sent late.
    pub delay: f64,
    /// Share that is sent twice.
    pub duplicate: f64,
    /// Share that is held back until the next one has gone.
    pub reorder: f64,
    /// How late a delayed request is, and how long a slow body takes, in milliseconds, at most
    /// ten minutes.
    #[ts(type = "number")]
    pub delay_ms: u64,
}

impl Default for FaultMix {
    /// Nothing goes wrong; what would be late is a second late.
    fn default() -> Self {
        Self {
            seed: 0,
            drop: 0.0,
            reset: 0.0,
            truncate: 0.0,
            wrong_length: 0.0,
            slow_body: 0.0,
            delay: 0.0,
            duplicate: 0.0,
            reorder: 0.0,
            delay_ms: 1_000,
        }
    }
}

/// A fault that befell an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Never sent.
    Drop,
    /// The connection was reset in the middle of the body.
    Reset,
    /// The body ended early.
    Truncate,
    /// `Content-Length` said less than the body has.
    WrongLength,
    /// The body trickled.
    SlowBody,
    /// Sent late.
    Delay,
    /// Sent twice.
    Duplicate,
    /// Sent after the one that followed it.
    Reorder,
}

impl Fault {
    /// All of them, in the order of the mix.
    pub const ALL: [Self; 8] = [
        Self::Drop,
        Self::Reset,
        Self::Truncate,
        Self::WrongLength,
        Self::SlowBody,
        Self::Delay,
        Self::Duplicate,
        Self::Reorder,
    ];

    /// Its name, as in JSON and in the text form of a mix.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Reset => "reset",
            Self::Truncate => "truncate",
            Self::WrongLength => "wrong_length",
            Self::SlowBody => "slow_body",
            Self::Delay => "delay",
            Self::Duplicate => "duplicate",
            Self::Reorder => "reorder",
        }
    }

    /// Whether what arrives is not the whole request.
    #[must_use]
    pub const fn is_breaking(self) -> bool {
        matches!(
            self,
            Self::Drop | Self::Reset | Self::Truncate | Self::WrongLength
        )
    }
}

/// Why a mix of faults cannot be.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FaultMixError {
    /// A part of the text is not `name=value`.
    #[error("\"{0}\" is no fault: write them like drop=0.1,delay=0.2,delay_ms=500,seed=7")]
    Form(String),
    /// A name that no fault has.
    #[error(
        "\"{0}\" is not known here: use drop, reset, truncate, wrong_length, slow_body, delay, duplicate, reorder, delay_ms or seed"
    )]
    Unknown(String),
    /// The same name twice.
    #[error("{0} is given twice: give it once")]
    Twice(String),
    /// A share that is none.
    #[error("{name}={value} is no share: use a number from 0 to 1, such as {name}=0.1")]
    Share {
        /// Name of the fault.
        name: &'static str,
        /// What was given.
        value: String,
    },
    /// A number that is none, or is too large.
    #[error("{name}={value} cannot be: use a whole number up to {most}")]
    Number {
        /// Name of the number.
        name: &'static str,
        /// What was given.
        value: String,
        /// The largest that can be.
        most: u64,
    },
    /// The breaking faults' shares together are more than all exchanges.
    #[error(
        "drop, reset, truncate and wrong_length together are {0}, more than all: at most one of them befalls a request, so keep their sum at 1 or below"
    )]
    Sum(f64),
}

impl FaultMix {
    /// The share of exchanges that a fault befalls.
    #[must_use]
    pub const fn share(&self, fault: Fault) -> f64 {
        match fault {
            Fault::Drop => self.drop,
            Fault::Reset => self.reset,
            Fault::Truncate => self.truncate,
            Fault::WrongLength => self.wrong_length,
            Fault::SlowBody => self.slow_body,
            Fault::Delay => self.delay,
            Fault::Duplicate => self.duplicate,
            Fault::Reorder => self.reorder,
        }
    }

    const fn share_mut(&mut self, fault: Fault) -> &mut f64 {
        match fault {
            Fault::Drop => &mut self.drop,
            Fault::Reset => &mut self.reset,
            Fault::Truncate => &mut self.truncate,
            Fault::WrongLength => &mut self.wrong_length,
            Fault::SlowBody => &mut self.slow_body,
            Fault::Delay => &mut self.delay,
            Fault::Duplicate => &mut self.duplicate,
            Fault::Reorder => &mut self.reorder,
        }
    }

    /// Whether no fault befalls anything.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        Fault::ALL.iter().all(|&fault| self.share(fault) <= 0.0)
    }

    /// Checks a mix, as it may come from anybody's JSON.
    ///
    /// # Errors
    /// When a share is not from 0 to 1, the breaking ones are more than 1 together, or the delay
    /// is longer than ten minutes.
    pub fn check(&self) -> Result<(), FaultMixError> {
        for fault in Fault::ALL {
            let share = self.share(fault);
            if !(0.0..=1.0).contains(&share) {
                let (name, value) = (fault.as_str(), share.to_string());
                return Err(FaultMixError::Share { name, value });
            }
        }
        let breaking = Fault::ALL.into_iter().filter(|fault| fault.is_breaking());
        let sum: f64 = breaking.map(|fault| self.share(fault)).sum();
        if sum > 1.0 + ROUNDING {
            return Err(FaultMixError::Sum(sum));
        }
        at_most("delay_ms", self.delay_ms, LONGEST_DELAY)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), FaultMixError> {
        match name {
            "delay_ms" => self.delay_ms = number("delay_ms", value, LONGEST_DELAY)?,
            "seed" => {
                let seed = number("seed", value, u32::MAX.into())?;
                self.seed = u32::try_from(seed).expect("it was found to be small enough");
            }
            _ => {
                let fault = Fault::ALL.into_iter().find(|fault| fault.as_str() == name);
                let fault = fault.ok_or_else(|| FaultMixError::Unknown(name.to_owned()))?;
                *self.share_mut(fault) = share(fault, value)?;
            }
        }
        Ok(())
    }
}

fn share(fault: Fault, value: &str) -> Result<f64, FaultMixError> {
    let share = value
        .parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| FaultMixError::Share {
        name: fault.as_str(),
        value: value.to_owned(),
    })
}

fn number(name: &'static str, value: &str, most: u64) -> Result<u64, FaultMixError> {
    let wrong = || FaultMixError::Number {
        name,
        value: value.to_owned(),
        most,
    };
    let number = value.parse().map_err(|_| wrong())?;
    at_most(name, number, most)?;
    Ok(number)
}

fn at_most(name: &'static str, number: u64, most: u64) -> Result<(), FaultMixError> {
    if number <= most {
        return Ok(());
    }
    let value = number.to_string();
    Err(FaultMixError::Number { name, value, most })
}

impl FromStr for FaultMix {
    type Err = FaultMixError;

    /// Reads `drop=.1,reset=.05,delay=.2,delay_ms=500,seed=7`; an empty text is no fault.
    fn from_str(text: &str) -> Result<Self, FaultMixError> {
        let mut mix = Self::default();
        let mut given = Vec::new();
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let halves = part.split_once('=');
            let (name, value) = halves.ok_or_else(|| FaultMixError::Form(part.to_owned()))?;
            let (name, value) = (name.trim().replace('-', "_"), value.trim());
            if given.contains(&name) {
                return Err(FaultMixError::Twice(name));
            }
            mix.set(&name, value)?;
            given.push(name);
        }
        mix.check()?;
        Ok(mix)
    }
}

impl Display for FaultMix {
    /// The text form, without what is as usual.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let befall = Fault::ALL
            .into_iter()
            .filter(|&fault| self.share(fault) > 0.0);
        let mut parts: Vec<_> = befall
            .map(|fault| format!("{}={}", fault.as_str(), self.share(fault)))
            .collect();
        let usual = Self::default();
        if self.delay_ms != usual.delay_ms {
            parts.push(format!("delay_ms={}", self.delay_ms));
        }
        if self.seed != usual.seed {
            parts.push(format!("seed={}", self.seed));
        }
        f.write_str(&parts.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mix(text: &str) -> FaultMix {
        text.parse().unwrap()
    }

    fn error(text: &str) -> String {
        text.parse::<FaultMix>().unwrap_err().to_string()
    }

    #[test]
    fn a_mix_is_read_and_written_in_the_same_form() {
        let read = mix("drop=.1, reset=0.05,wrong-length=.2,delay_ms=500,seed=7");
        assert_eq!((read.drop, read.reset, read.wrong_length), (0.1, 0.05, 0.2));
        let written = read.to_string();
        assert_eq!(
            written,
            "drop=0.1,reset=0.05,wrong_length=0.2,delay_ms=500,seed=7"
        );
        assert_eq!(mix(&written), read);
        assert_eq!(
            (mix(""), mix("").to_string()),
            (FaultMix::default(), String::new())
        );
        assert!(mix("seed=3").is_harmless() && !read.is_harmless());
    }

    #[test]
    fn what_cannot_be_is_named_with_what_can() {
        assert!(error("drop").contains("\"drop\" is no fault: write them like drop=0.1"));
        assert!(error("explode=1").contains("\"explode\" is not known here: use drop, reset"));
        for share in [
            "drop=2",
            "drop=-0.1",
            "drop=NaN",
            "drop=inf",
            "drop=",
            "drop=10%",
        ] {
            assert!(error(share).contains("is no share"), "{share}");
        }
        assert!(error("drop=.1,drop=.2").contains("given twice"));
        assert!(error("seed=4294967296").contains("up to 4294967295"));
        assert!(error("delay_ms=600001").contains("up to 600000"));
        assert!(error("delay_ms=-1").contains("delay_ms=-1 cannot be"));
    }

    #[test]
    fn faults_that_exclude_each_other_cannot_befall_more_than_all() {
        assert!(error("drop=.6,reset=.5").contains("together are 1.1"));
        assert!(error("drop=.6,truncate=.5").contains("keep their sum at 1 or below"));
        let thirds = 1.0 / 3.0;
        let all = format!("drop={thirds},reset={thirds},truncate={thirds}");
        assert!(mix(&all).check().is_ok());
        assert!(mix("delay=1,duplicate=1,slow_body=1").check().is_ok());
    }

    #[test]
    fn a_mix_from_json_is_checked_like_one_from_text() {
        let from_json = FaultMix {
            duplicate: f64::NAN,
            ..FaultMix::default()
        };
        assert!(from_json.check().is_err());
        let late = FaultMix {
            delay_ms: u64::MAX,
            ..FaultMix::default()
        };
        assert!(late.check().is_err());
    }
}
