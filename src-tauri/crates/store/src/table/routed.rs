//! Events with their deliveries: made alone, or in the transaction of the capture they come from.

use model::{CaptureId, DeliveryId, EndpointId, Timestamp};
use rusqlite::Connection;

use super::deliveries::{self, Fresh};
use super::delivery_totals::Tally;
use super::events;
use crate::error::{Error, Fault};
use crate::{Added, NewCapture, NewEvent, Routed, seal};

/// Stores an event with a delivery to each endpoint.
pub(crate) fn add(
    connection: &Connection,
    (event, to): (&NewEvent, &[EndpointId]),
    (due_at, now): (Timestamp, Timestamp),
    tally: &mut Tally,
) -> Result<Added, Fault> {
    // An event that goes nowhere would never be removed.
    if to.is_empty() {
        return Err(Error::not_found("endpoint", &"to deliver to").into());
    }
    let message_id = event.message_id.clone().unwrap_or_else(made_message_id);
    let id = events::insert(connection, event, (&message_id, now))?;
    let mut made = Vec::with_capacity(to.len());
    for &endpoint in to {
        let fresh = Fresh {
            event: id,
            endpoint,
            resign: event.capture.map(|_| event.resign),
            ordering_key: event.ordering_key.as_deref(),
            due_at,
            created_at: now,
        };
        let missing = || Error::not_found("endpoint", &endpoint);
        let delivery = deliveries::insert(connection, &fresh, tally)?;
        made.push(delivery.ok_or_else(missing)?);
    }
    Ok(Added {
        event: id,
        message_id,
        deliveries: made,
    })
}

/// Stores the deliveries that go with a capture, due at once.
pub(crate) fn insert(
    connection: &Connection,
    (capture, row): (CaptureId, &NewCapture),
    tally: &mut Tally,
) -> Result<(), Fault> {
    let Some(first) = row.routed.first() else {
        return Ok(());
    };
    let event = NewEvent {
        event_type: first.event_type.clone(),
        ordering_key: first.ordering_key.clone(),
        capture: Some(capture),
        content_type: first.content_type.clone(),
        ..NewEvent::default()
    };
    let now = row.received_at;
    let message_id = their_id(row).map_or_else(made_message_id, str::to_owned);
    let id = events::insert(connection, &event, (&message_id, now))?;
    let mut made: Option<DeliveryId> = None;
    for Routed {
        endpoint, resign, ..
    } in &row.routed
    {
        let fresh = Fresh {
            event: id,
            endpoint: *endpoint,
            resign: Some(*resign),
            ordering_key: event.ordering_key.as_deref(),
            due_at: now,
            created_at: now,
        };
        made = deliveries::insert(connection, &fresh, tally)?.or(made);
    }
    match made {
        Some(_) => Ok(()),
        // All endpoints were removed in the meantime.
        None => Ok(events::remove_unused(connection, id)?),
    }
}

/// The id that the capture's provider gave the event, where a header field can hold it: what the
/// provider sends again is the same event to whoever gets it from us.
fn their_id(row: &NewCapture) -> Option<&str> {
    let id = row.event_id.as_deref()?;
    let fits =
        (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then_some(id)
}

/// Ids of providers are shorter; one that is longer is something else.
const LONGEST_ID: usize = 256;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// An id in the form of Standard Webhooks' own: `msg_` and 24 characters nobody can guess.
fn made_message_id() -> String {
    // 62 does not divide 256; what that makes likelier is no matter for an id.
    let letter = |byte: u8| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]);
    let bytes: [u8; 24] = seal::random();
    let mut id = String::from("msg_");
    id.extend(bytes.map(letter));
    id
}
