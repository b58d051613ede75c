//! What is played: a server on a stage, and how patient it is.

use std::time::Duration;

use crate::stage::Stage;

/// An emulated Skyvern.
#[derive(Debug, Clone)]
pub(crate) struct Emulation {
    /// Where it plays.
    pub(crate) stage: Stage,
    /// How long it waits for the receiver of a webhook.
    pub(crate) patience: Duration,
}

impl Emulation {
    /// One that is as patient as Skyvern.
    #[must_use]
    pub(crate) const fn new(stage: Stage) -> Self {
        Self {
            stage,
            patience: Duration::from_secs(60),
        }
    }
}
