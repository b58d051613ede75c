//! Requests that something happens to on the way, on purpose.
//!
//! The head is the one that would have gone out without the fault, but for a
//! length that is meant to be wrong. Each takes a connection of its own, which
//! serves no other request.

mod stream;

use bytes::Bytes;
use model::AttemptAnswer;
use wire::exact::{Connection, ExactHead, Expected, Transfer};

use crate::connect::Dialer;
use crate::exchange::{Fault, Trace};
use crate::harm::{Harm, Shape};
use crate::place::Place;
use crate::request_head::Head;
use crate::{Outgoing, WireForm, answer, exact};
use stream::{Harming, Script};

/// A request, and what is to happen to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Harmed<'a> {
    /// The request.
    pub outgoing: &'a Outgoing,
    /// Where it goes.
    pub place: &'a Place,
    /// `User-Agent` where it brings none.
    pub user_agent: &'a str,
    /// What is to happen.
    pub harm: &'a Harm,
}

impl Harmed<'_> {
    /// Sends the request over a new connection and takes in its answer, should one come.
    pub(crate) async fn exchange(
        self,
        dialer: &Dialer,
        keep: u64,
        trace: Trace<'_>,
    ) -> Result<AttemptAnswer, Fault> {
        let (transfer, script) = self.made_ready(trace)?;
        let stream = Harming::new(dialer.dial(&self.place.url).await?, script);
        let mut connection = Connection::open(stream).await?;
        let response = connection.send(&transfer).await?;
        answer::take_in(response, keep, &trace).await
    }

    fn made_ready(self, trace: Trace<'_>) -> Result<(Transfer, Script), Fault> {
        let body = &self.outgoing.body;
        let shape = self.harm.shape(body.len());
        let head = self.head(shape)?;
        let words = self.harm.words(body.len());
        let script = Script {
            head: head.bytes.len(),
            body: shape.sent,
            over: self.harm.slow(),
            then: shape.then,
            told: words.join("; "),
        };
        let exceptions = [head.exceptions.clone(), words].concat();
        trace.record.head(head.bytes.clone(), exceptions);
        let transfer = Transfer::new(head.with_body(body.slice(..shape.sent)));
        // Only what goes out whole can be proved equal.
        if self.is_exact() && (shape.declared, shape.sent) == (body.len(), body.len()) {
            trace.record.transfer(transfer.clone());
        }
        Ok((transfer, script))
    }

    const fn is_exact(&self) -> bool {
        matches!(self.outgoing.wire, WireForm::Exact { .. })
    }

    fn head(&self, shape: Shape) -> Result<ExactHead, Fault> {
        match &self.outgoing.wire {
            WireForm::Exact { recorded_head } => Ok(exact::head(
                (self.outgoing, shape.declared),
                recorded_head,
                self.place,
            )),
            WireForm::Normal | WireForm::Direct => {
                let mut head = Head::new(self.outgoing, self.place, self.user_agent)?;
                head.set_length(shape.declared);
                let bytes = Bytes::from(head.rendered(self.place));
                Ok(ExactHead {
                    expect: Expected {
                        recorded: bytes.clone(),
                        excepted: Vec::new(),
                    },
                    bytes,
                    exceptions: Vec::new(),
                })
            }
        }
    }
}
