//! The one way in: from a request to a stored capture.
//!
//! Sockets and imports both come through [`admit`], so that they are verified
//! alike. It does not answer and does not forward; it says what to answer, and
//! that the capture and its routed deliveries are on disk.

use std::sync::Arc;

use delivery::Target;
use model::{CaptureFlag, CaptureId, UNSORTED, Verdict};
use store::{LiveSource, NewCapture};

use crate::checker::Checked;
use crate::context::Context;
use crate::examine::examine;
use crate::forward::{Content, Onward};
use crate::found::Found;
use crate::inbound::Inbound;
use crate::keys;
use crate::route::Routes;
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
    // What was for us to answer is not for others to hear.
    let passes = handshake.answer.is_none() && context.passes_on(live, &exchange);
    let onward = onward(context, &found, &exchange).filter(|_| passes);
    let reply = match (handshake.answer, &onward) {
        (Some(answer), _) => Reply::now(answer),
        (None, Some(onward)) if onward.answering.is_some() => Reply::Relayed,
        (None, _) => context.reply(live, &exchange.answered),
    };
    let routes = Routes::of(context, &found, &exchange).filter(|_| passes);
    let verdict = checked.verification.verdict;
    let wanted = keys::wanted(live, &checked.verification);
    let mut new = new_capture(exchange, live, checked, &reply);
    new.handshake = handshake.record;
    if let Some(routes) = routes {
        new = routes.put_into(new).await;
    }
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
    let (answering, targets) = divided(found, targets);
    if answering.is_none() && targets.is_empty() {
        return None;
    }
    let name = found
        .live
        .as_ref()
        .map_or(UNSORTED, |live| &live.source.name);
    Some(Onward {
        answering: answering.cloned(),
        targets: targets.to_vec(),
        below: delivery::below_source(&exchange.target, name).to_owned(),
        content: Content {
            method: exchange.method.clone(),
            head: exchange.head.clone(),
            body: exchange.body.clone(),
        },
    })
}

/// The target that answers the sender, where one does, and the others.
fn divided<'a>(found: &Found, targets: &'a [Target]) -> (Option<&'a Target>, &'a [Target]) {
    let live = found.live.as_deref();
    let answers = live.is_some_and(|live| live.source.answering().is_some());
    match targets.split_first() {
        Some((first, others)) if answers => (Some(first), others),
        _ => (None, targets),
    }
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
        imported: exchange.imported,
        remote: exchange.remote.map(|peer| peer.to_string()),
        routed: Vec::new(),
    }
}
