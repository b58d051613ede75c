//! Passes a capture on as it arrived: one attempt a target, after the commit.

use std::time::Duration;

use model::{Attempt, CaptureId, SendMode, Trigger};
use store::Store;
use tokio_util::sync::CancellationToken;

use crate::{CapturedRequest, Order, Sender, Target, attempt, prepare};

/// One capture to be passed on.
#[derive(Debug, Clone)]
pub struct Forward<'a> {
    /// Which capture.
    pub capture: CaptureId,
    /// Its bytes.
    pub request: CapturedRequest<'a>,
    /// Its path below the source, with the query; see [`crate::below_source`].
    pub below: &'a str,
    /// Where to.
    pub target: &'a Target,
    /// Time until an answer must be here; `None` is the sender's.
    pub timeout: Option<Duration>,
    /// Ends the attempt at once.
    pub cancel: CancellationToken,
}

impl Forward<'_> {
    /// The attempt to be made.
    #[must_use]
    pub fn order(&self) -> Order {
        let url = self.target.forward_url(self.below);
        let mut outgoing = prepare::exact(&self.request, &url);
        outgoing.timeout = self.timeout;
        outgoing.cancel = Some(self.cancel.clone());
        Order {
            capture: Some(self.capture),
            trigger: Trigger::Forward,
            mode: SendMode::Exact,
            outgoing,
        }
    }
}

/// Sends the capture once and stores the attempt. A dead target is a result, not an error.
///
/// # Errors
/// When the attempt cannot be stored.
pub async fn run(
    forward: Forward<'_>,
    sender: &Sender,
    store: &Store,
) -> Result<Attempt, store::Error> {
    attempt::keep(forward.order().send(sender).await, store).await
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::testing::{Bench, OK, TestServer, silent_port};

    const HEAD: &str =
        "PUT /stripe/a?x=1 HTTP/1.1\r\nHost: h\r\nx-ODD:  1\r\nContent-Length: 2\r\n\r\n";

    async fn forwarded(bench: &Bench, target: &str) -> Attempt {
        let headers = model::Headers::default();
        let forward = Forward {
            capture: bench.capture("/stripe/a?x=1").await,
            request: CapturedRequest {
                method: "PUT",
                head: HEAD.as_bytes(),
                headers: &headers,
                body: Bytes::from_static(b"{}"),
            },
            below: "/a?x=1",
            target: &Target::parse(target).unwrap(),
            timeout: None,
            cancel: CancellationToken::new(),
        };
        run(forward, &bench.sender, &bench.store).await.unwrap()
    }

    #[tokio::test]
    async fn a_capture_is_passed_on_as_it_came_with_its_path_below_the_targets() {
        let (bench, mut server) = (Bench::new(), TestServer::answering(OK).await);
        let attempt = forwarded(&bench, &server.url("/hooks")).await;
        let here = format!("Host: 127.0.0.1:{}", server.port);
        let expected = HEAD
            .replace("/stripe/a", "/hooks/a")
            .replace("Host: h", &here)
            + "{}";
        assert_eq!(String::from_utf8(server.seen().await).unwrap(), expected);
        assert_eq!((attempt.status, attempt.exact), (Some(200), Some(true)));
        let stored = bench
            .store
            .attempts()
            .get(attempt.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(stored.attempt, attempt);
        assert_eq!(attempt.trigger, Trigger::Forward);
    }

    #[tokio::test]
    async fn a_dead_target_is_an_attempt_that_says_so() {
        let bench = Bench::new();
        let attempt = forwarded(&bench, &format!("http://127.0.0.1:{}", silent_port().await)).await;
        assert_eq!((attempt.status, attempt.exact), (None, None));
        assert!(
            attempt
                .failure
                .unwrap()
                .message
                .starts_with("Nothing listens on")
        );
    }
}
