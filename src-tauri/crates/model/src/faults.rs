//! What goes wrong on the way out, on purpose: to see how a handler takes it.

use serde::{Deserialize, Serialize};

/// A seeded mix of faults: the same seed hits the same exchanges in the same way.
///
/// Shares are from 0 to 1 and are drawn one after the other in the order of the fields; at most
/// one fault that breaks an exchange befalls it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
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
    /// How late a delayed request is, and how long a slow body takes, in milliseconds.
    #[ts(type = "number")]
    pub delay_ms: u64,
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
