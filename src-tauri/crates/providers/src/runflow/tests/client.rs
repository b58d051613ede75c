//! Our client against our emulation: every kind of answer.

use delivery::Outgoing;
use model::{AttemptAnswer, Secret, TroubleKind};

use super::support::{made, run, still, text, until_ended};
use crate::RedeliveryOutcome;
use crate::ask::Ask;
use crate::provider_delivery::ProviderOutcome;
use crate::redelivery::RefusalReason;
use crate::runflow::client::{history_request, read_history, read_redelivery, redeliver_request};
use crate::stage::trial::{Receiver, Trial};

const NONE: &str = "01970000-0000-7000-8000-000000000001";

async fn sent(trial: &Trial, outgoing: Outgoing) -> AttemptAnswer {
    let sender = &trial.stage.means.sender;
    sender.send(outgoing).await.outcome.unwrap()
}

async fn asked(trial: &Trial, key: &str, ask: &Ask) -> RedeliveryOutcome {
    let request = redeliver_request(&trial.base_url, &Secret::new(key), ask).unwrap();
    read_redelivery(&sent(trial, request).await)
}

fn ask(id: &str) -> Ask {
    Ask {
        id: id.to_owned(),
        ..Ask::default()
    }
}

#[tokio::test]
async fn a_redelivery_is_accepted_and_can_be_followed() {
    let trial = super::support::trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let run = run(&trial, &receiver.url).await;
    let own = trial.stage.owner(None).await.unwrap().organization_name;
    let with_organization = Ask {
        organization: Some(own),
        ..ask(&run)
    };
    let outcome = asked(&trial, &trial.key, &with_organization).await;
    let RedeliveryOutcome::Accepted {
        delivery_id,
        event_id,
        state,
        ..
    } = outcome
    else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (event_id, state.as_deref()),
        (Some(run.clone()), Some("pending"))
    );
    let received = receiver.next().await;
    assert_eq!(
        received.headers.text("runflow-request-id"),
        delivery_id.as_deref()
    );
    until_ended(&trial, &run).await;
    let key = Secret::new(trial.key.as_str());
    let request = history_request(&trial.base_url, &key, &run).unwrap();
    let page = read_history(&sent(&trial, request).await).unwrap();
    let row = &page.rows[0];
    assert_eq!((row.id.as_str(), row.status), (run.as_str(), Some(200)));
    assert_eq!(row.outcome, ProviderOutcome::Succeeded);
    assert_eq!(row.event_type.as_deref(), Some("run.completed"));
    assert_eq!(row.event_id, delivery_id);
}

#[tokio::test]
async fn a_batch_is_asked_for_by_its_prefix() {
    let trial = still().await;
    let body = serde_json::json!({ "callback_url": "http://127.0.0.1:1/" });
    let batch = made(&trial, "/v1/batches", &body).await;
    let outcome = asked(&trial, &trial.key, &ask(&format!("batch:{batch}"))).await;
    assert!(
        matches!(outcome, RedeliveryOutcome::Accepted { .. }),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn refusals_are_typed_and_keep_runflows_words() {
    let trial = still().await;
    let running = serde_json::json!({ "status": "running", "callback_url": "http://h/" });
    let running = made(&trial, "/v1/runs", &running).await;
    let flying = run(&trial, "http://127.0.0.1:1/").await;
    asked(&trial, &trial.key, &ask(&flying)).await;
    let elsewhere = Ask {
        organization: Some("another".to_owned()),
        ..ask(&flying)
    };
    for (key, ask, status, reason, words) in [
        (
            "wrong",
            ask(&flying),
            401,
            RefusalReason::Credentials,
            "bearer token",
        ),
        (
            &trial.key,
            elsewhere,
            403,
            RefusalReason::Credentials,
            "denied",
        ),
        (
            &trial.key,
            ask(NONE),
            404,
            RefusalReason::NotFound,
            "not found",
        ),
        (
            &trial.key,
            ask(&running),
            422,
            RefusalReason::Rejected,
            "terminal",
        ),
        (
            &trial.key,
            ask(&flying),
            422,
            RefusalReason::NotReady,
            "in flight",
        ),
        (&trial.key, ask("no"), 422, RefusalReason::Rejected, "UUID"),
    ] {
        let outcome = asked(&trial, key, &ask).await;
        let RedeliveryOutcome::Refused { refusal } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!((refusal.status, refusal.reason), (status, reason));
        assert!(refusal.words.contains(words), "{}", refusal.words);
    }
}

#[tokio::test]
async fn scripted_trouble_is_read_as_what_it_is() {
    let trial = still().await;
    for (status, reason) in [
        (402, RefusalReason::Unpaid),
        (409, RefusalReason::NotReady),
        (429, RefusalReason::RateLimited),
        (503, RefusalReason::ProviderBroke),
    ] {
        let trouble = model::Trouble {
            kind: TroubleKind::Status { status },
            operation: None,
            times: 1,
        };
        let emulations = trial.stage.store().emulations();
        emulations.add_trouble("runflow", trouble).await.unwrap();
        let outcome = asked(&trial, &trial.key, &ask(NONE)).await;
        let RedeliveryOutcome::Refused { refusal } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!((refusal.status, refusal.reason), (status, reason));
        assert_eq!(refusal.retry_after_seconds.is_some(), status == 429);
    }
}

#[tokio::test]
async fn a_run_that_is_made_by_hand_can_be_redelivered_at_once() {
    let trial = super::support::trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let wanted = crate::CreateEmulated {
        provider: "runflow".to_owned(),
        to: Some(receiver.url.clone()),
        event_type: Some("run.failed".to_owned()),
        ..crate::CreateEmulated::default()
    };
    let means = &trial.stage.means;
    let made = crate::create(means, wanted).await.unwrap();
    assert_eq!(made.run_id.as_deref(), Some(made.id.as_str()));
    assert!(made.secret.starts_with("whsec_"));
    let outcome = asked(&trial, &made.api_key, &ask(&made.id)).await;
    assert!(
        matches!(outcome, RedeliveryOutcome::Accepted { .. }),
        "{outcome:?}"
    );
    let body = receiver.next().await.body;
    let detail = crate::detail(means, crate::Provider::Runflow, &made.id)
        .await
        .unwrap();
    assert_eq!(detail.payload.unwrap().as_bytes(), body);
    assert_eq!(detail.row.status, "failed");
    let rows = crate::list(means, crate::Provider::Runflow).await.unwrap();
    assert_eq!(
        text(&serde_json::to_value(&rows[0]).unwrap(), "id"),
        made.id
    );
}
