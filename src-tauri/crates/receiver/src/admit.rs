//! The one way in: from a request to a stored capture.
//!
//! Sockets and imports both come through [`admit`], so that they are verified
//! alike. It does not answer and does not forward; it says what to answer, and
//! that the capture is on disk.

use std::sync::Arc;

use model::{CaptureFlag, CaptureId, UNSORTED, Verdict};
use store::{LiveSource, NewCapture};

use crate::checker::Checked;
use crate::context::Context;
use crate::examine::examine;
use crate::forward::{Content, Onward};
use crate::found::Found;
use crate::inbound::Inbound;
use crate::keys;
use crate::shaken::{self, Shaken};
use crate::{AdmitError, Reply};

/// A request that is on disk.
#[derive(Debug)]
pub struct Admitted {
    /// Its id.
    pub id: CaptureId,
    /// The source it belongs to; `None` is "unsorted".
    pub source: Option<Arc<LiveSource>>,
    /// What the check found.
    pub verdict: Verdict,
    /// How its sender is to be answered.
    pub reply: Reply,
    /// What is to be passed on.
    pub(crate) onward: Option<Onward>,
}

/// Finds the source of a request, verifies it, decides the answer and stores it.
///
/// Returns after the commit: an admitted request is on disk.
///
/// # Errors
/// [`AdmitError`] when the store could not take it; then nothing of it is kept.
pub async fn admit(context: &Context, mut exchange: Inbound) -> Result<Admitted, AdmitError> {
    let found = Found::of(context, &exchange);
    if exchange.from_browser() {
        exchange.flags.push(CaptureFlag::Browser);
    }
    let (mut exchange, mut checked) = examine(exchange, &found).await;
    let live = found.live.as_deref();
    let handshake = match (live, checked.handshake.take()) {
        (Some(live), Some(asked)) => shaken::shake(context, live, (&exchange, asked)).await,
        _ => Shaken::default(),
    };
    exchange.flags.extend(handshake.flag());
    let (reply, onward) = match handshake.answer {
        // What was for us to answer is not for others to hear.
        Some(answer) => (Reply::now(answer), None),
        None => (
            context.reply(live, &exchange.answered),
            onward(context, &found, &exchange),
        ),
    };
    let verdict = checked.verification.verdict;
    let wanted = keys::wanted(live, &checked.verification);
    let mut new = new_capture(exchange, live, checked, &reply);
    new.handshake = handshake.record;
    let id = context.options.store.captures().add(new).await?;
    if let Some(wanted) = wanted {
        context.keys.fetch_for(wanted, id);
    }
    Ok(Admitted {
        id,
        source: found.live,
        verdict,
        reply,
        onward,
    })
}

fn onward(context: &Context, found: &Found, exchange: &Inbound) -> Option<Onward> {
    let unsorted = &context.options.unsorted_forward_to;
    let targets = found
        .checker
        .as_ref()
        .map_or(unsorted.as_slice(), |checker| checker.targets());
    if targets.is_empty() || !context.passes_on(found.live.as_deref(), exchange) {
        return None;
    }
    let name = found
        .live
        .as_ref()
        .map_or(UNSORTED, |live| &live.source.name);
    Some(Onward {
        targets: targets.to_vec(),
        below: delivery::below_source(&exchange.target, name).to_owned(),
        content: Content {
            method: exchange.method.clone(),
            head: exchange.head.clone(),
            body: exchange.body.clone(),
        },
    })
}

fn new_capture(
    exchange: Inbound,
    live: Option<&LiveSource>,
    checked: Checked,
    reply: &Reply,
) -> NewCapture {
    let (answer, delay) = reply.stored();
    NewCapture {
        received_at: exchange.received_at,
        started: exchange.started,
        source: live.map(|live| live.source.id),
        method: exchange.method,
        target: exchange.target,
        http_version: exchange.http_version,
        head: exchange.head,
        body: exchange.body,
        verification: checked.verification,
        provider: checked.provider,
        event_type: checked.described.event_type,
        event_id: checked.described.event_id,
        handshake: None,
        answer,
        delay,
        flags: exchange.flags,
        origin: exchange.origin,
        remote: exchange.remote.map(|peer| peer.to_string()),
        routed: Vec::new(),
    }
}
