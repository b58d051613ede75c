//! A sender that is kept waiting, and what it means when it goes.
//!
//! A broken connection ends every wait. One that the sender has only ended on
//! its side may have somebody behind it who still listens, so a delayed answer
//! is sent all the same; but who is never answered has nothing to listen for,
//! and gives up its place. A sender that is cut off from the network shows
//! none of this: it holds its place to the end of the wait.

use std::future::pending;
use std::time::Duration;

use http::request::Parts;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use wire::{Departure, Hangup};

/// How long a sender is held that is never answered; senders give up far earlier.
const LONGEST_HOLD: Duration = Duration::from_secs(10 * 60);

/// Who waits for an answer.
#[derive(Debug)]
pub(crate) struct Sender(Option<Hangup>);

/// How a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// With its time, or with the call to stop.
    Over,
    /// With the sender's connection.
    Gone,
}

impl Sender {
    /// The sender of a request.
    pub(crate) fn of(parts: &Parts) -> Self {
        Self(parts.extensions.get().cloned())
    }

    /// Holds a sender that is never answered until it goes.
    pub(crate) async fn unanswered(&self, stop: &CancellationToken) {
        wait(LONGEST_HOLD, stop, self.departure()).await;
    }

    /// Holds a sender for a while before its answer.
    pub(crate) async fn delayed(&self, delay: Duration, stop: &CancellationToken) -> Wait {
        if delay.is_zero() {
            return Wait::Over;
        }
        let broken = async {
            if self.departure().await == Departure::Finished {
                pending().await
            }
        };
        wait(delay, stop, broken).await
    }

    async fn departure(&self) -> Departure {
        match &self.0 {
            Some(hangup) => hangup.wait().await,
            // What is asked over HTTP/2 is dropped when its sender goes.
            None => pending().await,
        }
    }
}

async fn wait<T>(time: Duration, stop: &CancellationToken, gone: impl Future<Output = T>) -> Wait {
    tokio::select! {
        _ = timeout(time, stop.cancelled()) => Wait::Over,
        _ = gone => Wait::Gone,
    }
}
