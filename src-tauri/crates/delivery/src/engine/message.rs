//! The request that delivers: a delivery's event, written for its endpoint.
//!
//! Pure: the caller brings the time that is signed. The event's id is the same on every try, the
//! timestamp is of this one. A capture that is not signed afresh goes out byte for byte. One that
//! is loses what its provider signed with: a receiver would find two signatures, or, where the
//! provider sends its secret, be told that.

use std::sync::Arc;

use bytes::Bytes;
use model::{Endpoint, Headers, SendMode, Timestamp};
use signing::Scheme;
use store::DueDelivery;

use super::recipient::Recipient;
use crate::prepare::{end_to_end, exact};
use crate::signer::ReadySigner;
use crate::{CapturedRequest, Outgoing, PrepareError, WireForm, afresh};

/// Where receivers that know no scheme of their own look for the event's id.
const USUAL_ID_HEADER: &str = "webhook-id";
const CONTENT_TYPE: &str = "Content-Type";

/// A request, and how it came about.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) outgoing: Outgoing,
    pub(super) mode: SendMode,
}

/// Why nothing can be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unsendable {
    /// The endpoint cannot be signed for.
    #[error("Nothing was sent: {0}.")]
    Signing(#[from] PrepareError),
    /// Only a part of the capture's head ever came.
    #[error("Nothing was sent: the capture has no head that can be sent: {0}.")]
    Head(#[from] wire::head::HeadError),
    /// The capture was deleted, and the event has no body of its own.
    #[error("Nothing was sent: the capture it comes from was deleted.")]
    Lost,
}

/// The request for this attempt, signed at `now`; `before` is what a capture was verified with.
pub(super) fn message(
    due: &DueDelivery,
    to: &Recipient,
    before: Option<&Scheme>,
    now: Timestamp,
) -> Result<Message, Unsendable> {
    let is_lost = due.capture.is_some() && due.body.is_empty();
    let mut message = match &due.head {
        Some(head) => of_capture(due, head, (to, before), now)?,
        None if is_lost => return Err(Unsendable::Lost),
        None => of_event(due, to, now)?,
    };
    message.outgoing.timeout = Some(to.timeout());
    Ok(message)
}

fn of_capture(
    due: &DueDelivery,
    head: &Bytes,
    (to, before): (&Recipient, Option<&Scheme>),
    now: Timestamp,
) -> Result<Message, Unsendable> {
    let parsed = wire::head::parse(head)?;
    let captured = CapturedRequest {
        method: &parsed.method,
        head,
        headers: &parsed.headers,
        body: due.body.clone(),
    };
    if !due.resign {
        return Ok(Message {
            outgoing: exact(&captured, &to.url),
            mode: SendMode::Exact,
        });
    }
    let signer = to.signer.as_ref().map_err(Clone::clone)?;
    let signer = signer.as_ref().ok_or_else(|| PrepareError::NoScheme {
        source_name: to.endpoint().name.clone(),
    })?;
    let mut outgoing = Outgoing::to(captured.method, Arc::clone(&to.url));
    outgoing.wire = WireForm::Direct;
    outgoing.headers = end_to_end(captured.headers);
    if let Some(before) = before {
        forget(&mut outgoing.headers, before, &signer.scheme);
    }
    outgoing.body = captured.body;
    signed(outgoing, due, Some(signer), (to, now))
}

/// Takes out what `before` verifies by; what the new scheme reads is renewed in its place.
fn forget(headers: &mut Headers, before: &Scheme, new: &Scheme) {
    let is_old = |name: &str| before.verifies_by(name) && !new.verifies_by(name);
    headers.0.retain(|header| !is_old(&header.name));
}

fn of_event(due: &DueDelivery, to: &Recipient, now: Timestamp) -> Result<Message, Unsendable> {
    let mut outgoing = Outgoing::to("POST", Arc::clone(&to.url));
    outgoing.wire = WireForm::Direct;
    outgoing.headers = room_for(to.endpoint());
    if !due.content_type.is_empty() {
        outgoing
            .headers
            .push(CONTENT_TYPE, due.content_type.as_str());
    }
    outgoing.body = due.body.clone();
    let signer = to.signer.as_ref().map_err(Clone::clone)?;
    signed(outgoing, due, signer.as_ref(), (to, now))
}

/// No fields yet, and room for all that will be put: what the endpoint has, type, id and kind of
/// the event, timestamp and signature, and what a scheme may have besides.
fn room_for(endpoint: &Endpoint) -> Headers {
    const OF_EVENT_AND_SCHEME: usize = 6;
    let own = endpoint.manner.headers.len();
    Headers(Vec::with_capacity(own + OF_EVENT_AND_SCHEME))
}

/// The request with the endpoint's own fields, the event's id and type, and signatures.
fn signed(
    mut outgoing: Outgoing,
    due: &DueDelivery,
    signer: Option<&ReadySigner>,
    (to, now): (&Recipient, Timestamp),
) -> Result<Message, Unsendable> {
    let own = &to.endpoint().manner.headers;
    for header in own {
        outgoing.headers.remove(&header.name);
    }
    outgoing.headers.0.extend(own.iter().cloned());
    name_event(&mut outgoing.headers, due, (to, signer));
    if let Some(signer) = signer {
        let entropy = || entropy(&due.message_id);
        outgoing = afresh::signed_as_it_is(outgoing, signer, now, &entropy)?;
    }
    let mode = SendMode::Resigned;
    Ok(Message { outgoing, mode })
}

/// Puts id and type of the event where the scheme has them.
fn name_event(
    headers: &mut Headers,
    due: &DueDelivery,
    (to, signer): (&Recipient, Option<&ReadySigner>),
) {
    let scheme = signer.map(|signer| &signer.scheme);
    let id = scheme.and_then(|scheme| scheme.event_id_header());
    if let Some(name) = id.or_else(|| usual_id_header(to.endpoint())) {
        headers.set(name, due.message_id.as_str());
    }
    let event_type = scheme.and_then(|scheme| scheme.event_type_header());
    if let Some(name) = event_type.filter(|_| !due.event_type.is_empty()) {
        headers.set(name, due.event_type.as_str());
    }
}

/// An emulated provider sends no field that the real one does not.
fn usual_id_header(endpoint: &Endpoint) -> Option<&str> {
    let usual = endpoint.emulation.is_none().then_some(USUAL_ID_HEADER);
    endpoint.manner.id_header.as_deref().or(usual)
}

/// What a scheme makes an id of that it keeps elsewhere: of the event's id, so that it is the same
/// on every try (FNV-1a of 128 bits).
fn entropy(message_id: &str) -> [u8; 16] {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mixed = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    message_id.bytes().fold(OFFSET, mixed).to_be_bytes()
}

#[cfg(test)]
mod tests;
