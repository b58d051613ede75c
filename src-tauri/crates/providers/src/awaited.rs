//! What would be recognized as a redelivery when it arrives. Pure.

use std::time::Duration;

use model::Timestamp;
use store::Awaited;

use crate::ask::Ask;
use crate::redelivery::RedeliveryOutcome;

/// A provider may be slow, and retry what we did not take.
const BY_ID: Duration = Duration::from_secs(3600);
/// What comes to the URL later than this is rather something else.
const BY_URL: Duration = Duration::from_secs(300);
/// Whoever sends before it answers has sent by now.
const SENT: Duration = Duration::from_secs(10);

/// What is known before the question is sent.
pub(crate) fn at_first(ask: &Ask, now: Timestamp) -> Awaited {
    let ids = [Some(&ask.id), ask.known.event_id.as_ref()];
    let url = ask.webhook_url.as_ref().or(ask.known.url.as_ref());
    Awaited {
        ids: ids.into_iter().flatten().cloned().collect(),
        url: url.cloned(),
        until: now.plus(BY_ID),
        url_until: now.plus(BY_URL),
    }
}

/// What is known by the answer, too; nothing when it said that nothing is sent.
pub(crate) fn by_now(
    outcome: &RedeliveryOutcome,
    first: Awaited,
    now: Timestamp,
) -> Option<Awaited> {
    match outcome {
        RedeliveryOutcome::Refused { .. } => None,
        RedeliveryOutcome::Replayed { replay, .. } => {
            // Where nobody answered, nothing is on its way any more: what comes is of a later question.
            let until = replay.status_code.map_or(now, |_| now.plus(SENT));
            Some(Awaited {
                url: replay.target_webhook_url.clone().or(first.url),
                until,
                url_until: until,
                ..first
            })
        }
        RedeliveryOutcome::Accepted {
            delivery_id,
            event_id,
            ..
        } => {
            let learned = [delivery_id, event_id].into_iter().flatten().cloned();
            let mut ids = first.ids;
            ids.extend(learned.flat_map(without_prefix));
            ids.dedup();
            Some(Awaited { ids, ..first })
        }
        // It may have been sent all the same.
        RedeliveryOutcome::Unreadable { .. } | RedeliveryOutcome::Unanswered { .. } => Some(first),
    }
}

/// An id, and what it is without `evt_`: answers and deliveries do not agree everywhere.
fn without_prefix(id: String) -> Vec<String> {
    let bare = id.strip_prefix("evt_").map(str::to_owned);
    [Some(id), bare].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::ask::KnownOf;
    use crate::redelivery::{RedeliveryRefusal, RefusalReason};

    const NOW: Timestamp = Timestamp(5);

    fn first() -> Awaited {
        let ask = Ask {
            id: "asked".into(),
            known: KnownOf {
                event_id: Some("guid".into()),
                url: Some("http://h/".into()),
            },
            ..Ask::default()
        };
        at_first(&ask, NOW)
    }

    #[test]
    fn what_the_answer_tells_is_awaited_too() {
        let accepted = RedeliveryOutcome::Accepted {
            delivery_id: Some("d".into()),
            event_id: Some("evt_1".into()),
            state: None,
            at: None,
            answer: Value::Null,
        };
        let awaited = by_now(&accepted, first(), NOW).unwrap();
        assert_eq!(awaited.ids, ["asked", "guid", "d", "evt_1", "1"]);
        assert_eq!(awaited.url.as_deref(), Some("http://h/"));
    }

    fn replayed(status_code: Option<u16>) -> RedeliveryOutcome {
        let replay = serde_json::json!({
            "run_id": "wr_1", "run_type": "workflow_run", "payload": "{}", "headers": {},
            "status_code": status_code,
        });
        RedeliveryOutcome::Replayed {
            replay: serde_json::from_value(replay).unwrap(),
            arrived: status_code.is_some(),
        }
    }

    #[test]
    fn what_reached_nobody_does_not_arrive_later() {
        let dead = by_now(&replayed(None), first(), NOW).unwrap();
        assert_eq!((dead.until, dead.url_until), (NOW, NOW));
        let taken = by_now(&replayed(Some(200)), first(), NOW).unwrap();
        assert_eq!(taken.until, NOW.plus(SENT));
    }

    #[test]
    fn after_a_refusal_nothing_is_awaited_and_after_silence_something_may_come() {
        let refused = RedeliveryOutcome::Refused {
            refusal: RedeliveryRefusal {
                status: 404,
                reason: RefusalReason::NotFound,
                code: None,
                words: String::new(),
                retry_after_seconds: None,
            },
        };
        assert_eq!(by_now(&refused, first(), NOW), None);
        let unreadable = RedeliveryOutcome::Unreadable {
            status: 200,
            message: String::new(),
        };
        assert_eq!(by_now(&unreadable, first(), NOW), Some(first()));
    }
}
