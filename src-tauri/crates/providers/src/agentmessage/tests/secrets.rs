//! Secrets: what signs, and what becomes of it when it is rotated.

use std::time::Duration;

use model::{Clock, Verdict};

use super::support::{NONE, NOW, at, code, created, endpoint, is, replay, text, trial, verdict};
use crate::agentmessage::facts::GRACE;
use crate::agentmessage::secret::KeyForm;
use crate::agentmessage::terms::AgentMessageTerms;
use crate::stage::trial::{Received, Receiver, Trial};

/// An endpoint there, and an event that was sent to it.
async fn sent(trial: &Trial, receiver: &mut Receiver) -> (serde_json::Value, String) {
    let endpoint = endpoint(trial, &receiver.url).await;
    let id = text(&endpoint, "id");
    let made = created(trial, &receiver.url, |wanted| wanted.endpoint = Some(id)).await;
    receiver.next().await;
    (endpoint, made.id)
}

#[tokio::test]
async fn a_webhook_verifies_with_the_secret_that_was_told() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let made = created(&trial, &receiver.url, |_| {}).await;
    let received = receiver.next().await;
    assert_eq!(verdict(&received, &made.secret), Verdict::Verified);
    assert_eq!(received.headers.text("webhook-id"), None);
    let again = created(&trial, &receiver.url, |_| {}).await;
    assert_eq!(
        again.secret, made.secret,
        "the endpoint of this URL is used again"
    );
}

#[tokio::test]
async fn the_text_of_a_secret_is_the_key_where_that_is_switched_on() {
    let trial = trial().await;
    let text_is_key = AgentMessageTerms {
        key_form: KeyForm::Text,
        ..AgentMessageTerms::default()
    };
    text_is_key.write(trial.stage.store()).await.unwrap();
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = endpoint(&trial, &receiver.url).await;
    created(&trial, &receiver.url, |_| {}).await;
    let received = receiver.next().await;
    // Verifying takes either key.
    assert_eq!(
        verdict(&received, &text(&endpoint, "secret")),
        Verdict::Verified
    );
    let signature = received.headers.text("x-amcore-signature").unwrap();
    let (time, digest) = signature.split_once(",v1=").unwrap();
    let time = time.strip_prefix("t=").unwrap();
    let secret = text(&endpoint, "secret");
    let message = [time.as_bytes(), b"\n", &received.body].concat();
    assert_eq!(digest, hmac(secret.as_bytes(), &message));
}

/// HMAC-SHA256 (RFC 2104) in hex, written out for keys of at most a block.
fn hmac(key: &[u8], message: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    let padded = |with: u8| {
        let byte = |index| key.get(index).copied().unwrap_or(0) ^ with;
        (0..64).map(byte).collect::<Vec<u8>>()
    };
    let inner = Sha256::digest([&padded(0x36), message].concat());
    let outer = Sha256::digest([&padded(0x5c)[..], &inner[..]].concat());
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn rotating_an_endpoints_secret_holds_at_once() {
    let trial = trial().await;
    let mut receiver = Receiver::answering(&[200]).await;
    let (endpoint, delivery) = sent(&trial, &mut receiver).await;
    let path = format!("/v1/webhooks/{}/rotate-secret", text(&endpoint, "id"));
    let rotated = trial.call("POST", &path, "").await.json();
    assert_ne!(rotated["secret"], endpoint["secret"]);
    assert_eq!(replay(&trial, &delivery, "{}").await.status, 202);
    let received = receiver.next().await;
    assert_eq!(
        verdict(&received, &text(&rotated, "secret")),
        Verdict::Verified
    );
    assert_ne!(
        verdict(&received, &text(&endpoint, "secret")),
        Verdict::Verified
    );
    let unknown = format!("/v1/webhooks/{NONE}/rotate-secret");
    let said = trial.call("POST", &unknown, "").await;
    assert_eq!(code(&said), is(404, "NOT_FOUND"));
}

/// What arrives once time has moved on by so much from the beginning.
async fn arrived(receiver: &mut Receiver, clock: &Clock, after: Duration) -> Received {
    clock.set(NOW.plus(after));
    receiver.next().await
}

#[tokio::test]
async fn both_secrets_sign_for_five_minutes_after_the_organizations_was_rotated() {
    let clock = Clock::fixed(NOW);
    let trial = at(&clock).await;
    let mut receiver = Receiver::answering(&[200]).await;
    let endpoint = endpoint(&trial, &receiver.url).await;
    let made = created(&trial, &receiver.url, |_| {}).await;
    arrived(&mut receiver, &clock, Duration::from_secs(1)).await;
    let said = trial.call("POST", "/v1/webhook-secret/rotate", "").await;
    assert_eq!(said.status, 200);
    let rotated = said.json();
    assert_eq!(
        rotated["previous_secret_expires_at"],
        "2027-01-15T08:05:01Z"
    );
    let (old, new) = (text(&endpoint, "secret"), text(&rotated, "secret"));
    assert_eq!(replay(&trial, &made.id, "{}").await.status, 202);
    let received = arrived(&mut receiver, &clock, Duration::from_secs(2)).await;
    let signature = received.headers.text("x-amcore-signature").unwrap();
    assert_eq!(signature.matches("v1=").count(), 2, "{signature}");
    assert_eq!(verdict(&received, &old), Verdict::Verified);
    assert_eq!(verdict(&received, &new), Verdict::Verified);
    clock.set(NOW.plus(GRACE + Duration::from_secs(1)));
    assert_eq!(replay(&trial, &made.id, "{}").await.status, 202);
    let received = arrived(&mut receiver, &clock, GRACE + Duration::from_secs(2)).await;
    assert_ne!(verdict(&received, &old), Verdict::Verified);
    assert_eq!(verdict(&received, &new), Verdict::Verified);
}
