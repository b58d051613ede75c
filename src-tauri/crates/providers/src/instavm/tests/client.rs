//! Our client against our emulation.

use model::{AttemptAnswer, Secret};

use super::support::Stage;
use crate::Ask;
use crate::instavm::client;
use crate::provider_delivery::ProviderOutcome;
use crate::redelivery::{RedeliveryOutcome, RefusalReason};
use crate::trial::Receiver;

async fn send(stage: &Stage, outgoing: delivery::Outgoing) -> AttemptAnswer {
    stage.0.means.sender.send(outgoing).await.outcome.unwrap()
}

async fn asked(stage: &Stage, key: &str, id: &str) -> RedeliveryOutcome {
    let ask = Ask {
        id: id.into(),
        ..Ask::default()
    };
    let outgoing = client::redeliver_request(&stage.0.base_url, &Secret::new(key), &ask).unwrap();
    client::read_redelivery(&send(stage, outgoing).await)
}

#[tokio::test]
async fn a_replay_is_accepted_with_the_ids_to_wait_for() {
    let stage = Stage::new().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = stage.endpoint(&receiver.url, 0).await;
    let id = stage.deliver(&endpoint, Some("failed")).await;
    let outcome = asked(&stage, &stage.0.key, &id).await;
    let RedeliveryOutcome::Accepted {
        delivery_id,
        event_id,
        state,
        answer,
        ..
    } = outcome
    else {
        panic!("{outcome:?}")
    };
    assert_ne!(delivery_id.as_deref(), Some(id.as_str()));
    assert_eq!(
        (state.as_deref(), &answer["replay_of_delivery_id"]),
        (Some("pending"), &id.into())
    );
    assert!(receiver.next().await.body.contains(&event_id.unwrap()));
}

#[tokio::test]
async fn refusals_are_typed_and_keep_the_providers_words() {
    let stage = Stage::new().await;
    let endpoint = stage.endpoint("http://127.0.0.1:1/", 0).await;
    let id = stage.deliver(&endpoint, Some("failed")).await;
    let path = format!("/endpoints/{}", endpoint["id"].as_str().unwrap());
    stage.data("DELETE", &path, "").await;
    for (key, id, reason, words) in [
        (
            "wrong",
            "x",
            RefusalReason::Credentials,
            "Not authenticated",
        ),
        (
            &stage.0.key,
            "x",
            RefusalReason::NotFound,
            "Webhook delivery not found",
        ),
        (
            &stage.0.key,
            id.as_str(),
            RefusalReason::NotReady,
            "disabled",
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
async fn the_log_is_read_page_by_page() {
    let stage = Stage::new().await;
    let key = Secret::new(stage.0.key.as_str());
    let endpoint = stage.endpoint("http://127.0.0.1:1/", 0).await;
    for _ in 0..101 {
        stage.deliver(&endpoint, Some("failed")).await;
    }
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
    let mut ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), rows.len()), (101, 101));
    let failed = |row: &crate::ProviderDelivery| row.outcome == ProviderOutcome::Failed;
    assert!(rows.iter().all(failed));
}
