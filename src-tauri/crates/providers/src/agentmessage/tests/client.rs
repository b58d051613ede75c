//! Our client against our emulation: every kind of answer.

use delivery::Outgoing;
use model::{AttemptAnswer, Secret};

use super::support::{DEAD, NONE, created, endpoint, key, still, text, trial, until};
use crate::RedeliveryOutcome;
use crate::agentmessage::client::{
    get_request, list_request, read_get, read_list, read_redelivery, redeliver_request,
};
use crate::ask::Ask;
use crate::provider_delivery::ProviderOutcome;
use crate::redelivery::RefusalReason;
use crate::stage::trial::{Receiver, Trial};

async fn sent(trial: &Trial, outgoing: Outgoing) -> AttemptAnswer {
    let sender = &trial.stage.means.sender;
    sender.send(outgoing).await.outcome.unwrap()
}

async fn asked(trial: &Trial, key: &str, id: &str) -> RedeliveryOutcome {
    let ask = Ask {
        id: id.to_owned(),
        reason: Some("again".to_owned()),
        ..Ask::default()
    };
    let request = redeliver_request(&trial.base_url, &Secret::new(key), &ask).unwrap();
    read_redelivery(&sent(trial, request).await)
}

#[tokio::test]
async fn a_replay_is_accepted_and_arrives_under_the_id_that_was_told() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let made = created(&trial, &receiver.url, |_| {}).await;
    receiver.next().await;
    let outcome = asked(&trial, &trial.key, &made.id).await;
    let RedeliveryOutcome::Accepted {
        delivery_id,
        event_id,
        ..
    } = outcome
    else {
        panic!("{outcome:?}")
    };
    assert_eq!(delivery_id, Some(made.id));
    let arrived: serde_json::Value = serde_json::from_slice(&receiver.next().await.body).unwrap();
    assert_eq!(event_id, Some(text(&arrived, "id")));
}

#[tokio::test]
async fn the_log_is_listed_and_its_rows_are_read() {
    let trial = trial().await;
    let receiver = Receiver::answering(&[500, 200]).await;
    created(&trial, &receiver.url, |_| {}).await;
    until(&trial, "success", 1).await;
    let secret = Secret::new(trial.key.as_str());
    let request = list_request(&trial.base_url, &secret, None).unwrap();
    let page = read_list(&sent(&trial, request).await).unwrap();
    let outcomes: Vec<_> = page.rows.iter().map(|row| row.outcome.clone()).collect();
    assert_eq!(
        outcomes,
        [ProviderOutcome::Succeeded, ProviderOutcome::Retrying]
    );
    assert_eq!((page.rows[0].status, page.next), (Some(200), None));
    assert_eq!(page.rows[0].url, Some(receiver.url.clone()));
    let request = get_request(&trial.base_url, &secret, &page.rows[1].id).unwrap();
    let row = read_get(&sent(&trial, request).await).unwrap();
    assert_eq!(row, page.rows[1]);
}

#[tokio::test]
async fn refusals_are_typed_and_keep_agentmessages_words() {
    let trial = still().await;
    let made = created(&trial, DEAD, |_| {}).await;
    let old = created(&trial, DEAD, |wanted| {
        wanted.status = Some("expired".into())
    })
    .await;
    let reader = key(&trial, None, &["webhooks:read"]).await;
    let foreign = key(&trial, Some("another"), &[]).await;
    for (key, id, status, reason, words) in [
        (
            "wrong",
            made.id.as_str(),
            401,
            RefusalReason::Credentials,
            "authentication",
        ),
        (&reader, &made.id, 403, RefusalReason::Credentials, "scope"),
        (&trial.key, NONE, 404, RefusalReason::NotFound, "not found"),
        (
            &foreign,
            &made.id,
            404,
            RefusalReason::NotFound,
            "not found",
        ),
        (&trial.key, &old.id, 410, RefusalReason::Expired, "pruned"),
        (
            &trial.key,
            "no",
            422,
            RefusalReason::Rejected,
            "id: must be a UUID",
        ),
    ] {
        let outcome = asked(&trial, key, id).await;
        let RedeliveryOutcome::Refused { refusal } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!((refusal.status, refusal.reason), (status, reason));
        assert!(refusal.words.contains(words), "{}", refusal.words);
    }
}

#[tokio::test]
async fn a_limit_that_is_hit_says_how_long_to_wait() {
    let trial = still().await;
    trial.stage.set_speed(1).await.unwrap();
    let made = created(&trial, DEAD, |_| {}).await;
    for _ in 0..10 {
        let outcome = asked(&trial, &trial.key, &made.id).await;
        assert!(
            matches!(outcome, RedeliveryOutcome::Accepted { .. }),
            "{outcome:?}"
        );
    }
    let RedeliveryOutcome::Refused { refusal } = asked(&trial, &trial.key, &made.id).await else {
        panic!()
    };
    assert_eq!(refusal.reason, RefusalReason::RateLimited);
    assert_eq!(refusal.retry_after_seconds, Some(60));
}

#[tokio::test]
async fn what_is_made_by_hand_is_listed_and_shown() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = endpoint(&trial, &receiver.url).await;
    let made = created(&trial, &receiver.url, |_| {}).await;
    assert_eq!(made.secret, text(&endpoint, "secret"));
    let body = receiver.next().await.body;
    let (means, provider) = (&trial.stage.means, crate::Provider::AgentMessage);
    let detail = crate::detail(means, provider, &made.id).await.unwrap();
    assert_eq!(detail.payload.unwrap().as_bytes(), body);
    let rows = crate::list(means, provider).await.unwrap();
    assert_eq!(rows[0].id, made.id);
    let unknown = crate::detail(means, provider, "no").await.unwrap_err();
    assert!(unknown.to_string().contains("agentmessage"), "{unknown}");
}
