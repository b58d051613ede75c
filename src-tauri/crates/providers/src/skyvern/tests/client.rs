//! Our client against our emulation: every kind of answer, and what is kept of it.

use super::support::{Receiver, Stage, answer};
use crate::{Ask, NewProfile, RedeliveryOutcome, RefusalReason, add_profile, redeliver};

async fn profile(stage: &Stage, name: &str, key: &str) {
    let wanted = NewProfile {
        name: name.into(),
        provider: "skyvern".into(),
        base_url: Some(stage.base_url.clone()),
        key: key.into(),
        ..NewProfile::default()
    };
    add_profile(&stage.means.store, wanted).await.unwrap();
}

async fn asked(stage: &Stage, profile: &str, id: &str, url: Option<&str>) -> RedeliveryOutcome {
    let ask = Ask {
        profile: profile.into(),
        id: id.into(),
        webhook_url: url.map(ToOwned::to_owned),
        ..Ask::default()
    };
    redeliver(&stage.means, ask).await.unwrap().outcome
}

#[tokio::test]
async fn a_redelivery_arrives_where_it_was_sent() {
    let stage = Stage::new().await;
    profile(&stage, "mine", &stage.key).await;
    let mut receiver = Receiver::answering(answer(200, "ok")).await;
    let run = stage.run(Some("http://127.0.0.1:1/dead"), |_| {}).await;
    let RedeliveryOutcome::Replayed { arrived, replay } = asked(&stage, "mine", &run, None).await
    else {
        panic!()
    };
    assert!(!arrived);
    assert_eq!(
        replay.error.as_deref(),
        Some("Could not reach URL: All connection attempts failed")
    );
    let outcome = asked(&stage, "mine", &run, Some(&receiver.url)).await;
    let RedeliveryOutcome::Replayed { arrived, replay } = outcome else {
        panic!("{outcome:?}")
    };
    assert!(arrived);
    assert_eq!(replay.run_id, run);
    assert_eq!(replay.target_webhook_url, Some(receiver.url.clone()));
    assert_eq!(receiver.next().await.body, replay.payload.as_bytes());
}

#[tokio::test]
async fn refusals_are_typed_and_keep_the_providers_words() {
    let stage = Stage::new().await;
    profile(&stage, "mine", &stage.key).await;
    profile(&stage, "wrong", "sk_wrong").await;
    let run = stage.run(None, |_| {}).await;
    let waiting = stage.run(None, |run| run.retry_pending = true).await;
    for (profile, id, url, status, reason, words) in [
        (
            "wrong",
            &run,
            None,
            403,
            RefusalReason::Credentials,
            "Invalid credentials",
        ),
        (
            "mine",
            &"no".into(),
            None,
            404,
            RefusalReason::NotFound,
            "Run no not found",
        ),
        (
            "mine",
            &waiting,
            None,
            409,
            RefusalReason::NotReady,
            "is not final",
        ),
        (
            "mine",
            &run,
            None,
            400,
            RefusalReason::Rejected,
            "No webhook URL configured",
        ),
        (
            "mine",
            &run,
            Some("ftp://h"),
            400,
            RefusalReason::Rejected,
            "unsupported scheme",
        ),
    ] {
        let outcome = asked(&stage, profile, id, url).await;
        let RedeliveryOutcome::Refused { refusal } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!((refusal.status, refusal.reason), (status, reason));
        assert!(refusal.words.contains(words), "{}", refusal.words);
    }
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_an_outcome_too() {
    let stage = Stage::new().await;
    let wanted = NewProfile {
        name: "dead".into(),
        provider: "skyvern".into(),
        base_url: Some("http://127.0.0.1:1".into()),
        key: "sk_1".into(),
        ..NewProfile::default()
    };
    add_profile(&stage.means.store, wanted).await.unwrap();
    let outcome = asked(&stage, "dead", "tsk_1", None).await;
    assert!(
        matches!(outcome, RedeliveryOutcome::Unanswered { .. }),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn the_exchange_is_kept_without_the_credential() {
    let stage = Stage::new().await;
    profile(&stage, "mine", &stage.key).await;
    let ask = Ask {
        profile: "mine".into(),
        id: "tsk_1".into(),
        ..Ask::default()
    };
    let redelivery = redeliver(&stage.means, ask).await.unwrap();
    let attempts = stage.means.store.attempts();
    let record = attempts.get(redelivery.attempt.id).await.unwrap().unwrap();
    let head = String::from_utf8(record.request_head).unwrap();
    assert!(head.contains("X-Api-Key: [redacted]\r\n"), "{head}");
    assert!(!head.contains(&stage.key), "{head}");
    assert_eq!(record.attempt.status, Some(404));
}
