//! Our client against our emulation.

use model::{AttemptAnswer, Secret};

use super::support::Stage;
use crate::b3os::client;
use crate::provider_delivery::ProviderOutcome;
use crate::redelivery::{RedeliveryOutcome, RefusalReason};
use crate::trial::Receiver;
use crate::{Again, Ask};

async fn send(stage: &Stage, outgoing: delivery::Outgoing) -> AttemptAnswer {
    stage.0.means.sender.send(outgoing).await.outcome.unwrap()
}

async fn asked(stage: &Stage, key: &Secret, id: &str) -> RedeliveryOutcome {
    let ask = Ask {
        id: id.into(),
        ..Ask::default()
    };
    let outgoing = client::redeliver_request(&stage.0.base_url, key, &ask).unwrap();
    client::read_redelivery(&send(stage, outgoing).await)
}

#[tokio::test]
async fn a_retry_is_accepted_with_the_ids_to_wait_for() {
    let stage = Stage::new().await;
    let key = Secret::new(stage.0.key.as_str());
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let id = stage.deliver(&endpoint, Some("failure")).await;
    let RedeliveryOutcome::Accepted {
        delivery_id,
        event_id,
        state,
        at,
        ..
    } = asked(&stage, &key, &id).await
    else {
        panic!()
    };
    assert_eq!(
        (delivery_id.as_deref(), state.as_deref()),
        (Some(id.as_str()), Some("pending"))
    );
    assert!(at.is_some());
    let body = receiver.next().await.body;
    assert!(body.contains(&event_id.unwrap()), "{body}");
}

#[tokio::test]
async fn a_new_record_is_asked_for_apart() {
    let stage = Stage::new().await;
    let key = Secret::new(stage.0.key.as_str());
    let receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let id = stage.deliver(&endpoint, None).await;
    stage.until(&id, "success").await;
    let ask = Ask {
        id: id.clone(),
        again: Again::New,
        ..Ask::default()
    };
    let outgoing = client::redeliver_request(&stage.0.base_url, &key, &ask).unwrap();
    let read = client::read_redelivery(&send(&stage, outgoing).await);
    let RedeliveryOutcome::Accepted { delivery_id, .. } = read else {
        panic!("{read:?}")
    };
    assert!(delivery_id.is_some_and(|made| made != id));
}

#[tokio::test]
async fn refusals_are_typed_and_keep_the_providers_words() {
    let stage = Stage::new().await;
    let key = Secret::new(stage.0.key.as_str());
    let receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let arrived = stage.deliver(&endpoint, None).await;
    stage.until(&arrived, "success").await;
    for (key, id, reason, words) in [
        (
            &Secret::new("wrong"),
            "x",
            RefusalReason::Credentials,
            "Unauthorized",
        ),
        (
            &key,
            "x",
            RefusalReason::NotFound,
            "Webhook delivery not found",
        ),
        (
            &key,
            arrived.as_str(),
            RefusalReason::Rejected,
            "Only failed",
        ),
    ] {
        let RedeliveryOutcome::Refused { refusal } = asked(&stage, key, id).await else {
            panic!("{words}")
        };
        assert_eq!(refusal.reason, reason);
        assert!(refusal.words.contains(words), "{}", refusal.words);
    }
}

#[tokio::test]
async fn the_log_is_read_page_by_page_and_one_by_one() {
    let stage = Stage::new().await;
    let key = Secret::new(stage.0.key.as_str());
    let endpoint = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let mut made = Vec::new();
    for _ in 0..101 {
        made.push(stage.deliver(&endpoint, Some("failure")).await);
    }
    made.reverse();
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let outgoing = client::list_request(&stage.0.base_url, &key, cursor.as_deref()).unwrap();
        let page = client::read_list(&send(&stage, outgoing).await).unwrap();
        rows.extend(page.rows);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    assert_eq!(ids, made);
    let outgoing = client::get_request(&stage.0.base_url, &key, &made[0]).unwrap();
    let row = client::read_get(&send(&stage, outgoing).await).unwrap();
    assert_eq!(row, rows[0]);
    assert_eq!(
        (row.outcome, row.event_type.as_deref()),
        (ProviderOutcome::Failed, Some("run.completed"))
    );
}
