//! What a look means for a delivery, and when the next one is.

use bytes::Bytes;
use model::{SendMode, Timestamp, Timing, Trigger};

use super::*;
use crate::engine::trial::due;

const NOW: Timestamp = Timestamp(1_000_000_000);

fn attempt(at: Timestamp) -> NewAttempt {
    NewAttempt {
        capture: None,
        trigger: Trigger::Scheduled,
        mode: SendMode::ByProvider,
        method: "POST".into(),
        target: "http://localhost/".into(),
        started_at: at,
        timing: Timing::default(),
        status: Some(500),
        failure: None,
        exact: None,
        request_head: Bytes::new(),
        exceptions: Vec::new(),
        request_body: Bytes::new(),
        answer: None,
    }
}

fn theirs(id: &str, delivered: bool) -> TheirAttempt {
    TheirAttempt {
        id: id.into(),
        attempt: attempt(NOW),
        delivered,
    }
}

fn progress(theirs: Vec<TheirAttempt>, standing: There) -> Progress {
    Progress {
        provider: "Svix".into(),
        message: "msg_1".into(),
        ours: None,
        theirs,
        standing,
    }
}

fn known(looks: u32, seen: &[&str]) -> Handover {
    Handover {
        message: "msg_1".into(),
        seen: seen.iter().map(|&id| id.to_owned()).collect(),
        looks,
        ended: false,
    }
}

fn state(progress: Progress, known: &Handover) -> (DeliveryState, Option<i64>) {
    let followed = followed(progress, known, (&due(b"{}"), 7), NOW);
    let wait = followed.due_at.map(|at| at.micros_since(NOW) / 1_000);
    (followed.state, wait)
}

#[test]
fn looks_come_seldomer_until_something_is_new_and_never_much_after_what_is_told() {
    let wait = |looks, next| state(progress(Vec::new(), There::Waits(next)), &known(looks, &[])).1;
    assert_eq!((wait(0, None), wait(2, None)), (Some(250), Some(1_000)));
    assert_eq!(wait(30, None), Some(60_000));
    let soon = Some(NOW.plus(Duration::from_secs(5)));
    assert_eq!(wait(30, soon), Some(5_000));
    let far = Some(NOW.plus(Duration::from_secs(36_000)));
    assert_eq!(wait(0, far), Some(900_000));
    assert_eq!(wait(1, Some(NOW)), Some(500));
}

#[test]
fn an_end_is_believed_with_an_attempt_that_tells_of_it() {
    let ended = |theirs, known: &Handover| state(progress(theirs, There::GaveUp), known).0;
    let first = known(3, &["a"]);
    assert_eq!(
        ended(vec![theirs("b", false)], &first),
        DeliveryState::Failed
    );
    // The end of the course before, of one that was asked for again.
    assert_eq!(
        ended(vec![theirs("a", false)], &first),
        DeliveryState::Retrying
    );
    assert_eq!(
        ended(vec![theirs("a", false)], &known(LATE, &["a"])),
        DeliveryState::Failed
    );
}

#[test]
fn each_attempt_there_is_told_with_what_followed_it() {
    let later = NOW.plus(Duration::from_secs(5));
    let both = vec![
        theirs("a", false),
        TheirAttempt {
            attempt: attempt(later),
            ..theirs("b", true)
        },
    ];
    let followed = followed(
        progress(both, There::Delivered),
        &known(0, &[]),
        (&due(b"{}"), 7),
        NOW,
    );
    let NextStep::Retry {
        due_at,
        wait_micros,
        because,
        ..
    } = &followed.attempts[0].next
    else {
        panic!("{:?}", followed.attempts[0].next);
    };
    assert_eq!((*due_at, *wait_micros), (later, 5_000_000));
    assert_eq!(because.as_deref(), Some("Svix tried again"));
    assert_eq!(followed.attempts[1].next, NextStep::Delivered);
    assert_eq!(followed.state, DeliveryState::Succeeded);
}

#[test]
fn what_nothing_happens_to_for_very_long_has_failed_and_says_so() {
    let waits = || progress(Vec::new(), There::Waits(None));
    assert!(waits().unless_forgotten(&known(NOTHING - 1, &[])).is_ok());
    let Err(Hitch::Unsendable(why)) = waits().unless_forgotten(&known(NOTHING, &[])) else {
        panic!("it is waited for");
    };
    assert!(why.starts_with("Svix has the message"), "{why}");
    let told = progress(Vec::new(), There::Waits(Some(NOW)));
    assert!(told.unless_forgotten(&known(NOTHING, &[])).is_ok());
}
