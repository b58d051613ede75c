//! Passes captures on to their source's targets: after the commit, one attempt a target.
//!
//! A dead target loses nothing, since the capture is on disk before it is
//! tried. Nothing is tried twice: that is the user's to ask for.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use delivery::forward::Forward;
use delivery::{CapturedRequest, Order, Target};
use model::CaptureId;
use store::NewAttempt;
use tokio_util::sync::CancellationToken;

use crate::context::Context;

/// A capture on its way to its targets.
#[derive(Debug)]
pub(crate) struct Onward {
    /// The target whose answer goes back to the sender.
    pub answering: Option<Target>,
    /// All others.
    pub targets: Vec<Target>,
    /// Its path below the source, with the query.
    pub below: String,
    pub content: Content,
}

/// What is sent.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    pub method: String,
    pub head: Bytes,
    pub body: Bytes,
}

/// Starts an attempt for every target whose answer is nobody's to hear; none is waited for.
pub(crate) fn start(context: &Arc<Context>, id: CaptureId, onward: &Onward) {
    for target in &onward.targets {
        let work = onward.to(id, target.clone());
        let work = work.run(Arc::clone(context), onward.content.clone());
        context.tasks.spawn(work);
    }
}

impl Onward {
    /// One target's part of it.
    pub(crate) fn to(&self, id: CaptureId, target: Target) -> One {
        One {
            id,
            target,
            below: self.below.clone(),
        }
    }
}

/// One capture and one target.
#[derive(Debug)]
pub(crate) struct One {
    pub id: CaptureId,
    target: Target,
    below: String,
}

impl One {
    async fn run(self, context: Arc<Context>, content: Content) {
        if let Ok(_turn) = context.gate.0.try_acquire() {
            return self.send(&context, content).await;
        }
        // Who waits behind a slow target keeps no body in memory: the disk has it.
        drop(content);
        let _turn = context.gate.0.acquire().await;
        match stored(&context, self.id).await {
            Ok(Some(content)) => self.send(&context, content).await,
            Ok(None) => tracing::debug!(capture = %self.id, "deleted before it was forwarded"),
            Err(error) => tracing::warn!(capture = %self.id, %error, "not forwarded"),
        }
    }

    async fn send(&self, context: &Context, content: Content) {
        let attempt = self.order(content, context.cut.clone(), None);
        let attempt = attempt.send(&context.options.sender).await;
        self.keep(context, attempt).await;
    }

    /// The attempt to be made.
    pub(crate) fn order(
        &self,
        content: Content,
        cancel: CancellationToken,
        timeout: Option<Duration>,
    ) -> Order {
        let parsed = wire::head::parse(&content.head);
        let headers = parsed.map(|head| head.headers).unwrap_or_default();
        let forward = Forward {
            capture: self.id,
            request: CapturedRequest {
                method: &content.method,
                head: &content.head,
                headers: &headers,
                body: content.body,
            },
            below: &self.below,
            target: &self.target,
            timeout,
            cancel,
        };
        forward.order()
    }

    /// Stores what came of it.
    pub(crate) async fn keep(&self, context: &Context, attempt: NewAttempt) {
        if let Err(error) = delivery::keep(attempt, &context.options.store).await {
            tracing::warn!(capture = %self.id, target = %self.target, %error, "the attempt was not stored");
        }
    }
}

async fn stored(context: &Context, id: CaptureId) -> Result<Option<Content>, store::Error> {
    let captures = context.options.store.captures();
    let (Some(record), Some(body)) = (captures.get(id).await?, captures.body(id).await?) else {
        return Ok(None);
    };
    Ok(Some(Content {
        method: record.capture.method,
        head: record.head.into(),
        body: body.into(),
    }))
}
