//! What is kept of calls, for how long, and with whom it goes.

use bytes::Bytes;
use model::{
    AttemptAnswer, AttemptFailure, AttemptId, FailureKind, Headers, Secret, SendMode, Timing,
    Trigger,
};

use super::*;
use crate::fixture::Fixture;
use crate::{Awaited, NewProfile, NewRedelivery, Told};

fn attempt(body: Vec<u8>) -> NewAttempt {
    NewAttempt {
        capture: None,
        trigger: Trigger::Call,
        mode: SendMode::Resigned,
        method: "GET".into(),
        target: "https://api.example.com/v1/deliveries?limit=100".into(),
        started_at: Timestamp(7),
        timing: Timing {
            total_micros: 9,
            ..Timing::default()
        },
        status: Some(200),
        failure: None,
        exact: None,
        request_head: Bytes::from_static(b"GET /v1/deliveries?limit=100 HTTP/1.1\r\n\r\n"),
        exceptions: Vec::new(),
        request_body: Bytes::new(),
        answer: Some(AttemptAnswer {
            status: 200,
            headers: Headers::default(),
            body,
            truncated: false,
        }),
    }
}

fn call(profile: &str, operation: ProviderOperation) -> NewProviderCall {
    NewProviderCall {
        profile: profile.into(),
        provider: "github".into(),
        operation,
        subject: Some("12345".into()),
        attempt: attempt(b"[]".to_vec()),
    }
}

fn of(profile: &str) -> ProviderCallFilter {
    ProviderCallFilter {
        profile: Some(profile.into()),
        limit: 5_000,
        ..ProviderCallFilter::default()
    }
}

async fn redelivered(fixture: &Fixture, profile: &str) -> model::RedeliveryId {
    let new = NewRedelivery {
        profile: profile.into(),
        provider: "github".into(),
        asked: "tsk_1".into(),
        awaited: Awaited {
            ids: Vec::new(),
            url: None,
            until: Timestamp(i64::MAX),
            url_until: Timestamp(i64::MAX),
        },
    };
    let redeliveries = fixture.store.redeliveries();
    redeliveries.ask(new).await.unwrap()
}

async fn told(fixture: &Fixture, id: model::RedeliveryId) -> AttemptId {
    let told = Told {
        attempt: attempt(Vec::new()),
        outcome: "{}".into(),
        awaited: None,
    };
    fixture.store.redeliveries().tell(id, told).await.unwrap()
}

#[tokio::test]
async fn a_call_reads_back_as_it_was_given_and_stands_in_no_list_of_attempts() {
    let fixture = Fixture::new();
    let calls = fixture.store.provider_calls();
    let given = call("prod", ProviderOperation::ReadDelivery);
    let id = calls.add(given.clone()).await.unwrap();
    let stored = calls.get(id).await.unwrap().unwrap();
    let row = stored.attempt.clone().unwrap();
    assert_eq!(
        (&stored.profile, &stored.subject),
        (&given.profile, &given.subject)
    );
    assert_eq!(
        (stored.operation, stored.created_at),
        (given.operation, Timestamp(7))
    );
    assert_eq!(
        (row.status, row.target.as_str()),
        (Some(200), &*given.attempt.target)
    );
    let record = fixture.store.attempts().get(row.id).await.unwrap().unwrap();
    assert_eq!(record.request_head, given.attempt.request_head);
    assert_eq!(record.answer, given.attempt.answer);
    assert_eq!(calls.page(of("prod")).await, Ok(vec![stored]));
    assert_eq!(calls.page(of("other")).await, Ok(Vec::new()));
    assert_eq!(
        fixture.store.attempts().page(None, None, 9).await,
        Ok(Vec::new())
    );
}

#[tokio::test]
async fn why_no_answer_came_is_kept() {
    let fixture = Fixture::new();
    let calls = fixture.store.provider_calls();
    let mut given = call("prod", ProviderOperation::Check);
    let failure = AttemptFailure {
        kind: FailureKind::Refused,
        message: "nobody listens there".into(),
    };
    (given.attempt.answer, given.attempt.status) = (None, None);
    given.attempt.failure = Some(failure.clone());
    let id = calls.add(given).await.unwrap();
    let stored = calls.get(id).await.unwrap().unwrap();
    assert_eq!(stored.attempt.unwrap().failure, Some(failure));
}

#[tokio::test]
async fn lists_are_narrowed_to_a_kind_and_go_on_where_a_page_ended() {
    let fixture = Fixture::new();
    let calls = fixture.store.provider_calls();
    for operation in [
        ProviderOperation::ListDeliveries,
        ProviderOperation::ExchangeToken,
        ProviderOperation::ListEndpoints,
    ] {
        calls.add(call("prod", operation)).await.unwrap();
    }
    let lists = ProviderCallFilter {
        kind: Some(ProviderCallKind::List),
        ..of("prod")
    };
    let page = async |filter| calls.page(filter).await.unwrap();
    let ids = |page: Vec<StoredProviderCall>| page.iter().map(|call| call.id.0).collect::<Vec<_>>();
    assert_eq!(ids(page(lists.clone()).await), [3, 1]);
    let older = ProviderCallFilter {
        from: Some(ProviderCallId(2)),
        ..lists
    };
    assert_eq!(ids(page(older).await), [1]);
    let first = ProviderCallFilter {
        limit: 1,
        ..ProviderCallFilter::default()
    };
    assert_eq!(ids(page(first).await), [3]);
}

