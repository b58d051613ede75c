//! Passes a capture on as it arrived: one attempt a target, after the commit.

use std::time::Duration;

use model::{Attempt, CaptureId, SendMode, Trigger};
use store::Store;
use tokio_util::sync::CancellationToken;

use crate::{CapturedRequest, Order, Sender, Target, attempt, prepare};

/// One capture to be passed on.
#[derive(Debug, Clone)]
pub struct Forward<'a> {
    /// Which capture.
    pub capture: CaptureId,
    /// Its bytes.
    pub request: CapturedRequest<'a>,
    /// Its path below the source, with the query; see [`crate::below_source`].
    pub below: &'a str,
    /// Where to.
    pub target: &'a Target,
    /// Time until an answer must be here; `None` is the sender's.
    pub timeout: Option<Duration>,
    /// Ends the attempt at once.
    pub cancel: CancellationToken,
}

impl Forward<'_> {
    /// The attempt to be made.
    #[must_use]
    pub fn order(&self) -> Order {
        let url = self.target.forward_url(self.below);
        let mut outgoing = prepare::exact(&self.request, &url);
        outgoing.timeout = self.timeout;
        outgoing.cancel = self.cancel.clone();
        Order {
            capture: Some(self.capture),
            trigger: Trigger::Forward,
            mode: SendMode::Exact,
            outgoing,
        }
    }
}

/// Sends the capture once and stores the attempt. A dead target is a result, not an error.
///
/// # Errors
/// When the attempt cannot be stored.
pub async fn run(
    forward: Forward<'_>,
    sender: &Sender,
    store: &Store,
) -> Result<Attempt, store::Error> {
    attempt::keep(forward.order().send(sender).await, store).await
}
