//! What befalls callers on purpose.

use model::{FailureKind, Trouble, TroubleKind};

use super::trial;
use crate::stage::trial::Trial;

const CALL: (&str, &str) = ("POST", "/v1/echo/1");

async fn trouble(trial: &Trial, kind: TroubleKind, times: u32) {
    let trouble = Trouble {
        kind,
        operation: Some("echo".to_owned()),
        times,
    };
    let emulations = trial.stage.store().emulations();
    emulations.add_trouble("b3os", trouble).await.unwrap();
}

async fn logged(trial: &Trial) -> Vec<(Option<u16>, Option<String>)> {
    let emulations = trial.stage.store().emulations();
    let calls = emulations.calls("b3os", None, 9).await.unwrap();
    calls
        .into_iter()
        .map(|call| (call.status, call.trouble))
        .collect()
}

#[tokio::test]
async fn the_next_calls_are_refused_and_then_all_is_as_before() {
    let trial = trial().await;
    trouble(&trial, TroubleKind::Status { status: 429 }, 2).await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(trial.ask(CALL, &[], b"{}").await.status);
    }
    assert_eq!(statuses, [429, 429, 200]);
    let told = logged(&trial).await;
    assert_eq!(told[0], (Some(200), None));
    assert_eq!(told[1], (Some(429), Some("status 429".to_owned())));
}

#[tokio::test]
async fn a_call_that_is_cut_gets_no_answer_at_all() {
    let trial = trial().await;
    trouble(&trial, TroubleKind::Cut, 1).await;
    let failure = trial.send(CALL, &[], b"{}").await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Closed, "{failure:?}");
    assert_eq!(logged(&trial).await, [(None, Some("cut".to_owned()))]);
    assert_eq!(trial.ask(CALL, &[], b"{}").await.status, 200);
}

#[tokio::test]
async fn a_call_that_hangs_is_held_until_its_caller_goes() {
    let trial = trial().await;
    trouble(&trial, TroubleKind::Hang, 1).await;
    let log = async || logged(&trial).await;
    let begun = trial.wait(log, |calls: &Vec<_>| !calls.is_empty());
    tokio::select! {
        answered = trial.send(CALL, &[], b"{}") => panic!("{answered:?}"),
        calls = begun => assert_eq!(calls, [(None, Some("hang".to_owned()))]),
    }
    assert_eq!(trial.ask(CALL, &[], b"{}").await.status, 200);
}

#[tokio::test]
async fn the_document_is_served_whatever_befalls_calls() {
    let trial = trial().await;
    trouble(&trial, TroubleKind::Cut, 1).await;
    assert_eq!(
        trial.ask(("GET", "/openapi.json"), &[], b"").await.status,
        200
    );
}
