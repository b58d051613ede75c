//! An event as a message of Svix. Pure.

use bytes::Bytes;
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use store::DueDelivery;

/// Longest event id that Svix takes.
const LONGEST_ID: usize = 200;
/// The type of events that have none, since Svix wants one.
const NO_TYPE: &str = "untyped";

/// A message without its id.
#[derive(Debug)]
pub(super) struct Message<'a> {
    event_type: &'a str,
    payload: &'a RawValue,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    event_type: &'a str,
    event_id: &'a str,
    payload: &'a RawValue,
}

/// The message of a delivery, its payload written as it stands.
///
/// # Errors
/// When the body is none that Svix takes, in words.
pub(super) fn of(due: &DueDelivery) -> Result<Message<'_>, String> {
    let what = match serde_json::from_slice::<&RawValue>(&due.body) {
        Ok(payload) if payload.get().starts_with('{') => {
            let event_type = match &*due.event_type {
                "" => NO_TYPE,
                event_type => event_type,
            };
            return Ok(Message {
                event_type,
                payload,
            });
        }
        Ok(_) => "JSON, but no object",
        Err(_) if due.body.is_empty() => "empty",
        Err(_) => "not JSON",
    };
    Err(format!(
        "Nothing was sent: Svix takes JSON objects only, and this body is {what}. Let this machine deliver it."
    ))
}

impl Message<'_> {
    pub(super) fn json(&self, event_id: &str) -> Bytes {
        let body = Body {
            event_type: self.event_type,
            event_id,
            payload: self.payload,
        };
        let json = serde_json::to_vec(&body);
        Bytes::from(json.expect("texts and JSON are JSON"))
    }
}

/// The event's id where Svix takes it; else what can stay of it, and a digest that keeps it apart.
pub(super) fn event_id(id: &str) -> String {
    let fits = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    if id.len() <= LONGEST_ID && id.chars().all(fits) && !id.is_empty() {
        return id.to_owned();
    }
    let kept = id.chars().filter(|&character| fits(character)).take(64);
    let kept: String = kept.collect();
    let digest = Sha256::digest(id);
    let digest: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{kept}-{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_svix_takes_stays_and_others_stay_apart() {
        assert_eq!(event_id("evt_1.a-B"), "evt_1.a-B");
        let (colon, slash) = (event_id("a:b"), event_id("a/b"));
        assert!(colon.starts_with("ab-") && colon != slash, "{colon}");
        assert_eq!(event_id(&"x".repeat(300)).len(), 64 + 17);
    }
}
