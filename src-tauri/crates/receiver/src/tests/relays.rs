//! A target's answer goes back to the sender, once the capture is kept.

use std::time::Duration;

use model::{FailureKind, ForwardMode, Trigger};

use super::support::{Running, Target, post, steps};

const BROWSER: &[(&str, &str)] = &[("Origin", "https://page.test")];
const QUEUED: &str = "HTTP/1.1 207 Whatever\r\nContent-Type: text/plain\r\nX-Order: 7\r\nKeep-Alive: timeout=5\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nContent-Length: 6\r\n\r\nqueued";

async fn answered_by(targets: &[&str]) -> Running {
    let running = Running::start().await;
    add(&running, targets).await;
    running
}

async fn add(running: &Running, targets: &[&str]) {
    let targets = targets.iter().map(ToString::to_string).collect();
    let change = |new: &mut store::NewSource| {
        new.forward_to = targets;
        new.forward_mode = ForwardMode::Answer;
        new.response = steps("503");
    };
    running.source("app", change).await;
}

/// The address of a port where nobody listens.
async fn dead() -> String {
    let listeners = wire::bind("127.0.0.1:0").await.unwrap();
    format!("http://127.0.0.1:{}", listeners.port())
}

#[tokio::test]
async fn the_handlers_answer_goes_back_and_is_what_is_recorded() {
    let mut handler = Target::answering(QUEUED).await;
    let running = answered_by(&[&handler.url]).await;
    let heard = running
        .send(post("/app/in?a=b", &[("x-ODD", "1")], "order"))
        .await;
    assert_eq!((heard.status(), &*heard.body), (207, "queued"));
    assert_eq!(heard.header("x-order"), Some("7"));
    assert_eq!(
        (heard.header("x-hop"), heard.header("keep-alive")),
        (None, None)
    );
    let arrived = handler.next().await;
    assert!(
        arrived.starts_with("POST /in?a=b HTTP/1.1\r\n"),
        "{arrived}"
    );
    assert!(arrived.contains("x-ODD: 1\r\n"), "{arrived}");
    let id = heard.capture();
    let record = running.record(id).await;
    let answer = record.answer.unwrap();
    assert_eq!(record.capture.response_status, Some(207));
    assert_eq!(
        (answer.status, answer.body),
        (207, Some(b"queued".to_vec()))
    );
    assert_eq!(answer.headers.text("X-Order"), Some("7"));
    let attempt = &running.attempts(id, 1).await[0];
    assert_eq!(
        (attempt.trigger, attempt.status),
        (Trigger::Forward, Some(207))
    );
}

#[tokio::test]
async fn a_dead_handler_is_a_bad_gateway_and_loses_nothing() {
    let url = dead().await;
    let running = answered_by(&[&url]).await;
    let heard = running.send(post("/app", &[], "kept")).await;
    assert_eq!(heard.status(), 502);
    assert_eq!(
        heard.body,
        "{\"error\":\"the handler cannot be reached; the request was captured\"}\n"
    );
    let id = heard.capture();
    assert_eq!(running.body(id).await, b"kept");
    assert_eq!(running.record(id).await.capture.response_status, Some(502));
    let failure = running.attempts(id, 1).await[0].failure.clone().unwrap();
    assert_eq!(failure.kind, FailureKind::Refused);
}

#[tokio::test]
async fn a_slow_handler_is_a_gateway_timeout() {
    // The system accepts connections for a listener that never looks.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let within = Duration::from_millis(80);
    let running = Running::with(|options| options.answer_within = within).await;
    add(&running, &[&url]).await;
    let heard = running.send(post("/app", &[], "")).await;
    assert_eq!(heard.status(), 504);
    assert!(
        heard.body.contains("did not answer within 80ms"),
        "{}",
        heard.body
    );
    let failure = running.attempts(heard.capture(), 1).await[0]
        .failure
        .clone();
    assert_eq!(failure.unwrap().kind, FailureKind::Timeout);
}

#[tokio::test]
async fn a_redirect_is_the_senders_to_follow() {
    let answer = "HTTP/1.1 307 Elsewhere\r\nLocation: /other\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    let mut handler = Target::answering(answer).await;
    let running = answered_by(&[&handler.url]).await;
    let heard = running.send(post("/app", &[], "")).await;
    assert_eq!(
        (heard.status(), heard.header("location")),
        (307, Some("/other"))
    );
    handler.next().await;
    assert!(handler.is_idle());
}

#[tokio::test]
async fn the_other_targets_get_it_beside_the_one_that_answers() {
    let mut second = Target::start().await;
    let first = Target::answering(QUEUED).await;
    let running = answered_by(&[&first.url, &second.url]).await;
    let heard = running.send(post("/app", &[], "both")).await;
    assert_eq!(heard.status(), 207);
    assert!(second.next().await.ends_with("both"));
    assert_eq!(running.attempts(heard.capture(), 2).await.len(), 2);
}

#[tokio::test]
async fn what_is_not_forwarded_is_answered_by_the_rule() {
    let mut handler = Target::answering(QUEUED).await;
    let running = answered_by(&[&handler.url]).await;
    assert_eq!(running.send(post("/app", BROWSER, "")).await.status(), 503);
    running.pause.set(true);
    let paused = running.send(post("/app", &[], "")).await;
    assert!(paused.body.contains("paused"), "{}", paused.body);
    running.pause.set(false);
    running.send(post("/app", &[], "going on")).await;
    assert!(handler.next().await.ends_with("going on"));
    assert!(handler.is_idle());
}

#[tokio::test]
async fn a_sender_that_goes_away_leaves_the_answer_with_its_capture() {
    let mut handler = Target::answering(QUEUED).await;
    let running = answered_by(&[&handler.url]).await;
    let mut line = running.connect().await;
    line.write(post("/app", &[], "gone")).await;
    drop(line);
    assert!(handler.next().await.ends_with("gone"));
    let id = running.newest_of(1).await.capture.id;
    running.attempts(id, 1).await;
    assert_eq!(running.record(id).await.capture.response_status, Some(207));
}

#[tokio::test]
async fn nobody_waits_for_a_handler_when_the_receiver_stops() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let running = answered_by(&[&url]).await;
    let mut line = running.connect().await;
    line.write(post("/app", &[], "")).await;
    let (mut asked, _) = listener.accept().await.unwrap();
    tokio::io::AsyncReadExt::read_u8(&mut asked).await.unwrap();
    let (heard, _) = tokio::join!(line.hear(), running.stop());
    assert_eq!(heard.status(), 503);
}
