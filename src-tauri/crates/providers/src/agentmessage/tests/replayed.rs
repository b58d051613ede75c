//! Replays: what goes out again, what is new about it, and what stays.

use model::Clock;
use serde_json::json;

use super::support::{
    DEAD, NOW, at, body, code, created, is, list, names, replay, still, text, trial, until,
};
use crate::agentmessage::terms::AgentMessageTerms;
use crate::stage::ids::is_uuid;
use crate::stage::trial::Receiver;

#[tokio::test]
async fn a_replay_is_answered_with_six_bare_fields() {
    let trial = still().await;
    let made = created(&trial, DEAD, |_| {}).await;
    let said = replay(&trial, &made.id, "{}").await;
    assert_eq!(said.status, 202);
    let answer = said.json();
    let fields = "delivery_id endpoint_id event_type new_event_id audit_log_id enqueued_at";
    assert_eq!(names(&answer), fields);
    assert_eq!(
        answer["delivery_id"],
        made.id.as_str(),
        "the one that was asked for"
    );
    assert_eq!(answer["event_type"], "brand.vetted");
    assert_eq!(answer["enqueued_at"], "2027-01-15T08:00:00Z");
    for id in ["endpoint_id", "new_event_id", "audit_log_id"] {
        assert!(is_uuid(&text(&answer, id)), "{id}");
    }
}

#[tokio::test]
async fn a_replay_arrives_under_a_new_id_with_the_same_data() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let made = created(&trial, &receiver.url, |wanted| {
        wanted.event_type = Some("lookup.completed".into());
        wanted.payload = Some(r#"{ "n": 1.0, "é": [1e2] }"#.into());
    })
    .await;
    let first = receiver.next().await;
    let bytes = String::from_utf8(first.body.clone()).unwrap();
    assert!(bytes.ends_with(r#""data":{"n":1.0,"é":[1e2]}}"#), "{bytes}");
    let answer = replay(&trial, &made.id, r#"{"reason":"a fix"}"#)
        .await
        .json();
    let second = receiver.next().await;
    let (first, again) = (body(&first), body(&second));
    assert_eq!(names(&again), "id type api_version created_at data");
    let id = format!("evt_{}", text(&answer, "new_event_id"));
    assert_eq!(again["id"], id.as_str());
    assert_ne!(again["id"], first["id"]);
    for same in ["type", "api_version", "created_at", "data"] {
        assert_eq!(again[same], first[same]);
    }
    let audit = format!("/v1/audit-logs/{}", text(&answer, "audit_log_id"));
    let audit = trial.call("GET", &audit, "").await.json();
    assert_eq!(audit["reason"], "a fix");
    assert_eq!(audit["new_event_id"], answer["new_event_id"]);
}

#[tokio::test]
async fn rows_of_the_original_stay_as_they_are() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200, 200, 500]).await;
    let made = created(&trial, &receiver.url, |_| {}).await;
    receiver.next().await;
    let before = until(&trial, "success", 1).await.swap_remove(0);
    let answer = replay(&trial, &made.id, "").await.json();
    receiver.next().await;
    let rows = until(&trial, "success", 2).await;
    assert_eq!(rows[1], before);
    assert_eq!(rows[0]["event_id"], answer["new_event_id"]);
    let again = replay(&trial, &text(&rows[0], "id"), "{}").await;
    assert_eq!(again.status, 202, "a replay can be replayed");
}

#[tokio::test]
async fn a_replay_of_any_attempt_is_of_its_event() {
    let trial = trial().await;
    let receiver = Receiver::answering(&[500]).await;
    created(&trial, &receiver.url, |_| {}).await;
    let dead = until(&trial, "dead", 1).await.swap_remove(0);
    assert!(dead["attempt"].as_u64().unwrap() > 1, "{dead}");
    assert_eq!(replay(&trial, &text(&dead, "id"), "{}").await.status, 202);
    let beyond = format!("{}ffff", &text(&dead, "id")[..32]);
    let said = replay(&trial, &beyond, "{}").await;
    assert_eq!(code(&said), is(404, "NOT_FOUND"));
}

#[tokio::test]
async fn an_endpoint_that_wants_other_events_by_now_is_replayed_to_all_the_same() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = super::support::endpoint(&trial, &receiver.url).await;
    let made = created(&trial, &receiver.url, |wanted| {
        wanted.endpoint = Some(text(&endpoint, "id"));
        wanted.event_type = Some("wallet.balance_zero".into());
    })
    .await;
    receiver.next().await;
    replay(&trial, &made.id, "{}").await;
    assert_eq!(body(&receiver.next().await)["type"], "wallet.balance_zero");
}

#[tokio::test]
async fn an_event_that_is_too_old_is_gone_and_nothing_is_enqueued() {
    let clock = Clock::fixed(NOW);
    let trial = at(&clock).await;
    let made = created(&trial, DEAD, |_| {}).await;
    let days = |days: i64| NOW.plus_micros(days * 24 * 3600 * 1_000_000);
    clock.set(days(30).plus_micros(-1));
    assert_eq!(replay(&trial, &made.id, "{}").await.status, 202);
    let before = list(&trial, "").await;
    clock.set(days(30));
    let said = replay(&trial, &made.id, "{}").await;
    assert_eq!(code(&said), is(410, "EVENT_EXPIRED"));
    let message = "source event has been pruned and cannot be replayed";
    assert_eq!(said.json()["error"]["message"], message);
    assert_eq!(
        list(&trial, "").await["data"].as_array().unwrap().len(),
        before["data"].as_array().unwrap().len()
    );
    let longer = AgentMessageTerms {
        retention_days: 31,
        ..AgentMessageTerms::default()
    };
    longer.write(trial.stage.store()).await.unwrap();
    assert_eq!(replay(&trial, &made.id, "{}").await.status, 202);
}

#[tokio::test]
async fn an_expired_event_can_be_made_by_hand() {
    let trial = still().await;
    let made = created(&trial, DEAD, |wanted| {
        wanted.status = Some("expired".into())
    })
    .await;
    let said = replay(&trial, &made.id, "{}").await;
    assert_eq!(code(&said), is(410, "EVENT_EXPIRED"));
    let wanted = crate::CreateEmulated {
        provider: "agentmessage".into(),
        to: Some(DEAD.into()),
        status: Some("dead".into()),
        ..crate::CreateEmulated::default()
    };
    let refused = crate::create(&trial.stage.means, wanted).await.unwrap_err();
    assert!(refused.to_string().contains("expired"), "{refused}");
}

#[tokio::test]
async fn the_data_of_a_whole_event_is_taken_out_of_it() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let event = json!({ "id": "evt_1", "type": "brand.vetted", "data": { "a": 1 } });
    created(&trial, &receiver.url, |wanted| {
        wanted.payload = Some(event.to_string())
    })
    .await;
    assert_eq!(body(&receiver.next().await)["data"], json!({ "a": 1 }));
}
