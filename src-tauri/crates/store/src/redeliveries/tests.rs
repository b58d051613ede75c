//! From asked to arrived: by id, by URL, early, late and twice.

use bytes::Bytes;
use model::{CaptureId, MatchedBy, Origin, SendMode, Timestamp, Timing, Trigger, Verdict};

use super::*;
use crate::NewCapture;
use crate::fixture::{Fixture, post, rejected};

const MINUTE: i64 = 60_000_000;

fn awaited(fixture: &Fixture, ids: &[&str], url: Option<&str>) -> Awaited {
    let now = fixture.clock.now();
    Awaited {
        ids: ids.iter().map(|&id| id.to_owned()).collect(),
        url: url.map(str::to_owned),
        until: now.plus_micros(60 * MINUTE),
        url_until: now.plus_micros(MINUTE),
    }
}

async fn asked(fixture: &Fixture, ids: &[&str], url: Option<&str>) -> RedeliveryId {
    let new = NewRedelivery {
        profile: "prod".into(),
        provider: "skyvern".into(),
        asked: "tsk_123456".into(),
        awaited: awaited(fixture, ids, url),
    };
    fixture.store.redeliveries().ask(new).await.unwrap()
}

fn capture(fixture: &Fixture, target: &str, body: &'static str) -> NewCapture {
    NewCapture {
        received_at: fixture.clock.now(),
        body: Bytes::from_static(body.as_bytes()),
        ..post(target)
    }
}

fn told(awaited: Option<Awaited>) -> Told {
    Told {
        attempt: NewAttempt {
            capture: None,
            trigger: Trigger::Redelivery,
            mode: SendMode::Resigned,
            method: "POST".into(),
            target: "http://h/".into(),
            started_at: Timestamp(1),
            timing: Timing::default(),
            status: Some(202),
            failure: None,
            exact: None,
            request_head: Bytes::new(),
            exceptions: Vec::new(),
            request_body: Bytes::new(),
            answer: None,
        },
        outcome: "{}".into(),
        awaited,
    }
}

async fn read(fixture: &Fixture, id: RedeliveryId) -> StoredRedelivery {
    fixture.store.redeliveries().get(id).await.unwrap().unwrap()
}

async fn arrival(fixture: &Fixture, id: RedeliveryId) -> Option<(CaptureId, MatchedBy)> {
    let arrival = read(fixture, id).await.arrival;
    arrival.map(|arrival| (arrival.capture, arrival.matched_by))
}