#[tokio::test]
async fn the_newest_of_each_kind_are_kept_with_their_bytes_and_redeliveries_are_not_counted() {
    let fixture = Fixture::new();
    let calls = fixture.store.provider_calls();
    let redelivery = redelivered(&fixture, "prod").await;
    told(&fixture, redelivery).await;
    let first = calls
        .add(call("prod", ProviderOperation::ListEndpoints))
        .await
        .unwrap();
    let check = calls
        .add(call("prod", ProviderOperation::Check))
        .await
        .unwrap();
    calls
        .add(call("other", ProviderOperation::Check))
        .await
        .unwrap();
    let oldest = calls.get(first).await.unwrap().unwrap().attempt.unwrap().id;
    for _ in 0..KEPT_CALLS {
        let listed = call("prod", ProviderOperation::ListDeliveries);
        calls.add(listed).await.unwrap();
    }
    let kept = calls.page(of("prod")).await.unwrap();
    assert_eq!(kept.len(), KEPT_CALLS as usize + 2);
    assert!(kept.last().unwrap().redelivery.is_some());
    assert!(calls.get(check).await.unwrap().is_some());
    assert_eq!(calls.get(first).await, Ok(None));
    let attempts = fixture.store.attempts();
    assert_eq!(attempts.get(oldest).await, Ok(None));
    assert_eq!(attempts.response_body(oldest).await, Ok(None));
    assert_eq!(calls.page(of("other")).await.unwrap().len(), 1);
}

#[tokio::test]
async fn bodies_that_are_too_long_are_cut_and_said_to_be() {
    let fixture = Fixture::new();
    let calls = fixture.store.provider_calls();
    let mut given = call("prod", ProviderOperation::CreateEndpoint);
    given.attempt = attempt(vec![b'a'; KEPT_CALL_BYTES + 1]);
    given.attempt.request_body = Bytes::from(vec![b'b'; KEPT_CALL_BYTES + 1]);
    let id = calls.add(given).await.unwrap();
    let stored = calls.get(id).await.unwrap().unwrap();
    let attempt = stored.attempt.unwrap().id;
    let attempts = fixture.store.attempts();
    let answer = attempts.get(attempt).await.unwrap().unwrap().answer;
    let answer = answer.unwrap();
    assert_eq!(
        (answer.body.len(), answer.truncated),
        (KEPT_CALL_BYTES, true)
    );
    let request = attempts.request_body(attempt).await.unwrap().unwrap();
    assert_eq!((request.len(), stored.request_cut), (KEPT_CALL_BYTES, true));
}

#[tokio::test]
async fn a_redelivery_is_a_call_from_the_question_on() {
    let fixture = Fixture::new();
    let calls = fixture.store.provider_calls();
    let id = redelivered(&fixture, "prod").await;
    let asked = calls.page(of("prod")).await.unwrap().remove(0);
    assert_eq!(
        (asked.attempt, asked.operation),
        (None, ProviderOperation::Redeliver)
    );
    assert_eq!(asked.redelivery.unwrap().outcome, None);
    let attempt = told(&fixture, id).await;
    let answered = calls.page(of("prod")).await.unwrap().remove(0);
    assert_eq!(answered.attempt.unwrap().id, attempt);
    assert_eq!(answered.redelivery.unwrap().outcome.as_deref(), Some("{}"));
}

#[tokio::test]
async fn what_is_old_goes_with_its_exchange_and_what_is_not_stays() {
    let fixture = Fixture::new();
    let calls = fixture.store.provider_calls();
    let redelivery = redelivered(&fixture, "prod").await;
    let attempt = told(&fixture, redelivery).await;
    for _ in 0..3 {
        calls
            .add(call("prod", ProviderOperation::Check))
            .await
            .unwrap();
    }
    assert_eq!(calls.purge_before(Timestamp(7), 10).await, Ok(0));
    assert_eq!(calls.purge_before(Timestamp(8), 2).await, Ok(2));
    let later = fixture.clock.now().plus_micros(1);
    assert_eq!(calls.purge_before(later, 10).await, Ok(2));
    assert_eq!(calls.page(of("prod")).await, Ok(Vec::new()));
    assert_eq!(fixture.store.redeliveries().get(redelivery).await, Ok(None));
    assert_eq!(fixture.store.attempts().get(attempt).await, Ok(None));
}

#[tokio::test]
async fn a_profile_takes_what_was_asked_through_it_along() {
    let fixture = Fixture::new();
    let (profiles, calls) = (fixture.store.profiles(), fixture.store.provider_calls());
    let profile = NewProfile {
        name: "prod".into(),
        provider: "github".into(),
        base_url: "https://api.github.com".into(),
        settings: [].into(),
        key: Secret::new("ghp_0123456789abcdefgh"),
    };
    profiles.add(profile).await.unwrap();
    let redelivery = redelivered(&fixture, "prod").await;
    for profile in ["prod", "other"] {
        calls
            .add(call(profile, ProviderOperation::Check))
            .await
            .unwrap();
    }
    profiles.remove("prod").await.unwrap();
    assert_eq!(calls.page(of("prod")).await, Ok(Vec::new()));
    assert_eq!(fixture.store.redeliveries().get(redelivery).await, Ok(None));
    assert_eq!(calls.page(of("other")).await.unwrap().len(), 1);
}
