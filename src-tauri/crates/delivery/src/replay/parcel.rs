//! A capture read from the store, ready to be sent any number of times.

use bytes::Bytes;
use model::{CaptureId, Headers, Timestamp, Trigger};
use store::{CaptureRecord, Store};

use crate::replay::{Plan, Signature};
use crate::{
    CapturedRequest, Order, PrepareError, Signer, Signing, below_source, prepare, send_mode,
};

/// What kept a capture from being sent.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    /// It was deleted meanwhile.
    #[error("{0} is no longer there, so it was not sent")]
    Gone(CaptureId),
    /// Only a part of its head ever came.
    #[error("{capture} has no head that can be sent: {source}")]
    Head {
        capture: CaptureId,
        source: wire::head::HeadError,
    },
    /// It could not be signed.
    #[error("{capture} was not sent: {source}")]
    Prepare {
        capture: CaptureId,
        source: PrepareError,
    },
    /// The store gives or takes nothing.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A capture with its body, its destination and whoever signs for it.
#[derive(Debug)]
pub(super) struct Parcel {
    record: CaptureRecord,
    headers: Headers,
    body: Bytes,
    url: String,
    signer: Option<Signer>,
}

impl Parcel {
    /// Reads a capture.
    pub(super) async fn read(id: CaptureId, plan: &Plan, store: &Store) -> Result<Self, Problem> {
        let record = store.captures().get(id).await?.ok_or(Problem::Gone(id))?;
        let body = store.captures().body(id).await?.unwrap_or_default();
        let head = wire::head::parse(&record.head).map_err(|source| Problem::Head {
            capture: id,
            source,
        })?;
        let signer = match plan.signature {
            Signature::Keep => None,
            // The source signs as it does now, not as it did when the capture came.
            Signature::Afresh => Some(
                Signer::of_source(&store.sources().snapshot(), &record.capture.source).map_err(
                    |source| Problem::Prepare {
                        capture: id,
                        source,
                    },
                )?,
            ),
        };
        let below = below_source(&record.capture.target, &record.capture.source);
        let url = plan.target.replay_url(below);
        Ok(Self {
            headers: head.headers,
            body: body.into(),
            url,
            signer,
            record,
        })
    }

    /// The attempt to be made at `now`.
    pub(super) fn order(&self, plan: &Plan, now: Timestamp) -> Result<Order, Problem> {
        let capture = self.record.capture.id;
        let signing = self
            .signer
            .as_ref()
            .map_or(Signing::Keep, |signer| Signing::Afresh {
                signer,
                now,
                entropy: rand::random(),
            });
        let captured = CapturedRequest {
            method: &self.record.capture.method,
            head: &self.record.head,
            headers: &self.headers,
            body: self.body.clone(),
        };
        let outgoing = prepare(&captured, &self.url, &plan.edit, &signing)
            .map_err(|source| Problem::Prepare { capture, source })?;
        let mode = send_mode(&plan.edit, &signing);
        Ok(Order {
            capture: Some(capture),
            trigger: Trigger::Replay,
            mode,
            outgoing,
        })
    }
}