#[tokio::test]
async fn what_arrives_with_an_id_is_linked_with_its_verdict() {
    let fixture = Fixture::new();
    let id = asked(&fixture, &["tsk_123456"], None).await;
    fixture.add(capture(&fixture, "/other", "{}")).await;
    let arrived = NewCapture {
        verification: rejected(),
        ..capture(&fixture, "/hook", r#"{"run_id":"tsk_123456"}"#)
    };
    let arrived = fixture.add(arrived).await;
    let stored = read(&fixture, id).await;
    let arrival = stored.arrival.unwrap();
    assert_eq!(
        (arrival.capture, arrival.matched_by),
        (arrived, MatchedBy::Id)
    );
    assert_eq!(arrival.row.unwrap().verdict, Verdict::Rejected);
    assert_eq!((stored.awaited_until, stored.outcome), (None, None));
}

#[tokio::test]
async fn an_id_that_is_learned_from_the_answer_is_found_in_what_came_before_it() {
    let fixture = Fixture::new();
    fixture.add(capture(&fixture, "/", r#""evt_654321""#)).await;
    let id = asked(&fixture, &["asked_123456"], None).await;
    let early = fixture.add(capture(&fixture, "/", r#""evt_654321""#)).await;
    let redeliveries = fixture.store.redeliveries();
    let by_now = awaited(&fixture, &["654321"], None);
    let attempt = redeliveries.tell(id, told(Some(by_now))).await.unwrap();
    assert_eq!(arrival(&fixture, id).await, Some((early, MatchedBy::Id)));
    let stored = read(&fixture, id).await;
    assert_eq!(
        (stored.attempt, stored.awaited_until),
        (Some(attempt), None)
    );
    assert_eq!(stored.outcome.as_deref(), Some("{}"));
}

#[tokio::test]
async fn the_url_will_do_until_the_id_comes() {
    let fixture = Fixture::new();
    let url = Some("http://localhost/hook");
    let id = asked(&fixture, &["tsk_123456"], url).await;
    let near = fixture.add(capture(&fixture, "/hook", "{}")).await;
    assert_eq!(arrival(&fixture, id).await, Some((near, MatchedBy::Url)));
    let it = fixture.add(capture(&fixture, "/hook", "tsk_123456")).await;
    assert_eq!(arrival(&fixture, id).await, Some((it, MatchedBy::Id)));
    fixture.add(capture(&fixture, "/hook", "tsk_123456")).await;
    assert_eq!(arrival(&fixture, id).await, Some((it, MatchedBy::Id)));
}

#[tokio::test]
async fn of_two_questions_for_one_run_each_has_its_own_capture() {
    let fixture = Fixture::new();
    let first = asked(&fixture, &["tsk_123456"], None).await;
    let second = asked(&fixture, &["tsk_123456"], None).await;
    for (redelivery, other) in [(first, second), (second, first)] {
        let before = arrival(&fixture, other).await;
        let it = fixture.add(capture(&fixture, "/", "tsk_123456")).await;
        assert_eq!(
            arrival(&fixture, redelivery).await,
            Some((it, MatchedBy::Id))
        );
        assert_eq!(arrival(&fixture, other).await, before);
    }
}

#[tokio::test]
async fn what_was_refused_is_not_awaited_and_time_ends_the_waiting() {
    let fixture = Fixture::new();
    let url = Some("http://localhost/hook");
    let refused = asked(&fixture, &["tsk_123456"], url).await;
    fixture
        .store
        .redeliveries()
        .tell(refused, told(None))
        .await
        .unwrap();
    let late = asked(&fixture, &["tsk_654321"], url).await;
    fixture
        .clock
        .set(fixture.clock.now().plus_micros(2 * MINUTE));
    fixture.add(capture(&fixture, "/hook", "tsk_123456")).await;
    assert_eq!(arrival(&fixture, refused).await, None);
    assert_eq!(arrival(&fixture, late).await, None);
    fixture
        .clock
        .set(fixture.clock.now().plus_micros(60 * MINUTE));
    fixture.add(capture(&fixture, "/hook", "tsk_654321")).await;
    assert_eq!(arrival(&fixture, late).await, None);
}

#[tokio::test]
async fn what_was_asked_by_another_process_is_recognized_here() {
    let fixture = Fixture::new();
    fixture.add(capture(&fixture, "/", "{}")).await;
    let new = NewRedelivery {
        profile: "prod".into(),
        provider: "skyvern".into(),
        asked: "tsk_123456".into(),
        awaited: Awaited {
            until: Timestamp(i64::MAX),
            ..awaited(&fixture, &["tsk_123456"], None)
        },
    };
    let id = fixture.another().redeliveries().ask(new).await.unwrap();
    let now = Timestamp(i64::MAX - 1);
    let later = NewCapture {
        received_at: now,
        ..capture(&fixture, "/", "tsk_123456")
    };
    let it = fixture.add(later).await;
    assert_eq!(arrival(&fixture, id).await, Some((it, MatchedBy::Id)));
}

#[tokio::test]
async fn what_was_imported_or_sent_by_ourselves_is_no_arrival() {
    let fixture = Fixture::new();
    let id = asked(&fixture, &["tsk_123456"], None).await;
    for origin in [Origin::Imported, Origin::Test] {
        let ours = NewCapture {
            origin,
            ..capture(&fixture, "/", "tsk_123456")
        };
        fixture.add(ours).await;
    }
    assert_eq!(arrival(&fixture, id).await, None);
}

#[tokio::test]
async fn pages_are_of_one_profile_or_of_all() {
    let fixture = Fixture::new();
    let ids = [
        asked(&fixture, &[], None).await,
        asked(&fixture, &[], None).await,
    ];
    let page = async |profile, from| {
        let page = fixture.store.redeliveries().page(profile, from, 10).await;
        page.unwrap()
            .into_iter()
            .map(|row| row.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(page(None, None).await, [ids[1], ids[0]]);
    assert_eq!(page(Some("prod"), Some(ids[0])).await, [ids[0]]);
    assert_eq!(page(Some("other"), None).await, []);
}
