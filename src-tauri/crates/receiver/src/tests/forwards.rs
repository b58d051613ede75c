//! What is stored is passed on once, as it came.

use model::{CaptureFlag, FailureKind, Trigger};

use super::support::{Running, Target, post};

const BROWSER: &[(&str, &str)] = &[("Origin", "https://page.test")];

async fn forwarding_to(url: &str) -> Running {
    let running = Running::start().await;
    let target = url.to_owned();
    running
        .source("app", |new| new.forward_to = vec![target])
        .await;
    running
}

#[tokio::test]
async fn a_capture_is_forwarded_with_its_bytes_path_and_query() {
    let mut target = Target::start().await;
    let running = forwarding_to(&format!("{}/hooks", target.url)).await;
    let request = post("/app/deeper?a=b", &[("x-ODD-case", "1")], "the body");
    let id = running.send(request).await.capture();
    let arrived = target.next().await;
    assert!(
        arrived.starts_with("POST /hooks/deeper?a=b HTTP/1.1\r\n"),
        "{arrived}"
    );
    assert!(arrived.contains("x-ODD-case: 1\r\n"), "{arrived}");
    assert!(arrived.ends_with("\r\n\r\nthe body"), "{arrived}");
    let attempt = &running.attempts(id, 1).await[0];
    assert_eq!(attempt.trigger, Trigger::Forward);
    assert_eq!((attempt.status, attempt.exact), (Some(202), Some(true)));
}

#[tokio::test]
async fn a_dead_target_loses_nothing_and_says_so() {
    let mut alive = Target::start().await;
    let dead = wire::bind("127.0.0.1:0").await.unwrap();
    let dead_url = format!("http://127.0.0.1:{}", dead.port());
    drop(dead);
    let running = Running::start().await;
    let targets = vec![dead_url.clone(), alive.url.clone()];
    running.source("app", |new| new.forward_to = targets).await;
    let heard = running.send(post("/app", &[], "kept")).await;
    assert_eq!(heard.status(), 200);
    assert!(alive.next().await.ends_with("kept"));
    let attempts = running.attempts(heard.capture(), 2).await;
    let failed = attempts
        .iter()
        .find(|attempt| attempt.status.is_none())
        .unwrap();
    assert!(failed.target.starts_with(&dead_url));
    assert_eq!(failed.failure.as_ref().unwrap().kind, FailureKind::Refused);
    assert_eq!(running.body(heard.capture()).await, b"kept");
}

#[tokio::test]
async fn what_a_web_page_sends_is_flagged_and_not_forwarded() {
    let mut target = Target::start().await;
    let running = forwarding_to(&target.url).await;
    let id = running.send(post("/app", BROWSER, "page")).await.capture();
    assert_eq!(
        running.record(id).await.capture.flags,
        [CaptureFlag::Browser]
    );
    // The next one arrives first, since the page's was never on its way.
    running.send(post("/app", &[], "server")).await;
    assert!(target.next().await.ends_with("server"));
    assert!(target.is_idle());
}

#[tokio::test]
async fn what_a_web_page_sends_is_forwarded_where_the_source_allows_it() {
    let mut target = Target::start().await;
    let running = Running::start().await;
    let url = target.url.clone();
    running
        .source("app", |new| {
            new.forward_to = vec![url];
            new.allow_browser = true;
        })
        .await;
    running.send(post("/app", BROWSER, "page")).await;
    assert!(target.next().await.ends_with("page"));
}

#[tokio::test]
async fn nothing_is_forwarded_while_paused() {
    let mut target = Target::start().await;
    let running = forwarding_to(&target.url).await;
    running.pause.set(true);
    running.send(post("/app", &[], "paused")).await;
    running.pause.set(false);
    running.send(post("/app", &[], "going on")).await;
    assert!(target.next().await.ends_with("going on"));
    assert!(target.is_idle());
}

#[tokio::test]
async fn captures_without_a_source_go_where_the_shell_says_with_their_whole_path() {
    let mut target = Target::start().await;
    let unsorted = vec![delivery::Target::parse(&target.url).unwrap()];
    let running = Running::with(|options| options.unsorted_forward_to = unsorted).await;
    running.send(post("/any/where?x", &[], "")).await;
    assert!(
        target
            .next()
            .await
            .starts_with("POST /any/where?x HTTP/1.1\r\n")
    );
}

#[tokio::test]
async fn a_sender_that_goes_away_does_not_stop_the_forward() {
    let mut target = Target::start().await;
    let running = forwarding_to(&target.url).await;
    let mut line = running.connect().await;
    line.write(post("/app", &[], "gone")).await;
    drop(line);
    assert!(target.next().await.ends_with("gone"));
}
