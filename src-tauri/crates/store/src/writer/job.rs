//! What the writing thread is asked to do, and how it tells the outcome.

use std::sync::Arc;

use model::{AttemptId, CaptureId, Topic};
use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use crate::error::{Error, Fault};
use crate::{Claimed, Claiming, Finished, NewCapture};

/// Where the outcome of one request goes.
///
/// Whoever asked may have gone: then nobody needs the answer.
pub(super) type Reply<T> = oneshot::Sender<Result<T, Error>>;

/// A job and its place in the queue, given back when the job is taken out.
pub(super) struct Queued(pub(super) Job, pub(super) Option<OwnedSemaphorePermit>);

/// One request to the writing thread.
pub(super) enum Job {
    Capture(Box<NewCapture>, Reply<CaptureId>),
    Finish(Arc<Vec<Finished>>, Reply<Vec<AttemptId>>),
    Claim(Box<Claiming>, Reply<Claimed>),
    Change(Box<dyn Change>),
    Stop,
}

impl Job {
    /// What it adds to a batch.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Capture(row, _) => row.head.len() + row.body.len(),
            Self::Finish(finished, _) => finished.iter().map(bytes_of).sum(),
            Self::Claim(..) | Self::Change(..) | Self::Stop => 0,
        }
    }

    /// Answers a job that was never begun.
    pub(super) fn fail(self, error: Error) {
        match self {
            Self::Capture(_, reply) => drop(reply.send(Err(error))),
            Self::Finish(_, reply) => drop(reply.send(Err(error))),
            Self::Claim(_, reply) => drop(reply.send(Err(error))),
            Self::Change(change) => change.fail(error),
            Self::Stop => {}
        }
    }
}

fn bytes_of(finished: &Finished) -> usize {
    let answer = finished.attempt.answer.as_ref();
    let answer = answer.map_or(0, |answer| answer.body.len());
    finished.attempt.request_body.len() + answer
}

/// Any write that can be refused, and is then undone alone.
pub(super) trait Change: Send {
    /// Makes the change; the answer waits for the commit.
    fn run(self: Box<Self>, connection: &Connection) -> Done;
    /// Answers without having run.
    fn fail(self: Box<Self>, error: Error);
}

/// What a change came to before the commit.
pub(super) enum Done {
    /// Keep it, and announce what it changed.
    Kept(&'static [Topic], Answer),
    /// Undo it and tell why.
    Refused(Fault, Answer),
}

/// Tells the one who asked how it ended.
pub(super) type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;

/// A change as a closure that tells what it changed.
pub(super) struct Asked<T, F>(pub(super) F, pub(super) Reply<T>);

impl<T, F> Change for Asked<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Connection) -> Result<(T, &'static [Topic]), Fault> + Send,
{
    fn run(self: Box<Self>, connection: &Connection) -> Done {
        let Self(change, reply) = *self;
        match change(connection) {
            Ok((value, topics)) => {
                let answer = move |outcome: Result<(), Error>| {
                    drop(reply.send(outcome.map(|()| value)));
                };
                Done::Kept(topics, Box::new(answer))
            }
            Err(fault) => Done::Refused(
                fault,
                Box::new(move |outcome| {
                    drop(reply.send(outcome.and(Err(Error::Closed))));
                }),
            ),
        }
    }

    fn fail(self: Box<Self>, error: Error) {
        drop(self.1.send(Err(error)));
    }
}
