//! One exchange on its way to becoming an attempt in the store.

use model::{Attempt, AttemptId, CaptureId, SendMode, Trigger};
use store::{NewAttempt, Store};

use crate::{Exchange, Outgoing, Sender};

/// A request, and why it is sent.
#[derive(Debug, Clone)]
pub struct Order {
    /// The capture that it sends, if it does.
    pub capture: Option<CaptureId>,
    /// What asked for it.
    pub trigger: Trigger,
    /// How it came about.
    pub mode: SendMode,
    /// The request.
    pub outgoing: Outgoing,
}

impl Order {
    /// Sends the request; what came of it is ready to be stored, see [`keep`].
    pub async fn send(self, sender: &Sender) -> NewAttempt {
        self.send_by(|outgoing| sender.send(outgoing)).await
    }

    /// As [`Order::send`], by another way of sending.
    pub(crate) async fn send_by<S, F>(self, send: S) -> NewAttempt
    where
        S: FnOnce(Outgoing) -> F,
        F: Future<Output = Exchange>,
    {
        let (method, target) = (self.outgoing.method.clone(), self.outgoing.url.clone());
        let request_body = self.outgoing.body.clone();
        let exchange = send(self.outgoing).await;
        let status = exchange.status();
        let (answer, failure) = match exchange.outcome {
            Ok(answer) => (Some(answer), None),
            Err(failure) => (None, Some(failure)),
        };
        NewAttempt {
            capture: self.capture,
            trigger: self.trigger,
            mode: self.mode,
            method,
            target,
            started_at: exchange.started_at,
            timing: exchange.timing,
            status,
            failure,
            exact: exchange.exact,
            request_head: exchange.request_head,
            exceptions: exchange.exceptions,
            request_body,
            answer,
        }
    }
}

/// Stores an attempt and gives the row that lists show.
///
/// # Errors
/// When the store takes no more.
pub async fn keep(attempt: NewAttempt, store: &Store) -> Result<Attempt, store::Error> {
    let row = row(&attempt);
    let id = store.attempts().add(attempt).await?;
    Ok(Attempt { id, ..row })
}

/// The row of an attempt whose id is not known yet.
pub(crate) fn row(attempt: &NewAttempt) -> Attempt {
    Attempt {
        id: AttemptId(0),
        capture: attempt.capture,
        trigger: attempt.trigger,
        mode: attempt.mode,
        method: attempt.method.to_string(),
        target: attempt.target.to_string(),
        started_at: attempt.started_at,
        timing: attempt.timing,
        status: attempt.status,
        failure: attempt.failure.clone(),
        exact: attempt.exact,
        request_size: attempt.request_body.len() as u64,
        response_size: attempt
            .answer
            .as_ref()
            .map_or(0, |answer| answer.body.len() as u64),
    }
}
