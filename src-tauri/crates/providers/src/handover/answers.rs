//! What Svix tells of a message. Pure.
//!
//! An attempt's or a message's `status` is 0 once it succeeded, 1 while it waits, 2 when it
//! failed, 3 while it is being sent. Of a message that will be tried again it is 1, with
//! `nextAttempt`; 2 is the end.

use std::time::Duration;

use bytes::Bytes;
use delivery::engine::{Hitch, TheirAttempt, There as Standing};
use model::{
    AttemptAnswer, AttemptFailure, FailureKind, Headers, SendMode, Timestamp, Timing, Trigger,
};
use serde_json::Value;
use store::NewAttempt;

use super::calls::There;
use super::exchange::Exchanged;

const SUCCEEDED: u64 = 0;
const FAILED: u64 = 2;
/// What asked for an attempt: 0 is its schedule.
const BY_HAND: u64 = 1;

/// The id of what was made or shown.
pub(super) fn id(exchanged: &Exchanged) -> Result<String, Hitch> {
    let json = json(exchanged)?;
    let id = json["id"].as_str().filter(|id| !id.is_empty());
    id.map(ToOwned::to_owned)
        .ok_or_else(|| exchanged.clone().failed())
}

fn json(exchanged: &Exchanged) -> Result<Value, Hitch> {
    serde_json::from_slice(exchanged.body()).map_err(|_| exchanged.clone().failed())
}

/// The rows of a list.
fn rows(exchanged: &Exchanged) -> Result<Vec<Value>, Hitch> {
    match json(exchanged)?["data"].take() {
        Value::Array(rows) => Ok(rows),
        _ => Err(exchanged.clone().failed()),
    }
}

/// The attempts that ended, oldest first.
pub(super) fn attempts(exchanged: &Exchanged) -> Result<Vec<TheirAttempt>, Hitch> {
    let rows = rows(exchanged)?;
    let mut found: Vec<TheirAttempt> = rows.iter().filter_map(attempt).collect();
    found.sort_by_key(|theirs| theirs.attempt.started_at);
    let scheduled = |theirs: &&mut TheirAttempt| theirs.attempt.trigger == Trigger::Retry;
    if let Some(first) = found.iter_mut().find(scheduled) {
        first.attempt.trigger = Trigger::Scheduled;
    }
    Ok(found)
}

fn attempt(row: &Value) -> Option<TheirAttempt> {
    let status = row["status"].as_u64()?;
    let ended = matches!(status, SUCCEEDED | FAILED);
    let id = row["id"].as_str().filter(|_| ended)?;
    Some(TheirAttempt {
        id: id.to_owned(),
        attempt: exchange(row)?,
        delivered: status == SUCCEEDED,
    })
}

/// The exchange as far as it is told: neither the head that was sent, nor the answer's.
fn exchange(row: &Value) -> Option<NewAttempt> {
    let at = time(&row["timestamp"])?;
    let code = row["responseStatusCode"].as_u64();
    let code = code.and_then(|code| u16::try_from(code).ok());
    let answered = code.filter(|code| (100..1000).contains(code));
    let said = row["response"].as_str().unwrap_or_default();
    let took = row["responseDurationMs"].as_u64().unwrap_or_default();
    Some(NewAttempt {
        capture: None,
        trigger: match row["triggerType"].as_u64() {
            Some(BY_HAND) => Trigger::Redelivery,
            _ => Trigger::Retry,
        },
        mode: SendMode::ByProvider,
        method: "POST".into(),
        target: row["url"].as_str().unwrap_or_default().into(),
        started_at: at,
        timing: Timing {
            total_micros: u64::try_from(Duration::from_millis(took).as_micros()).unwrap_or(0),
            ..Timing::default()
        },
        status: answered,
        failure: answered.is_none().then(|| failure(said)),
        exact: None,
        request_head: Bytes::new(),
        exceptions: Vec::new(),
        request_body: Bytes::new(),
        answer: answered.map(|status| AttemptAnswer {
            status,
            headers: Headers::default(),
            body: said.as_bytes().to_vec(),
            truncated: false,
        }),
    })
}

fn failure(said: &str) -> AttemptFailure {
    let message = match said.trim() {
        "" => "Svix got no answer.".to_owned(),
        said => format!("Svix got no answer: {said}"),
    };
    AttemptFailure {
        kind: FailureKind::Other,
        message,
    }
}

fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// How the message stands at the endpoint; as long as it is not listed there, it waits.
pub(super) fn standing(exchanged: &Exchanged, at: &There<'_>) -> Result<Standing, Hitch> {
    let rows = rows(exchanged)?;
    let is_ours = |row: &&Value| {
        let named = |field: &str, name: &str| row[field].as_str() == Some(name);
        named("id", at.endpoint) || named("uid", at.application)
    };
    let Some(row) = rows.iter().find(is_ours) else {
        return Ok(Standing::Waits(None));
    };
    Ok(match row["status"].as_u64() {
        Some(SUCCEEDED) => Standing::Delivered,
        Some(FAILED) => Standing::GaveUp,
        _ => Standing::Waits(time(&row["nextAttempt"])),
    })
}
