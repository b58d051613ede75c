//! A capture with its body and whoever signs for it, ready to be sent any number of times.

use bytes::Bytes;
use model::{CaptureId, Headers, Timestamp, Trigger};
use store::{CaptureRecord, SourceSet, WholeCapture};

use super::ready::{Ready, Signature};
use super::template::{Filling, PatchError};
use crate::{
    CapturedRequest, Order, Outgoing, PrepareError, Signer, Signing, below_source, prepare,
    send_mode,
};

/// What kept a capture from being sent.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// It was deleted meanwhile.
    #[error("{0} is no longer there, so it was not sent")]
    Gone(CaptureId),
    /// Only a part of its head ever came.
    #[error("{capture} has no head that can be sent: {source}")]
    Head {
        /// Which capture.
        capture: CaptureId,
        /// What is wrong with it.
        source: wire::head::HeadError,
    },
    /// It could not be signed.
    #[error("{capture} was not sent: {source}")]
    Prepare {
        /// Which capture.
        capture: CaptureId,
        /// Why.
        source: PrepareError,
    },
    /// It could not be patched.
    #[error("{capture} was not sent: {source}")]
    Patch {
        /// Which capture.
        capture: CaptureId,
        /// Why.
        source: PatchError,
    },
    /// The store gives or takes nothing.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A capture that can be sent.
#[derive(Debug)]
pub(super) struct Subject {
    record: CaptureRecord,
    headers: Headers,
    body: Bytes,
    signer: Option<Signer>,
}

impl Subject {
    /// Makes a capture ready.
    ///
    /// # Errors
    /// When its head is not whole, or it is to be signed and nobody can.
    pub(super) fn new(
        whole: WholeCapture,
        ready: &Ready,
        sources: &SourceSet,
    ) -> Result<Self, Problem> {
        let WholeCapture { record, body } = whole;
        let capture = record.capture.id;
        let head = wire::head::parse(&record.head);
        let head = head.map_err(|source| Problem::Head { capture, source })?;
        let signer = match ready.signature {
            Signature::Keep => None,
            // The source signs as it does now, not as it did when the capture came.
            Signature::Afresh => {
                let signer = Signer::of_source(sources, &record.capture.source);
                Some(signer.map_err(|source| Problem::Prepare { capture, source })?)
            }
        };
        Ok(Self {
            headers: head.headers,
            body: body.into(),
            signer,
            record,
        })
    }

    /// The attempt that sends it to one of the plan's targets.
    ///
    /// # Errors
    /// When its body cannot be patched, or it cannot be signed.
    pub(super) fn order(
        &self,
        ready: &Ready,
        target: u16,
        filling: &Filling,
    ) -> Result<Order, Problem> {
        let capture = self.record.capture.id;
        let captured = CapturedRequest {
            method: &self.record.capture.method,
            head: &self.record.head,
            headers: &self.headers,
            body: self.body.clone(),
        };
        let edit = ready
            .template
            .applied(&captured, self.record.capture.received_at, filling)
            .map_err(|source| Problem::Patch { capture, source })?;
        let signing = self.signer.as_ref().map_or(Signing::Keep, |signer| {
            let (now, entropy) = (filling.now, rand::random());
            Signing::Afresh {
                signer,
                now,
                entropy,
            }
        });
        let url = self.url(ready, target);
        let mut outgoing = prepare(&captured, &url, &edit, &signing)
            .map_err(|source| Problem::Prepare { capture, source })?;
        outgoing.timeout = Some(ready.timeout);
        Ok(Order {
            capture: Some(capture),
            trigger: Trigger::Replay,
            mode: send_mode(&edit, &signing),
            outgoing,
        })
    }

    fn url(&self, ready: &Ready, target: u16) -> String {
        let capture = &self.record.capture;
        let below = below_source(&capture.target, &capture.source);
        ready.targets[usize::from(target) % ready.targets.len()].replay_url(below)
    }
}

/// The first request of a run, as it would be sent at `now` to the first target.
///
/// # Errors
/// As [`Subject::new`], and when its body cannot be patched.
pub fn first_request(
    whole: WholeCapture,
    ready: &Ready,
    (sources, now): (&SourceSet, Timestamp),
) -> Result<Outgoing, Problem> {
    let filling = Filling {
        capture: whole.record.capture.id,
        index: 1,
        now,
        entropy: rand::random(),
    };
    let subject = Subject::new(whole, ready, sources)?;
    Ok(subject.order(ready, 0, &filling)?.outgoing)
}
