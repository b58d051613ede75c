//! Faults on the way out, made on purpose: to see how a handler takes them.
//!
//! [`FaultDice`] says which faults befall an exchange (pure, seeded); [`send`]
//! makes them on the wire, over a connection of its own, and whatever the
//! handler answers is kept. Sending twice and holding back concern more than
//! one exchange, so [`is_twice`] and [`is_held_back`] only tell whoever sends.

mod dice;

use std::time::Duration;

use model::Fault;
use tokio::time::sleep;

pub use dice::FaultDice;
pub(crate) use dice::{STEP, mixed};

use crate::harm::{self, Harm};
use crate::{Exchange, Outgoing, Sender};

/// Sends a request with these faults; `delay` is how late a delayed one is, and how long a slow
/// body takes.
///
/// A delay comes before the exchange and is no part of its times; a slow body has its time on top
/// of the request's time-out. What was done stands in [`Exchange::exceptions`], and in the
/// failure's words where no answer came.
pub async fn send(
    sender: &Sender,
    outgoing: Outgoing,
    faults: &[Fault],
    delay: Duration,
) -> Exchange {
    let harm = Harm::of(faults, delay);
    if harm.is_drop() {
        return harm::dropped(&outgoing, sender.clock().now());
    }
    if let Some(late) = harm.late() {
        // One that is cancelled meanwhile is told so by the exchange, which then ends at once.
        tokio::select! {
            () = outgoing.cancelled() => {}
            () = sleep(late) => {}
        }
    }
    sender.send_harmed(outgoing, &harm).await
}

/// Whether the request is to be sent a second time.
#[must_use]
pub fn is_twice(faults: &[Fault]) -> bool {
    faults.contains(&Fault::Duplicate)
}

/// Whether the request is to wait until the next one has gone.
#[must_use]
pub fn is_held_back(faults: &[Fault]) -> bool {
    faults.contains(&Fault::Reorder)
}

#[cfg(test)]
mod tests;
