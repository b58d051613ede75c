//! Senders are answered by their source's rule, after the commit.

use model::{ResponseRule, ResponseStep};
use store::SourceEdit;

use super::support::{Running, post, steps};

async fn status(running: &Running, target: &str) -> u16 {
    running.send(post(target, &[], "")).await.status()
}

#[tokio::test]
async fn a_sequence_goes_step_by_step_and_its_last_step_stays() {
    let running = Running::start().await;
    running
        .source("flaky", |new| new.response = steps("503,500,200"))
        .await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(status(&running, "/flaky").await);
    }
    assert_eq!(statuses, [503, 500, 200, 200]);
    let newest = running.newest_of(4).await;
    assert_eq!(newest.capture.response_status, Some(200));
}

#[tokio::test]
async fn an_edited_rule_holds_for_the_next_request_and_starts_from_its_beginning() {
    let running = Running::start().await;
    running
        .source("edited", |new| new.response = steps("503,200"))
        .await;
    assert_eq!(status(&running, "/edited").await, 503);
    let source = running
        .store
        .sources()
        .get("edited")
        .await
        .unwrap()
        .unwrap();
    let edit = SourceEdit {
        response: Some(steps("429,201")),
        ..SourceEdit::default()
    };
    running.store.sources().edit(source.id, edit).await.unwrap();
    assert_eq!(status(&running, "/edited").await, 429);
    assert_eq!(status(&running, "/edited").await, 201);
}

#[tokio::test]
async fn two_sources_answer_each_by_its_own_rule() {
    let running = Running::start().await;
    running
        .source("one", |new| new.response = steps("201"))
        .await;
    running
        .source("two", |new| new.response = steps("202"))
        .await;
    assert_eq!(status(&running, "/one/deeper").await, 201);
    assert_eq!(status(&running, "/two").await, 202);
    assert_eq!(status(&running, "/onetwo").await, 200);
    let newest = running.newest_of(3).await.capture;
    assert_eq!((&*newest.source, &*newest.target), ("unsorted", "/onetwo"));
}

#[tokio::test]
async fn a_rule_sets_headers_and_body() {
    let running = Running::start().await;
    let rule = ResponseRule {
        headers: [("Content-Type", "text/xml"), ("X-Own", "1")]
            .into_iter()
            .collect(),
        body: Some("<ok/>".into()),
        ..ResponseRule::default()
    };
    running
        .source("xml", |new| new.response = rule.clone())
        .await;
    let heard = running.send(post("/xml", &[], "")).await;
    assert_eq!(heard.body, "<ok/>");
    assert_eq!(heard.header("content-type"), Some("text/xml"));
    assert_eq!(heard.header("x-own"), Some("1"));
    let answer = running.record(heard.capture()).await.answer.unwrap();
    assert_eq!(answer.headers, rule.headers);
    assert_eq!(answer.body.as_deref(), Some(&b"<ok/>"[..]));
}

#[tokio::test]
async fn a_delayed_answer_comes_after_the_capture_is_there() {
    let running = Running::start().await;
    let rule = ResponseRule {
        delay_ms: 3_600_000,
        ..ResponseRule::default()
    };
    running.source("slow", |new| new.response = rule).await;
    let mut line = running.connect().await;
    line.write(post("/slow", &[], "")).await;
    let capture = running.newest_of(1).await.capture;
    assert_eq!(capture.response_status, Some(200));
    // The shutdown waits no hour: it cuts the delay off.
    running.stop().await;
    assert_eq!(line.hear().await.capture(), capture.id);
}

#[tokio::test]
async fn a_sender_that_is_never_answered_is_captured_and_let_go_at_the_end() {
    let running = Running::start().await;
    let rule = ResponseRule {
        steps: vec![ResponseStep::Never],
        ..ResponseRule::default()
    };
    running.source("never", |new| new.response = rule).await;
    let mut line = running.connect().await;
    line.write(post("/never", &[], "")).await;
    let record = running.newest_of(1).await;
    assert_eq!(record.capture.response_status, None);
    running.stop().await;
    assert!(line.rest().await.is_empty());
}

#[tokio::test]
async fn who_is_never_answered_and_hangs_up_gives_up_its_place() {
    let running = Running::start().await;
    running
        .source("never", |new| new.response = steps("never"))
        .await;
    let mut line = running.connect().await;
    line.write(post("/never", &[], "")).await;
    line.finish().await;
    assert!(line.rest().await.is_empty());
    assert_eq!(running.newest_of(1).await.capture.response_status, None);
}

#[tokio::test]
async fn a_sender_that_only_ended_its_side_gets_its_delayed_answer() {
    let running = Running::start().await;
    let rule = ResponseRule {
        delay_ms: 50,
        ..ResponseRule::default()
    };
    running.source("slow", |new| new.response = rule).await;
    let mut line = running.connect().await;
    line.write(post("/slow", &[], "")).await;
    line.finish().await;
    assert_eq!(line.hear().await.status(), 200);
}

#[tokio::test]
async fn a_paused_source_captures_and_asks_for_patience() {
    let running = Running::start().await;
    running.source("resting", |new| new.paused = true).await;
    let heard = running.send(post("/resting", &[], "")).await;
    assert_eq!(heard.status(), 503);
    assert_eq!(heard.header("retry-after"), Some("30"));
    assert!(heard.body.contains("source resting is paused"), "{heard:?}");
    let record = running.record(heard.capture()).await;
    assert_eq!(record.capture.response_status, Some(503));
}

#[tokio::test]
async fn a_paused_receiver_captures_for_every_source() {
    let running = Running::start().await;
    running.pause.set(true);
    let heard = running.send(post("/any", &[], "")).await;
    assert_eq!(heard.status(), 503);
    assert!(running.record(heard.capture()).await.answer.is_some());
    running.pause.set(false);
    assert_eq!(status(&running, "/any").await, 200);
}

#[tokio::test]
async fn a_request_that_cannot_be_stored_is_never_acknowledged() {
    let running = Running::start().await;
    running.store.clone().close().await;
    let heard = running.send(post("/any", &[], "")).await;
    assert_eq!(heard.status(), 503);
    assert_eq!(heard.header("retry-after"), Some("5"));
    assert_eq!(heard.header("x-hookwright-capture"), None);
    assert!(heard.body.starts_with("{\"error\":"), "{heard:?}");
}
