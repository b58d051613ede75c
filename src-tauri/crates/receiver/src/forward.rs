//! Passes captures on to their source's targets: after the commit, one attempt a target.
//!
//! A dead target loses nothing, since the capture is on disk before it is
//! tried. Nothing is tried twice: that is the user's to ask for.

use std::sync::Arc;

use bytes::Bytes;
use delivery::forward::Forward;
use delivery::{CapturedRequest, Target};
use model::CaptureId;

use crate::context::Context;

/// A capture on its way to its targets.
#[derive(Debug)]
pub(crate) struct Onward {
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

/// Starts an attempt for every target; none is waited for.
pub(crate) fn start(context: &Arc<Context>, id: CaptureId, onward: Onward) {
    for target in onward.targets {
        let one = One {
            id,
            target,
            below: onward.below.clone(),
        };
        let work = one.run(Arc::clone(context), onward.content.clone());
        context.tasks.spawn(work);
    }
}

/// One capture and one target.
struct One {
    id: CaptureId,
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
            timeout: None,
            cancel: context.cut.clone(),
        };
        let options = &context.options;
        let stored = delivery::forward::run(forward, &options.sender, &options.store).await;
        if let Err(error) = stored {
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
