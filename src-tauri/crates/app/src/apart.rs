//! Work that takes the processor for long, off the threads that answer.
//!
//! A search ends when its time is up, and when nobody waits for it any more:
//! a shell that drops the call has cancelled it.

use std::sync::Arc;
use std::time::{Duration, Instant};

/// Does the work on a thread where it delays nobody else.
pub(crate) async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let done = tokio::task::spawn_blocking(work).await;
    done.expect("checks and searches do not panic")
}

/// Searches for at most `longest`; the work asks its argument whether to go on.
pub(crate) async fn search<T: Send + 'static>(
    longest: Duration,
    work: impl FnOnce(&dyn Fn() -> bool) -> T + Send + 'static,
) -> T {
    let until = Instant::now() + longest;
    let asked = Arc::new(());
    let waiting = Arc::downgrade(&asked);
    let found = apart(move || work(&|| waiting.strong_count() > 0 && Instant::now() < until)).await;
    drop(asked);
    found
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn a_search_ends_when_its_time_is_up() {
        let ended = search(Duration::from_millis(5), |goes_on| {
            while goes_on() {}
            "ended"
        });
        assert_eq!(ended.await, "ended");
    }

    #[tokio::test]
    async fn a_search_that_nobody_waits_for_ends() {
        let (began, mut begun) = tokio::sync::oneshot::channel();
        let (end, ended) = channel();
        let mut began = Some(began);
        let searching = tokio::spawn(search(Duration::from_secs(3600), move |goes_on| {
            while goes_on() {
                began.take().map(|began| began.send(()));
            }
            end.send(()).unwrap();
        }));
        (&mut begun).await.unwrap();
        searching.abort();
        let waited =
            tokio::task::spawn_blocking(move || ended.recv_timeout(Duration::from_secs(60)));
        assert_eq!(waited.await.unwrap(), Ok(()));
    }
}
