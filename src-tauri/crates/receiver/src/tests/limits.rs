//! A limit that is hit is answered and shown.

use std::time::Duration;

use model::{CaptureFlag, Verdict};

use super::support::{Running, post};

async fn small() -> Running {
    Running::with(|options| {
        options.limits.body_bytes = 16;
        options.limits.head_bytes = 512;
    })
    .await
}

#[tokio::test]
async fn a_body_declared_too_long_is_refused_unread_and_shown() {
    let running = small().await;
    let heard = running
        .send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 17\r\n\r\n")
        .await;
    assert_eq!(heard.status(), 413);
    assert!(
        heard.body.contains("longer than the limit of 16 bytes"),
        "{heard:?}"
    );
    let record = running.record(heard.capture()).await;
    assert_eq!(record.capture.flags, [CaptureFlag::BodyTooLarge]);
    assert_eq!(record.capture.response_status, Some(413));
    assert_eq!(
        (record.capture.size, record.capture.verdict),
        (0, Verdict::NotChecked)
    );
}

#[tokio::test]
async fn a_sender_in_full_flow_gets_to_read_why_it_was_refused() {
    let running = small().await;
    let mut line = running.connect().await;
    let body = "x".repeat(4 * 1024 * 1024);
    line.try_to_write(&post("/a", &[], &body)).await;
    assert_eq!(line.hear().await.status(), 413);
}

#[tokio::test]
async fn a_body_that_turns_out_too_long_is_refused_too() {
    let running = small().await;
    let heard = running
        .send("POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n12345678901234567\r\n")
        .await;
    assert_eq!(heard.status(), 413);
    let capture = running.record(heard.capture()).await.capture;
    assert_eq!(capture.flags, [CaptureFlag::BodyTooLarge]);
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_taken() {
    let running = small().await;
    let heard = running.send(post("/a", &[], "1234567890123456")).await;
    assert_eq!(heard.status(), 200);
}

#[tokio::test]
async fn a_body_that_stops_coming_is_answered_408_and_kept_as_far_as_it_came() {
    let running = Running::with(|options| {
        options.limits.body_timeout = Duration::from_millis(50);
    })
    .await;
    let heard = running
        .send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf")
        .await;
    assert_eq!(heard.status(), 408);
    let id = heard.capture();
    assert_eq!(
        running.record(id).await.capture.flags,
        [CaptureFlag::TooSlow]
    );
    assert_eq!(running.body(id).await, b"half");
}

#[tokio::test]
async fn a_sender_that_stops_in_the_middle_is_captured_with_what_came() {
    let running = Running::start().await;
    let mut line = running.connect().await;
    line.write("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf")
        .await;
    line.finish().await;
    let record = running.newest_of(1).await;
    assert_eq!(record.capture.flags, [CaptureFlag::Incomplete]);
    assert_eq!(record.capture.verdict, Verdict::NotChecked);
    assert_eq!(running.body(record.capture.id).await, b"half");
}

#[tokio::test]
async fn a_head_that_is_too_long_is_shown_with_its_beginning() {
    let running = small().await;
    let padding = "a".repeat(600);
    let request =
        format!("PUT /stripe/in HTTP/1.1\r\nHost: localhost\r\nX-Long: {padding}\r\n\r\n");
    running.source("stripe", |_| ()).await;
    assert_eq!(running.send(&request).await.status(), 431);
    let record = running.newest_of(1).await;
    assert_eq!(record.capture.flags, [CaptureFlag::HeadTooLarge]);
    assert_eq!(record.capture.response_status, Some(431));
    assert_eq!(
        (&*record.capture.source, &*record.capture.method),
        ("stripe", "PUT")
    );
    assert!(request.as_bytes().starts_with(&record.head));
}

#[tokio::test]
async fn what_is_no_http_is_answered_400_and_shown() {
    let running = Running::start().await;
    let heard = running
        .send("POST /a HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n")
        .await;
    assert_eq!(heard.status(), 400);
    let capture = running.newest_of(1).await.capture;
    assert_eq!(capture.flags, [CaptureFlag::Malformed]);
    assert_eq!(capture.target, "/a");
}
